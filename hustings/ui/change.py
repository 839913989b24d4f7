"""What the change page shows besides its figures."""

from datetime import date, timedelta
from html import escape

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.charts.change import MOST_INTERVALS, history_chart
from hustings.charts.dumbbell import dumbbell_chart
from hustings.dataset import Axis
from hustings.scene import Scene
from hustings.ui import compare, figure, panels, statements
from hustings.ui.links import address
from hustings.ui.session import settle
from hustings.ui.text import prose, small

SHIFT_NOTES = (
    "Tick: before. Dot: after; hollow: one statement. Thin bar: 90 % interval of the change, laid "
    "at the dot; a shift is named only where it leaves out the tick and both sides have at least "
    "three statements. n: statements before → after. Bold names: picked."
)
#: named shifts told in sentences
MOST_TOLD = 10
_EARLIEST, _LATEST = date(1800, 1, 1), date(2199, 12, 31)
_BY_EVENT = "event that divides"


def choose(scene: Scene) -> Scene:
    """Draw the day that divides, by itself or by its event, and the window; the scene with both.

    What a click has just written stands in the widgets before it stands in the address.
    """
    known = findings.events_between(scene.data, date.min, date.max)
    options = {
        f"{day:%Y-%m-%d} {event}": day.date() for day, event in known.itertuples(index=False)
    }

    def by_event() -> None:
        chosen = st.session_state[_BY_EVENT]
        st.session_state["cut"] = options.get(chosen)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        if options:
            now = st.session_state.get("cut", scene.view.cut)
            # The link may have changed since this page last ran; the control follows it.
            st.session_state[_BY_EVENT] = next((k for k, d in options.items() if d == now), None)
            st.selectbox(
                "Before and after an event",
                list(options),
                index=None,
                key=_BY_EVENT,
                on_change=by_event,
                placeholder="Choose an event",
                width=360,
            )
        cut = st.date_input(
            "or a day" if options else "Before and after a day",
            value=None,
            key="cut",
            bind="query-params",
            format="YYYY-MM-DD",
            min_value=_EARLIEST,
            max_value=_LATEST,
            width=180,
        )
        window = st.number_input(
            "Days of the running position",
            1,
            3650,
            365,
            step=30,
            key="window",
            bind="query-params",
            help="The line is the mean of the statements of so many days up to each day.",
            width=200,
        )
    return settle(scene, cut=cut, window=window)


def settled(scene: Scene, cut: findings.Cut) -> Scene:
    """The scene with the day that divides spelled out, for links that must stay the same."""
    return settle(scene, cut=cut.day)


def history_panel(scene: Scene, found: findings.History) -> figure.Panel:
    """The figure over time."""
    notes = history_notes(scene, found)
    credit = figure.credit(scene, found.headline, found.subline, notes)
    # By the place among those asked for: a filter that silences one does not recolour the others.
    styles = compare.group_styles(found.asked)
    styles = {group: style for group, style in styles.items() if group in found.groups}
    return figure.Panel(
        "history",
        lambda width: history_chart(
            found.dots,
            found.lines,
            found.axes,
            styles,
            found.events,
            (found.cut.day, found.cut.event),
            credit,
            width,
        ),
        history_table(found),
        credit,
    )


def shifts_panel(scene: Scene, found: findings.Shifts) -> figure.Panel:
    """The figure before and after."""
    credit = figure.credit(scene, found.headline, found.subline, SHIFT_NOTES)
    return figure.Panel(
        "change",
        lambda width: dumbbell_chart(found.shown, found.axes, credit, width),
        shifts_table(found),
        credit,
    )


def history_notes(scene: Scene, found: findings.History) -> str:
    """How to read the figure over time."""
    window = scene.view.window
    said = "Dots: statements, larger where several of one day say the same. Line: mean of "
    said += (
        f"the statements of the last {window:,} days, dotted where no other follows within them"
        if window > 1
        else "the statements of each day, dotted in between"
    )
    if len(found.groups) <= MOST_INTERVALS:
        said += "; shaded: its 90 % interval"
    said += ". Strong line: the day that divides before from after"
    if len(found.events):
        said += ". Triangles: events; click one to divide there"
    return f"{said}."


