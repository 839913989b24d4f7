"""Held-out comparison of candidate intervals and positions, as docs/validation.md tells it.

    python benchmarks/intervals.py SOURCE ...

Each rule takes the cells of all other groups and statements of one group, as in
`hustings.measures.validation`, which judges them. SOURCE with the ending `@note` takes the column
`note` for the axes, its labels split at semicolons (resolutions of the United Nations by issue).
"""

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from hustings import query
from hustings.dataset import open_dataset
from hustings.measures import validation
from hustings.measures.expected import QUANTILE, posteriors, priors
from hustings.measures.position import spreads
from hustings.query import Filters


def rule(others, own, *, raw=False, axis="moderated", group=True, quantile="normal",
         morris=True, between="moments", limit=None):  # fmt: skip
    """The chosen rule with one part or another replaced."""
    prior = priors(others)
    if axis == "pooled":
        pooled = spreads(others)
        prior["within"] = (pooled.deviation**2).where(pooled.freedom >= 3)
        prior["between"], prior["mean"], prior["mean_variance"] = _axes(others, prior, between)
    elif between != "moments":
        prior["between"], prior["mean"], prior["mean_variance"] = _axes(others, prior, between)
    steadiness = prior.steadiness.iloc[0]
    if not group:
        prior["steadiness"] = np.inf
    if raw:
        prior["between"] = np.nan
    if not morris:
        prior["groups"] = 10**9
    found = posteriors(own, prior)
    if limit:
        error = np.sqrt(found.within / found.n)
        away = (found.expected - found.position).clip(-limit * error, limit * error)
        found["expected"] = found.position + away
    freedom = steadiness + 2 + own.n - 1 if group else own.axis.map(spreads(others).freedom)
    if quantile == "t":
        return found.assign(quantile=stdtrit(np.clip(freedom, 1, 1e6).astype(float), 0.95))
    return found.assign(quantile=QUANTILE)


def _axes(others, prior, between):
    """Between-group variance by DerSimonian and Laird or by moments, the mean and its variance."""
    found = {}
    for axis, cells in others.groupby("axis"):
        v = np.maximum(prior.within[axis], 1e-9) / cells.n.to_numpy()
        y = (cells.total / cells.n).to_numpy()
        if len(y) < 4 or np.isnan(v).any():
            continue
        w = 1 / v
        gap = (w * (y - (w * y).sum() / w.sum()) ** 2).sum() - len(y) + 1
        laird = gap / (w.sum() - (w**2).sum() / w.sum())
        tau = max(0, laird if between == "laird" else y.var(ddof=1) - v.mean())
        w = 1 / (tau + v)
        found[axis] = (tau, (w * y).sum() / w.sum(), 1 / w.sum())
    frame = pd.DataFrame.from_dict(found, orient="index", columns=["b", "m", "v"])
    frame = frame.reindex(prior.index)
    return frame.b, frame.m, frame.v


RULES = {
    "plain (mean, pooled variance, t)": validation.plain,
    "plain, axis variance moderated": partial(rule, raw=True, group=False, quantile="t"),
    "plain, group variance moderated": partial(rule, raw=True),
    "expected, pooled variance, t": partial(
        rule, axis="pooled", group=False, quantile="t", morris=False
    ),
    "expected, axis variance moderated": partial(rule, group=False, morris=False),
    "expected, group variance moderated": partial(rule, axis="pooled", morris=False),
    "expected, both moderated": partial(rule, morris=False),
    "the same with τ² by DerSimonian-Laird": partial(rule, morris=False, between="laird"),
    "the same with limited translation": partial(rule, morris=False, limit=1.0),
    "the same with t": partial(rule, morris=False, quantile="t"),
    "the same with Morris's terms (chosen)": validation.calibrated,
}


def read(source: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Cells and occasions of a source."""
    path, _, column = source.partition("@")
    data = open_dataset(Path(path))
    if not column:
        return query.cells(data, Filters()), query.occasions(data, Filters(), most=100)
    rows = pd.read_csv(next(Path(path).glob("*.csv")))
    rows = rows.dropna(subset=column).assign(axis=rows[column].str.split("; ")).explode("axis")
    rows = rows.rename(columns={"actor": "group", "stance": "x"})
    rows["occasion"] = rows.groupby(["group", "date"]).ngroup()
    own = rows.assign(squares=rows.x**2).groupby(["group", "axis"])
    cells = own.agg(n=("x", "size"), total=("x", "sum"), squares=("squares", "sum")).reset_index()
    return cells, rows.groupby(["group", "axis"]).head(400)[["group", "axis", "x", "occasion"]]


def row(name: str, outcomes: pd.DataFrame) -> str:
    """One row of the table: held at each size, errors, and the axes that fall short."""
    found = validation.summary(outcomes)
    overall = found[found.axis.isna()]
    axes = found[found.axis.notna() & (found.tested >= validation.LEAST_TESTED)]
    held = " | ".join(f"{100 * share:.1f}" for share in overall.held)
    errors = ", ".join(f"{e / r:.2f}" for e, r in zip(overall.expected, overall.raw, strict=True))
    first = overall.iloc[0]
    rms = np.sqrt(max(first.expected_square, 0) / first.raw_square)
    low = axes[axes.held < 0.85]
    said = "; ".join(f"{a.axis} n={a.n}: {100 * a.held:.0f}" for a in low.itertuples())
    return f"| {name} | {held} | {errors} | {rms:.2f} | {said or '–'} |"


def learnt(outcomes_: pd.DataFrame) -> pd.DataFrame:
    """The intervals times a factor: that with which 90 % of the other groups' hold, n = 1."""
    frame = outcomes_.assign(reach=outcomes_.error / outcomes_.margin.clip(lower=1e-9))
    single = frame[frame.n == 1]
    each = 1 / single.groupby(["group", "axis"]).n.transform("size")
    order = single.reach.argsort().to_numpy()
    reach, group, each = (c.to_numpy()[order] for c in (single.reach, single.group, each))
    for name in frame.group.unique():
        weight = np.where(group == name, 0, each).cumsum()
        factor = reach[np.searchsorted(weight, 0.9 * weight[-1])]
        own = frame.group == name
        frame.loc[own, "held"] = frame.reach[own] <= factor
    return frame


def main() -> None:
    for source in sys.argv[1:]:
        cells, occasions = read(source)
        made = validation.splits(occasions)
        print(f"\n{source}", flush=True)
        for name, each in RULES.items():
            print(row(name, validation.outcomes(made, cells, each)), flush=True)
        chosen = validation.outcomes(made, cells)
        print(row("the chosen times a factor learnt", learnt(chosen)), flush=True)
        means = occasions.groupby(["group", "axis", "occasion"], as_index=False).x.mean()
        own = means.assign(squares=means.x**2).groupby(["group", "axis"])
        once = own.agg(n=("x", "size"), total=("x", "sum"), squares=("squares", "sum"))
        alone = cells[cells.n == 1]
        once = pd.concat([once.reset_index(), alone[["group", "axis", "n", "total", "squares"]]])
        made = validation.splits(means)
        print(row("the chosen, occasions once", validation.outcomes(made, once)), flush=True)


if __name__ == "__main__":
    main()
