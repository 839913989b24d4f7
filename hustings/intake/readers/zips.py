"""Bounds of foreign zips: how much they may unpack to for their size."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hustings.intake.readers.bounds import MOST_MEMBERS, MOST_PACKED, MOST_UNPACKED, SMALL
from hustings.intake.readers.faults import refuse
from hustings.zipped import BadZip, Bounded, bounded


def most_unpacked(path: Path) -> int:
    """The bytes that a zip may have unpacked."""
    return min(MOST_UNPACKED, max(SMALL, MOST_PACKED * path.stat().st_size))


@contextmanager
def opened(path: Path) -> Iterator[Bounded]:
    """A zip within the bounds of its size.

    Raises
    ------
    Unreadable
    """
    try:
        with bounded(path, most_unpacked(path), MOST_MEMBERS) as packed:
            yield packed
    except BadZip as error:
        refuse(error.found, error.allowed)


def check_zip(path: Path) -> None:
    """Refuse a zip that unpacks to more than it may, whatever it declares.

    Raises
    ------
    Unreadable
    """
    with opened(path) as packed:
        packed.check()
