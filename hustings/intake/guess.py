"""Guess a whole recipe from a table: what each column is, what values mean, and what to ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from hustings.intake.dates import order_of
from hustings.intake.languages import plain
from hustings.intake.layout import from_long, from_marks, from_wide, wide_in
from hustings.intake.matching import Match, Question, Reason
from hustings.intake.matching.beside import (
    axes_beside,
    axis_names_beside,
    sign_beside,
    table_of_positions,
)
from hustings.intake.matching.columns import match
from hustings.intake.matching.headers import is_vote
from hustings.intake.matching.profile import profile
from hustings.intake.matching.rows import empty_texts, filled_down
from hustings.intake.matching.scale import Guessed
from hustings.intake.matching.wide import Wide, marked
from hustings.intake.names import Alike, alike, mended
from hustings.intake.recipe import Recipe
from hustings.intake.recipe_json import from_json
from hustings.intake.table import Reading, Table
from hustings.schema import DataError

#: meanings whose look-alikes are offered for merging
NAMED = ("actor", "axis", "actor_type")
#: characters of the longest answer that may be a vote as well as an opinion: "against"
LONGEST_VOTE = 7
#: codes of votes whose sign differs between programs
AGREE = "agree1"
#: look-alikes that become questions
MOST_ALIKE = 50


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A recipe, why it says what it says, and what the file does not say.

    Attributes
    ----------
    recipe : Recipe
    reasons : tuple of Reason
        One for each column that means something, in the order of the file.
    questions : tuple of Question
    alike : dict of str to list of Alike
        Names that may be one, by meaning; nothing of it is in the recipe.
    """

    recipe: Recipe
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()
    alike: dict[str, list[Alike]]


def understood(reading: Reading, title: str = "") -> Guess:
    """The recipe of a file that was read: what it says itself, else what its tables look like.

    Parameters
    ----------
    reading : Reading
        With at least one table.
    title : str
        What the data set is called if nothing says so.
    """
    if reading.recipe is None:
        return guess(reading.tables, title)
    try:
        recipe = from_json(reading.recipe)
    except DataError:
        # a package of another program may say something else under the same name
        return guess(reading.tables, title)
    because = f"{reading.kind} says what its columns mean"
    reasons = [
        Reason(column=column, meaning=meaning, because=because, sure=1.0)
        for meaning, column in recipe.columns.items()
    ]
    recipe = replace(recipe, title=recipe.title or title)
    return Guess(recipe=recipe, reasons=tuple(reasons), alike={})


def guess(tables: Sequence[Table], title: str = "") -> Guess:
    """The recipe that these tables most likely need.

    Parameters
    ----------
    tables : sequence of Table
        Of one file: sheets, members, or waves. The one that looks most like positions is taken,
        with those that have the same columns.
    title : str
        What the data set is called if nothing says so.
    """
    table, same = table_of_positions(tables)
    cells = table.cells
    profiles = [profile(cells[name], table.labels.get(name)) for name in cells.columns]
    found = match(profiles, cells)
    marks = marked(profiles, cells)
    wide = None if marks else wide_in(profiles, found, table)
    if marks:
        recipe, found, scaled = from_marks(profiles, marks, table)
    elif wide is not None:
        recipe, found, scaled = from_wide(profiles, wide, table)
    else:
        recipe, scaled = from_long(profiles, found, table)
    recipe, scaled = _signed(recipe, scaled, tables, cells)
    recipe = replace(
        recipe,
        tables=tuple(each.name for each in same) if len(tables) > 1 else (),
        title=title,
        unit=_unit(found, scaled, wide),
    )
    questions = [*scaled.questions]
    order, asked = _dates(cells, found)
    empty, unclear = empty_texts(cells, found.columns)
    recipe = replace(recipe, dates=order, empty=empty, fill_down=filled_down(cells, found, wide))
    recipe = _axes(recipe, tables, same)
    looks = look_alikes(recipe, cells)
    questions += [*asked, *unclear, *_missing(recipe), *_merges(looks)]
    place = {name: i for i, name in enumerate(cells.columns)}
    reasons = sorted(found.reasons.values(), key=lambda each: place.get(each.column, 0))
    return Guess(recipe=recipe, reasons=tuple(reasons), questions=tuple(questions), alike=looks)


