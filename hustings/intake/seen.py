"""A data set of a draft for one look at it: its names, days and stances, straight from memory.

What is opened from files is read back, checked, hashed, and counted in advance for many readers; a
draft is looked at once and changes with the next step. The numbers are the same.
"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pyarrow as pa

from hustings.axes import Axis, described
from hustings.beside import events_of
from hustings.codings import keyed, named, searchable, statements_of, typed
from hustings.engine.duckdb import DuckDB
from hustings.intake.apply import Applied
from hustings.intake.recipe import Recipe
from hustings.model import Dataset
from hustings.package import Meta, read_meta
from hustings.schema import COLUMNS, check, refuse
from hustings.tables import Tables, average

#: kinds of cells that no count and no position depends on
_UNSEEN = ("text", "url")
_ID = "statement_id"


def look(applied: Applied, recipe: Recipe) -> Dataset:
    """What a recipe has made, as a data set without its texts.

    Parameters
    ----------
    applied : Applied
        With at least one position.
    recipe : Recipe

    Returns
    -------
    Dataset
        Its `version` is empty: whoever takes it opens the files that `write_folder` writes.

    Raises
    ------
    DataError
        When not a single row has a stance, or none can be used.
    """
    engine = DuckDB()
    kept = [c.name for c in COLUMNS if c.name in applied.positions and c.kind not in _UNSEEN]
    rows = pa.table(dict(_columns(applied.positions, kept)))
    text = engine.make("text", rows)
    problems, good = check(engine, text, "positions.csv", axes=tuple(applied.axes.axis))
    coded = named(engine, typed(good))
    codings, reasons = engine.make("every", keyed(engine, coded)), None
    if "answer" in kept:
        every = codings
        codings = engine.make("codings", every.filter(every.stance.notnull()))
        silent = engine.make("reasons", every.filter(every.stance.isnull()))
        reasons = searchable(engine, silent)
    size = engine.count(codings)
    if not size:
        refuse("positions.csv", "no stance", "at least one row with a stance", "stance")
    judged = engine.make("judged", average(codings))
    # texts are folded once somebody searches
    statements = searchable(engine, engine.make("statements", statements_of(codings)))
    sizes = {"codings": size, "judged": engine.count(judged)}
    if reasons is not None:
        sizes["reasons"] = engine.count(reasons)
        reasons = reasons if sizes["reasons"] else None
    tables = Tables(
        codings=codings, statements=statements, judged=judged, sizes=sizes, reasons=reasons
    )
    usable = size + sizes.get("reasons", 0)
    shown = Dataset(
        source=recipe.title,
        engine=engine,
        tables=tables,
        axes=(),
        events=events_of([]),
        version="",
        problems=tuple(problems),
        left_out=len(applied.positions) - usable,
        rows=len(applied.positions),
        passed_over=(),
        meta=_meta(recipe),
    )
    return worded(shown, applied, recipe)


def worded(data: Dataset, applied: Applied, recipe: Recipe) -> Dataset:
    """The same rows under what a recipe now says of them: title, credit, unit, words of axes."""
    return replace(data, meta=_meta(recipe), axes=tuple(_axes(applied, recipe.unit)))


def _columns(positions: pd.DataFrame, kept: list[str]) -> Iterator[tuple[str, pa.Array]]:
    """Columns of text, empty cells missing; a row without a name is a statement of its own."""
    numbers = pd.Series(range(2, len(positions) + 2), dtype="str", index=positions.index)
    yield "row", pa.array(range(2, len(positions) + 2), pa.int64())
    ids = positions[_ID] if _ID in kept else pd.Series("", positions.index, dtype="str")
    yield _ID, _filled(ids.mask(ids == "", "row " + numbers))
    for name in kept:
        if name != _ID:
            yield name, _filled(positions[name])


def _filled(cells: pd.Series) -> pa.Array:
    return pa.array(cells.mask(cells == ""), pa.string(), from_pandas=True)


def _axes(applied: Applied, unit: str) -> Iterator[Axis]:
    for row in applied.axes.to_dict("records"):
        said = {str(name): str(text) for name, text in row.items()}
        yield replace(described(said.pop("axis"), **said), unit=unit)  # type: ignore[arg-type]


def _meta(recipe: Recipe) -> Meta:
    plain, _ = read_meta(None, recipe.title)
    return replace(plain, licence=recipe.licence, citation=recipe.credit, unit=recipe.unit)
