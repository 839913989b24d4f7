"""How far coders agree: Krippendorff's alpha, and where they do not (method: reliability)."""

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure

#: coders who differ by this much on a statement disagree
LEAST_DIFFERENCE = 0.5
#: fewer units than this, coded by two or more, give no alpha
LEAST_UNITS = 2

UNIT = ["statement_id", "axis"]


def reliability(codings: pd.DataFrame) -> pd.DataFrame:
    """Krippendorff's alpha, interval metric, for each axis and for all of them together.

    α = 1 - D_o / D_e: the squared differences between coders of the same unit, over those between
    any two codes. With m_u codes in unit u, n codes in all, s_u² the sample variance inside a unit
    and s² that of all codes, this is α = 1 - (Σ_u m_u s_u² / n) / s². 1 is perfect agreement, 0
    what chance would give, below 0 worse than chance. A unit is a statement judged on an axis; not
    every coder need have coded every unit.

    Parameters
    ----------
    codings : DataFrame
        `statement_id, axis, coder, stance`, one row for each coding. Rows without coder or stance
        are left out; a coder who judged a unit twice counts with the mean.

    Returns
    -------
    DataFrame
        `axis, alpha, units, coders`, in the order of the axes' names, and last a row with axis
        None for all. `units` are those coded by at least two, `coders` who coded them. Alpha is
        missing with fewer than two units, or where all codes are the same.

    Notes
    -----
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania;
    Krippendorff (2019), Content Analysis, 4th ed., chapter 12. The form with variances is the same
    quantity: the squared differences between m codes sum, over all pairs, to m (m - 1) s².
    """
    table = _table(codings)
    axes = table.index.get_level_values("axis")
    names = sorted(codings.axis.dropna().unique())
    rows = [(axis, *_alpha(table[axes == axis])) for axis in names]
    rows.append((None, *_alpha(table)))
    found = pd.DataFrame(rows, columns=["axis", "alpha", "units", "coders"])
    # As plain objects, None stays None beside the names.
    return found.assign(axis=pd.Series([row[0] for row in rows], dtype=object))


def disagreements(codings: pd.DataFrame, least: float = LEAST_DIFFERENCE) -> pd.DataFrame:
    """Statements that coders read differently, the widest difference first.

    Parameters
    ----------
    codings : DataFrame
        As for `reliability`.
    least : float
        Differences below this are not listed.

    Returns
    -------
    DataFrame
        `statement_id, axis, stances, difference`: `stances` is a dict from coder to stance,
        `difference` the highest stance less the lowest.
    """
    table = _table(codings)
    difference = (table.max(axis=1) - table.min(axis=1)).round(9)
    table = table[difference >= least]
    found = table.index.to_frame(index=False)
    found["stances"] = pd.Series(
        [row.dropna().to_dict() for _, row in table.iterrows()], dtype=object
    )
    found["difference"] = difference[difference >= least].to_numpy()
    order = ["difference", "axis", "statement_id"]
    return found.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _table(codings: pd.DataFrame) -> pd.DataFrame:
    """Units × coders, of the units that at least two have coded."""
    known = codings.dropna(subset=[*UNIT, "coder", "stance"])
    table = known.pivot_table(index=UNIT, columns="coder", values="stance", aggfunc="mean")
    return table[table.count(axis=1) >= 2]


def _alpha(table: pd.DataFrame) -> tuple[float, int, int]:
    """Alpha, units and coders of a table of units coded by at least two."""
    values = table.to_numpy(float)
    codes = values[~np.isnan(values)]
    coders = int(table.notna().any().sum())
    if len(values) < LEAST_UNITS or (codes == codes[0]).all():
        return np.nan, len(values), coders
    sizes = (~np.isnan(values)).sum(axis=1)
    observed = (sizes * np.nanvar(values, axis=1, ddof=1)).sum() / len(codes)
    return float(1 - observed / codes.var(ddof=1)), len(values), coders


MEASURES = (
    Measure(
        "reliability",
        "Reliability",
        "How far coders agree beyond chance (Krippendorff's alpha, interval metric): 1 "
        "perfectly, 0 no better than chance.",
        reliability,
    ),
)
