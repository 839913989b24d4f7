"""Reliability: documented examples, arithmetic by hand, the bundled data."""

from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, figures, findings, query
from hustings.link import View
from hustings.measures.reliability import METRICS, disagreements, reliability
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]


def codings_of(units: dict[str, str], axis: str = "X") -> pd.DataFrame:
    """Codings from unit -> one mark for each coder A, B, ...; "." where a coder did not code."""
    return pd.DataFrame(
        [
            (unit, axis, coder, float(mark))
            for unit, marks in units.items()
            for coder, mark in zip("ABCD", marks.split(), strict=False)
            if mark != "."
        ],
        columns=["statement_id", "axis", "coder", "stance"],
    )


#: three coders, fifteen units, three of which fewer than two have coded: the example in the
#: documentation of the package `krippendorff`
THREE = ". 1 .|. . .|. 2 2|. 1 1|. 3 3|3 3 4|4 4 4|1 3 .|2 . 2|1 . 1|1 . 1|3 . 3|3 . 3|. . .|3 . 4"
#: four coders, twelve units: its other example, from Krippendorff (2011), Computing
#: Krippendorff's alpha-reliability, which gives the figure for the interval metric
FOUR = (
    "1 1 . 1|2 2 3 2|3 3 3 3|3 3 3 3|2 2 2 2|1 2 3 4|"
    "4 4 4 4|1 1 2 1|2 2 2 2|. 5 5 5|. . 1 1|. 3 . ."
)


@pytest.mark.parametrize(
    ("marks", "alpha", "units", "coders"),
    [(THREE, 0.810845, 12, 3), (FOUR, 0.849, 11, 4)],
    ids=["three coders", "four coders"],
)
def test_documented_examples(marks, alpha, units, coders):
    codings = codings_of({f"u{i}": unit for i, unit in enumerate(marks.split("|"))})
    found = reliability(codings).set_index("axis").loc["X"]
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert (found.units, found.coders) == (units, coders)


def test_by_hand():
    found = reliability(codings_of({"u": "0 0", "v": "1 1", "w": "0 1"})).iloc[0]
    # six codes, three 0 and three 1. Observed: one unit of three differs, by 1: D_o = 1/3.
    # Expected: of the 6 · 5 ordered pairs of codes 2 · 3 · 3 differ: D_e = 18/30
    assert found.alpha == pytest.approx(1 - (1 / 3) / (18 / 30))


def test_overall_pools_the_units_of_all_axes():
    calm, torn = codings_of({"u": "0 0", "v": "1 1"}), codings_of({"u": "0 1", "v": "1 0"}, "Y")
    found = reliability(pd.concat([calm, torn]))
    assert found.axis.tolist() == ["X", "Y", None]
    assert found.units.tolist() == [2, 2, 4]
    # eight codes, four of each: D_e = 2 · 4 · 4 / (8 · 7)
    np.testing.assert_allclose(found.alpha, [1, 1 - 1 / (8 / 12), 1 - (2 / 4) / (32 / 56)])


@pytest.mark.parametrize(
    "units",
    [{"u": "1 -1"}, {"u": "1 1", "v": "1 1"}, {"u": "1 1", "v": "1 1", "w": "0"}, {"u": "1"}, {}],
    ids=[
        "one unit",
        "no variation",
        "variation only where one coder is alone",
        "one coder",
        "none",
    ],
)
def test_nothing_to_compare_gives_no_alpha(units):
    found = reliability(codings_of(units))
    assert found.alpha.isna().all() and found.axis.tolist()[-1] is None


def test_rows_without_coder_or_stance_are_left_out():
    codings = codings_of({"u": "0 0", "v": "1 1", "w": "0 1"})
    nobody = codings.assign(coder=None, stance=-1.0)
    empty = codings.assign(coder="C", stance=np.nan)
    pd.testing.assert_frame_equal(
        reliability(pd.concat([codings, nobody, empty])), reliability(codings)
    )


def test_disagreements_widest_first():
    codings = codings_of({"near": "0 0.4", "far": "1 -1", "mid": "0.5 . 0", "alone": "1"})
    found = disagreements(codings)
    assert found.statement_id.tolist() == ["far", "mid"]
    assert found.stances.tolist() == [{"A": 1, "B": -1}, {"A": 0.5, "C": 0}]
    assert found.difference.tolist() == [2, 0.5]
    assert disagreements(codings, least=0.3).statement_id.tolist() == ["far", "mid", "near"]


def test_rounding_hides_no_disagreement():
    assert 0.7 - 0.2 < 0.5
    assert disagreements(codings_of({"u": "0.7 0.2"})).difference.tolist() == [0.5]


def test_no_disagreement_is_an_empty_list():
    found = disagreements(codings_of({"u": "1 1"}))
    assert list(found) == ["statement_id", "axis", "stances", "difference"] and found.empty


CODES = st.sampled_from(["-1", "-0.5", "0", "0.5", "1", "."])


