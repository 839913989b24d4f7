"""Dates as people write them: any order, month names of five languages, numbers of spreadsheets.

A date keeps the day that is written: a time zone does not move it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd

from hustings.intake.languages import plain, words

#: the first year that is taken for a year in which somebody said something
FIRST_YEAR = 1800
#: what is wrong with a date: cause -> what would be right
CAUSES = {
    "partial": "a day; a year or a month alone is kept in note",
    "unread": "a date with day, month and year",
    "impossible": "a date that exists, with its parts in the order of the others",
    "ambiguous": "an order of day and month that is known",
    "early": f"a year from {FIRST_YEAR} on",
    "late": "a day that is not after today",
}
#: the day 0 of spreadsheets, and the day numbers that are taken for one (1927 to 2119)
_EXCEL, _EXCEL_DAYS = date(1899, 12, 30), (10_000, 80_000)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_CLOCK = re.compile(
    r"\b(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?\s*([ap]\.?\s?m\b)?", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\.?[T ,;]+(.*)|\.)?")
_YEAR_LAST = re.compile(
    r"(\d{1,2})(\s*[-/. ]\s*)(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:\.?[T ,;]+(.*)|\.)?"
)
_MONTH = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})|(\d{1,2})\s*[-/.]\s*(\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号號])?)?(.*)")
_PARTS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, kw_only=True)
class Day:
    """What a text says of a day.

    `day` is YYYY-MM-DD or "", `time` hh:mm:ss or "", `cause` what is wrong (of `CAUSES`) or "".
    """

    day: str = ""
    time: str = ""
    cause: str = ""


def days(texts: pd.Series, order: str, today: date) -> pd.DataFrame:
    """Day, time of day and what is wrong, for each text.

    Parameters
    ----------
    texts : Series of str
    order : str
        Of dates that are all numbers and do not begin with the year: "dmy" or "mdy"; with "ymd"
        such a date is read only where it can be read in one way.
    today : date
        Later days are wrong.

    Returns
    -------
    DataFrame
        `day, time, cause`, on the same index.
    """
    codes, distinct = pd.factorize(texts)
    found = pd.DataFrame({"day": "", "time": "", "cause": ""}, index=range(len(distinct)))
    values = pd.Series(distinct, dtype="str")
    # nearly all files have plain days of ISO 8601: they are read at once
    iso = values.str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    read = pd.to_datetime(values.where(iso), format="%Y-%m-%d", errors="coerce")
    plainly = read.between(f"{FIRST_YEAR}-01-01", pd.Timestamp(today))
    found.loc[plainly, "day"] = values[plainly]
    rest = values[~plainly]
    slowly = [day_of(text, order, today) for text in rest]
    for name in found.columns:
        found.loc[rest.index, name] = [getattr(each, name) for each in slowly]
    return found.iloc[codes].set_axis(texts.index)


def day_of(text: str, order: str, today: date) -> Day:
    """What one text says of a day (see `days`).

    >>> day_of("12. Februar 2025", "dmy", date(2026, 1, 1)).day
    '2025-02-12'
    >>> day_of("2025年2月", "dmy", date(2026, 1, 1)).cause
    'partial'
    """
    text = " ".join(text.split())
    if not text:
        return Day()
    try:
        year, month, day, rest = _parts(text, order, today)
    except _Unread as error:
        return Day(cause=error.args[0])
    if year < FIRST_YEAR:
        return Day(cause="early")
    if not month or not day:
        possible = 0 <= month <= 12
        late = (year, month or 1) > (today.year, today.month)
        return Day(cause="late" if late else "partial" if possible else "impossible")
    try:
        found = date(year, month, day)
    except ValueError:
        return Day(cause="impossible")
    if found > today:
        return Day(cause="late")
    return Day(day=found.isoformat(), time=_clock(rest))


def clock_of(text: str) -> str | None:
    """A time of day as hh:mm:ss; "" where there is none, None where it cannot be read."""
    text = text.strip()
    if not text:
        return ""
    found = _CLOCK.search(text)
    return (_clock(text) or ("00:00:00" if _right(found) else None)) if found else None


def order_of(texts: Iterable[str]) -> tuple[str, bool, Counter[str]]:
    """In what order dates of numbers are written.

    Returns
    -------
    order : str
        "ymd", "dmy" or "mdy".
    sure : bool
        Whether a date says so: one whose day is above 12, or one with points, which nobody writes
        but with the day first.
    seen : Counter
        How many dates are read in only one order, by order, and "either" for the others.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        match = _YEAR_LAST.fullmatch(" ".join(text.split()))
        if not match:
            continue
        first, between, second = int(match[1]), match[2].strip(), int(match[3])
        if second > 12 >= first:
            seen["mdy"] += 1
        elif first > 12 >= second or (between == "." and second <= 12):
            seen["dmy"] += 1
        elif first == second:
            continue
        else:
            seen["either"] += 1
    if not seen:
        return "ymd", True, seen
    order = "mdy" if seen["mdy"] > seen["dmy"] else "dmy"
    return order, bool(seen["mdy"] or seen["dmy"]), seen


