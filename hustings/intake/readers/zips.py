"""Bounds of foreign zips: how much they may unpack to for their size."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hustings.intake.readers.bounds import CELL, MOST_PACKED, MOST_UNPACKED, SMALL
from hustings.intake.readers.faults import refuse
from hustings.zipped import BadZip, Bounded, bounded

#: where sheets of XLSX lie, and the texts of their cells; how cells begin, with and without prefix
_SHEETS, _TEXTS = "xl/worksheets/", "xl/sharedStrings.xml"
_CELLS = (b"<c ", b"<c>", b":c ")


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
        with bounded(path, most_unpacked(path)) as packed:
            yield packed
    except BadZip as error:
        refuse(error.found, error.allowed)


def memory_of(path: Path) -> int:
    """Bytes that the sheets of XLSX take as a whole, about: cells, and the texts that they share.

    Raises
    ------
    Unreadable
        When it unpacks to more than it may, whatever it declares.
    """
    taken = 0
    with opened(path) as packed:
        for member in packed.members:
            for piece in packed.pieces(member):
                if member.filename.startswith(_SHEETS):
                    taken += CELL * sum(piece.count(mark) for mark in _CELLS)
                elif member.filename == _TEXTS:
                    taken += len(piece)
    return taken
