"""What acts have in common: text that databases hold, words that stand in a document, rows."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hustings.anchors import anchor
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


def there(found: Row | None, what: str) -> Row:
    if found is None:
        raise DeskError(f"There is no such {what} any more.")
    return found


def rows(connection: Connection, asked: sa.Select) -> list[Row]:
    return [dict(row) for row in connection.execute(asked).mappings()]