@settings(max_examples=25)
@given(st.lists(st.tuples(CODES, CODES, CODES), min_size=1, max_size=8))
def test_mirroring_the_axis_and_renaming_coders_change_nothing(units):
    codings = codings_of({f"u{i}": " ".join(unit) for i, unit in enumerate(units)})
    renamed = codings.coder.map({"A": "C", "B": "A", "C": "B"})
    other = codings.assign(stance=-codings.stance, coder=renamed)
    here, there = reliability(codings), reliability(other)
    np.testing.assert_allclose(here.alpha, there.alpha, atol=1e-9)
    assert here.units.tolist() == there.units.tolist()
    assert not (here.alpha > 1 + 1e-9).any()


def published(codings: pd.DataFrame, metric: str = "interval") -> float:
    """Alpha of all units by the package that its users check theirs against."""
    table = codings.pivot_table(
        index=["statement_id", "axis"], columns="coder", values="stance", aggfunc="mean"
    )
    values = table.to_numpy(float).T
    # a ratio is one of distances from the first pole
    return krippendorff.alpha(
        reliability_data=values + 1 if metric == "ratio" else values, level_of_measurement=metric
    )


@pytest.mark.parametrize("metric", METRICS)
@settings(max_examples=25)
@given(units=st.lists(st.tuples(CODES, CODES, CODES, CODES), min_size=2, max_size=12))
def test_the_same_as_published(metric, units):
    codings = codings_of({f"u{i}": " ".join(unit) for i, unit in enumerate(units)})
    ours = reliability(codings, metric).alpha.iloc[-1]
    # where ours is missing there is nothing to compare; the package raises or divides by zero
    if not np.isnan(ours):
        assert ours == pytest.approx(published(codings, metric), abs=1e-9)


def test_bundled_data_as_published(bundled):
    codings = query.double_coded(bundled, query.Filters())
    for metric in METRICS:
        for row in reliability(codings, metric).itertuples():
            part = codings if row.axis is None else codings[codings.axis == row.axis]
            assert row.alpha == pytest.approx(published(part, metric), abs=1e-9)


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("ratio", 0.797)]
)
def test_other_metrics_of_the_documented_example(metric, alpha):
    """The figures of Krippendorff (2011), with marks from 1 as distances from the first pole."""
    codings = codings_of({f"u{i}": unit for i, unit in enumerate(FOUR.split("|"))})
    found = reliability(codings.assign(stance=codings.stance - 1), metric)
    assert found.alpha.iloc[0] == pytest.approx(alpha, abs=5e-4)


def test_nominal_and_ordinal_by_hand():
    codings = codings_of({"u": "0 0", "v": "1 1", "w": "0 1"})
    # with two stances all metrics of differences are the same figure
    for metric in ("nominal", "ordinal"):
        assert reliability(codings, metric).alpha.iloc[0] == pytest.approx(1 - (1 / 3) / (18 / 30))
    # six codes -1 -1 1 1 0 1: nominal D_o = 2 · 1/6, D_e = 2 (2·3 + 2·1 + 3·1) / 30
    mixed = codings_of({"u": "-1 -1", "v": "1 1", "w": "0 1"})
    assert reliability(mixed, "nominal").alpha.iloc[0] == pytest.approx(1 - (2 / 6) / (22 / 30))
    # middle ranks 1.5, 3, 5 of -1, 0, 1: D_o = 2 · 2² / 6, D_e = 2 (2·1.5² + 6·3.5² + 3·2²) / 30
    expected = 2 * (2 * 1.5**2 + 6 * 3.5**2 + 3 * 2**2) / 30
    assert reliability(mixed, "ordinal").alpha.iloc[0] == pytest.approx(1 - (8 / 6) / expected)


def test_a_metric_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="allowed are interval, nominal, ordinal, ratio"):
        reliability(codings_of({"u": "0 0"}), "log")


def test_readers_choose_the_metric(visit, bundled):
    app = visit(str(ROOT / "pages" / "evidence.py"), metric="ordinal")
    assert app.selectbox(key="metric").value == "ordinal"
    found = findings.reliability(bundled, View(metric="ordinal"))
    plain = findings.reliability(bundled, View())
    assert "ordinal alpha" in found.headline and "interval" not in plain.headline
    assert found.alphas.alpha.iloc[-1] != plain.alphas.alpha.iloc[-1]
    scene = Scene(bundled, View(metric="ordinal"), "evidence", None)
    assert "alpha, ordinal metric" in figures.named("reliability").of(scene).credit.notes
    client = TestClient(Starlette(routes=api.routes()))
    data = client.get("/api/reliability?metric=ordinal").json()["data"]
    assert data["metric"] == "ordinal"
    assert data["alpha"] == pytest.approx(found.alphas.alpha.iloc[-1])
    assert client.get("/api/reliability?metric=log").status_code == 400


def test_bundled_data(bundled):
    """The figures that the description of the data gives."""
    codings = query.codings(bundled, query.Filters())
    found = reliability(codings)
    overall = found[found.axis.isna()].iloc[0]
    assert (overall.units, overall.coders) == (1569, 2) and round(overall.alpha, 2) == 0.95
    axes = found[found.axis.notna()].set_index("axis").alpha.round(2)
    assert axes.to_dict() == {
        "Regulation": 0.95,
        "Openness": 0.96,
        "Coordination": 0.95,
        "Precaution": 0.95,
        "Footprint": 0.93,
        "Inclusion": 0.88,
    }
    assert disagreements(codings).difference.is_monotonic_decreasing
