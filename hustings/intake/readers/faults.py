"""What was wrong in a file, gathered by cause while it is read."""

from typing import NoReturn

from hustings.intake.readers.bounds import ROWS_TOLD, VALUE_TOLD
from hustings.intake.table import Fault


class Unreadable(Exception):
    """A file that cannot be read at all: what was found in it, and what would be right."""

    def __init__(self, value: str, allowed: str) -> None:
        super().__init__(f"found {value}; allowed: {allowed}")
        self.value = value
        self.allowed = allowed

    def fault(self, file: str) -> Fault:
        """The same as a value."""
        return Fault(file=file, column="", value=shown(self.value), allowed=self.allowed)


def refuse(value: str, allowed: str) -> NoReturn:
    """Give up a file."""
    raise Unreadable(value, allowed)


def shown(value: str) -> str:
    """The beginning of a value, as far as a fault repeats it."""
    return value if len(value) <= VALUE_TOLD else value[: VALUE_TOLD - 1] + "…"


class Faults:
    """Faults of one file, grouped by column and cause, with their counts and first rows."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[tuple[str, str], tuple[str, list[int], int]] = {}

    def add(self, column: str, row: int | None, value: str, allowed: str) -> None:
        """Note one more fault; `row` is None where it has none."""
        first, rows, count = self._found.get((column, allowed), (shown(value), [], 0))
        if row is not None and len(rows) < ROWS_TOLD:
            rows.append(row)
        self._found[column, allowed] = first, rows, count + 1

    def told(self) -> tuple[Fault, ...]:
        """The faults, in the order in which each cause was first met."""
        return tuple(
            Fault(
                file=self.file, column=column, value=value, allowed=allowed,
                rows=tuple(rows), count=count,
            )
            for (column, allowed), (value, rows, count) in self._found.items()
        )  # fmt: skip
