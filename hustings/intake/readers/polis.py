"""What Polis exports, recognised by its headers: votes, comments, votes of each participant."""

from dataclasses import replace

from hustings.intake.table import Reading, Table

KIND = "Polis export"
_VOTES = {"comment-id", "voter-id", "vote"}
_COMMENTS = {"comment-id", "comment-body"}
_WIDE = {"participant", "n-votes"}
#: the order in which the tables are given
_PARTS = (_VOTES, _COMMENTS, _WIDE)
BODY = "comment-body"


def as_polis(reading: Reading) -> Reading:
    """A reading as a Polis export, if it is one.

    Votes come first, and each says the comment that was voted on, where the export has it; in the
    table of participants, comments are the titles of their columns.
    """
    found = [(_part(table), table) for table in reading.tables]
    if not any(part in (_VOTES, _WIDE) for part, _ in found):
        return reading
    bodies = next((_bodies(table) for part, table in found if part is _COMMENTS), {})
    tables = [_with(table, part, bodies) for part, table in found]
    order = {id(part): place for place, part in enumerate(_PARTS)}
    ranked = sorted(zip(found, tables, strict=True), key=lambda f: order.get(id(f[0][0]), 9))
    return replace(reading, kind=KIND, tables=tuple(table for _, table in ranked))


def _part(table: Table) -> set[str] | None:
    names = {name.strip().lower() for name in table.cells.columns}
    return next((part for part in _PARTS if part <= names), None)


def _bodies(table: Table) -> dict[str, str]:
    named = {name.strip().lower(): name for name in table.cells.columns}
    return dict(zip(table.cells[named["comment-id"]], table.cells[named[BODY]], strict=True))


def _with(table: Table, part: set[str] | None, bodies: dict[str, str]) -> Table:
    if not bodies or part is None or part is _COMMENTS:
        return table
    if part is _WIDE:
        titles = {name: bodies[name] for name in table.cells.columns if name in bodies}
        return replace(table, titles={**table.titles, **titles})
    name = next(n for n in table.cells.columns if n.strip().lower() == "comment-id")
    if BODY in table.cells:
        return table
    said = table.cells[name].map(bodies).fillna("").astype("str")
    return replace(
        table,
        cells=table.cells.assign(**{BODY: said}),
        notes=(*table.notes, f"“{BODY}” comes from the table of comments"),
    )
