"""Who speaks about what, who is silent, and how skewed that is (method: coverage)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure


def coverage(cells: pd.DataFrame, axes: Sequence[str] = ()) -> pd.DataFrame:
    """How many statements each group has on each axis.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n` (see `hustings.query.cells`).
    axes : sequence of str
        Axes to show even where nobody speaks to them.

    Returns
    -------
    DataFrame
        Groups × axes, whole numbers, 0 where a group is silent; the groups and the axes with most
        statements first.
    """
    table = cells.pivot_table(index="group", columns="axis", values="n", aggfunc="sum")
    silent = [axis for axis in axes if axis not in table.columns]
    table = table.reindex(columns=[*table.columns, *silent]).fillna(0).astype(int)
    rows = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    columns = table.sum(axis=0).sort_values(ascending=False, kind="stable").index
    return table.loc[rows, columns]


def silences(table: pd.DataFrame) -> pd.DataFrame:
    """What each row of a coverage table is silent on, in the order of the table.

    Of `coverage(cells)` it says on which axes each group is silent; of its transpose, which groups
    are silent on each axis.

    Returns
    -------
    DataFrame
        `name, n, spoken, silent`: the row's statements, the number of columns it speaks to, and
        the names of the others.
    """
    spoken = table.to_numpy() > 0
    names = np.array(table.columns, dtype=object)
    return pd.DataFrame(
        {
            "name": list(table.index),
            "n": table.sum(axis=1).to_numpy(int),
            "spoken": spoken.sum(axis=1),
            "silent": pd.Series([tuple(names[~row]) for row in spoken], dtype=object),
        }
    )


def spoken(cells: pd.DataFrame, name: str, names: Sequence[str] = ()) -> pd.DataFrame:
    """What `silences` says, without the names: for more groups and axes than a table can hold.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n` (see `hustings.query.cells`), each group and axis once.
    name : str
        "group" or "axis": what a row is of.
    names : sequence of str
        Those to give even where they have no statement.

    Returns
    -------
    DataFrame
        `name, n, spoken`, most statements first, equals by name; who has none comes last.
    """
    found = cells.groupby(name).n.agg(n="sum", spoken="size")
    missing = [each for each in names if each not in found.index]
    found = found.reindex([*found.index, *missing], fill_value=0)
    found = found.sort_values("n", ascending=False, kind="stable")
    return found.rename_axis("name").reset_index()


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """How unevenly statements fall on groups.

    `gini` is 0 when all have the same number and nears 1 when one has all; `top_share` is the
    share of the `top` largest groups, a tenth of them. Both are missing when there is nothing.
    """

    gini: float
    top_share: float
    top: int
    groups: int
    n: int


def concentration(counts: Sequence[int]) -> Concentration:
    """Gini coefficient of counts, and the share of the largest tenth.

    G = Σ_i Σ_k |c_i - c_k| / (2 m² mean(c)) over the m counts, computed from their order as
    Σ_i (2i - m - 1) c_(i) / (m Σ c).

    Parameters
    ----------
    counts : sequence of int
        Statements of each group, whatever the groups are; 0 counts as a group that says nothing.

    Returns
    -------
    Concentration
        The largest tenth is rounded up, so that it is one group at least.

    Notes
    -----
    Gini (1912), Variabilità e mutabilità; in this form Cowell (2011), Measuring Inequality, 3rd
    ed., Oxford University Press.
    """
    ordered = np.sort(np.asarray(counts, dtype=int))
    groups, total = len(ordered), int(ordered.sum())
    top = -(-groups // 10)
    if total == 0:
        return Concentration(gini=np.nan, top_share=np.nan, top=top, groups=groups, n=0)
    ranks = 2 * np.arange(1, groups + 1) - groups - 1
    gini = float((ranks * ordered).sum() / (groups * total))
    return Concentration(
        gini=gini, top_share=float(ordered[-top:].sum() / total), top=top, groups=groups, n=total
    )


MEASURES = (
    Measure(
        "coverage",
        "Coverage",
        "How unevenly statements fall on actors: Gini coefficient and the share of the largest "
        "tenth; silence is counted, never filled.",
        concentration,
    ),
)
