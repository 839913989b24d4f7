"""How the cells of a text file are set apart: by which separator, below which lines."""

import csv
import re
from dataclasses import dataclass

from hustings.intake.readers.bounds import LONGEST_LINE
from hustings.intake.readers.faults import refuse
from hustings.intake.readers.rows import trimmed

#: characters that set cells apart, the usual ones first
SEPARATORS = (",", ";", "\t", "|", "\x1f", "^", "~", "¦", "§", ":", " ")
NAMES = {
    ",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes", " ": "spaces",
    ":": "colons", "\x1f": "unit separators",
}  # fmt: skip
#: separators that ordinary text is full of: all rows must agree on them
_WEAK = (":", " ")
#: lines that are looked at, and characters of them
_LINES, _SAMPLE = 200, 2**16
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"\s*')
_SEP_LINE = re.compile(r'"?sep=(.|\\t)"?[,;\t]*\s*', re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a text file sets its cells apart.

    Attributes
    ----------
    separator : str
    told : bool
        Whether a first line, "sep=;", says so; that line is no row.
    spaced : bool
        Whether spaces stand between separators and quotes.
    tail : str
        What ends every line and belongs to no cell: semicolons that a program put behind
        lines whose commas it did not take for separators.
    wrapped : bool
        Whether every line, or every one below the header, is in quotes as a whole, which such
        programs do too.
    """

    separator: str
    told: bool = False
    spaced: bool = False
    tail: str = ""
    wrapped: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed, for readers."""
        notes = [f"separated by {NAMES.get(self.separator, f'“{self.separator}”')}"]
        if self.told:
            notes.append("the first line names the separator and is no row")
        if self.tail:
            notes.append(f"“{self.tail}” at the end of lines is left out")
        if self.wrapped:
            notes.append("quotes around whole lines are left out")
        return tuple(notes)


def dialect_of(sample: str) -> Dialect:
    """Guess from the beginning of a file.

    The separator is the one that takes most lines apart into equally many cells, and into more
    than others do.
    """
    first = sample.split("\n", 1)[0]
    if told := _SEP_LINE.fullmatch(first):
        separator = "\t" if told[1] == "\\t" else told[1]
        return Dialect(separator=separator, told=True)
    lines = [line for line in sample[:_SAMPLE].split("\n") if line.strip()][:_LINES]
    if len(sample) > _SAMPLE and len(lines) > 1:
        lines.pop()
    # what a comment says, it says in words with commas
    lines = [line for line in lines if not line.lstrip('" ').startswith("# ")] or lines
    if not lines:
        refuse("only empty lines", "a header, and rows below it")
    separator, cells = _separator(lines)
    # the program may have left the header as it was
    inner = _unwrapped(lines if cells == 1 else lines[1:])
    if inner and (cells == 1 or _separator(inner)[0] == separator):
        return Dialect(separator=_separator(inner)[0], wrapped=True)
    spaced = separator.strip() != "" and f'{separator} "' in sample
    return Dialect(separator=separator, spaced=spaced, tail=_tail(lines, separator))


def _separator(lines: list[str]) -> tuple[str, float]:
    scores = {separator: _agreement(lines, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return (best, scores[best]) if scores[best] > 1 else (",", 1)


def _agreement(lines: list[str], separator: str) -> float:
    """How well a separator takes lines apart: 1 if it does not at all."""
    if not any(separator in line for line in lines):
        return 1
    options = {"delimiter": separator, "skipinitialspace": separator != " "}
    try:
        records = [*csv.reader(iter(lines), **options)]  # type: ignore[arg-type]
    except csv.Error:
        records = [line.split(separator) for line in lines]
    widths = [len(record) for record in records]
    # separators at the end of lines set nothing apart
    most = max(map(trimmed, records))
    usual = max({*widths}, key=lambda width: (widths.count(width) * (width > 1), width))
    share = widths.count(usual) / len(widths)
    if usual == 1 or most == 1:
        return 1
    if separator in _WEAK:
        # one name less in the header, where rows have names, is how R writes
        even = len({*widths[1:]}) == 1 and widths[0] in (usual, usual - 1)
        return 1 + 0.1 * (len(widths) > 2 and even)
    return 1 + share * min(usual, most, 50) ** 0.5


def _tail(lines: list[str], separator: str) -> str:
    """Semicolons at the end of every line of a file with commas."""
    if separator != "," or not all(line.rstrip().endswith(";") for line in lines):
        return ""
    ends = [line.rstrip() for line in lines]
    return min((end[len(end.rstrip(";")) :] for end in ends), key=len)


def _unwrapped(lines: list[str]) -> list[str] | None:
    """Lines without the quotes around each, if every line is one cell that holds separators."""
    if not lines or not all(_WRAPPED.fullmatch(line) for line in lines):
        return None
    inner = [unwrapped(line).rstrip("\n") for line in lines]
    return inner if _separator(inner)[1] > 1 else None


def unwrapped(line: str) -> str:
    """One line without the quotes around it, if it is one cell in quotes."""
    found = _WRAPPED.fullmatch(line)
    return found[1].replace('""', '"') + "\n" if found else line


def refuse_endless(line: str) -> None:
    """Give up a file whose first line never ends."""
    if len(line) >= LONGEST_LINE:
        refuse(line[:80], f"lines of at most {LONGEST_LINE:,} characters")
