"""Where the header of a table stands, and how its columns are called."""

import re
from collections.abc import Sequence
from statistics import median

from hustings.intake.readers.bounds import MOST_COLUMNS
from hustings.intake.readers.faults import refuse

#: records among which the header is looked for
LOOKED_AT = 60
#: how much better a later row must look to be taken for the header
_BETTER = 0.25
_NUMBER = re.compile(r"[-+−–'(]?\d[\d.,:/\s-]*%?\)?")
_DAY = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
#: marks that no reader sees, around a name
_UNSEEN = " \t\r\n\f\v\ufeff\u200b\u200e\u200f\xa0"
#: renamed columns that are told one by one
_TOLD = 5
_IMPORT_ID = '{"importid"'


def find_header(records: Sequence[Sequence[str]]) -> int:
    """The place of the header among the first records of a table.

    The first row that is about as full as the others, has words rather than numbers, and each
    only once. Titles and notes above a header fill one or two cells; rows of data hold numbers or
    say the same twice.
    """
    looked_at = records[:LOOKED_AT]
    filled = [sum(map(bool, map(str.strip, record))) for record in looked_at]
    usual = median([n for n in filled if n] or [1])
    scores = [_looks_like_a_header(r, n / usual) for r, n in zip(looked_at, filled, strict=True)]
    least = max(scores, default=0) - _BETTER
    return next((place for place, score in enumerate(scores) if score >= least), 0)


def _looks_like_a_header(record: Sequence[str], full: float) -> float:
    cells = [cell.strip() for cell in record if cell.strip()]
    if not cells:
        return -1
    if (len(cells) == 1 and full < 1) or (cells[0][0] == "#" and len(cells[0]) > 1):
        # a title, or a line of comment with separators in it
        return min(full, 1) / 2
    words = sum(not _NUMBER.fullmatch(cell) for cell in cells) / len(cells)
    if words and _are_names([cell for cell in cells if _NUMBER.fullmatch(cell)]):
        words = 1
    return min(full, 1) + 0.7 * words + 0.2 * (len({*cells}) == len(cells))


def _are_names(numbers: list[str]) -> bool:
    """Whether numbers are names of columns: days, years, or ids that rise from cell to cell."""
    if len(numbers) > 1 and all(_DAY.fullmatch(number) for number in numbers):
        return True
    if not all(number.isdecimal() and len(number) < 10 for number in numbers):
        return False
    values = [int(number) for number in numbers]
    rising = all(a < b for a, b in zip(values, values[1:], strict=False))
    years = all(1900 <= value <= 2100 for value in values)
    return rising and (len(values) > 2 or (years and len(values) > 1))


def names_of(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of columns, none of them empty or repeated, and what was done to make them so.

    A name keeps its own spelling but for white space around it.
    """
    if len(cells) > MOST_COLUMNS:
        refuse(f"{len(cells):,} columns", f"a table of at most {MOST_COLUMNS:,} columns")
    names: list[str] = []
    notes: list[str] = []
    taken = {cell.strip(_UNSEEN) for cell in cells}
    used: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        own = cell.strip(_UNSEEN)
        name = own
        if not own or own in used:
            name = own or f"column {place}"
            while name in taken:
                used[own] = used.get(own, 1) + 1
                name = f"{own or f'column {place}'} ({used[own]})"
            taken.add(name)
            like = f"is called “{own}” like another" if own else "has no name"
            notes.append(f"column {place} {like} and is “{name}” here")
        names.append(name)
        used.setdefault(name, 1)
    if len(notes) > _TOLD:
        notes = [*notes[:_TOLD], f"{len(notes) - _TOLD:,} more columns are named so"]
    return names, notes


def questions(records: Sequence[Sequence[str]], header: int) -> bool:
    """Whether two rows of questions and ids follow the header, as Qualtrics writes them."""
    if len(records) < header + 3:
        return False
    ids = [cell.replace(" ", "").lower() for cell in records[header + 2] if cell]
    return bool(ids) and all(cell.startswith(_IMPORT_ID) for cell in ids)
