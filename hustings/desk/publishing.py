"""From the desk to a data set: what changes, and a new version of its folder, written as a whole.

Rows that came from the desk are written anew each time; all others stay as they are, but for what
people have checked. A unit that coders have settled has one row, of the coder "agreed".
"""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from hustings.dataset import Dataset, open_dataset
from hustings.desk.desk import Desk
from hustings.desk.events import Row
from hustings.desk.folder import PACKAGE, POSITIONS, describe, name, read, replace, written
from hustings.desk.rows import ORDER, PREFIX, check, desk_rows, with_checks
from hustings.desk.store import DeskError
from hustings.findings import versions
from hustings.schema import DataError


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What publishing would do to a folder.

    Attributes
    ----------
    folder : Path
    added, changed, removed : int
        Statements of the desk that come, that differ, and that go.
    checked : int
        Rows that people have checked and that were not so marked, or come from them.
    left_out : tuple of str
        Why statements with codes, or checks, stay at the desk.
    moves : DataFrame
        `actor, axis, before, after, n_before, n`: positions that differ, the widest move first;
        missing where there is none.
    """

    folder: Path
    added: int
    changed: int
    removed: int
    checked: int
    left_out: tuple[str, ...]
    moves: pd.DataFrame
    content: bytes
    found: bytes

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return self.content == self.found


def plan(desk: Desk, folder: Path) -> Plan:
    """What publishing to the folder of a data set would change.

    Raises
    ------
    DeskError
        When the folder has no positions.csv that can be rewritten, or the new rows have problems.
    """
    found, header, rows, before = read(folder)
    state = desk.state()
    new, left_out = desk_rows(state)
    old_desk = [row for row in rows if row["statement_id"].startswith(PREFIX)]
    kept = [row for row in rows if not row["statement_id"].startswith(PREFIX)]
    after_rows = [*map(dict, kept), *with_checks(new, old_desk)]
    called = before.meta.name if before else name(folder)
    checked, stray = check(after_rows, desk.checks(called))
    if stray:
        left_out = (*left_out, f"{stray} checks are of no statement_id in {POSITIONS}")
    header = [
        *header,
        *(c for c in ORDER if c not in header and any(r.get(c) for r in after_rows)),
    ]
    content = written(header, after_rows)
    if content == written(header, rows):
        content = found
    after = before if before and content == found else _opened(folder, content)
    if before:
        known = {_said(problem) for problem in before.problems}
        fresh = [p for p in after.problems if _said(p) not in known]
    else:
        fresh = list(after.problems)
    if fresh:
        raise DeskError(f"The new rows cannot be used: {fresh[0]}")
    differ = versions.statements(_by_statement(old_desk), _by_statement(new))
    return Plan(
        folder=folder,
        added=len(differ.came),
        changed=len(differ.changed),
        removed=len(differ.went),
        checked=checked,
        left_out=left_out,
        moves=versions.moves(before, after),
        content=content,
        found=found,
    )


def publish(planned: Plan) -> None:
    """Write the new version of the folder: each file whole, positions first.

    Raises
    ------
    DeskError
        When the positions have changed since the plan was made, or cannot be written.
    """
    path = planned.folder / POSITIONS
    try:
        there = path.read_bytes() if path.exists() else b""
        if there != planned.found:
            raise DeskError(f"{POSITIONS} has changed in the meantime; look at the changes again.")
        if planned.empty:
            return
        replace(path, planned.content)
        describe(planned.folder / PACKAGE, planned.content)
    except OSError as error:
        raise DeskError(f"{error.filename} cannot be written: {error.strerror}") from error


def _opened(folder: Path, content: bytes) -> Dataset:
    """The data set as it would be, from a copy."""
    with tempfile.TemporaryDirectory(prefix="hustings-desk-") as made:
        for file in ("axes.csv", "events.csv", PACKAGE):
            if (folder / file).is_file():
                shutil.copy(folder / file, made)
        Path(made, POSITIONS).write_bytes(content)
        try:
            return open_dataset(made)
        except DataError as error:
            raise DeskError(f"There would be no data set: {error.brief}") from error


def _said(problem: object) -> tuple:
    """A problem whatever its row, which moves."""
    fields = vars(problem)
    return tuple(value for key, value in fields.items() if key not in ("row", "allowed"))


def _by_statement(rows: list[Row]) -> dict[str, set[tuple]]:
    """Each statement with what its rows say."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["statement_id"], []).append(row)
    return {name: _bare(each) for name, each in found.items()}


def _bare(rows: list[Row]) -> set[tuple]:
    """What rows say, but for what is checked and the rows of those who checked."""
    return {
        tuple(sorted((k, v) for k, v in row.items() if v and k not in ("checked", "checked_by")))
        for row in rows
        if not (row.get("checked_by") and row.get("checked_by") == row.get("coder"))
    }
