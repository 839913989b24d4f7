"""The different answers of a file with their counts, and what a recipe takes each of them for."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hustings.intake import scales
from hustings.intake.matching.wide import pooled
from hustings.intake.names import mend
from hustings.intake.recipe import Meant, Recipe, Scale
from hustings.intake.table import Table

#: silence that says no more than an empty cell
NOTHING = "as if empty"


def counts(tables: Sequence[Table], recipe: Recipe, source: str = "") -> pd.Series:
    """How often each different answer was given, the frequent ones first; empty cells are none.

    Parameters
    ----------
    tables : sequence of Table
        Those that the recipe takes.
    recipe : Recipe
    source : str
        The axis whose answers are counted; "" counts those of all axes that share a scale.
    """
    own = {axis.source for axis in recipe.axes if axis.scale is not None}
    found = [_of_table(table, recipe, source, own) for table in tables]
    both = pd.concat(found or [pd.Series(dtype="int64")]).groupby(level=0).sum()
    both = both[both.index.astype("str").str.strip() != ""]
    return both.sort_values(ascending=False, kind="stable")


def _of_table(table: Table, recipe: Recipe, source: str, own: set[str]) -> pd.Series:
    if recipe.wide:
        there = [name for name in recipe.wide if name in table.cells]
        if recipe.heads == "axis":
            there = [n for n in there if (mend(n) == source if source else mend(n) not in own)]
        return pooled(table.cells, tuple(there))
    column, axis = recipe.columns.get("stance"), recipe.columns.get("axis")
    if column not in table.cells:
        return pd.Series(dtype="int64")
    texts = table.cells[column]
    if axis in table.cells and (source or own):
        named = table.cells[axis].map(mend)
        texts = texts[named == source] if source else texts[~named.isin(own)]
    return texts.value_counts()


def meant(answers: pd.Series, scale: Scale) -> pd.DataFrame:
    """What a scale takes answers for.

    Parameters
    ----------
    answers : Series of int
        What `counts` gives.
    scale : Scale

    Returns
    -------
    DataFrame
        `value, count, stance, silence, known`: a stance from -1 to 1 or missing; why there is none
        (`NOTHING` where the value is as good as an empty cell); whether the scale explains it.
    """
    texts = pd.Series(answers.index, dtype="str")
    found = scales.apply(texts, scale)
    nothing = found.stance.isna() & (found.answer == "") & ~found.wrong
    return pd.DataFrame(
        {
            "value": texts,
            "count": answers.to_numpy(dtype="int64"),
            "stance": found.stance,
            "silence": found.answer.mask(nothing, NOTHING),
            "known": ~found.wrong,
        }
    )


def with_answer(scale: Scale, text: str, said: Meant) -> Scale:
    """The scale in which an answer means something else."""
    key = scales.keys(pd.Series([text], dtype="str"))[0]
    known = scales.keys(pd.Series([*scale.values], dtype="str"))
    kept = {t: m for (t, m), k in zip(scale.values.items(), known, strict=True) if k != key}
    return replace(scale, values={**kept, text: said})


def with_scale(recipe: Recipe, source: str, scale: Scale) -> Recipe:
    """The recipe with another scale: of one axis that has its own, or ("") of all the others."""
    if not source:
        return replace(recipe, scale=scale)
    axes = tuple(replace(a, scale=scale) if a.source == source else a for a in recipe.axes)
    return replace(recipe, axes=axes)
