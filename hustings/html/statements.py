"""A list of statements that a reader likes to read, as HTML for pages and for files."""

import re
from datetime import date
from pathlib import Path

import jinja2
import pandas as pd

from hustings import query, words
from hustings.dataset import Dataset
from hustings.fold import fold
from hustings.html.corrections import correction_link
from hustings.html.unseen import UNSEEN
from hustings.link import urls
from hustings.scene import Scene

_TEMPLATE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
).get_template("statements.html")


def rendered(
    scene: Scene,
    found: pd.DataFrame,
    coded: pd.DataFrame,
    start: str | None,
    target: str,
    cards: bool = False,
    level: int = 3,
) -> str:
    """Statements as escaped HTML: words, who, when, where, source, and codes from pole to pole.

    Parameters
    ----------
    scene : Scene
        Its filters say which words are marked.
    found : DataFrame
        Statements, as `hustings.query.statements` gives them.
    coded : DataFrame
        The `hustings.findings.codes_of` these statements, and any others.
    start : str or None
        What links to other pages begin with: "." on a page, the address of the dashboard in a file;
        without one, nothing links to other pages.
    target : {"_self", "_blank"}
        Where such links open.
    cards : bool
        Whether each statement links to its card, which the server's browser draws.
    level : int
        Of the heading of each statement, which is read aloud and not seen.
    """
    by_id: dict[str, list] = {}
    for code in coded.itertuples():
        by_id.setdefault(code.statement_id, []).append(code)
    search = scene.view.filters.q
    return _TEMPLATE.render(
        statements=[
            _fields(row, by_id.get(row["statement_id"], []), scene, start, cards)
            for row in found.to_dict("records")
        ],
        marked=lambda text: marked(text, search),
        target=target,
        level=level,
        unseen=UNSEEN,
        unit=words.one(scene.data.meta.unit),
    )


def _fields(row: dict, coded: list, scene: Scene, start: str | None, cards: bool) -> dict:
    data, key = scene.data, row["statement_id"]
    fields = {name: None if pd.isna(value) else value for name, value in row.items()}
    day: date | None = query.as_date(row["date"])
    return fields | {
        "day": words.moment(day, fields["time"]),
        "source": fields["source_title"],
        "link": urls.at_words(fields["url"], fields["quote"]),
        "actor_link": None if start is None else urls.actor(start, row["actor"], data.address),
        "card": urls.card(start, key, "png", data.address) if cards and start else None,
        "wrong": correction_link(scene, row, coded),
        "codes": [_code(code, data) for code in coded],
    }


def _code(code, data: Dataset) -> dict:
    axis = next(axis for axis in data.axes if axis.id == code.axis)
    said = f"{axis.heading}: {words.signed(code.x)}"
    if code.coders > 1:
        said += (
            f", {code.coders} coders from {words.signed(code.least)} to {words.signed(code.most)}"
        )
    low, high = axis.low, axis.high
    if axis.plain:
        # "for" alone does not say for what.
        low, high = (f"{low}: {axis.name}", high) if code.x < 0 else (low, f"{high}: {axis.name}")
    return {
        "low": low,
        "high": high,
        "at": round(59 + code.x * 52, 1),
        "said": said,
        "checked": words.checked(code.coders, code.checks),
    }


def marked(text: str, search: str) -> list[tuple[bool, str]]:
    """The text in pieces, (True, piece) where a searched word is: case and accents ignored.

    >>> marked("Égalité now", "egal")
    [(True, 'Égal'), (False, 'ité now')]
    """
    sought = query.searched(search)
    if not sought:
        return [(False, text)]
    # Folding can change the length of a text, so each character is folded on its own.
    folded = [fold(char) for char in text]
    origin = [i for i, piece in enumerate(folded) for _ in piece]
    hits = set()
    for match in re.finditer("|".join(re.escape(word) for word in sought), "".join(folded)):
        hits.update(origin[match.start() : match.end()])
    pieces: list[tuple[bool, str]] = []
    for i, char in enumerate(text):
        hit = i in hits
        if pieces and pieces[-1][0] == hit:
            pieces[-1] = (hit, pieces[-1][1] + char)
        else:
            pieces.append((hit, char))
    return pieces
