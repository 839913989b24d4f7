"""Who has moved: the day that divides, groups over time, shifts, and how they are drawn."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from hustings import findings, link, query
from hustings.charts.base import COLOURS, SYMBOLS, Credit, Style
from hustings.charts.change import history_chart
from hustings.charts.change_shifts import shifts_chart
from hustings.charts.text_metrics import text_width
from hustings.dataset import open_dataset
from hustings.findings.split_date import earlier, later

CREDIT = Credit(
    headline="Who has moved",
    subline="All statements.",
    notes="Dots.",
    source="Source: few.",
    link="http://h.example/",
)


INAUGURATION = date(2025, 1, 20)


#: two groups on one axis: the first turns round in June, the second stays; one statement undated
SPOKEN = (
    ("Ann", "2024-01-01", -1), ("Ann", "2024-02-01", -1), ("Ann", "2024-03-01", -0.5),
    ("Ann", "2024-06-01", 1), ("Ann", "2024-07-01", 1), ("Ann", "2024-07-01", 1),
    ("Bob", "2024-01-15", 0.5), ("Bob", "2024-06-15", 0.5), ("Cid", "2024-06-20", 1),
    ("Cid", "", -1),
)  # fmt: skip


def written(folder: Path, spoken=SPOKEN, events=("2024-05-01,Vote,Here", "2020-01-01,Old,")):
    rows = [f"s{i},{day},{actor},Tax,{x}" for i, (actor, day, x) in enumerate(spoken)]
    head = "statement_id,date,actor,axis,stance"
    (folder / "positions.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    (folder / "events.csv").write_text("\n".join(["date,event,place", *events]), encoding="utf-8")
    return folder


@pytest.fixture
def turning(tmp_path):
    return open_dataset(written(tmp_path))


def seen(data, **chosen) -> link.View:
    return link.default_view(data).having(**chosen)


@pytest.mark.parametrize(
    ("cut", "day", "why"),
    [
        ("2024-06-15", date(2024, 6, 15), "the day that the data set starts from"),
        ("2024-05-01", date(2024, 5, 1), "the event that the data set starts from"),
        ("2020-01-01", date(2024, 5, 1), "the event that divides the statements most evenly"),
        ("soon", date(2024, 5, 1), "the event that divides the statements most evenly"),
    ],
)
def test_the_data_set_may_name_the_day(tmp_path, cut, day, why):
    written(tmp_path)
    (tmp_path / "datapackage.json").write_text(f'{{"default_view": {{"cut": "{cut}"}}}}')
    data = open_dataset(tmp_path)
    found = findings.split_date(data, seen(data))
    assert (found.day, found.chosen) == (day, False) and why in found.sentence
    asked = findings.split_date(data, seen(data, cut=date(2024, 7, 1)))
    assert (asked.day, asked.chosen, asked.named) == (date(2024, 7, 1), True, False)


def test_a_shift_that_another_day_or_many_tests_would_not_give_is_not_named(tmp_path):
    def spread(name: str, before: list[float], after: list[float]) -> list[tuple]:
        days = [f"2024-{month:02}-10" for month in (1, 2, 3, 7, 8, 9)]
        return [(name, day, x) for day, x in zip(days, [*before, *after], strict=True)]

    calm = [row for i in range(12) for row in spread(f"Calm{i}", [0.5, 0, 0.5], [0, 0.5, 0.5])]
    turned = spread("Turn", [-1, -1, -1], [1, 1, 1])
    small = spread("Small", [0, 0, 0], [0.5, 0.5, 0.5])
    late = [("Late", f"2024-05-{10 + i}", -1) for i in range(3)]
    late += [("Late", f"2024-05-{17 + i}", 1) for i in range(3)]
    data = open_dataset(written(tmp_path, [*calm, *turned, *late, *small]))
    found = findings.shifts(data, seen(data, cut=date(2024, 5, 15)))
    assert found.tested == 15
    verdicts = found.rows.set_index("group").verdict
    assert verdicts["Turn"] == "shift" and found.named.group.tolist() == ["Turn"]
    # 30 days earlier or later nothing of Late lies on the other side
    assert verdicts["Late"] == "unsteady shift"
    # its interval excludes 0, but one of fifteen would by chance
    small = found.rows.set_index("group").loc["Small"]
    assert small.verdict == "unsteady shift" and small.low > 0 and small.p > 0.1 / 14
    assert found.headline.startswith("One clear shift since 15 May 2024: Turn towards")
    assert (
        "Not called shifts: Late on Tax and Small on Tax, which do not hold when the 15"
        in found.subline
    )


def test_the_event_that_divides_most_evenly_is_the_day(turning):
    cut = findings.split_date(turning, seen(turning))
    assert (cut.day, cut.event, cut.before, cut.after) == (date(2024, 5, 1), "Vote", 4, 5)
    assert cut.undated == 1 and not cut.chosen
    assert "1 May 2024 (Vote), the event" in cut.sentence
    assert "4 statements before, 5 statements from" in cut.sentence
    assert "Left out: one statement without a date" in cut.sentence


def test_without_events_a_day_that_divides_most_evenly(tmp_path):
    data = open_dataset(written(tmp_path, events=()))
    cut = findings.split_date(data, seen(data))
    assert (cut.day, cut.before, cut.after) == (date(2024, 6, 1), 4, 5)
    assert "the day that divides" in cut.sentence


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ([("Ann", "2024-01-01", 1), ("Bob", "2024-01-01", 1)], "of one day"),
        ([("Ann", "", 1)], "No statement has a date"),
    ],
)
def test_nothing_to_divide(tmp_path, spoken, words):
    data = open_dataset(written(tmp_path, spoken))
    cut = findings.split_date(data, seen(data))
    assert cut.day is None and words in cut.sentence
    found = findings.shifts(data, seen(data))
    assert found.rows.empty and found.headline == "Nobody speaks on the same axis before and after"


def test_the_day_itself_belongs_to_after(turning):
    day = date(2024, 6, 1)
    cut = findings.split_date(turning, seen(turning, cut=day))
    assert cut.chosen and (cut.before, cut.after) == (4, 5)
    filters = query.Filters(since=date(2024, 2, 1), until=date(2024, 6, 1))
    assert (earlier(filters, day).since, earlier(filters, day).until) == (
        date(2024, 2, 1),
        date(2024, 5, 31),
    )
    assert (later(filters, day).since, later(filters, day).until) == (day, day)


def test_shifts_by_hand(turning):
    found = findings.shifts(turning, seen(turning))
    rows = found.rows.set_index("group")
    assert list(rows.index) == ["Ann", "Bob"], "Cid has spoken with a date on one side only"
    assert found.one_sided == 1 and found.tested == 1
    assert rows.loc["Ann", ["before", "after", "shift"]].tolist() == pytest.approx(
        [-2.5 / 3, 1, 1 + 2.5 / 3]
    )
    assert rows.verdict.tolist() == ["shift", "not enough evidence"]
    assert "One clear shift since 1 May 2024 (Vote): Ann towards" in found.headline
    assert "(+1.83)" in found.headline
    assert "Of 2 pairs of actor and axis heard in both periods, 1 have too little" in found.subline


def test_thin_rows_go_by_their_evidence(tmp_path):
    spoken = [("Loud", d, x) for d, x in (("2024-01-01", -1), ("2024-06-01", 1))]
    spoken += [("Thick", d, 0.5) for d in ("2024-01-02", "2024-01-03", "2024-06-02", "2024-06-03")]
    data = open_dataset(written(tmp_path, spoken))
    assert findings.shifts(data, seen(data)).rows.group.tolist() == ["Thick", "Loud"]


def test_least_counts_both_periods(turning):
    assert findings.shifts(turning, seen(turning, min=3)).rows.group.tolist() == ["Ann"]


def test_the_united_states_before_and_after_january_2025(bundled):
    found = findings.shifts(bundled, seen(bundled, cut=INAUGURATION))
    rows = found.rows[found.rows.group == "United States"].set_index("axis")
    assert rows["shift"].round(2).loc[
        ["Coordination", "Regulation", "Precaution", "Openness"]
    ].tolist() == [0.97, 0.83, 0.74, 0.25]
    assert rows.loc["Coordination", ["low", "high"]].astype(float).round(2).tolist() == [0.53, 1.42]
    assert rows.index[rows.named].tolist() == ["Coordination", "Regulation", "Precaution"]
    assert set(rows.index) <= set(found.shown.axis[found.shown.group == "United States"])
    assert set(found.rows.group) == {*seen(bundled).actor} and len(found.shown) == len(found.rows)
    every = findings.shifts(bundled, seen(bundled, cut=INAUGURATION, everybody=True))
    assert len(every.shown) == 30 < len(every.rows) and not every.alone
    # what may be called a shift is judged among all groups, whoever is looked at
    both = found.rows.merge(every.rows, on=["group", "axis"])
    assert len(both) == len(found.rows) and (both.verdict_x == both.verdict_y).all()
    assert found.headline == every.headline and "16 comparisons" in found.subline
    over_time = findings.history(bundled, seen(bundled, cut=INAUGURATION))
    assert "Since 20 January 2025, United States has moved towards" in over_time.headline
    assert "6 of 15 pairs of actor and axis there is not enough evidence" in over_time.headline


def test_shift_sentence(bundled):
    found = findings.shifts(bundled, seen(bundled, cut=INAUGURATION))
    row = next(found.named.itertuples())
    said = findings.shift_sentence(row, findings.axis_of(bundled, row.axis))
    assert said == (
        "United States on Global coordination vs. national race: before, leans towards global "
        "coordination (−0.33, 6 statements); after, leans towards national competition (+0.64, 16 "
        "statements). A change of +0.97, 90 % interval +0.53 to +1.42."
    )


def test_history_by_hand(turning):
    found = findings.history(turning, seen(turning, window=60))
    assert found.groups == ("Ann", "Bob", "Cid") and "None is picked" in found.note
    ann = found.dots[found.dots.group == "Ann"]
    assert ann.n.tolist() == [1, 1, 1, 1, 2] and ann.ids.iloc[-1] == ("s4", "s5")
    line = found.lines[found.lines.group == "Ann"]
    # from 1 March to 1 June are 92 days: the window of 60 was empty in between
    assert line.stretch.tolist() == [0, 0, 0, 1, 1]
    np.testing.assert_allclose(line.position, [-1, -1, -0.75, 1, 1])
    assert found.events.event.tolist() == ["Vote"]
    assert len(found.dots[found.dots.group == "Cid"]) == 1, "undated statements are left out"


def test_repeat_does_not_thin_the_line(turning):
    every = findings.history(turning, seen(turning))
    latest = findings.history(turning, seen(turning, repeat="latest"))
    assert every.lines.equals(latest.lines) and every.subline == latest.subline


def test_silent_and_surplus_groups_are_told(turning, bundled):
    found = findings.history(turning, seen(turning, actor=("Ann", "Bob", "Cid"), min=2))
    assert found.groups == ("Ann", "Bob") and found.silent == ("Cid",)
    many = tuple(query.groups(bundled, query.Filters()).group[:12])
    assert (
        "The first 8 of 12 picked actors"
        in findings.history(bundled, seen(bundled, actor=many)).note
    )


def drawn_history(data, view, width=960):
    found = findings.history(data, view)
    styles = {g: Style(c, s) for g, c, s in zip(found.groups, COLOURS, SYMBOLS, strict=False)}
    cut = (found.split.day, found.split.event)
    return found, history_chart(
        found.dots, found.lines, found.axes, styles, found.events, cut, CREDIT, width
    )


def clicks(figure) -> list[list]:
    return [list(point) for t in figure.data if t.customdata is not None for point in t.customdata]


def test_history_chart_carries_ids_events_and_credit(turning):
    found, figure = drawn_history(turning, seen(turning))
    assert ["statement", "s4", "s5"] in clicks(figure) and ["event", "2024-05-01"] in clicks(figure)
    ids = {i for kind, *ids in clicks(figure) if kind == "statement" for i in ids}
    assert ids == {f"s{i}" for i in range(9)}
    texts = {note.name: note.text for note in figure.layout.annotations}
    assert "Source: few." in texts["credit"] and "Who has moved" in texts["headline"]
    assert [n.text for n in figure.layout.annotations if n.name == "event"] == [
        "<b>Vote, 1 May 2024</b>"
    ]


@pytest.mark.parametrize("width", [328, 560, 960, 1100])
def test_no_text_lies_outside_or_on_another(bundled, width):
    view = seen(bundled, cut=INAUGURATION)
    moves = findings.shifts(bundled, view)
    for figure in (
        drawn_history(bundled, view, width)[1],
        shifts_chart(moves.shown, moves.axes, CREDIT, width),
    ):
        boxes = text_boxes(figure)
        assert len(boxes) > 2
        for left, right, _, _ in boxes.values():
            assert left >= 0 and right <= width
        names = list(boxes)
        for i, a in enumerate(names):
            for b in names[:i]:
                assert not meet(boxes[a], boxes[b]), (a, b)


def text_boxes(figure) -> dict:
    """left, right, top, bottom in px of the texts that are placed inside a plot."""
    margin, found = figure.layout.margin, {}
    inner = figure.layout.width - margin.l - margin.r
    for i, note in enumerate(figure.layout.annotations):
        if note.name in ("headline", "subline", "credit"):
            continue
        plain = unescape(re.sub("<[^>]+>", "", note.text))
        size = (text_width(plain, note.font.size) - 0.12 * note.font.size) / 1.08
        x = margin.l + note.x * inner + (note.xshift or 0)
        left = x - {"left": 0, "center": size / 2, "right": size}[note.xanchor]
        half = note.font.size * 0.55
        y = note.y + {"top": half, "middle": 0, "bottom": -half}[note.yanchor]
        found[i, plain] = (left, left + size, y - half, y + half)
    return found


def meet(a, b) -> bool:
    return a[0] < b[1] and a[1] > b[0] and a[2] < b[3] and a[3] > b[2]


def test_dumbbell_chart_marks_rows_and_credit(turning):
    found = findings.shifts(turning, seen(turning, actor=("Ann",), everybody=True))
    figure = shifts_chart(found.shown, found.axes, CREDIT)
    assert {tuple(c) for c in clicks(figure)} == {("shift", "Ann", "Tax"), ("shift", "Bob", "Tax")}
    texts = [note.text for note in figure.layout.annotations]
    assert "<b>Ann</b> on Tax" in texts and "<b>+1.83</b>" in texts and "n 1 → 1" in texts
    assert any("Source: few." in text for text in texts)
    assert texts.index("<b>Clear shifts</b>") < texts.index("<b>Not enough evidence to tell</b>")
    after = [t for t in figure.data if t.error_x.array is not None]
    for trace in after:
        high = np.array(trace.x) + np.array(trace.error_x.array)
        assert (high <= 1 + 1e-9).all(), "intervals end at the poles"
    assert {t.marker.color for t in after} == {"#0072b2", "#7f8389"}


def test_dumbbell_of_nothing_is_an_empty_frame(turning):
    rows = findings.shifts(turning, seen(turning)).shown.iloc[:0]
    assert shifts_chart(rows, turning.axes, CREDIT).layout.height > 0


def test_nothing_is_said_of_axes_where_nothing_is_drawn(bundled):
    found = findings.history(bundled, seen(bundled, q="no statement says this"))
    assert found.dots.empty
    assert found.note == ""
