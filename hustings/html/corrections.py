"""Where a reader says that a statement is wrong: a mail or an issue that is filled in."""

from collections.abc import Iterable, Mapping

import pandas as pd

from hustings import query, settings, words
from hustings.link import urls
from hustings.one_line import one_line
from hustings.scene import Scene

#: fields that a reader may find wrong, as the table calls them
FIELDS = ("quote", "summary", "actor", "speaker", "role", "date", "event", "source_title", "url")
#: characters of a field that are repeated: mail programs take addresses of 2,000 and no more
MOST, TITLE = 90, 60


def correction_link(scene: Scene, row: Mapping, codes: Iterable) -> str:
    """Where to say what is wrong with a statement; "" where the server names no address.

    Parameters
    ----------
    scene : Scene
    row : mapping
        The statement: the columns of `hustings.query.STATEMENT_COLUMNS`.
    codes : iterable of named tuples
        Its codes: rows of what `hustings.findings.codes_of` gives.
    """
    address = settings.current().corrections
    if not address:
        return ""
    key, actor = one_line(row["statement_id"]), _short(row["actor"], TITLE)
    told = {**row, "date": query.as_date(row["date"])}
    fields = {name: told[name] for name in FIELDS if not pd.isna(told[name])}
    fields |= {f"stance on {code.axis}": words.signed(code.x) for code in codes}
    site = scene.base if scene.base and "://" in scene.base else ""
    where = (row["actor"], row["statement_id"], scene.data.address)
    lines = [
        f"Statement: {key}",
        f"Data set: {one_line(scene.data.meta.title)}, version {scene.data.version}",
        *([urls.statement(site, *where)] if site else []),
        "",
        "Wrong (please keep that line, and delete the others):",
        *(f"- {_short(name, MOST)}: {_short(value, MOST)}" for name, value in fields.items()),
        "",
        "What would be right, and where it can be read:",
        "",
    ]
    return urls.correction(address, f"Statement {key} by {actor}", "\n".join(lines))


def _short(value: object, most: int) -> str:
    text = one_line(value)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
