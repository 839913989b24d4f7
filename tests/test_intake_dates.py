"""Dates in every order and five languages, and what is wrong with others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import column

from hustings.intake.dates import CAUSES, clock_of, day_of, days, order_of

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-04", "2021-05-04"),
        ("2021-5-4", "2021-05-04"),
        ("2021/05/04", "2021-05-04"),
        ("20.09.2024", "2024-09-20"),
        ("1.2.2024", "2024-02-01"),
        ("13/02/24", "2024-02-13"),
        ("04 05 2021", "2021-05-04"),
        ("20210504", "2021-05-04"),
        ("44320", "2021-05-04"),
        ("12. Februar 2025", "2025-02-12"),
        ("12. Feb. 2025", "2025-02-12"),
        ("12 février 2025", "2025-02-12"),
        ("1er mars 2024", "2024-03-01"),
        ("mar. 12 févr. 2025", "2025-02-12"),
        ("12 de febrero de 2025", "2025-02-12"),
        ("February 12, 2025", "2025-02-12"),
        ("12-Feb-25", "2025-02-12"),
        ("Wed, 12 Feb 2025", "2025-02-12"),
        ("2025年2月12日", "2025-02-12"),
        ("Mon Jul 17 02:33:35 WIB 2017", "2017-07-17"),
        ("1500233615", "2017-07-16"),
        ("1500233615246", "2017-07-16"),
        ("2021-05-04T23:30:00-08:00", "2021-05-04"),
    ],
)
def test_days(text, expected):
    assert day_of(text, "dmy", TODAY).day == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-04T10:00:00", "10:00:00"),
        ("2021-05-04 00:00:00", ""),
        ("2021-05-04 10:30", "10:30:00"),
        ("Mon Jul 17 02:33:35 WIB 2017", "02:33:35"),
        ("5/4/2020 3:15 PM", "15:15:00"),
        ("5/4/2020 12:05 am", "00:05:00"),
        ("44320.5", "12:00:00"),
        ("2021-05-04T10:00:00.25", "10:00:00.250000"),
    ],
)
def test_times_of_day_are_kept(text, expected):
    assert day_of(text, "mdy", TODAY).time == expected


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("2019", "partial"),
        ("2020-03", "partial"),
        ("03/2020", "partial"),
        ("Feb 2025", "partial"),
        ("2025年2月", "partial"),
        ("00.00.2024", "partial"),
        ("4043-03-22", "late"),
        ("2026-11-30", "late"),
        ("2027", "late"),
        ("0202-02-10", "early"),
        ("1799-12-31", "early"),
        ("30.02.2024", "impossible"),
        ("2024-13-01", "impossible"),
        ("2024-13", "impossible"),
        ("20240230", "impossible"),
        ("soon", "unread"),
        ("12 February", "unread"),
        ("7", "unread"),
        ("99999999999", "unread"),
    ],
)
def test_what_is_no_day_has_its_cause(text, cause):
    found = day_of(text, "dmy", TODAY)
    assert (found.day, found.cause) == ("", cause)


def test_the_order_is_that_of_the_recipe():
    assert day_of("04/05/2021", "dmy", TODAY).day == "2021-05-04"
    assert day_of("04/05/2021", "mdy", TODAY).day == "2021-04-05"
    assert day_of("04/05/2021", "ymd", TODAY).cause == "ambiguous"
    assert day_of("14/05/2021", "ymd", TODAY).day == "2021-05-14"
    assert day_of("14/05/2021", "mdy", TODAY).cause == "impossible"


def test_an_order_is_known_by_one_day_above_twelve():
    assert order_of(["04/05/2021", "14/05/2021"])[:2] == ("dmy", True)
    assert order_of(["04/05/2021", "05/14/2021"])[:2] == ("mdy", True)
    assert order_of(["04.05.2021"])[:2] == ("dmy", True)
    assert order_of(["04/05/2021"])[:2] == ("dmy", False)
    assert order_of(["2021-05-04", "05/05/2021"])[:2] == ("ymd", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:30", "10:30:00"),
        ("3:15 PM", "15:15:00"),
        ("", ""),
        ("00:00", "00:00:00"),
        ("noon", None),
        ("25:00", None),
        ("10:30:05Z", "10:30:05"),
    ],
)
def test_clocks(text, expected):
    assert clock_of(text) == expected


@given(
    st.lists(st.text(max_size=20) | st.dates().map(str), max_size=10),
    st.sampled_from(["ymd", "dmy"]),
)
def test_any_text_is_a_day_nothing_or_has_a_cause(texts, order):
    texts = [text for text in texts if text.isprintable()]
    found = days(column(texts), order, TODAY)
    assert len(found) == len(texts)
    for text, day, cause in zip(texts, found.day, found.cause, strict=True):
        assert cause in ("", *CAUSES)
        assert bool(day) == (not cause and bool(text.strip()))
        assert not day or "1800-01-01" <= day <= TODAY.isoformat()


@given(st.dates(date(1800, 1, 1), TODAY))
def test_a_day_is_the_same_however_it_is_written(day):
    ways = {
        "%Y-%m-%d": "ymd",
        "%d.%m.%Y": "dmy",
        "%m/%d/%Y": "mdy",
        "%d %B %Y": "ymd",
        "%Y%m%d": "ymd",
    }
    for way, order in ways.items():
        assert day_of(day.strftime(way), order, TODAY).day == day.isoformat()
