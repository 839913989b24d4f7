"""Differences: codes of two coders side by side with the codebook; settled one by one."""

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from hustings.axes import Axis
from hustings.desk.coders import Difference, alphas, differences, harder
from hustings.desk.desk import Desk
from hustings.desk.events import Row
from hustings.desk.seat import Seat
from hustings.ui import session as page
from hustings.ui.desk import scale
from hustings.ui.desk.session import attempt, said
from hustings.ui.text import prose, small
from hustings.words import signed

_AT, _ALL = "desk difference", "desk settled too"


def show(seat: Seat) -> None:
    """What is to be settled, one difference at a time, and how far coders agree."""
    axes = page.current().data.axes
    agreement, hardness = _figures(
        seat.desk, str(seat.desk.store.engine.url), seat.who, seat.desk.last()
    )
    if not agreement.units.any() and not differences(seat.desk, seat.who, everything=True):
        prose(
            "Differences stand here once two coders are done with the same article, and you are "
            "done with it too: until then nobody sees the codes of another."
        )
        return
    _settling(seat, axes)
    _agreement(agreement)
    _harder(hardness)


@st.cache_data(show_spinner="Working out how far coders agree…", max_entries=16)
def _figures(_desk: Desk, where: str, who: str, last: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Alphas, and who codes harder: the same until somebody does something at this desk."""
    return alphas(_desk, who), harder(_desk, who)


@st.fragment
def _settling(seat: Seat, axes: tuple[Axis, ...]) -> None:
    """One difference after the other; a key runs this alone, since alpha stays as it is."""
    said()
    every = differences(seat.desk, seat.who, everything=True)
    opened = [each for each in every if not each.settled]
    prose(_sentence(len(opened), len(every) - len(opened)))
    if len(opened) < len(every):
        st.toggle("Show settled ones too", key=_ALL)
    shown = every if st.session_state.get(_ALL) else opened
    if shown:
        _card(seat, axes, shown)


def _sentence(opened: int, settled: int) -> str:
    left = f"{opened} difference{'' if opened == 1 else 's'} to settle" if opened else (
        "Nothing is left to settle"
    )  # fmt: skip
    return f"{left}{f'; {settled} settled' if settled else ''}."


def _card(seat: Seat, axes: tuple[Axis, ...], shown: list[Difference]) -> None:
    """One difference: the words, what each coder says, the codebook, and the agreed code."""
    at = min(st.session_state.get(_AT, 0), len(shown) - 1)
    each = shown[at]
    marked = next(s for s in seat.desk.statements(each.document) if s["id"] == each.statement)
    document = next(row for row in seat.documents() if row["id"] == each.document)
    axis = scale.axis_of(axes, each.axis)
    codes = {
        code["coder"]: code
        for code in seat.codes(each.document)
        if (code["statement"], code["axis"]) == (each.statement, each.axis)
    }
    with st.container(border=True, key="difference"):
        small(f"{at + 1} of {len(shown)}, the widest first")
        scale.words(marked["exact"], marked["prefix"], marked["suffix"])
        scale.told(
            (marked["actor"], marked["speaker"], marked["role"], marked["date"] or document["date"],
             document["title"]),
            document["url"], marked["exact"],
        )  # fmt: skip
        _side_by_side(axis, each, codes)
        scale.codebook(axis)
        if each.settled:
            prose(f"Agreed: {scale.in_words(axis, each.agreed)}")
        if seat.may("agree"):
            small("The agreed code, by the keys 1 to 5; 0 where the words say nothing of it:")
            key = f"agree {each.statement} {each.axis}"
            scale.buttons(axis, key, partial(_settle, seat, each, at), none=True)
        else:
            small("An adjudicator settles it.")
        with st.container(horizontal=True):
            for label, step, pressed in (("Previous", -1, "P"), ("Next", 1, "N")):
                st.button(
                    label, key=f"difference {label}", shortcut=pressed, type="tertiary",
                    on_click=_step, args=(at, step, len(shown)), disabled=len(shown) == 1,
                )  # fmt: skip


def _side_by_side(axis: Axis, each: Difference, codes: dict[str, Row]) -> None:
    for column, (coder, stance) in zip(
        st.columns(len(each.stances)), each.stances.items(), strict=True
    ):
        note = codes[coder]["note"] if coder in codes else ""
        column.html(
            "<p dir='auto' style='margin:0;line-height:1.4'>"
            f"<span style='font-size:0.8rem;opacity:0.75'>{escape(coder)}</span><br>"
            f"{escape(scale.in_words(axis, stance))}"
            f"<br><span style='font-size:0.8rem;opacity:0.75'>{escape(note)}</span></p>"
        )


def _settle(seat: Seat, each: Difference, at: int, stance: float | None) -> None:
    attempt(seat, Desk.agree, each.statement, each.axis, stance)
    # what is settled leaves the list, unless settled ones are shown too
    st.session_state[_AT] = at + 1 if st.session_state.get(_ALL) else at


def _step(at: int, step: int, count: int) -> None:
    st.session_state[_AT] = (at + step) % count


def _agreement(found: pd.DataFrame) -> None:
    """Alpha of each axis, with its interval and what it rests on."""
    st.subheader("How far coders agree", anchor=False)
    if not found.units.any():
        prose("Nothing has been judged by two coders yet.")
        return
    whole = found[found.axis.isna()].iloc[0]
    prose(
        f"Krippendorff's alpha over all axes: {_alpha(whole)}, on {whole.units} judgements that "
        "at least two coders have made."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "axis": ["all" if axis is None else axis for axis in found.axis],
                "alpha": [_alpha(row) for row in found.itertuples()],
                "judgements": found.units.to_list(),
                "coders": found.coders.to_list(),
            }
        ),
        hide_index=True,
        alt="Krippendorff's alpha for each axis, with its interval and the judgements it is of",
    )
    small(
        "1 is full agreement, 0 is chance; in brackets the middle 90 % of 2,000 draws of units, "
        "from five units on. Differences count by the square of their distance."
    )


def _alpha(row: object) -> str:
    alpha, low, high = (getattr(row, name) for name in ("alpha", "low", "high"))
    if pd.isna(alpha):
        return "not defined"
    return f"{alpha:.2f}" + ("" if pd.isna(low) else f" [{low:.2f}, {high:.2f}]")


def _harder(found: pd.DataFrame) -> None:
    """Who codes farther from the middle than the others, and to which side."""
    if found.empty:
        return
    st.subheader("Who codes harder than whom", anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                "axis": ["all" if axis is None else axis for axis in found.axis],
                "coder": found.coder.to_list(),
                "farther from the middle by": [signed(x) for x in found.harder],
                "nearer to the second pole by": [signed(x) for x in found.towards],
                "judgements": found.n.to_list(),
            }
        ),
        hide_index=True,
        alt="By how much each coder codes farther from the middle than the others",
    )
    small("Each coder against the mean of the others on the same statements; the scale is 2 wide.")
