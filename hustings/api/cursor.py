"""Pagination cursor: where the next page of a list begins; opaque, and good for one list only.

The lists are in a total order that depends on nothing but the query and the data version, so that
a place in the list says enough: each record stands on exactly one page.
"""

import base64
import binascii
import json
from hashlib import sha256

from hustings.link import NO_MOST


class CursorError(ValueError):
    """A cursor that is none, or that of another list; the message says what is allowed."""


def write(place: int, query: list[tuple[str, str]], version: str) -> str:
    """The cursor of the page that begins after `place` records."""
    text = json.dumps([place, _key(query), version], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, query: list[tuple[str, str]], version: str) -> int:
    """How many records come before the page.

    Raises
    ------
    CursorError
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        place, key, of = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise CursorError("a cursor as `meta.next` gave it, or none for the first page") from None
    if of != version:
        raise CursorError(
            "a cursor of the present data version: the data have changed, begin without a cursor"
        )
    if key != _key(query):
        raise CursorError(
            "a cursor that the same query gave: keep all other parameters, or begin without one"
        )
    if type(place) is not int or not 0 <= place <= NO_MOST:
        raise CursorError("a cursor as `meta.next` gave it, or none for the first page")
    return place


def _key(query: list[tuple[str, str]]) -> str:
    return sha256(json.dumps(query).encode()).hexdigest()[:16]
