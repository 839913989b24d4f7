"""Recipes by layout: one row for each answer, or one column for each axis or actor."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from hustings.intake import cells
from hustings.intake.matching import Match, Question, Reason
from hustings.intake.matching.beside import shortened
from hustings.intake.matching.columns import match
from hustings.intake.matching.profile import Profile
from hustings.intake.matching.rows import reasons_beside
from hustings.intake.matching.scale import COMMON, Guessed, guess_scale
from hustings.intake.matching.wide import Wide, answers, heads_are_actors, pooled
from hustings.intake.names import mend
from hustings.intake.recipe import AxisRecipe, Recipe, Scale
from hustings.intake.table import Table


def wide_in(profiles: list[Profile], found: Match, table: Table) -> Wide | None:
    """The columns of answers, if the table is wide."""
    named = found.reasons.get("stance")
    if named and named.sure >= 0.6 and "axis" in found.columns:
        return None
    wide = answers(profiles, table.absent)
    if wide is None:
        return None
    if "axis" in found.columns and len(wide.columns) == 1:
        # one column of answers beside one that says on what: a long table
        [column] = wide.columns
        if "stance" not in found.columns and column not in found.columns.values():
            found.take("stance", column, wide.scales[column].because, 0.5)
        return None
    return wide


def from_wide(profiles: list[Profile], wide: Wide, table: Table) -> tuple[Recipe, Match, Guessed]:
    """The recipe of a table with one column for each axis, or for each actor."""
    rest = [one for one in profiles if one.name not in wide.columns]
    columns = [one for one in profiles if one.name in wide.columns]
    found = match(rest, table.cells)
    for meaning in ("stance", "answer"):
        found.drop(meaning)
    actors = heads_are_actors(columns, rest)
    if actors:
        found.drop("statement_id")
        _rows_are_axes(found, rest)
    else:
        found.drop("axis")
    counts = pooled(table.cells, wide.columns)
    labels = {k: v for name in wide.columns for k, v in table.labels.get(name, {}).items()}
    shown = f"{len(wide.columns)} columns"
    scaled = guess_scale(counts, shown, labels=labels, absent=_absent(table, wide.columns))
    recipe = Recipe(
        columns=found.columns,
        wide=wide.columns,
        heads="actor" if actors else "axis",
        scale=scaled.scale,
        axes=() if actors else _own_axes(wide, scaled, table),
    )
    scaled = replace(scaled, questions=(*scaled.questions, *_narrow(wide, scaled)))
    for name in wide.columns:
        found.reasons[f"wide {name}"] = Reason(
            column=name,
            meaning="actor" if actors else "axis",
            because=f"{wide.scales[name].because}, in {shown}",
            sure=wide.scales[name].sure,
        )
    return recipe, found, scaled


def _rows_are_axes(found: Match, rest: list[Profile]) -> None:
    """Of a table whose heads are actors: what calls the axes."""
    if "axis" not in found.columns:
        first = found.columns.get("actor") or found.columns.get("quote")
        if first is None:
            first = next((one.name for one in rest if one.filled), None)
        if first is not None:
            found.take("axis", first, "each row is one, the heads are actors", 0.6)
    found.drop("actor")
    axis = found.columns.get("axis")
    for meaning in ("quote", "summary"):
        if found.columns.get(meaning) == axis:
            found.drop(meaning)
    # a text beside the number of a thesis is what it says, and nobody's words
    if "quote" in found.columns and "axis_name" not in found.columns:
        found.take("axis_name", found.columns["quote"], "the words of the row's axis", 0.6)
        found.drop("quote")


def _own_axes(wide: Wide, scaled: Guessed, table: Table) -> tuple[AxisRecipe, ...]:
    """Axes that the file says more of, or whose numbers have another range than the others."""
    own = []
    for name, guessed in wide.scales.items():
        whole = guessed.scale.low is not None and not guessed.questions
        scale = guessed.scale if whole and guessed.kind != scaled.kind else None
        title = shortened(table.titles.get(name, ""))
        if scale or title:
            own.append(AxisRecipe(source=mend(name), name=title, scale=scale))
    return tuple(own)


def _narrow(wide: Wide, scaled: Guessed) -> list[Question]:
    """Columns of which the numbers fit a narrower scale than that of all columns together."""
    found = []
    for name, guessed in wide.scales.items():
        if guessed.kind in COMMON and scaled.kind in COMMON and guessed.kind != scaled.kind:
            asked = f"Is the scale of “{name}” that of the other columns, or its own?"
            others = (guessed.kind,)
            found.append(
                Question(key="scale", column=name, asked=asked, taken=scaled.kind, others=others)
            )
    return found


def from_marks(
    profiles: list[Profile], heads: tuple[str, ...], table: Table
) -> tuple[Recipe, Match, Guessed]:
    """The recipe of a table that marks the answer in one of several columns."""
    found = match([one for one in profiles if one.name not in heads], table.cells)
    found.drop("stance")
    counts = cells.marked(table.cells[[*heads]]).value_counts()
    said = pd.concat([counts, pd.Series(0, index=[h for h in heads if h not in counts])])
    scaled = guess_scale(said, "marks", empty="other")
    for head in heads:
        because = f"one of {len(heads)} columns is marked in each row"
        found.reasons[f"marked {head}"] = Reason(
            column=head, meaning="stance", because=because, sure=0.8
        )
    fixed = {} if "axis" in found.columns else {"axis": Path(table.name).stem}
    recipe = Recipe(columns=found.columns, fixed=fixed, marked=heads, scale=scaled.scale)
    return recipe, found, scaled


def _absent(table: Table, columns: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(table.absent.get(name, frozenset()) for name in columns))


def from_long(profiles: list[Profile], found: Match, table: Table) -> tuple[Recipe, Guessed]:
    """The recipe of a table with one row for each answer."""
    stance = found.columns.get("stance")
    if stance is None:
        return Recipe(columns=found.columns), _nothing()
    counts = table.cells[stance].value_counts()
    scaled = guess_scale(
        counts,
        stance,
        labels=table.labels.get(stance),
        absent=_absent(table, [stance]),
        empty="" if "answer" in found.columns else "other",
    )
    axes: tuple[AxisRecipe, ...] = ()
    if scaled.kind == "" and (axis := found.columns.get("axis")):
        axes, scaled = _scale_of_each(table.cells, axis, stance, scaled)
    if "answer" not in found.columns and (beside := reasons_beside(table.cells, found)):
        found.take("answer", beside, f"says why where “{stance}” is empty", 0.6)
    fixed = {} if "axis" in found.columns else {"axis": stance}
    return Recipe(columns=found.columns, scale=scaled.scale, fixed=fixed, axes=axes), scaled


def _scale_of_each(
    rows: pd.DataFrame, axis: str, stance: str, together: Guessed
) -> tuple[tuple[AxisRecipe, ...], Guessed]:
    """The scale of each axis, where no scale fits them all."""
    own, questions = [], [*together.questions]
    for source, texts in rows.groupby(axis)[stance]:
        guessed = guess_scale(texts.value_counts(), str(source), empty="other")
        if guessed.kind:
            own.append(AxisRecipe(source=mend(str(source)), scale=guessed.scale))
            questions += guessed.questions
    if not own:
        return (), together
    return tuple(own), replace(together, questions=tuple(questions), sure=0.5)


def _nothing() -> Guessed:
    asked = "Which column says where somebody stands?"
    question = Question(key="column", column="", asked=asked, taken="none")
    return Guessed(
        scale=Scale(), kind="", because="", sure=0.0, explained=0.0, questions=(question,)
    )
