"""What acts have in common: text that databases hold, words in a document, codes, days, rows."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hustings.anchors import anchor
from hustings.desk import events
from hustings.desk.events import Row
from hustings.desk.store import DeskError
from hustings.schema import as_text


def clean(text: str) -> str:
    """The text without what no database holds: half characters, and characters of no meaning."""
    return as_text(text).replace("\0", "")


def span(text: str, start: int, end: int) -> Row:
    """Where words stand, with what is around them."""
    if not 0 <= start < end <= len(text):
        raise DeskError(
            f"No words stand from {start} to {end} in a text of {len(text)} characters."
        )
    found = anchor(text, start, end)
    return {name: getattr(found, name) for name in ("start", "end", "exact", "prefix", "suffix")}


def allowed(said: dict[str, Any], names: tuple[str, ...]) -> None:
    for name, value in said.items():
        if name not in names or not isinstance(value, str):
            raise DeskError(f"{name} is {value!r}; allowed: text for {', '.join(names)}.")
        said[name] = clean(value)


def in_range(stance: float | None, where: str = "") -> None:
    """Refuse a stance that is none; `where` says on which axis it is, if that is not plain."""
    if stance is not None and not -1 <= stance <= 1:
        raise DeskError(f"The stance{where} is {stance}; allowed: a number from -1 to 1.")


def code_row(
    statement: str, axis: str, coder: str, stance: float | None, origin: str, note: str = ""
) -> Row:
    """A code as a row of its table, made now."""
    return {
        "statement": statement, "axis": axis, "coder": coder,
        "stance": None if stance is None else float(stance),
        "origin": origin, "at": events.now(), "note": note,
    }  # fmt: skip


def is_done(connection: Connection, document: str, who: str) -> bool:
    """Whether somebody is done with a document, and has seen the codes of others."""
    reading = events.row(connection, "reading", document, who)
    return bool(reading and reading["done"])


def still_blind(connection: Connection, document: str, who: str) -> None:
    """Refuse the code of who is done: it would no longer be a judgement of their own."""
    if is_done(connection, document, who):
        raise DeskError("You are done with this document; differences are settled together.")


def is_day(text: str) -> bool:
    """Whether a text is a day as 2026-02-03.

    >>> is_day("2026-02-03"), is_day("20260203"), is_day("3 February")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def there(found: Row | None, what: str) -> Row:
    if found is None:
        raise DeskError(f"There is no such {what} any more.")
    return found


def rows(connection: Connection, asked: sa.Select) -> list[Row]:
    return [dict(row) for row in connection.execute(asked).mappings()]
