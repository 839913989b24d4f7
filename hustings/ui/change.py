"""Change page: the date that divides before from after, and the shifts in words."""

from datetime import date, timedelta

import streamlit as st

from hustings import findings, query, words
from hustings.dataset import Axis
from hustings.link import urls
from hustings.scene import Scene
from hustings.ui import link_state, sections, statement_list
from hustings.ui.anchors import anchor
from hustings.ui.session import settle
from hustings.ui.text import hint, prose, small

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
                filter_mode="contains",
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
            help=f"The line is the mean of the {words.many(scene.data.meta.unit)} of so many "
            "days up to each day.",
            width=200,
        )
    if scene.view.actor:
        # An older link holds everybody without saying so.
        if scene.view.everybody and "everybody" not in st.query_params:
            st.session_state.setdefault("everybody", True)
        everybody = st.toggle("Everybody before and after", key="everybody", bind="query-params")
    else:
        everybody = scene.view.everybody
    return settle(scene, cut=cut, window=window, everybody=everybody)


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
    again = st.session_state["axis"] == [axis]
    link_state.change(actor=[group, *rest], axis=[] if again else [axis])


def below_history(scene: Scene, found: findings.HistoryFinding) -> None:
    """What stands for the rest, who is silent, and the statements that were clicked."""
    if not found.dots.empty:
        divide = ", a triangle to divide at its event" if len(found.events) else ""
        rows = words.many(scene.data.meta.unit)
        hint(f"Click a dot, or use the table below it, to read its {rows}{divide}.")
    if found.note:
        small(found.note)
    if silent := findings.named(scene.data, scene.view, found.silent):
        one = words.one(scene.data.meta.unit)
        small(f"Without a dated {one} here: {words.listing(silent, most=8)}.")
    if scene.view.id:
        opened = query.by_ids(scene.data, scene.view.id[: sections.FIRST_STATEMENTS])
        if opened.empty:
            small(
                f"The {words.one(scene.data.meta.unit)} that this link names is not in these data."
            )
        else:
            statement_list.show(scene, opened)


def below_shifts(scene: Scene, found: findings.ShiftsFinding) -> None:
    """What is not drawn, what chance alone would give, and each shift with its statements."""
    many = findings.GROUP_WORDS[scene.view.by][1]
    said = "Click a row for that one over time, above."
    if len(found.shown) < len(found.rows):
        said = (
            f"{len(found.shown)} of {len(found.rows):,} rows are drawn: shifts, then "
            f"{'' if found.alone else f'the picked {many}, then '}the best evidence. {said}"
        )
    if note := findings.axes_note(scene.data, found.axes, scene.view):
        said = f"{note} {said}"
    if found.tested:
        said += (
            f" {found.tested} rows have enough evidence. Were nothing to change, the chance that "
            "any of them is called a shift would be one in ten at the most."
        )
    small(said)
    known = {axis.id: axis for axis in found.axes}
    day = found.split.day
    if day is None:
        return
    some = found.named.head(MOST_TOLD)
    told = findings.shown(scene.data, scene.view, some)
    for row, said_of in zip(some.itertuples(), told.itertuples(), strict=True):
        prose(
            findings.shift_sentence(said_of, known[row.axis]),
            _both_sides(scene, day, row.group, known[row.axis]),
        )


def _both_sides(scene: Scene, day: date, group: str, axis: Axis) -> str:
    """HTML of the links to a group's statements on an axis, before a day and from it on."""
    filters = scene.view.filters
    view = scene.view.having(actor=(group,), axis=(axis.id,), whose="picked")
    last, first = day - timedelta(days=1), day
    sides = {
        "Read before": view.having(until=min(filters.until or last, last)),
        "after": view.having(since=max(filters.since or first, first)),
    }
    return " · ".join(
        anchor(urls.relative_view("statements", side), label) for label, side in sides.items()
    )
