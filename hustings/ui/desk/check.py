"""The check queue: statements drawn from a data set, judged by one key each, their codes hidden."""

from functools import partial

import pandas as pd
import streamlit as st

from hustings.dataset import Dataset
from hustings.desk.desk import Desk
from hustings.desk.queue import left, queue
from hustings.desk.seat import Seat
from hustings.schema import as_text
from hustings.ui import session as page
from hustings.ui.desk import scale
from hustings.ui.desk.session import attempt, said
from hustings.ui.text import prose, small

#: how statements are drawn, and the least difference between coders
RANDOM = "At random"
DRAWS = {RANDOM: None, "Where coders differ": 0.5}
#: statements that are drawn at first, and at the most
FIRST, MOST = 100, 2_000
_QUEUE, _LATER = "desk queue", "desk check later"
_COUNT, _DRAW, _SEED = "desk check count", "desk check draw", "desk check seed"


def show(seat: Seat) -> None:
    """What is drawn, then one judgement after the other."""
    data = page.current().data
    with st.popover("Which statements", icon=":material/casino:", type="tertiary"):
        st.segmented_control("Drawn", list(DRAWS), default=RANDOM, key=_DRAW, required=True)
        st.number_input("How many", 1, MOST, FIRST, key=_COUNT)
        st.number_input("Draw", 1, key=_SEED, help="The same number draws the same statements")
    if st.session_state[_DRAW] != RANDOM:
        small("These are no sample: positions are not corrected by them alone.")
    _judge(seat, data)


def _drawn(data: Dataset) -> pd.DataFrame:
    """The queue that is asked for, drawn once for the session."""
    asked = (
        data.version, data.address, st.session_state[_COUNT], st.session_state[_SEED],
        st.session_state[_DRAW],
    )  # fmt: skip
    if st.session_state.get(_QUEUE, (None, None))[0] != asked:
        _, _, count, seed, draw = asked
        st.session_state[_QUEUE] = (asked, queue(data, int(count), int(seed), DRAWS[draw]))
    found: pd.DataFrame = st.session_state[_QUEUE][1]
    return found


@st.fragment
def _judge(seat: Seat, data: Dataset) -> None:
    """The next judgement; a key runs this alone, not the whole page."""
    said()
    drawn = _drawn(data)
    if drawn.empty:
        prose("There is nothing of this kind in the data set.")
        return
    todo = left(seat.desk, seat.who, data, drawn)
    todo = _later_last(todo, st.session_state.setdefault(_LATER, []))
    total = drawn.statement_id.nunique()
    done = total - todo.statement_id.nunique()
    how = "drawn at random" if st.session_state[_DRAW] == RANDOM else "on which coders differ"
    st.progress(done / total, f"{done} of {total} statements checked, {how}")
    if todo.empty:
        prose(
            "All are checked. Publish writes what you have said into the data set: codes that you "
            "share are marked as checked, and where you judge otherwise a row of yours stands "
            "beside them. Evidence then shows how much is checked, and positions corrected by it."
        )
        return
    _card(seat, data, todo.iloc[0])


def _later_last(todo: pd.DataFrame, passed: list[tuple[str, str]]) -> pd.DataFrame:
    """What was passed over comes again at the end, in the order in which it was."""
    keys = zip(todo.statement_id, todo.axis, strict=True)
    places = [passed.index(key) if key in passed else -1 for key in keys]
    return todo.assign(place=places).sort_values("place", kind="stable", ignore_index=True)


def _card(seat: Seat, data: Dataset, row: pd.Series) -> None:
    known = {name: "" if pd.isna(value) else str(value) for name, value in row.items()}
    axis = scale.axis_of(data.axes, known["axis"])
    with st.container(border=True, key="check"):
        scale.words(known["quote"] or known["summary"] or "No words are given.")
        if known["quote"] and known["summary"]:
            prose(known["summary"])
        scale.told(
            (known["actor"], known["speaker"], known["role"], known["date"][:10], known["event"],
             known["kind"], known["source_title"] or known["publisher"]),
            known["url"], known["quote"],
        )  # fmt: skip
        scale.codebook(axis)
        key = as_text(f"check {known['statement_id']} {known['axis']}")
        scale.buttons(axis, key, partial(_keep, seat, data, known))
        with st.container(horizontal=True, vertical_alignment="center"):
            small("Keys 1 to 5 judge")
            st.button(
                "Later", key=f"{key} later", shortcut="N", type="tertiary",
                on_click=_pass, args=(known["statement_id"], known["axis"]),
                help="Pass it over; it comes again at the end",
            )  # fmt: skip


def _keep(seat: Seat, data: Dataset, known: dict[str, str], stance: float | None) -> None:
    attempt(seat, Desk.check, data.meta.name, known["statement_id"], known["axis"], stance)


def _pass(statement: str, axis: str) -> None:
    passed: list[tuple[str, str]] = st.session_state[_LATER]
    if (statement, axis) in passed:
        passed.remove((statement, axis))
    passed.append((statement, axis))
