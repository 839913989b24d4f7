"""Whether quotations stand in their sources: the rows of a data set against a folder of texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ibis

from hustings.anchors import places
from hustings.dataset import Dataset
from hustings.fold import fold
from hustings.schema import Problem
from hustings.source import Files, locate, shown

#: how files of texts end
ENDINGS = (".txt", ".md")
_SCHEME = re.compile(r"https?://(www\.)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Quotations looked for in texts: how many, those not found, and statements without a text."""

    found: int
    looked_for: int
    problems: tuple[Problem, ...]
    without_text: int

    def lines(self) -> Iterator[str]:
        """What was compared, in two sentences at most."""
        yield f"{self.found:,} of {self.looked_for:,} quotations stand in their texts"
        if self.without_text:
            one = self.without_text == 1
            said = "statement has" if one else "statements have"
            yield f"{self.without_text:,} {said} a quotation but no text in the folder"


def compared(data: Dataset, source: str, folder: Path) -> Compared:
    """Look for every quotation in the text of its source.

    A text belongs to a statement when the name of its file, without its ending, is the
    `statement_id`, the `url` or the `source_title`, or when its first line is the `url`. Case,
    and all that is neither letter nor digit, make no difference in names.

    Parameters
    ----------
    data : Dataset
    source : str
        Where it was opened from, for the name of its file in problems.
    folder : Path
        Of .txt or .md files in UTF-8.

    Returns
    -------
    Compared
    """
    where = locate(source)
    file = where.positions.name if isinstance(where, Files) else shown(source)
    texts, problems = _texts(folder)
    table = data.table.filter(data.table.quote.notnull())
    said = {name: table[name].max() for name in ("quote", "url", "source_title")}
    rows = data.run(
        table.group_by("statement_id").agg(row=table.row.min(), **said).order_by(ibis._.row)
    )
    found = looked_for = 0
    for each in rows.itertuples():
        keys = (each.statement_id, each.url, each.source_title)
        own = [texts[key] for key in map(_key, filter(_is_said, keys)) if key in texts]
        looked_for += bool(own)
        if any(places(text, each.quote) for _, text in own):
            found += 1
        elif own:
            allowed = f"words that stand in {own[0][0]}"
            problems.append(
                Problem(
                    file=file, row=int(each.row), column="quote", value=each.quote, allowed=allowed
                )
            )
    return Compared(
        found=found,
        looked_for=looked_for,
        problems=tuple(problems),
        without_text=len(rows) - looked_for,
    )


def _is_said(cell: object) -> bool:
    return isinstance(cell, str)


def _key(name: str) -> str:
    """What of a name or an address tells a text."""
    return re.sub(r"[\W_]+", "-", fold(_SCHEME.sub("", name.strip()))).strip("-")


def _texts(folder: Path) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    """Name and text of each file, by all that tells it; and the files that cannot be read."""
    found: dict[str, tuple[str, str]] = {}
    problems = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(
                Problem(file=path.name, row=None, column="", value="other bytes", allowed="UTF-8")
            )
            continue
        first = text.lstrip().partition("\n")[0]
        if _SCHEME.match(first):
            found[_key(first)] = (path.name, text)
        found[_key(path.stem)] = (path.name, text)
    return found, problems