def pick_point(point: list) -> None:
    """A click on the figure over time: open the statements, or divide at the event."""
    kind, *values = point
    if kind == "statement":
        st.query_params["id"] = values
    elif kind == "event":
        st.session_state["cut"] = date.fromisoformat(values[0])


def pick_shift(point: list) -> None:
    """A click on a row: its group comes first among the picked, on its axis alone."""
    _, group, axis = point
    rest = [other for other in st.session_state["actor"] if other != group]
    st.session_state["actor"] = [group, *rest]
    st.session_state["axis"] = [] if st.session_state["axis"] == [axis] else [axis]


def below_history(scene: Scene, found: findings.History) -> None:
    """What stands for the rest, who is silent, and the statements that were clicked."""
    if found.note:
        small(found.note)
    if found.silent:
        small(f"Without a dated statement here: {words.listing(found.silent, most=8)}.")
    if scene.view.id:
        opened = query.by_ids(scene.data, scene.view.id[: panels.FIRST_STATEMENTS])
        if opened.empty:
            small("The statement that this link names is not in these data.")
        else:
            statements.show(scene, opened)


def history_table(found: findings.History) -> pd.DataFrame:
    """What the figure over time draws: statements, then running positions."""
    dots = found.dots.assign(
        what="statements", value=found.dots.x, ids=found.dots.ids.map(" ".join)
    )
    lines = found.lines.assign(what="running position", value=found.lines.position)
    columns = ["group", "axis", "what", "date", "value", "low", "high", "n", "ids"]
    both = pd.concat(
        [dots.reindex(columns=columns).astype({"low": float, "high": float}),
         lines.reindex(columns=columns).astype({"ids": object})],
        ignore_index=True,
    )  # fmt: skip
    rounded = both.assign(
        date=both.date.dt.date,
        **{c: both[c].astype(float).round(3) for c in ("value", "low", "high")},
    )
    return rounded.rename(
        columns={"what": "drawn as", "n": "statements", "ids": "statement ids", "value": "stance"}
    )


def shifts_table(found: findings.Shifts) -> pd.DataFrame:
    """What the figure before and after draws."""
    rows = found.shown
    return pd.DataFrame(
        {
            "group": rows.group,
            "axis": rows.axis,
            "called": rows.verdict,
            "before": rows.before.round(3),
            "after": rows.after.round(3),
            "change": rows["shift"].round(3),
            "low": rows.low.round(3),
            "high": rows.high.round(3),
            "statements before": rows.n_before,
            "statements after": rows.n_after,
        }
    )


def below_shifts(scene: Scene, found: findings.Shifts) -> None:
    """What is not drawn, what chance alone would give, and each shift with its statements."""
    many = findings.GROUP_WORDS[scene.view.by][1]
    said = "Click a row for that one over time, above."
    if len(found.shown) < len(found.rows):
        said = (
            f"{len(found.shown)} of {len(found.rows):,} rows are drawn: shifts, then the picked "
            f"{many}, then the best evidence. {said}"
        )
    if note := findings.axes_note(scene.data, found.axes, scene.view):
        said = f"{note} {said}"
    if found.tested:
        chance = round(found.tested / 10, 1)
        said += (
            f" {found.tested} rows have enough evidence: were nothing to change, about {chance:g} "
            "of them would still be called shifts by chance."
        )
    small(said)
    known = {axis.id: axis for axis in found.axes}
    for row in found.named.head(MOST_TOLD).itertuples():
        prose(
            findings.shift_sentence(row, known[row.axis]),
            _both_sides(scene, found.cut.day, row.group, known[row.axis]),
        )


def _both_sides(scene: Scene, day: date, group: str, axis: Axis) -> str:
    """HTML of the links to a group's statements on an axis, before a day and from it on."""
    filters = scene.view.filters
    shared = dict(by=scene.view.by, actor=(group,), axis=(axis.id,))
    last, first = day - timedelta(days=1), day
    sides = {
        "Read before": address(
            scene, "statements", **shared, until=min(filters.until or last, last)
        ),
        "after": address(scene, "statements", **shared, since=max(filters.since or first, first)),
    }
    return " · ".join(
        f'<a href="{escape(href)}" target="_self" style="color:inherit">{label} →</a>'
        for label, href in sides.items()
    )
