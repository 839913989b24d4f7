"""Changes of a recipe: what a column means, what an axis says, which names are one."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hustings.intake.dates import order_of
from hustings.intake.matching.rows import empty_texts
from hustings.intake.matching.scale import guess_scale
from hustings.intake.matching.wide import pooled
from hustings.intake.names import Alike, mend
from hustings.intake.recipe import AxisRecipe, Recipe, Scale
from hustings.intake.table import Table

#: what a column is that holds the answers on one axis, or of one actor
WIDE = "one column each"
#: what a column is that is not used
UNUSED = ""


def meaning_of(recipe: Recipe, column: str) -> str:
    """What a column of the file is taken for: one of the meanings, `WIDE` or `UNUSED`."""
    if column in recipe.wide:
        return WIDE
    return next((m for m, name in recipe.columns.items() if name == column), UNUSED)


def with_meaning(recipe: Recipe, table: Table, column: str, meaning: str) -> Recipe:
    """The recipe that takes a column for something else; nothing else is taken for that any more.

    Where other columns than before hold the answers, their scale is guessed anew; so is the order
    of dates where another column holds them.
    """
    columns = {m: name for m, name in recipe.columns.items() if name != column and m != meaning}
    wide = tuple(name for name in recipe.wide if name != column)
    if meaning == WIDE:
        chosen = {*wide, column}
        wide = tuple(name for name in table.cells.columns if name in chosen)
        for taken in ("stance", "answer", recipe.heads):
            columns.pop(taken, None)
    elif meaning:
        columns[meaning] = column
    if meaning == recipe.heads and len(wide) == 1:
        # one column of answers beside one that says on what, or of whom: a long table
        columns["stance"] = wide[0]
    if meaning in ("stance", recipe.heads):
        wide = ()
    new = replace(recipe, columns=columns, wide=wide, fixed=_fixed(recipe, columns, wide))
    if (new.wide, new.columns.get("stance")) != (recipe.wide, recipe.columns.get("stance")):
        new = _scaled(new, table)
    if meaning == "date":
        new = replace(new, dates=order_of(str(text) for text in table.cells[column].unique())[0])
    empty, _ = empty_texts(table.cells, columns)
    return replace(new, empty=empty)


def _fixed(recipe: Recipe, columns: dict[str, str], wide: tuple[str, ...]) -> dict[str, str]:
    """What stands in every row: where no column says on what, the column of answers is the axis."""
    fixed = {m: text for m, text in recipe.fixed.items() if m != "axis"}
    if "stance" in columns and "axis" not in columns and not wide:
        fixed["axis"] = columns["stance"]
    return fixed


def _scaled(recipe: Recipe, table: Table) -> Recipe:
    held = recipe.wide or tuple(filter(None, [recipe.columns.get("stance")]))
    if not held:
        # nothing is answered: an empty cell is no silence
        return replace(recipe, scale=Scale())
    labels = {k: v for name in held for k, v in table.labels.get(name, {}).items()}
    absent = frozenset().union(*(table.absent.get(name, frozenset()) for name in held))
    counts = pooled(table.cells, held)
    guessed = guess_scale(counts, held[0], labels=labels, absent=absent)
    axes = tuple(replace(axis, scale=None) for axis in recipe.axes)
    return replace(recipe, scale=guessed.scale, axes=axes)


def with_axis(recipe: Recipe, source: str, **said: str) -> Recipe:
    """The recipe that says more of one axis: fields of `AxisRecipe` by name."""
    old = recipe.axis(source)
    return _put(recipe, replace(old, **said))  # type: ignore[arg-type]


def _put(recipe: Recipe, new: AxisRecipe) -> Recipe:
    if any(axis.source == new.source for axis in recipe.axes):
        axes = tuple(new if axis.source == new.source else axis for axis in recipe.axes)
        return replace(recipe, axes=axes)
    return replace(recipe, axes=(*recipe.axes, new))


def sources(tables: Sequence[Table], recipe: Recipe) -> list[str]:
    """The axes as the file calls them, in its order."""
    if recipe.wide and recipe.heads == "axis":
        return list(dict.fromkeys(mend(name) for name in recipe.wide))
    if (column := recipe.columns.get("axis")) is None:
        return [recipe.fixed["axis"]] if "axis" in recipe.fixed else []
    cells = pd.concat([table.cells[column] for table in tables if column in table.cells])
    aliases = {mend(old): mend(new) for old, new in recipe.aliases.get("axis", {}).items()}
    named = (mend(str(text)) for text in cells.unique())
    return list(dict.fromkeys(aliases.get(name, name) for name in named if name))


def is_merged(recipe: Recipe, meaning: str, alike: Alike) -> bool:
    """Whether names that look alike are one in a recipe."""
    known = recipe.aliases.get(meaning, {})
    return all(known.get(old) == new for old, new in alike.aliases.items())


def merged(recipe: Recipe, meaning: str, alike: Alike, one: bool) -> Recipe:
    """The recipe in which names that look alike are one, or several."""
    known = {o: n for o, n in recipe.aliases.get(meaning, {}).items() if o not in alike.aliases}
    known |= alike.aliases if one else {}
    aliases = {**recipe.aliases, meaning: known}
    return replace(recipe, aliases={m: names for m, names in aliases.items() if names})
