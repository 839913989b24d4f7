"""The held-out check: splits, outcomes and summary by hand, the command, and public data."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from frames import cells_of

from hustings import query
from hustings.cli import main
from hustings.dataset import open_dataset
from hustings.findings.validation import validated, validation
from hustings.measures.validation import calibrated, outcomes, plain, splits, summary
from hustings.query import Filters

ROOT = Path(__file__).parents[1]
SETS = Path(__file__).parent / "data"


def statements_of(*rows) -> pd.DataFrame:
    """Statements from (group, axis, {occasion: stances})."""
    return pd.DataFrame(
        [(g, a, x, o) for g, a, said in rows for o, xs in said.items() for x in xs],
        columns=["group", "axis", "x", "occasion"],
    )


def test_occasions_stay_whole_and_never_stand_on_both_sides():
    found = splits(statements_of(("a", "X", {1: [1, 1, 0], 2: [-1]})), sizes=(1, 2, 3))
    one = found[found.n == 1]
    assert {(r.total, r.others, round(r.target, 3)) for r in one.itertuples()} == {
        (1, 1, -1), (0, 1, -1), (-1, 3, 0.667)
    }  # fmt: skip
    two = found[found.n == 2]
    # the single statement first, then one of the three, leaves no other occasion
    assert set(two.others) == {1} and set(two.target) == {-1}
    assert set(zip(two.total, two.squares, strict=True)) == {(2, 2), (1, 1)}
    assert set(found[found.n == 3].total) == {2}
    again = splits(statements_of(("a", "X", {1: [1, 1, 0], 2: [-1]})), sizes=(1, 2, 3))
    assert found.equals(again), "the seed is fixed"


def test_one_occasion_gives_nothing_to_hold_out():
    assert splits(statements_of(("a", "X", {1: [1, 0]}))).empty
    assert splits(statements_of()).empty


def test_plain_rule_and_the_chance_of_the_others_by_hand():
    cells = cells_of(("a", "X", [1, 1]), ("b", "X", [0, 1]), ("c", "X", [0.5, -0.5]),
                     ("d", "X", [1, 0]))  # fmt: skip
    made = pd.DataFrame(
        {"group": "a", "axis": "X", "n": [1, 1], "total": [1.0, 1.0], "squares": [1.0, 1.0],
         "others": [1, 4], "target": [-0.6, -0.6]}
    )  # fmt: skip
    found = outcomes(made, cells, plain)
    # s² of the three others is 1.5/3 with three degrees of freedom, t(0.95, 3) = 2.3534
    assert np.allclose(found.margin, 2.3534 * np.sqrt([0.5 + 0.5, 0.5 + 0.125]), atol=1e-3)
    assert found.raw.tolist() == found.error.tolist() == [1.6, 1.6]
    assert found.held.tolist() == [True, True]
    assert np.allclose(found.chance, [1.5 / 4, 1.5 / 16]), "pooled over all groups, the own too"
    off = outcomes(made.assign(target=-1.2), cells, plain)
    assert off.held.tolist() == [True, False], "four others tell it, one might be off by itself"


def test_a_group_is_judged_by_the_others_alone():
    cells = cells_of(*((f"g{i}", "X", [x, x + 0.5]) for i, x in enumerate((-1, -0.5, 0, 0.5))))
    made = pd.DataFrame(
        {"group": ["h"], "axis": "X", "n": 1, "total": 1.0, "squares": 1.0, "others": 1,
         "target": 1.0}
    )  # fmt: skip
    wild = pd.concat([cells, cells_of(("h", "X", [1, -1, 1, -1]))], ignore_index=True)
    assert outcomes(made, wild).margin.tolist() == outcomes(made, cells).margin.tolist()


def test_summary_counts_every_group_once():
    frame = pd.DataFrame(
        {
            "group": ["a", "a", "b", "b"], "axis": ["X", "X", "X", "Y"], "n": 1,
            "others": [3, 3, 2, 4], "held": [True, False, True, True],
            "raw": [0.4, 0.2, 1.0, 0.8], "error": [0.2, 0.2, 0.5, 0.4],
            "chance": [0.05, 0.05, 0.1, 0.1],
        }
    )  # fmt: skip
    found = summary(frame)
    assert found.axis.tolist() == [None, "X", "Y"]
    assert found.tested.tolist() == [3, 2, 1] and found.far.tolist() == [2, 1, 1]
    assert np.allclose(found.held, [2.5 / 3, 0.75, 1])
    assert np.allclose(found.raw, [(0.3 + 0.8) / 2, 0.3, 0.8])
    assert np.allclose(found.expected, [0.3, 0.2, 0.4])
    assert np.allclose(found.raw_square, [(0.05 + 0.9 + 0.54) / 3, (0.05 + 0.9) / 2, 0.54])


def drawn(rng, groups: int, between: float, within: float) -> pd.DataFrame:
    """Many statements of many groups round positions of their own, each its own occasion."""
    n = rng.integers(1, 7, groups)
    group = np.repeat(np.arange(groups), n)
    x = rng.normal(rng.normal(0, between, groups)[group], within)
    frame = pd.DataFrame({"group": group, "axis": "X", "x": x})
    return frame.assign(group="g" + frame.group.astype(str), occasion=np.arange(len(frame)))


def cells_from(statements: pd.DataFrame) -> pd.DataFrame:
    own = statements.assign(squares=statements.x**2).groupby(["group", "axis"])
    return own.agg(n=("x", "size"), total=("x", "sum"), squares=("squares", "sum")).reset_index()


def test_the_check_finds_ninety_where_the_rule_is_right_and_less_where_it_is_not():
    statements = drawn(np.random.default_rng(7), 80, 0.3, 0.3)
    cells, made = cells_from(statements), splits(statements, sizes=(1, 3), orders=10)
    for rule in (plain, calibrated):
        overall = summary(outcomes(made, cells, rule)).query("axis.isna()")
        assert overall.held.between(0.87, 0.94).all()

    def sure(others, own):
        return calibrated(others, own).eval("quantile = quantile / 2")

    overall = summary(outcomes(made, cells, sure)).query("axis.isna()")
    assert overall.held.between(0.5, 0.7).all(), "half a normal interval holds 59 in 100"


def test_occasions_are_sources_of_a_day(few, tmp_path):
    # Ann's two statements on Transport are of two sources and days; nobody else has two
    found = query.occasions(few, Filters())
    assert found.group.tolist() == ["Ann", "Ann"] and found.x.tolist() == [-0.75, 0.25]
    assert found.occasion.nunique() == 2
    rows = ["s1,2024-01-01,A,T,1,P", "s2,2024-01-01,A,T,0,P", "s3,2024-01-02,A,T,0,P",
            "s4,,A,T,0,", "s5,,A,T,0,"]  # fmt: skip
    head = "statement_id,date,actor,axis,stance,publisher"
    (tmp_path / "p.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    data = open_dataset(tmp_path / "p.csv")
    codes = query.occasions(data, Filters()).occasion.tolist()
    assert codes[0] == codes[1] and len(set(codes)) == 4
    assert len(query.occasions(data, Filters(), most=2)) == 2


def test_the_bundled_data_bear_the_intervals_out():
    found = validation(open_dataset(ROOT / "data"))
    overall = found.table[found.table.axis.isna()].set_index("n")
    assert found.tested == overall.tested[1] >= 180
    assert overall.held[[1, 2, 3]].between(0.86, 0.93).all()
    assert found.least >= 0.84 and found.most <= 0.93
    assert found.ratio <= 0.9
    assert overall.expected_square[1] < 0.6 * overall.raw_square[1]


def test_claims_on_nuclear_power_hold_too_often_and_are_not_told_better_by_shrinking():
    """Nine in ten actors never vary: published claims, 2011 (Haunss & Hollway 2023)."""
    found = validation(open_dataset(SETS / "nuclear_germany"))
    overall = found.table[found.table.axis.isna()].set_index("n")
    assert overall.tested.tolist() == [144, 60, 37, 8]
    assert np.allclose(overall.held, [0.93, 0.97, 0.963, 1.0], atol=0.01)
    assert np.isclose(found.ratio, 1.50, atol=0.05), "absolute: the plain position is the median"
    assert overall.expected_square[1] < overall.raw_square[1], "squared: the expected one is nearer"
    axes = found.table[found.table.axis.notna() & (found.table.tested >= 10)]
    assert axes.held.min() >= 0.85
    assert found.sizes == (1, 2, 3)


@pytest.mark.parametrize("name", ["polis_brexit", "un_votes_g20"])
def test_one_answer_each_leaves_nothing_to_hold_out(name):
    found = validation(open_dataset(SETS / name))
    assert found.tested == 0 and found.table.empty and found.sizes == ()
    assert (found.least, found.most, found.ratio) == (None, None, None)


def test_the_command_prints_the_table(capsys, tmp_path):
    stances = {"Ann": (1, 0.5), "Bob": (-1, -0.5), "Cid": (0, 0.5), "Dan": (1, 0), "Eve": (-0.5, 0)}
    rows = [
        f"{a},Dams,{x},2024-01-{i + 1:02}" for a, xs in stances.items() for i, x in enumerate(xs)
    ]
    (tmp_path / "dams.csv").write_text(
        "\n".join(["actor,axis,stance,date", *rows]), encoding="utf-8"
    )
    assert main(["validate", str(tmp_path / "dams.csv")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Occasions left out of each group; 90 % of intervals should hold."
    assert lines[2] == "1 statement"
    assert lines[3].split() == ["all", "axes", "5", "80", "%", "100", "%", "0"]
    assert lines[4].split() == ["Dams", "5", "80", "%", "100", "%", "0"]
    assert lines[5].startswith("* with at least 3 statements left out") and len(lines) == 6


def test_the_command_says_when_nothing_can_be_left_out(capsys, folder):
    assert main(["validate", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("Nothing can be left out: ")


def test_the_sentence_of_evidence_says_what_the_check_found(bundled):
    table = validation(bundled).table
    overall = table[table.axis.isna()].set_index("n")
    assert list(overall.index[overall.tested >= 10]) == [1, 2, 3, 5]
    plain, held = ((100 * overall[name]).round() for name in ("plain", "held"))
    off = overall.expected[1] / overall.raw[1]
    said = validated(bundled)
    assert f"in {plain.min():.0f} to {plain.max():.0f} % of the tests from 1, 2, 3 or 5" in said
    assert f"expected positions in {held.min():.0f} to {held.max():.0f} %; " in said
    assert said.endswith(f"was off by {off:.2f} times as much as the mean.")


def test_the_sentence_says_when_nothing_can_be_checked(few, bundled, monkeypatch):
    assert validated(few).startswith("How often intervals hold cannot be checked")
    monkeypatch.setattr("hustings.findings.validation.MOST_CHECKED", 900)
    assert validated(bundled).endswith("hustings validate does.")
