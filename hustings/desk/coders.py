"""Two coders: where they differ, how far they agree on each axis, who codes harder than whom.

Only documents that the asker is done with are looked at, and in them only the codes of people who
are done too: an unfinished reading is no disagreement.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.desk.desk import Desk
from hustings.desk.tables import AGREED
from hustings.measures.reliability import reliability

#: draws of units for the interval of alpha, the share of them inside it, and the seed
DRAWS, INSIDE, SEED = 2_000, 0.9, 1
#: units fewer than which give no interval
LEAST_UNITS = 5


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A statement on an axis that coders judge differently.

    Attributes
    ----------
    statement, document, axis : str
    stances : dict
        By coder; None for who is done and says nothing of this axis.
    settled : bool
        Whether there is an agreed code.
    agreed : float or None
        It, or None where coders have agreed that there is none.
    """

    statement: str
    document: str
    axis: str
    stances: dict[str, float | None]
    settled: bool
    agreed: float | None


def shared_codes(desk: Desk, who: str) -> pd.DataFrame:
    """The codes of people who are done, with the agreed ones, in documents the asker is done with.

    `document, statement_id, axis, coder, stance`.
    """
    done = {row["id"]: set(row["done"]) for row in desk.documents()}
    rows = [
        (code["document"], code["statement"], code["axis"], code["coder"], code["stance"])
        for code in desk.codes(who)
        if who in done[code["document"]]
        and code["origin"] == "person"
        and (code["coder"] in done[code["document"]] or code["coder"] == AGREED)
    ]
    return pd.DataFrame(rows, columns=["document", "statement_id", "axis", "coder", "stance"])


def differences(desk: Desk, who: str, everything: bool = False) -> list[Difference]:
    """Where coders judge differently, or one is silent; the widest first.

    Parameters
    ----------
    desk : Desk
    who : str
    everything : bool
        Whether those that are settled come too.
    """
    done = {row["id"]: row["done"] for row in desk.documents()}
    codes = shared_codes(desk, who)
    # who has judged nothing in a document has only read it
    judges = set(zip(codes.document, codes.coder, strict=True))
    units: dict[tuple[str, str, str], dict[str, float | None]] = {}
    for row in codes.sort_values(["document", "statement_id", "axis"]).itertuples(index=False):
        units.setdefault((row.document, row.statement_id, row.axis), {})[row.coder] = row.stance
    found = []
    for (document, statement, axis), by_coder in units.items():
        settled = AGREED in by_coder
        agreed = by_coder.pop(AGREED, None)
        coders = [coder for coder in done[document] if (document, coder) in judges]
        stances = {coder: by_coder.get(coder) for coder in coders}
        if len(stances) > 1 and len(set(stances.values())) > 1 and (everything or not settled):
            found.append(
                Difference(
                    statement=statement,
                    document=document,
                    axis=axis,
                    stances=stances,
                    settled=settled,
                    agreed=None if agreed is None or np.isnan(agreed) else float(agreed),
                )
            )
    return sorted(found, key=_width, reverse=True)


def _width(difference: Difference) -> float:
    """How far coders are apart; silence is a little nearer than the other side."""
    said = [stance for stance in difference.stances.values() if stance is not None]
    silent = 0.75 if len(said) < len(difference.stances) else 0.0
    return max(max(said) - min(said), silent)


def alphas(desk: Desk, who: str) -> pd.DataFrame:
    """Krippendorff's alpha of each axis and of all, with its interval.

    Returns
    -------
    DataFrame
        What `hustings.measures.reliability.reliability` gives, with `low` and `high`: the middle
        90 % of alpha when as many units are drawn with replacement 2,000 times (fixed seed);
        missing with fewer than five units, or where alpha is.
    """
    codes = shared_codes(desk, who)
    codes = codes[codes.coder != AGREED].astype({"stance": float})
    found = reliability(codes)
    bounds = []
    for row in found.itertuples():
        own = codes if row.axis is None else codes[codes.axis == row.axis]
        bounds.append(_interval(own) if row.units >= LEAST_UNITS else (np.nan, np.nan))
    return found.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])


def _interval(codes: pd.DataFrame) -> tuple[float, float]:
    """The middle of alpha over draws of units; of each unit the sums are enough."""
    units = codes.groupby(["statement_id", "axis"]).stance.agg(["size", "sum", "var"])
    units = units[units["size"] >= 2]
    squares = codes.assign(square=codes.stance**2).groupby(["statement_id", "axis"]).square.sum()
    sums = np.column_stack(
        [units["size"], units["sum"], squares[units.index], units["size"] * units["var"]]
    ).astype(float)
    random = np.random.default_rng(SEED)
    counts = random.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=DRAWS)
    n, total, square, within = (counts @ sums).T
    spread = (square - total**2 / n) / (n - 1)
    # a draw in which all codes are alike has no alpha
    kept = spread > 1e-12
    if not kept.any():
        return np.nan, np.nan
    drawn = 1 - (within[kept] / n[kept]) / spread[kept]
    low, high = np.quantile(drawn, [(1 - INSIDE) / 2, (1 + INSIDE) / 2])
    return float(low), float(high)


def harder(desk: Desk, who: str) -> pd.DataFrame:
    """Who codes harder than whom: each coder against the mean of the others on the same units.

    Returns
    -------
    DataFrame
        `axis, coder, n, harder, towards`: `harder` is by how much a coder's stances are farther
        from 0 than those of the others, `towards` by how much they are nearer to the second pole;
        `n` units that others have judged too. Axis None is all axes together.
    """
    codes = shared_codes(desk, who)
    codes = codes[codes.coder != AGREED].astype({"stance": float})
    units = codes.groupby(["statement_id", "axis"]).stance
    others = units.transform("size") - 1
    codes = codes.assign(others=others, mean=(units.transform("sum") - codes.stance) / others)
    codes = codes[codes.others > 0]
    codes = codes.assign(
        harder=codes.stance.abs() - codes["mean"].abs(), towards=codes.stance - codes["mean"]
    )
    every = codes.assign(axis=None)
    parts = [
        part.groupby("coder", as_index=False)
        .agg(n=("stance", "size"), harder=("harder", "mean"), towards=("towards", "mean"))
        .assign(axis=axis)
        for axis, part in [*codes.groupby("axis"), (None, every)]
        if len(part)
    ]
    columns = ["axis", "coder", "n", "harder", "towards"]
    if not parts:
        return pd.DataFrame(columns=columns)
    found = pd.concat(parts, ignore_index=True)[columns]
    return found.assign(axis=found.axis.astype(object).where(found.axis.notna(), None))
