"""Codings: rows of checked text with their types, names, searchable text and version."""

import hashlib
from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from hustings.axes import Axis
from hustings.engine.base import Engine
from hustings.schema import COLUMNS, KINDS, DataError, Problem, clock, count, day, number

#: what the words of a reader are looked for in
SEARCHED = ("quote", "summary", "speaker", "source_title")
#: columns that a statement has once, whatever the number of its codings
STATEMENT_COLUMNS = tuple(c.name for c in COLUMNS if c.level == "statement")
VERSION_DIGITS = 12
#: numbers that programs write for a missing answer, whatever the scale
MISSING = tuple(sign * code for sign in (-1, 1) for code in (66, 77, 88, 96, 97, 98, 99))
MISSING += tuple(sign * code for sign in (-1, 1) for code in (997, 998, 999, 9998, 9999))
#: numbers beyond the scale that are more than slips of the pen: at least so many, and this share
FEW, SHARE = 2, 0.01
#: what a row says of itself where a data set has the column `checked`: whether a person checked it
CHECKED, UNCHECKED = "yes", "no"


def typed(good: ir.Table) -> ir.Table:
    """Rows of text with all columns of the codebook and their types, and `is_checked`.

    That is "yes" or "no", and missing in all rows of a data set without the column `checked`.
    """
    absent = {c.name: ibis.null("string") for c in COLUMNS if c.name not in good.columns}
    table = good.mutate(**absent)
    # adding zero makes one number of 0 and -0
    is_checked = table.checked.notnull().ifelse(CHECKED, UNCHECKED)
    table = table.mutate(
        date=day(table.date),
        time=clock(table.date, table.time),
        answer=table.answer.lower(),
        stance=number(table.stance) + 0.0,
        n=count(table.n),
        se=number(table.se) + 0.0,
        checked=day(table.checked),
        is_checked=ibis.null("string") if "checked" in absent else is_checked,
    )
    return table.select("row", *(column.name for column in COLUMNS), "is_checked")


def need_scale(engine: Engine, text: ir.Table, file: str) -> None:
    """Refuse a table whose numbers of stance are those of another scale, as a whole.

    On a scale from 0 to 10, what lies from 0 to 1 would be taken, and mean the opposite.

    Parameters
    ----------
    engine : Engine
    text : ibis.Table
        As it was read.
    file : str
        Its name, for the problem.

    Raises
    ------
    DataError
        When more than one number, and more than one in a hundred, is beyond -1 and 1, codes of
        missing answers such as -99 aside.
    """
    value = number(text.stance)
    beyond = ~value.between(-1, 1) & value.notin(MISSING)
    first = text.row.min(where=beyond.fill_null(False))
    [said] = engine.arrow(
        text.agg(numbers=value.count(), beyond=beyond.fill_null(False).sum(), row=first)
    ).to_pylist()
    many = said["beyond"] or 0
    if many < FEW or many < SHARE * said["numbers"]:
        return
    [cell] = engine.arrow(text.filter(text.row == said["row"]).select("stance")).to_pylist()
    wrong = Problem(
        file=file,
        row=said["row"],
        column="stance",
        value=cell["stance"],
        allowed=f"{KINDS['number']}; {many:,} of {said['numbers']:,} numbers are beyond, as on "
        "another scale, so that none is taken: “hustings convert” and the page /data put such a "
        "scale into this one",
    )
    raise DataError([wrong])


def digest(engine: Engine, table: ir.Table) -> ir.StringValue:
    """A hash of what a row says: name, length and text of each cell that is filled."""
    said = ibis.literal("")
    for column in COLUMNS:
        cell = table[column.name]
        cell = (
            engine.number_text(cell) if column.kind in ("number", "error") else cell.cast("string")
        )
        length = cell.length().cast("string")
        said += (f"{column.name} " + length + " " + cell + "\n").fill_null("")
    return engine.sha256(said)


def named(engine: Engine, table: ir.Table) -> ir.Table:
    """Rows of which each belongs to a named statement.

    A row without a name is called by what it says, so that links to it survive other rows being
    added or moved; rows that say the same are numbered.
    """
    if engine.run(table.statement_id.notnull().all()).iloc[0, 0] in (True, None):
        return table
    table = table.mutate(name="row-" + digest(engine, table).left(VERSION_DIGITS))
    same = ibis.window(group_by=[table.statement_id, table.name], order_by=table.row)
    table = table.mutate(place=ibis.row_number().over(same))
    name = table.name + (table.place > 0).ifelse("-" + (table.place + 1).cast("string"), "")
    return table.mutate(statement_id=table.statement_id.fill_null(name)).drop("name", "place")


def keyed(engine: Engine, table: ir.Table) -> ir.Table:
    """Rows with `actor_key`, by which actors are sorted."""
    return engine.folded(table, "actor", "actor_key")


def searchable(engine: Engine, table: ir.Table) -> ir.Table:
    """Rows with `search`: the text in which words are looked for, folded."""
    said = ibis.literal(" ").join([table[name].fill_null("") for name in SEARCHED])
    return engine.folded(table.mutate(said=said), "said", "search").drop("said")


def statements_of(table: ir.Table) -> ir.Table:
    """One row for each statement: `row`, the columns of STATEMENT_COLUMNS, `actor_key`.

    They are those of its first row: all rows of a statement agree in them (see `check`).
    """
    first = table.group_by("statement_id").agg(row=table.row.min())
    return table.semi_join(first, "row").select("row", *STATEMENT_COLUMNS, "actor_key")


def version(engine: Engine, table: ir.Table, axes: Iterable[Axis]) -> str:
    """Hash of the axes and of all rows in an order that depends only on what they say."""
    total = hashlib.sha256()
    for axis in sorted(axes, key=lambda axis: axis.id):
        # how a position is called is no content
        said = {key: text for key, text in vars(axis).items() if key != "unit"}
        total.update("".join(f"{key} {len(text)} {text}\n" for key, text in said.items()).encode())
    digests = table.select(digest=digest(engine, table)).order_by("digest")
    for batch in engine.batches(digests):
        total.update("".join(batch.column(0).to_pylist()).encode())
    return total.hexdigest()[:VERSION_DIGITS]
