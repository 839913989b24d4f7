"""Text widths and labels: laws of the geometry, and cases worked out by hand."""

from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.charts.layout import Label, place_labels
from hustings.charts.text_metrics import LINE, fit, shorten, text_width, wrap

BOUNDS = (0, 0, 400, 300)


PADDING = 2


FRANCE = Label(text="France", x=100, y=100, radius=6, size=10)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


across, down = st.floats(0, 400), st.floats(0, 300)


labels = st.builds(
    Label, text=NAMES, x=across, y=down, radius=st.floats(0, 20),
    size=st.sampled_from([9, 12, 15]), priority=st.floats(0, 9), required=st.booleans(),
)  # fmt: skip


boxes = st.tuples(across, down, st.floats(1, 80), st.floats(1, 80)).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


circles = st.tuples(across, down, st.floats(1, 20))


def box(spot):
    return spot.left, spot.top, spot.right, spot.bottom


def shown(names, bounds):
    return [bool(spot) for spot in place_labels(names, [], bounds)]


def fastened(spot):
    middle = {"center": (spot.left + spot.right) / 2, "middle": (spot.top + spot.bottom) / 2}
    sides = {**vars(spot), **middle}
    return sides[spot.anchor], sides[spot.vertical]


def overlap(one, other, room=0.0):
    """Whether two boxes, the first widened by `room`, share more than rounding."""
    tiny = 1e-6 - room
    return all(one[i] + tiny < other[i + 2] and other[i] + tiny < one[i + 2] for i in (0, 1))


def gap(circle, box):
    """px between a circle's edge and a box; below 0 where they overlap."""
    x, y, radius = circle
    nearest = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return hypot(x - nearest[0], y - nearest[1]) - radius


# em in regular and bold: sums of the advance widths of Liberation Sans, made to equal Arial
ARIAL = [("United States", 6.003, 6.390), ("Capgemini", 4.780, 5.112), ("iii", 0.667, 0.833)]


@pytest.mark.parametrize(("text", "regular", "bold"), ARIAL)
def test_width_is_a_little_more_than_in_arial_regular_and_bold(text, regular, bold):
    em = text_width(text, 100) / 100
    assert bold <= em <= 1.2 * regular + 0.35


def test_width_of_what_the_font_lacks():
    assert text_width("日本", 10) >= 20
    assert text_width("e\u0301", 10) == text_width("e", 10) == text_width("é", 10)
    assert text_width("Москва", 10) >= 34.4
    assert text_width("ab\u200d\u202e", 10) == text_width("ab", 10)


@given(NAMES, NAMES)
def test_width_grows_with_the_text_and_in_proportion_to_the_font(one, other):
    assert text_width(one + other, 12) >= text_width(one, 12)
    assert text_width(one, 24) == pytest.approx(2 * text_width(one, 12))


def test_shorten_cuts_after_a_word_where_that_keeps_half():
    assert shorten("Ministry of Foreign Affairs", 28) == "Ministry of Foreign Affairs"
    assert shorten("Ministry of Foreign Affairs", 20) == "Ministry of Foreign…"
    assert shorten("Ministry of Foreign Affairs", 19) == "Ministry of…"
    assert shorten("The Donaudampfschifffahrtsgesellschaft", 14) == "The Donaudamp…"
    assert shorten("France, Germany and Poland", 14) == "France…"
    assert shorten("two\n lines", 28) == "two lines"


def test_fit_keeps_what_there_is_room_for():
    name = "Ministry of Foreign Affairs"
    assert fit(name, text_width(name, 12), 12) == name
    assert fit(name, text_width(name, 12) - 1, 12) == "Ministry of Foreign…"
    assert fit(name, text_width("Min…", 12), 12) == "Min…"
    assert fit("two\n lines", 1000, 12) == "two lines"
    assert fit("two", 1, 12) == "t" and fit("", 1, 12) == ""