def _signed(
    recipe: Recipe, scaled: Guessed, tables: Sequence[Table], cells: pd.DataFrame
) -> tuple[Recipe, Guessed]:
    """The recipe with the sign of votes that counts beside them tell, so that nobody is asked."""
    axis, stance = (recipe.columns.get(name) for name in ("axis", "stance"))
    if scaled.kind != AGREE or axis is None or stance is None:
        return recipe, scaled
    sign = sign_beside(tables, cells, axis, stance)
    if not sign:
        return recipe, scaled
    values = {
        text: meant * sign + 0.0 if isinstance(meant, float | int) else meant
        for text, meant in recipe.scale.values.items()
    }
    questions = tuple(question for question in scaled.questions if question.taken != AGREE)
    scale = replace(recipe.scale, values=values)
    return replace(recipe, scale=scale), replace(scaled, questions=questions)


def _dates(cells: pd.DataFrame, found: Match) -> tuple[str, list[Question]]:
    """The order of the dates, asked about where they could be read in two."""
    column = found.columns.get("date")
    if column is None:
        return "ymd", []
    texts = cells[column].unique()
    order, sure, seen = order_of(str(text) for text in texts)
    if sure and not (seen["dmy"] and seen["mdy"]):
        return order, []
    example = next(str(text) for text in texts if order_of([str(text)])[2]["either"] or seen["mdy"])
    asked = f"Does the day or the month come first in dates such as “{example}”?"
    other = "mdy" if order == "dmy" else "dmy"
    question = Question(key="date order", column=column, asked=asked, taken=order, others=(other,))
    return order, [question]


def _unit(found: Match, scaled: Guessed, wide: Wide | None) -> str:
    """What a row is."""
    columns = found.columns
    said = {meant for meant in scaled.scale.values.values() if isinstance(meant, str)}
    votes = is_vote(columns.get("stance", "")) or said & {"abstained", "absent"}
    if votes and not {"quote", "summary"} & {*columns}:
        return "vote"
    if {"quote", "url", "source_title", "summary"} & {*columns}:
        return "statement"
    if wide is not None:
        return "estimate" if wide.decimals else "answer"
    long = max(map(len, scaled.scale.values), default=0) > LONGEST_VOTE
    return "answer" if scaled.kind == "words" and long else "statement"


def _axes(recipe: Recipe, tables: Sequence[Table], same: Sequence[Table]) -> Recipe:
    """The recipe with the names and poles that a table of axes beside it says."""
    others = [table for table in tables if table not in same]
    column = recipe.columns.get("axis", "")
    words = axes_beside(others) or axis_names_beside(others, column)
    own = {axis.source: axis for axis in recipe.axes}
    told = tuple(
        replace(said, scale=own[said.source].scale if said.source in own else None)
        for said in words
    )
    rest = tuple(axis for axis in recipe.axes if axis.source not in {a.source for a in told})
    return replace(recipe, axes=told + rest)


def look_alikes(recipe: Recipe, cells: pd.DataFrame) -> dict[str, list[Alike]]:
    """Names that may be one, by meaning, in the columns that a recipe takes for names."""
    looks = {}
    for meaning in NAMED:
        if column := recipe.columns.get(meaning):
            looks[meaning] = alike(mended(cells[column]))
    return {meaning: found for meaning, found in looks.items() if found}


def _missing(recipe: Recipe) -> list[Question]:
    """What is asked where nothing says who, on what or where."""
    asked = {"actor": "Which column says who it is?", "axis": "Which column says on what axis?"}
    there = {*recipe.columns, *recipe.fixed, *({recipe.heads} if recipe.wide else ())}
    return [
        Question(key="column", column="", asked=text, taken="none")
        for meaning, text in asked.items()
        if meaning not in there
    ]


def _merges(looks: dict[str, list[Alike]]) -> list[Question]:
    found = []
    for meaning, groups in looks.items():
        for group in groups[:MOST_ALIKE]:
            told = " · ".join(f"“{name}” ({n:,})" for name, n in group.names)
            asked = f"Are these one {plain(meaning)}: {told}? ({group.because.capitalize()}.)"
            found.append(
                Question(
                    key="names",
                    column=meaning,
                    asked=asked,
                    taken="several",
                    others=(group.names[0][0],),
                )
            )
    return found
