"""What every reader gives: a table of text in the engine, and the problems of its file."""

from dataclasses import dataclass, field

import ibis.expr.types as ir

from hustings.schema import Column, Problem, is_text

#: what follows the apostrophe that exports put before text which spreadsheets would compute
_GUARDED = r"^'* *([\t\r\n]|\s*[=+\-@])"


@dataclass(kw_only=True)
class Text:
    """What was read from one file.

    Parameters
    ----------
    file : str
        Its name, for problems.
    rows, broken : int
        Rows with something in them, and how many of these could not be read.
    problems : list of Problem
    passed_over : tuple of str
        Columns of the file that nothing here knows, as they stand in its header.
    table : ibis.Table, optional
        `row` and the known columns that the file has, as text: trimmed, empty cells missing.
        None when a required column is missing or nothing could be read.
    """

    file: str
    rows: int = 0
    broken: int = 0
    problems: list[Problem] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()
    table: ir.Table | None = None

    def problem(self, row: int | None, column: str, value: str, allowed: str) -> None:
        """Note a problem of this file."""
        self.problems.append(
            Problem(file=self.file, row=row, column=column, value=value, allowed=allowed)
        )


def names_in(header: list[str]) -> list[str]:
    """Names of columns as they are compared: trimmed, lower case."""
    return [name.strip().lower() for name in header]


def places_of(
    header: list[str], columns: tuple[Column, ...], row: int | None, text: Text
) -> dict[str, int] | None:
    """Place of each known column in the header; None when a required one is missing."""
    names = names_in(header)
    missing = [c.name for c in columns if c.required and c.name not in names]
    if not all(map(is_text, names)):
        text.problem(row, "", " ".join(header), "a header that is text in UTF-8")
    for name in missing:
        text.problem(row, name, "", "a column of this name, which is required")
    known = {column.name for column in columns}
    text.passed_over = tuple(
        cell.strip() for cell, name in zip(header, names, strict=True) if name and name not in known
    )
    for column in columns:
        if names.count(column.name) > 1:
            text.problem(row, column.name, column.name, "one column of this name; the first counts")
    return None if missing else {c.name: names.index(c.name) for c in columns if c.name in names}


def clean(cell: ir.StringValue) -> ir.StringValue:
    """A cell without spaces around it, its formula guard undone; missing when nothing is left."""
    cell = cell.strip()
    rest = cell.substr(1)
    # the pattern is tried only where there is an apostrophe
    plain = rest.re_search(_GUARDED).ifelse(rest.strip(), cell)
    return cell.startswith("'").ifelse(plain, cell).nullif("")