def test_shorten_leaves_no_letter_without_its_accent():
    assert shorten("abcde\u0301fg", 6) == "abcd…"


@given(NAMES, st.integers(2, 30))
def test_shorten_keeps_to_the_limit_and_to_the_beginning(text, limit):
    cut = shorten(text, limit)
    whole = " ".join(text.split())
    assert len(cut) <= limit
    assert cut == whole or (cut[-1] == "…" and whole.startswith(cut[:-1]))


def test_wrap_fills_lines_and_breaks_long_words():
    width = text_width("one two", 12)
    assert wrap("one two three four", width, 12) == ["one two", "three", "four"]
    assert wrap("one mmmmmmmm", text_width("mmm", 12) + 0.1, 12) == ["one", "mmm", "mmm", "mm"]
    assert wrap("W", 1, 12) == ["W"]
    assert wrap("  ", 100, 12) == []


def test_an_address_breaks_before_a_parameter():
    width = text_width("h/?x=1&y=2&v", 12) + 0.1
    assert wrap("h/?x=1&y=2&v=345", width, 12) == ["h/?x=1&y=2", "&v=345"]
    # none in the second half of the line: it is filled
    assert wrap("h&xmmmmmmmmm", text_width("h&xmmmm", 12) + 0.1, 12) == ["h&xmmmm", "mmmmm"]


@given(st.lists(NAMES, max_size=8).map(" ".join), st.floats(20, 200))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 12) <= width + 1e-6 for line in lines)


def test_a_lone_label_stands_to_the_right_of_its_marker():
    (spot,) = place_labels([FRANCE], [], BOUNDS)
    width = text_width("France", 10)
    assert box(spot) == pytest.approx((106, 100 - 5 * LINE, 106 + width, 100 + 5 * LINE))
    assert (spot.x, spot.y) == pytest.approx((106, 100))
    assert (spot.anchor, spot.vertical, spot.leader) == ("left", "middle", False)


@pytest.mark.parametrize(
    ("obstacles", "anchor", "vertical", "x", "y"),
    [
        ([(110, 99, 120, 101)], "right", "middle", 94, 100),
        ([(110, 99, 120, 101), (80, 99, 90, 101)], "center", "bottom", 100, 94),
        ([(0, 90, 92, 104), (108, 0, 400, 104), (95, 0, 105, 92)], "center", "top", 100, 106),
    ],
)
def test_a_label_moves_round_its_marker(obstacles, anchor, vertical, x, y):
    (spot,) = place_labels([FRANCE], obstacles, BOUNDS)
    assert (spot.anchor, spot.vertical) == (anchor, vertical)
    assert (spot.x, spot.y) == pytest.approx((x, y))


def test_a_label_keeps_clear_of_markers_except_its_own():
    # the edge of the first reaches the place on the right, its centre does not
    (from_other,), (from_own,) = (
        place_labels([FRANCE], [], BOUNDS, [marker]) for marker in [(120, 110, 5), (100, 100, 6.01)]
    )
    assert (from_other.x, from_own.x) == pytest.approx((94, 106))


def test_of_two_labels_for_one_room_the_required_then_the_weightier_is_placed():
    narrow = (90, 80, 160, 105)
    one, two = replace(FRANCE, priority=1), replace(FRANCE, priority=2)
    must = replace(FRANCE, required=True)
    assert shown([one, two], narrow) == [False, True]
    assert shown([one, two, must], narrow) == [False, False, True]


def test_amid_other_markers_only_a_required_label_goes_further_off():
    crowd = [(100 + 12 * i, 100 + 12 * j, 5) for i in range(-5, 6) for j in range(-5, 6)]
    must = replace(FRANCE, required=True)
    assert place_labels([FRANCE], [], BOUNDS, crowd) == [None]
    (spot,) = place_labels([must], [], BOUNDS, crowd)
    assert spot.leader
    assert min(gap(circle, box(spot)) for circle in crowd) >= 0
    # the crowd ends 65 px from its middle: no label could be much nearer
    assert 60 <= gap((100, 100, 0), box(spot)) <= 70
    assert (spot.anchor, spot.x) == ("center", pytest.approx(100, abs=2))


