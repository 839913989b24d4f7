"""What answers mean: presets, words in five languages, missing codes, and what does not fit."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import column

from hustings.intake.matching.scale import guess_scale
from hustings.intake.numbers import number, numbers
from hustings.intake.recipe import Scale
from hustings.intake.scales import CODES, RANGES, apply, graded, meaning, preset
from hustings.schema import REASONS


def meant(values: list, head: str = "position", **more) -> dict[str, float | str]:
    """What each value means by the scale that is guessed."""
    texts = column([str(value) for value in values])
    guessed = guess_scale(texts.value_counts(), head, **more)
    distinct = column([*dict.fromkeys(texts)])
    found = apply(distinct, guessed.scale)
    rows = zip(distinct, found.stance, found.answer, found.wrong, strict=True)
    return {text: "?" if w else a or ("" if math.isnan(s) else s) for text, s, a, w in rows}


def asked(values: list, head: str = "position", **more) -> list[str]:
    guessed = guess_scale(column([str(value) for value in values]).value_counts(), head, **more)
    return [question.key for question in guessed.questions]


def test_numbers_are_read_as_people_write_them():
    texts = ["−1", "–1", "＋1", "+1", "0,5", " 1 ", "'-1", "1.234,5", "1,234.5", "1e-2", "12 000"]
    expected = [-1, -1, math.nan, 1, 0.5, 1, -1, 1234.5, 1234.5, 0.01, 12000]
    assert numbers(column(texts)).tolist() == pytest.approx(expected, nan_ok=True)
    assert [number(text) for text in ("", "x", "1-2", "--1", "1,2,3", "nan", "inf")] == [None] * 7


def test_per_cent_is_a_number_only_among_its_like():
    assert numbers(column(["50%", "7 %", "x"]))[:2].tolist() == [50, 7]
    assert numbers(column(["1", "50%"])).isna().tolist() == [False, True]


@pytest.mark.parametrize("each", RANGES, ids=lambda each: each.key)
def test_a_range_goes_from_pole_to_pole(each):
    low, high = each.scale.low, each.scale.high
    found = apply(column([str(low), str((low + high) / 2), str(high), str(high + 1)]), each.scale)
    assert found.stance[:3].tolist() == pytest.approx([-1, 0, 1])
    assert found.unfit and found.wrong.tolist() == [False, False, False, True]


@pytest.mark.parametrize("each", CODES, ids=lambda each: each.key)
def test_codes_are_stances_or_reasons(each):
    for value in each.scale.values.values():
        assert value in REASONS or -1 <= value <= 1


def test_united_nations_codes():
    assert meant([1, 2, 3, 8, 9], "vote") == {
        "1": 1,
        "2": "abstained",
        "3": -1,
        "8": "absent",
        "9": "not asked",
    }
    assert meant([1, 2, 3], "vote")["2"] == "abstained"
    assert meant([1, 3, 8]) == {"1": 1, "3": -1, "8": "absent"}
    assert meant([1, 2, 3, 9], "q1") == {"1": -1, "2": 0, "3": 1, "9": "other"}
    assert meant([1, 2, 3], "q1") == {"1": -1, "2": 0, "3": 1}


def test_voteview_codes():
    found = meant([1, 6, 7, 9, 0], "cast_code")
    assert found == {"1": 1, "6": -1, "7": "abstained", "9": "absent", "0": "not asked"}


def test_polis_codes_are_asked_about():
    assert meant([-1, 0, 1], "vote") == {"-1": -1, "0": 0, "1": 1}
    assert asked([-1, 0, 1], "vote") == ["scale"]
    assert asked([-1, 0, 1], "stance") == []
    turned = apply(column(["-1", "1"]), preset("agree-1"))
    assert turned.stance.tolist() == [1, -1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            [3.2, 7.84, -99, "NA", ".", 0.9, 1],
            [-0.36, 0.568, "other", "other", "other", -0.82, -0.8],
        ),
        ([*range(11), 99], [n / 5 - 1 for n in range(11)] + ["other"]),
        (
            [*range(11), 77, 88, 999],
            [n / 5 - 1 for n in range(11)] + ["other", "no opinion", "other"],
        ),
        ([1, 2, 3, 4, 5, 8, 9], [-1, -0.5, 0, 0.5, 1, "no opinion", "other"]),
        ([1, 2, 3, 4, 5, 6, 7], [(n - 4) / 3 for n in range(1, 8)]),
        ([0, 50, 100, 99], [-1, 0, 1, 0.98]),
        ([-2, -1, 0, 1, 2], [-1, -0.5, 0, 0.5, 1]),
        ([-1, 0, 5, 10], ["other", -1, 0, 1]),
        (["50%", "0%", "100%"], [0, -1, 1]),
        ([1, 0, -0.5], [1, 0, -0.5]),
    ],
)
def test_ranges_and_missing_codes_are_told_apart(values, expected):
    found = meant(values)
    assert [found[str(value)] for value in values] == pytest.approx(expected, abs=1e-9)


def test_a_range_whose_ends_nobody_chose_is_asked_about():
    assert asked([1.3, 6.7]) == ["scale"]
    assert asked([2, 5, 8]) == ["scale"]
    assert asked([1, 2, 3, 4, 5]) == []
    assert asked([*range(11), 99]) == ["missing"]
    assert asked([0, 1], "agreement") == ["scale"]
    assert asked([3, 500, 1200]) == ["scale"] and meant([3, 500, 1200])["3"] == "?"


def test_a_scale_that_does_not_fit_takes_nothing_and_rounding_fits():
    found = apply(column(["0.9", "1", "7.84"]), Scale(low=-1, high=1))
    assert found.unfit and found.wrong.tolist() == [False, False, True]
    rounded = apply(column(["1.0000001", "1.001"]), Scale(low=-1, high=1))
    assert rounded.stance[0] == 1 and rounded.wrong.tolist() == [False, True]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            ["Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"],
            [1, 0.5, 0, -0.5, -1],
        ),
        (
            ["Strongly agree", "Agree", "No opinion", "Strongly disagree"],
            [1, 0.5, "no opinion", -1],
        ),
        (["agree", "disagree"], [1, -1]),
        (["for", "against", "noStand", "NA"], [1, -1, "no opinion", "other"]),
        (
            ["yes", "no", "abstain", "absent", "don't know", "Don’t know"],
            [1, -1, "abstained", "absent", "no opinion", "no opinion"],
        ),
        (
            ["strongly agree", "agree", "somewhat agree", "somewhat disagree"],
            [1, 2 / 3, 1 / 3, -1 / 3],
        ),
        (
            [
                "stimme voll und ganz zu",
                "stimme eher zu",
                "teils/teils",
                "Stimme eher nicht zu",
                "stimme überhaupt nicht zu",
                "Weiß nicht",
                "keine Angabe",
            ],
            [1, 0.5, 0, -0.5, -1, "no opinion", "other"],
        ),
        (
            [
                "tout à fait d’accord",
                "plutôt d'accord",
                "plutôt pas d'accord",
                "pas du tout d'accord",
                "sans opinion",
            ],
            [1, 0.5, -0.5, -1, "no opinion"],
        ),
        (
            [
                "Muy de acuerdo",
                "de acuerdo",
                "ni de acuerdo ni en desacuerdo",
                "en desacuerdo",
                "muy en desacuerdo",
                "no sabe",
            ],
            [1, 0.5, 0, -0.5, -1, "no opinion"],
        ),
        (
            ["非常同意", "同意", "中立", "不同意", "非常不同意", "不知道"],
            [1, 0.5, 0, -0.5, -1, "no opinion"],
        ),
        (["Pour", "Contre", "Abstention", "Non-votant"], [1, -1, "abstained", "absent"]),
        (["Ja", "Nein", "Enthaltung", "abwesend"], [1, -1, "abstained", "absent"]),
        (
            ["1 - strongly disagree", "2 - disagree", "5 = strongly agree", "9: no answer"],
            [-1, -0.5, 1, "other"],
        ),
        (["AGREE ", "agree.", "99"], [1, 1, "other"]),
    ],
)
def test_answers_in_words(answers, expected):
    found = meant(answers)
    assert [found[answer] for answer in answers] == pytest.approx(expected)


def test_plus_and_minus_are_answers_where_a_plus_is_among_them():
    assert meant(["++", "+", "0", "-", "--"]) == {"++": 1, "+": 0.5, "0": 0, "-": -0.5, "--": -1}
    assert meant(["agree", "-"]) == {"agree": 1, "-": "other"}


def test_words_of_the_file_come_before_its_codes():
    labels = {"1": "disagree", "2": "agree", "8": "does not know", "9": "no answer"}
    labels["8"] = "don't know"
    found = meant([1, 2, 8, 9, 97], labels=labels, absent=frozenset(["97"]))
    assert found == {"1": -1, "2": 1, "8": "no opinion", "9": "other", "97": "other"}


def test_what_nobody_knows_is_asked_and_not_used():
    found = meant(["agree", "disagree", "see letter"])
    assert found["see letter"] == "?" and found["agree"] == 1
    assert asked(["agree", "disagree", "see letter"]) == ["scale"]
    assert meaning("see letter") is None


@given(st.lists(st.tuples(st.sampled_from([-1, 1]), st.integers(1, 3)), min_size=1))
def test_stronger_words_lie_farther_out_and_sides_mirror(answers):
    places = graded(answers)
    for (pole, strength), stance in places.items():
        assert 0 < pole * stance <= 1
        assert places.get((-pole, strength), -stance) == -stance
        weaker = [abs(s) for (_, other), s in places.items() if other < strength]
        assert all(abs(stance) > less for less in weaker)


@given(st.lists(st.text(max_size=6), max_size=8), st.floats(-10, 0), st.floats(1, 10))
def test_any_text_has_a_stance_a_reason_nothing_or_is_wrong(texts, low, high):
    distinct = pd.Series([*dict.fromkeys(texts)], dtype=object).astype("str")
    found = apply(distinct, Scale(low=low, high=high, values={"99": "other"}))
    assert found.stance.dropna().between(-1, 1).all()
    assert not (found.wrong & (found.stance.notna() | (found.answer != ""))).any()


def test_words_for_codes_that_nobody_has_given_yet_are_in_the_scale():
    words = {"1": "disagree", "2": "neutral", "3": "agree", "9": "no opinion"}
    found = guess_scale(pd.Series({"1": 4, "3": 2}), "q1", labels=words)
    assert found.scale.values == {"1": -1.0, "2": 0.0, "3": 1.0, "9": "no opinion"}
    assert found.explained == 1.0
