"""Stances of rows: each axis by its scale, and none of an axis whose scale is another one."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from hustings.intake import cells, scales
from hustings.intake.faults import Faults
from hustings.intake.numbers import shortest
from hustings.intake.recipe import Recipe, Scale

NOT_FIT = "numbers of the scale; nothing of the axis is taken until all of them are explained"
NO_VALUE = "a value of the scale"
#: axes whose values are listed one by one
MOST_AXES = 100


def put(
    rows: pd.DataFrame, recipe: Recipe, faults: Faults
) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Rows with their stance, or why there is none; which have one of them, which are wrong.

    Parameters
    ----------
    rows : DataFrame
        `axis` and `stance` as they stand in the file, and `answer` if a column says it.
    recipe : Recipe
    faults : Faults
        Gets what no scale explains, with its counts.

    Returns
    -------
    rows : DataFrame
        With `stance` and `answer` in the form of `hustings.schema`.
    said : Series of bool
    wrong : Series of bool
        Rows whose stance is a fault.
    """
    stance = np.full(len(rows), np.nan)
    answer = np.full(len(rows), "", dtype=object)
    wrong = np.zeros(len(rows), dtype=bool)
    for scale, mask in _groups(rows, recipe):
        stance[mask], answer[mask], wrong[mask] = _scaled(rows[mask], scale, recipe, faults)
    turned = rows.axis.isin([axis.source for axis in recipe.axes if axis.turned])
    # adding zero makes one number of 0 and -0
    stance = np.where(turned.to_numpy(), -stance, stance) + 0.0
    silent = np.isnan(stance) & ~wrong
    if "answer" in rows:
        why = cells.reasons(rows.answer, faults, pd.Series(silent, rows.index))
        answer = np.where(why != "", why, answer)
    answer = np.where(silent, answer, "")
    codes, distinct = pd.factorize(stance)
    texts = np.array([*map(shortest, distinct), ""], dtype=object)
    rows = rows.assign(
        stance=pd.Series(texts[codes], rows.index, dtype="str"),
        answer=pd.Series(answer, rows.index, dtype="str"),
    )
    said = (rows.stance != "") | (rows.answer != "")
    return rows, said, pd.Series(wrong, rows.index)


def _groups(rows: pd.DataFrame, recipe: Recipe) -> Iterator[tuple[Scale, np.ndarray]]:
    """Each scale with the rows that it is for."""
    own = {axis.source: axis.scale for axis in recipe.axes if axis.scale is not None}
    masks = [(recipe.scale, ~rows.axis.isin([*own]).to_numpy())]
    masks += [(scale, (rows.axis == source).to_numpy()) for source, scale in own.items()]
    return (each for each in masks if each[1].any())


def _scaled(
    rows: pd.DataFrame, scale: Scale, recipe: Recipe, faults: Faults
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Stance, reason, and whether a value is not explained, for the rows of one scale."""
    codes, distinct = pd.factorize(rows.stance)
    texts = pd.Series(distinct, dtype="str")
    found = scales.apply(texts, scale)
    stance = found.stance.to_numpy()[codes]
    answer = found.answer.to_numpy(object)[codes]
    strays = found.wrong.to_numpy()[codes]
    column = recipe.columns.get("stance", "")
    wrong = strays
    if found.unfit:
        numbers = scales.is_number(texts).to_numpy()[codes]
        unfit = rows.axis[strays & numbers].unique()
        whole = rows.axis.isin(unfit).to_numpy()
        for axis in unfit[:MOST_AXES]:
            told = rows.stance[strays & (rows.axis == axis).to_numpy()]
            faults.add(_called(column, axis), NOT_FIT, told, listed=True)
        stance, answer = np.where(whole, np.nan, stance), np.where(whole, "", answer)
        wrong, strays = strays | whole, strays & ~whole
    if recipe.wide and recipe.heads == "axis":
        for axis in rows.axis[strays].unique():
            told = rows.stance[strays & (rows.axis == axis).to_numpy()]
            faults.add(_called(column, axis), NO_VALUE, told, listed=True)
    else:
        faults.add(column, NO_VALUE, rows.stance[strays], listed=True)
    return stance, answer, wrong


def _called(column: str, axis: object) -> str:
    """What a fault calls the answers on an axis."""
    return f"{column}, axis {axis}" if column else str(axis)