def test_a_required_label_hides_a_marker_before_it_is_left_out():
    everywhere = [(x, y, 8) for x in range(0, 401, 10) for y in range(0, 301, 10)]
    must = replace(FRANCE, x=200, y=150, required=True)
    (spot,) = place_labels([must], [], BOUNDS, everywhere)
    assert not spot.leader
    assert gap((200, 150, 6), box(spot)) == pytest.approx(0)
    (spot,) = place_labels([must], [(150, 100, 250, 200)], BOUNDS, everywhere)
    assert spot.leader


def test_a_required_label_is_left_out_only_where_there_is_no_room():
    must = replace(FRANCE, x=10, y=10, required=True)
    width, height = text_width("France", 10), 10 * LINE
    assert place_labels([must], [], (0, 0, width - 1, 300)) == [None]
    assert place_labels([must], [(0, 0, 400, 300)], BOUNDS) == [None]
    last = (0, 0, 400, 300 - height - 2 * PADDING)
    (spot,) = place_labels([must], [last], BOUNDS)
    assert spot.leader
    assert spot.top >= last[3]
    longer = Label(
        text="France and Germany and Poland",
        x=10,
        y=10,
        radius=6,
        size=10,
        priority=1.0,
        required=True,
    )
    assert shown([longer, must], (0, 0, width + 2, 300)) == [False, True]


def test_a_label_further_off_does_not_lie_on_its_own_point():
    walls = [(80, 70, 120, 88), (80, 112, 120, 130), (80, 88, 90, 112), (110, 88, 120, 112)]
    (spot,) = place_labels(
        [Label(text="I", x=100, y=100, radius=6, size=10, required=True)], walls, BOUNDS
    )
    assert spot.leader
    assert gap((100, 100, 6), box(spot)) >= 0


@given(st.lists(labels, max_size=15), st.lists(boxes, max_size=4), st.lists(circles, max_size=15))
def test_labels_touch_nothing_and_stay_inside(names, obstacles, markers):
    placed = place_labels(names, obstacles, BOUNDS, markers)
    assert len(placed) == len(names)
    found = [(name, spot) for name, spot in zip(names, placed, strict=True) if spot]
    for (_, one), (_, other) in combinations(found, 2):
        assert not overlap(box(one), box(other), room=PADDING)
    for name, spot in found:
        assert 0 <= spot.left < spot.right <= 400
        assert 0 <= spot.top < spot.bottom <= 300
        assert not any(overlap(box(spot), obstacle) for obstacle in obstacles)
        assert spot.right - spot.left == pytest.approx(text_width(name.text, name.size))
        assert (spot.x, spot.y) == pytest.approx(fastened(spot))
        if not name.required:
            others = [c for c in markers if hypot(c[0] - name.x, c[1] - name.y) > 1e-6]
            assert all(gap((x, y, 0), box(spot)) > 0 for x, y, _ in others)


@given(st.lists(st.tuples(across, down), max_size=12))
def test_required_labels_are_placed_where_there_is_ample_room(at):
    names = [Label(text="United States", x=x, y=y, radius=6, size=12, required=True) for x, y in at]
    markers = [(x, y, 5) for x, y in at]
    assert all(place_labels(names, [], BOUNDS, markers))


@given(st.lists(labels, max_size=12))
def test_more_labels_of_less_weight_move_none_of_the_weightier(names):
    weighty = [replace(name, required=True) for name in names]
    light = [replace(name, x=name.y, y=name.x, required=False) for name in names]
    alone = place_labels(weighty, [], BOUNDS)
    assert place_labels(light + weighty, [], BOUNDS)[len(light) :] == alone
