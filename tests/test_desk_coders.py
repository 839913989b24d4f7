"""Two coders: differences, alpha with its interval, who codes harder; and the check queue."""

import numpy as np
import pandas as pd
import pytest
from desk_acts import TEXT

from hustings.desk import coders
from hustings.desk.coders import alphas, differences, harder
from hustings.desk.desk import Desk
from hustings.desk.queue import SHOWN, left, queue
from hustings.desk.store import DeskError, Store
from hustings.measures.reliability import reliability

#: stances of Ada and Bo for seven statements on Tax, and for the first on Transport too
TAX = [(1, 1), (0.5, 1), (-1, -1), (0, 0.5), (1, 0.5), (-0.5, -1), (1, None)]


@pytest.fixture
def desk(tmp_path) -> Desk:
    """A document of seven statements that Ada and Bo have judged."""
    found = Desk(Store(f"sqlite:///{tmp_path}/desk.sqlite"))
    document = found.add_document("Ada", TEXT)
    for number, stances in enumerate(TAX):
        statement = found.add_statement("Ada", document, number, number + 5, note=str(number))
        for who, stance in zip(("Ada", "Bo"), stances, strict=True):
            found.code(who, statement, "Tax", stance)
        if not number:
            found.code("Ada", statement, "Transport", -1)
    return found


def finish(desk: Desk, *who: str) -> list[str]:
    """They are done; the ids of the statements in their order."""
    for each in who:
        desk.finish(each, desk.documents()[0]["id"])
    return [row["id"] for row in sorted(desk.statements(), key=lambda row: int(row["note"]))]


def test_nothing_is_told_before_both_are_done(desk):
    assert differences(desk, "Ada") == [] and harder(desk, "Ada").empty
    finish(desk, "Bo")
    # Ada's are unfinished, and not told to Bo as differences
    assert differences(desk, "Bo") == [] and differences(desk, "Ada") == []


def test_differences_stand_side_by_side_until_settled(desk):
    ids = finish(desk, "Ada", "Bo")
    found = differences(desk, "Ada")
    told = {(ids.index(each.statement), each.axis): each.stances for each in found}
    assert told == {
        (0, "Transport"): {"Ada": -1, "Bo": None}, (6, "Tax"): {"Ada": 1, "Bo": None},
        (1, "Tax"): {"Ada": 0.5, "Bo": 1}, (3, "Tax"): {"Ada": 0, "Bo": 0.5},
        (4, "Tax"): {"Ada": 1, "Bo": 0.5}, (5, "Tax"): {"Ada": -0.5, "Bo": -1},
    }  # fmt: skip
    assert {each.stances["Bo"] for each in found[:2]} == {None}
    desk.agree("Bo", ids[1], "Tax", 1)
    desk.agree("Bo", ids[0], "Transport", None)
    assert len(differences(desk, "Ada")) == 4
    settled = [each for each in differences(desk, "Ada", everything=True) if each.settled]
    assert {(ids.index(e.statement), e.axis): e.agreed for e in settled} == {
        (1, "Tax"): 1, (0, "Transport"): None,
    }  # fmt: skip
    assert [code["coder"] for code in desk.codes("Cy")] == []
    with pytest.raises(DeskError, match="done with the document"):
        desk.agree("Cy", ids[1], "Tax", 1)


def test_alpha_is_that_of_the_measure_and_has_an_interval(desk):
    finish(desk, "Ada", "Bo")
    found = alphas(desk, "Ada").set_index("axis")
    pairs = [pair for pair in TAX if None not in pair]
    codes = pd.DataFrame(
        [(str(n), "Tax", who, x) for n, pair in enumerate(pairs)
         for who, x in zip("AB", pair, strict=True)],
        columns=["statement_id", "axis", "coder", "stance"],
    )  # fmt: skip
    expected = reliability(codes).alpha[0]
    tax = found.loc["Tax"]
    assert tax.alpha == expected and tax.units == 6
    assert tax.low < tax.alpha < tax.high <= 1
    assert np.isnan(found.loc["Transport"].low) and found.loc["Transport"].units == 0
    assert alphas(desk, "Ada").equals(alphas(desk, "Ada"))


def test_the_interval_is_that_of_units_drawn_one_by_one():
    random = np.random.default_rng(3)
    rows = [
        (str(unit), "Tax", coder, np.clip(round(truth + random.normal(0, 0.4)), -1, 1))
        for unit, truth in enumerate(random.choice([-1, 0, 1], 30))
        for coder in "AB"
    ]
    codes = pd.DataFrame(rows, columns=["statement_id", "axis", "coder", "stance"])
    table = codes.pivot(index="statement_id", columns="coder", values="stance").to_numpy()
    drawn = []
    for _ in range(200):
        picked = table[random.integers(0, 30, 30)]
        inside = 2 * picked.var(axis=1, ddof=1).sum() / picked.size
        drawn.append(1 - inside / picked.var(ddof=1))
    low, high = np.quantile(drawn, [0.05, 0.95])
    assert np.allclose(coders._interval(codes), (low, high), atol=0.06)


def test_who_codes_harder_than_whom(desk):
    finish(desk, "Ada", "Bo")
    found = harder(desk, "Bo").set_index(["axis", "coder"])
    # |Ada| - |Bo| of the six: 0, -.5, 0, -.5, .5, -.5; Ada - Bo: 0, -.5, 0, -.5, .5, .5
    assert found.loc[("Tax", "Ada")].tolist() == [6, pytest.approx(-1 / 6), 0]
    assert found.loc[("Tax", "Bo")].tolist() == [6, pytest.approx(1 / 6), 0]
    assert len(found) == 4


def test_the_queue_draws_the_same_and_shows_no_code(few, desk):
    every = queue(few, 99)
    assert list(every.columns) == list(SHOWN) and not {"stance", "coder"} & set(SHOWN)
    assert len(every) == 5 and set(every.statement_id) == {"s1", "s2", "s3", "s4"}
    first = queue(few, 2)
    assert first.equals(queue(few, 2)) and first.statement_id.nunique() == 2
    assert first.equals(every.head(len(first)))
    others = {tuple(queue(few, 2, seed=seed).statement_id.unique()) for seed in range(20)}
    assert len(others) > 3
    assert queue(few, 0).empty
    differ = queue(few, 9, differing=0.5)
    assert differ[["statement_id", "axis"]].values.tolist() == [["s1", "Transport"]]


def test_what_is_checked_leaves_the_queue_of_who_checked_it(few, desk):
    drawn = queue(few, 9)
    desk.check("Ada", few.meta.name, "s1", "Tax", 0.5)
    assert len(left(desk, "Ada", few, drawn)) == 4 and len(left(desk, "Bo", few, drawn)) == 5
    assert ["s1", "Tax"] not in left(desk, "Ada", few, drawn)[
        ["statement_id", "axis"]
    ].values.tolist()
    desk.undo("Ada")
    assert len(left(desk, "Ada", few, drawn)) == 5