class _Unread(Exception):
    """Why a text cannot be read as a date: a key of CAUSES."""


def _parts(text: str, order: str, today: date) -> tuple[int, int, int, str]:
    """Year, month, day (0 where it is not said), and what follows."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3]), match[4] or ""
    if match := _YEAR_LAST.fullmatch(text):
        year, (day, month) = _full(match[4], today), _ordered(int(match[1]), int(match[3]), order)
        return year, month, day, match[5] or ""
    if match := _CHINESE.fullmatch(text):
        return int(match[1]), int(match[2] or 0), int(match[3] or 0), match[4]
    if re.fullmatch(r"\d{4}", text):
        return int(text), 0, 0, ""
    if match := _MONTH.fullmatch(text):
        return int(match[1] or match[4]), int(match[2] or match[3]) or 13, 0, ""
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        return _counted(text.replace(",", "."))
    return _worded(text, today)


def _ordered(first: int, second: int, order: str) -> tuple[int, int]:
    """Day and month of two numbers."""
    if order == "ymd" and first <= 12 and second <= 12 and first != second:
        raise _Unread("ambiguous")
    if order == "mdy" or (order == "ymd" and second > 12):
        first, second = second, first
    return first, second


def _full(year: str, today: date) -> int:
    """A year of two digits is the last such year."""
    if len(year) == 4:
        return int(year)
    century = today.year // 100 * 100
    return century + int(year) - (100 if century + int(year) > today.year else 0)


def _counted(text: str) -> tuple[int, int, int, str]:
    """A day that is a number: of a spreadsheet, of a computer's clock, or its digits in a row."""
    whole = text.split(".")[0]
    if len(whole) == 8 and whole == text:
        return int(text[:4]), int(text[4:6]), int(text[6:]), ""
    moment: date | datetime
    if len(whole) == 5 and _EXCEL_DAYS[0] <= int(whole) <= _EXCEL_DAYS[1]:
        seconds = round(float(text) % 1 * 86_400)
        start = datetime(_EXCEL.year, _EXCEL.month, _EXCEL.day, tzinfo=UTC)
        moment = start + timedelta(days=int(whole), seconds=seconds)
    elif len(whole) in (10, 13):
        moment = _EPOCH + timedelta(seconds=int(whole) // (1 if len(whole) == 10 else 1000))
    else:
        raise _Unread("unread")
    return moment.year, moment.month, moment.day, moment.strftime("%H:%M:%S")


def _worded(text: str, today: date) -> tuple[int, int, int, str]:
    """A date whose month is a word."""
    rest = _CLOCK.sub(" ", text)
    months, numbers, known = [], [], words().months
    for part in _PARTS.findall(rest):
        if part.isdigit():
            numbers.append(part)
        elif plain(part) in known:
            # an abbreviated weekday can look like a month, and stands before it
            months = [known[plain(part)]]
    years = [each for each in numbers if len(each) == 4]
    others = [each for each in numbers if len(each) <= 2]
    if not months or len(numbers) > 3 or not numbers:
        raise _Unread("unread")
    if not years and len(others) == 2:
        years, others = [others[1]], others[:1]
    if len(years) != 1 or len(others) > 1:
        raise _Unread("unread")
    return _full(years[0], today), months[0], int(others[0]) if others else 0, text


def _clock(text: str) -> str:
    """The time of day in a text, "" where there is none; midnight is none."""
    found = _CLOCK.search(text)
    if not found or not _right(found):
        return ""
    hour, half = int(found[1]), (found[5] or "").lower()[:1]
    hour = hour % 12 + 12 * (half == "p") if half else hour
    time = f"{hour:02}:{found[2]}:{found[3] or '00'}"
    if found[4] and found[4].strip("0"):
        return f"{time}.{found[4]:0<6}"
    return "" if time == "00:00:00" else time


def _right(found: re.Match[str] | None) -> bool:
    return bool(found) and int(found[1]) < 24 and int(found[2]) < 60 and int(found[3] or 0) < 60  # type: ignore[index]
