"""Claims of random views of four data sets hold against numbers worked out from the files."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from hustings import findings
from hustings.dataset import Dataset, open_dataset
from hustings.link import View, default_view
from hustings.measures.expected import expected_positions
from hustings.measures.polarisation import van_der_eijk

HERE = Path(__file__).parent
FILES = {
    "bundled": HERE.parent / "data",
    **{
        name: HERE / "data" / name / "long.csv"
        for name in ("un_votes_g20", "polis_brexit", "nuclear_germany")
    },
}
COLUMNS = {"actor": "actor", "type": "actor_type", "country": "country"}
#: views drawn of each data set
VIEWS = range(3)
DRAWS = 2000
#: what draws of another seed may differ by
CHANCE = 0.04


@dataclass(frozen=True)
class Drawn:
    """A random view, and the statements that it lets through, read without the program."""

    data: Dataset
    view: View
    units: pd.DataFrame
    #: of the scale on which its statements are coded
    steps: int

    def cells(self) -> pd.DataFrame:
        """Every group's statements on every axis: `group, axis, n, total, squares`."""
        units = self.units.dropna(subset="group")
        units = units.assign(squares=units.x**2)
        return units.groupby(["group", "axis"], as_index=False).agg(
            n=("x", "size"), total=("x", "sum"), squares=("squares", "sum")
        )

    def positions(self) -> pd.DataFrame:
        """Means and what is expected, by group and axis, of groups with enough statements."""
        found = expected_positions(self.cells())
        return found[found.n >= self.view.min].set_index(["group", "axis"])

    def chosen(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows on the axes that the view is about."""
        axes = frame.index.get_level_values("axis") if "axis" not in frame else frame.axis
        return frame[axes.isin(self.view.axis)] if self.view.axis else frame


def raw(name: str) -> pd.DataFrame:
    """Statements with their coders averaged."""
    path = FILES[name] / "positions.csv" if name == "bundled" else FILES[name]
    rows = pd.read_csv(path, dtype={"stance": float}, keep_default_na=False, na_values=[""])
    keys = ["statement_id", "axis", "actor", "actor_type", "country", "date"]
    return rows.groupby(keys, dropna=False, as_index=False).stance.mean()


@cache
def source(name: str) -> tuple[Dataset, pd.DataFrame]:
    return open_dataset(FILES[name]), raw(name)


def random_view(data: Dataset, rows: pd.DataFrame, seed: int) -> tuple[View, pd.DataFrame]:
    """A view with filters, picks and axes at random; the statements that pass, with their group."""
    chance = random.Random(seed)
    bys = [by for by, column in COLUMNS.items() if rows[column].nunique() > 1]
    by = chance.choice(["actor", *bys])
    # Of votes and answers each has one: with two asked for, nothing would be left.
    several = rows.duplicated(["actor", "axis"]).any()
    changes: dict = {"by": by, "min": chance.choice([1, 1, 2]) if several else 1}
    for key, share in (("type", 0.3), ("country", 0.2)):
        values = sorted(rows[COLUMNS[key]].dropna().unique())
        if values and chance.random() < share:
            wanted = chance.sample(values, min(len(values), chance.randint(1, 3)))
            changes[key] = tuple(wanted)
            rows = rows[rows[COLUMNS[key]].isin(wanted)]
    if chance.random() < 0.2:
        day = chance.choice(sorted(rows.date.dropna().unique()))
        changes["since"] = pd.Timestamp(day).date()
        rows = rows[rows.date >= day]
    units = rows.assign(group=rows[COLUMNS[by]]).rename(columns={"stance": "x"})
    axes = [axis.id for axis in data.axes]
    changes["x"], changes["y"] = chance.choices(axes, k=2)
    if chance.random() < 0.4:
        changes["axis"] = tuple(chance.sample(axes, min(len(axes), chance.randint(1, 5))))
    # Those who say more are picked more often, so that there is something to claim.
    said = units.group.value_counts().head(12).index.tolist()
    changes["actor"] = tuple(chance.sample(said, min(len(said), chance.choice([0, 2, 2, 3]))))
    return default_view(data).having(**changes), units


@pytest.fixture(scope="module", params=[(name, seed) for name in FILES for seed in VIEWS], ids=str)
def seen(request) -> Drawn:
    name, seed = request.param
    data, rows = source(name)
    return Drawn(data, *random_view(data, rows, seed), 5 if name == "bundled" else 3)


def of_kind(found, *kinds) -> list[findings.Claim]:
    return [claim for claim in found.claims if claim.kind in kinds]


def check_sides(found, seen: Drawn, drawn: set) -> None:
    """A side that is named has its probability, and its group is drawn and in the sentence."""
    at = seen.positions()
    for claim in of_kind(found, "side"):
        (group,), (axis,) = claim.groups, claim.axes
        cell = at.loc[group, axis]
        assert group in drawn
        assert claim.value == pytest.approx(cell.position) and claim.n == cell.n
        sure = (
            ndtr(np.sign(cell.position) * cell.expected / cell.deviation)
            if cell.deviation > 0
            else 1.0
        )
        assert claim.probability == pytest.approx(sure)
        assert claim.side == (
            0 if abs(cell.position) < 0.25 else int(np.sign(cell.position)) if sure >= 0.9 else None
        )
    for claim in of_kind(found, "silent"):
        assert (*claim.groups, *claim.axes) not in at.index


def test_map(seen):
    found = findings.map(seen.data, seen.view)
    check_sides(found, seen, set(found.points.group))
    at = seen.positions()
    for claim in of_kind(found, "sides"):
        both = [
            group
            for group in at.index.get_level_values("group").unique()
            if all((group, axis) in at.index for axis in (seen.view.x, seen.view.y))
        ]
        (axis,) = claim.axes
        sides = [side_of(at.loc[group, axis]) for group in both]
        assert (claim.n, claim.among) == (sides.count(claim.side), len(both))


def side_of(cell) -> int | None:
    if abs(cell.position) < 0.25:
        return 0
    toward = np.sign(cell.position)
    if cell.deviation > 0 and ndtr(toward * cell.expected / cell.deviation) < 0.9:
        return None
    return int(toward)


def test_actor(seen):
    for group in seen.view.actor[:1]:
        found = findings.actor(seen.data, seen.view, group)
        check_sides(found, seen, {group})
        assert all(abs(claim.side) == 1 for claim in found.claims)
        assert {claim.axes[0] for claim in found.claims} <= set(found.cells.axis)


def test_compare(seen):
    found = findings.compare(seen.data, seen.view)
    names = list(found.groups)
    check_sides(found, seen, set(found.cells.group) | set(names))
    at = seen.chosen(seen.positions().reset_index())
    at = at[at.group.isin(names)]
    chance = np.random.default_rng(1)
    ends = of_kind(found, "farthest apart", "closest")
    if not ends:
        return
    heard = at.groupby("axis").size()
    axes = [axis for axis in heard.index if heard[axis] == len(names)]
    axes = axes if len(axes) > 1 else list(heard.index[heard > 1])
    draws = DRAWS if at.deviation.any() else 1
    apart = []
    for axis in axes:
        part = at[at.axis == axis]
        noise = chance.standard_normal((draws, len(part))) * part.deviation.fillna(0).to_numpy()
        apart.append(np.ptp(np.clip(part.expected.to_numpy() + noise, -1, 1), axis=1))
    apart = np.column_stack(apart)
    for claim in ends:
        best = (apart.max if claim.kind == "farthest apart" else apart.min)(axis=1)
        first = np.isclose(apart, best[:, None], atol=1e-9, rtol=0)
        named = [axes.index(axis) for axis in claim.axes]
        assert claim.among == len(axes) and claim.groups == tuple(names)
        held = first[:, named].all(axis=1) if claim.tie else first[:, named].any(axis=1)
        assert held.mean() >= 0.8 - CHANCE
        if claim.tie:
            # whoever is first as often is named as well
            assert set(np.flatnonzero(first.mean(axis=0) > 0.8 + CHANCE)) <= set(named)
        assert len(named) <= 2 or claim.tie


def test_agreement(seen):
    found = findings.agreement(seen.data, seen.view)
    at = seen.chosen(seen.positions().reset_index())
    place = at.pivot(index="group", columns="axis", values="position").reindex(found.groups)
    said = at.pivot(index="group", columns="axis", values="n").reindex(found.groups)
    for claim in found.claims:
        if claim.kind not in ("agree most", "agree least", "agreement"):
            continue
        a, b = claim.groups
        assert {a, b} <= set(found.groups)
        apart = (place.loc[a] - place.loc[b]).abs().dropna()
        assert claim.value == pytest.approx(1 - apart.mean() / 2)
        if claim.kind == "agreement":
            continue
        assert len(apart) >= claim.n
        both = said.loc[[a, b]].dropna(axis=1).sum(axis=1)
        assert both.min() >= 6
        # who is nearest goes by expected positions
        (at_pair,) = found.known[(found.known.a == a) & (found.known.b == b)].itertuples()
        rest = found.known[~found.known.thin & (found.known.shared >= claim.n)]
        for row in rest.itertuples():
            more = row.expected - at_pair.expected
            if (more if claim.kind == "agree most" else -more) > 1e-9:
                fewer = said.loc[[row.a, row.b]].dropna(axis=1).sum(axis=1).min()
                assert fewer < 6


def test_network(seen):
    found = findings.network(seen.data, seen.view)
    members = of_kind(found, "members")
    for claim in of_kind(found, "coalitions"):
        assert claim.n == len(members) == found.nodes.coalition.max()
        assert claim.among == len(found.nodes)
    for number, claim in enumerate(members, 1):
        assert set(claim.groups) == set(found.nodes.group[found.nodes.coalition == number])


def test_landscape(seen):
    found = findings.landscape(seen.data, seen.view)
    weight = found.loadings.set_index("axis").x.abs()
    for claim in of_kind(found, "direction"):
        assert all(weight[axis] >= 0.6 * weight.max() - 1e-9 for axis in claim.axes)
        assert claim.value == found.explained[0] and claim.among == len(found.points)
        assert claim.probability is None or claim.probability >= 0.8
        assert bool(claim.axes) == (claim.probability is not None)
    for claim in of_kind(found, "thin"):
        said = seen.units.drop_duplicates(["group", "statement_id"]).group.value_counts()
        assert claim.n == (said[found.points.group] <= 3).sum()


def test_divides(seen):
    found = findings.divides(seen.data, seen.view)
    rows = seen.chosen(seen.units)
    counts = rows.axis.value_counts()
    enough = counts[counts >= 10]
    split = pd.Series(
        {axis: split_of(rows.x[rows.axis == axis], seen.steps) for axis in enough.index}
    )
    spread = rows.groupby("axis").x.std(ddof=0).reindex(enough.index)
    shown = {axis.id for axis in found.every}
    for claim in found.claims:
        if claim.kind in ("polarisation", "spread"):
            figure = (split if claim.kind == "polarisation" else spread)[claim.axes[0]]
            assert claim.value == pytest.approx(figure)
        elif claim.kind == "too few":
            assert (claim.n, claim.among) == (len(counts) - len(enough), len(counts))
        else:
            figures = spread if claim.kind == "widest apart" else split
            end = figures.min() if claim.kind == "divides least" else figures.max()
            at_end = set(figures.index[np.isclose(figures, end, atol=1e-9, rtol=0)])
            assert claim.probability >= 0.8 and claim.among == len(enough)
            assert set(claim.axes) <= shown and set(claim.axes) & at_end
            if claim.tie or len(claim.axes) > 2:
                assert set(claim.axes) == at_end
    check_common_ground(found, seen)


def split_of(x: pd.Series, size: int) -> float:
    """Polarisation of stances on as many steps as the scale has; half-way goes to both."""
    steps = np.linspace(-1, 1, size)
    counts = np.zeros(size)
    for value in x:
        off = np.abs(steps - value).round(9)
        counts[off == off.min()] += 1 / (off == off.min()).sum()
    return (1 - van_der_eijk(tuple(counts))) / 2


def check_common_ground(found, seen: Drawn) -> None:
    if not found.common_claims:
        return
    rows = seen.chosen(seen.units).dropna(subset="actor_type")
    said = pd.crosstab(rows.axis, rows.actor_type)
    poles = {}
    for side in (-1, 1):
        toward = pd.crosstab(rows[rows.x * side > 0].axis, rows.actor_type)
        poles[side] = toward.reindex_like(said).fillna(0)
    value = {side: ((t + 1) / (said + 2)).prod(axis=1) for side, t in poles.items()}
    for claim in found.common_claims:
        (axis,) = claim.axes
        assert claim.value == pytest.approx(value[claim.side][axis])
        assert claim.n == (said.loc[axis] == 0).sum()
        if claim.kind == "shared":
            share = (poles[claim.side] / said.where(said > 0)).loc[axis].dropna()
            assert (share > 0.5).all() and len(share) > 1
        else:
            assert claim.value == pytest.approx(max(part.max() for part in value.values()))
            assert claim.probability >= 0.8


def test_shifts(seen):
    found = findings.shifts(seen.data, seen.view)
    day = found.split.day
    for claim in found.claims:
        (group,), (axis,) = claim.groups, claim.axes
        rows = seen.units[(seen.units.group == group) & (seen.units.axis == axis)]
        rows = rows.assign(date=pd.to_datetime(rows.date)).dropna(subset="date")
        before, after = (rows.x[rows.date < str(day)], rows.x[rows.date >= str(day)])
        assert min(len(before), len(after)) >= 3
        assert claim.value == pytest.approx(after.mean() - before.mean())
        assert claim.side == np.sign(claim.value) and (claim.low > 0 or claim.high < 0)
        assert ((found.shown.group == group) & (found.shown.axis == axis)).any()


def test_coverage(seen):
    found = findings.coverage(seen.data, seen.view)
    at = seen.chosen(seen.positions().reset_index())
    for claim in of_kind(found, "positions"):
        assert (claim.n, claim.among) == (len(at), at.group.nunique())
    for claim in of_kind(found, "single"):
        assert (claim.n, claim.among) == ((at.n == 1).sum(), len(at))


def test_no_headline_names_who_is_in_no_claim(seen):
    view = seen.view
    for found in (
        findings.map(seen.data, view),
        findings.compare(seen.data, view),
        findings.shifts(seen.data, view),
        findings.agreement(seen.data, view),
    ):
        said = {group for claim in found.claims for group in claim.groups} | set(view.actor)
        # Names that are part of another, or a word of the language, tell nothing.
        others = [
            name
            for name in seen.units.group.dropna().unique()
            if len(name) > 4 and name not in said
        ]
        split = getattr(found, "split", None)
        text = found.headline.replace(split.name, "") if split else found.headline
        assert not [
            name for name in others if name in text and not any(name in other for other in said)
        ]


def test_reliability_names_the_lowest_and_the_highest(bundled):
    found = findings.reliability(bundled, default_view(bundled))
    rows = pd.read_csv(FILES["bundled"] / "positions.csv")
    alphas = {}
    for axis, part in rows.groupby("axis"):
        table = part.pivot_table(index="coder", columns="statement_id", values="stance")
        alphas[axis] = krippendorff.alpha(table.to_numpy(), level_of_measurement="interval")
    lowest, highest = of_kind(found, "lowest alpha", "highest alpha")
    assert lowest.axes == (min(alphas, key=alphas.get),)
    assert highest.axes == (max(alphas, key=alphas.get),)
    assert lowest.value == pytest.approx(min(alphas.values()))
    assert lowest.among == len(alphas)


def test_sensitivity_counts_what_flips(bundled):
    found = findings.sensitivity(bundled, default_view(bundled))
    flips, picked = found.claims
    assert flips.n == len(found.flips.drop_duplicates(["group", "axis"]))
    assert picked.n <= picked.among <= flips.among
    rows = raw("bundled")
    assert flips.among == len(rows.drop_duplicates(["actor", "axis"]))
