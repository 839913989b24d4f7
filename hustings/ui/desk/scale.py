"""The scale of an axis at the desk: its five steps, their buttons and keys, the codebook."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from hustings.anchors import CONTEXT
from hustings.axes import Axis, described
from hustings.link.urls import at_words
from hustings.ui.text import md

#: the key of each step, and its stance
STEPS = {"1": -1.0, "2": -0.5, "3": 0.0, "4": 0.5, "5": 1.0}
#: key and words of "this statement says nothing of the axis"
NONE_KEY, NONE = "0", "no stance"
#: addresses that a link may lead to
_WEB = ("https://", "http://")


def axis_of(axes: Iterable[Axis], name: str) -> Axis:
    """The axis of this id; one that only the desk knows has plain poles."""
    return next((axis for axis in axes if axis.id == name), None) or described(name)


def in_words(axis: Axis, stance: float | None) -> str:
    """A stance as coders call it.

    >>> axis = described("Dams", low="Keep", high="Remove")
    >>> in_words(axis, -1.0), in_words(axis, 0.5), in_words(axis, 0.0), in_words(axis, None)
    ('Keep', 'rather Remove', 'both or between', 'no stance')
    >>> in_words(axis, 0.25)
    '+0.25'
    """
    names = {
        None: NONE, -1.0: axis.low, -0.5: f"rather {axis.low}", 0.0: "both or between",
        0.5: f"rather {axis.high}", 1.0: axis.high,
    }  # fmt: skip
    return names.get(stance) or f"{stance:+.2f}"


def buttons(
    axis: Axis, key: str, choose: Callable[[float | None], None], none: bool = False
) -> None:
    """The five steps as buttons, pressed by 1 to 5 as well; and "no stance", by 0, where it may be.

    Parameters
    ----------
    axis : Axis
    key : str
        What the keys of the buttons begin with.
    choose : callable
        What a button does with its stance, before the page runs again.
    none : bool
    """
    steps: dict[str, float | None] = {**STEPS, **({NONE_KEY: None} if none else {})}
    with st.container(horizontal=True, key=f"{key} scale"):
        for pressed, stance in steps.items():
            st.button(
                md(in_words(axis, stance)),
                key=f"{key} {pressed}",
                shortcut=pressed,
                on_click=choose,
                args=(stance,),
            )


def codebook(axis: Axis) -> None:
    """What the codebook says of an axis: its name, its poles and what they stand for."""
    poles = "".join(
        f"<p style='margin:0.15rem 0 0;font-size:0.9rem'><strong>{number} {escape(pole)}</strong>"
        f"{f': {escape(means)}' if means else ''}</p>"
        for number, pole, means in ((1, axis.low, axis.low_means), (5, axis.high, axis.high_means))
    )
    st.html(
        f"<div dir='auto' style='max-width:46rem;line-height:1.4'>"
        f"<strong>{escape(axis.heading)}</strong>{poles}"
        "<p style='margin:0.15rem 0 0;font-size:0.8rem;opacity:0.75'>2 and 4 lean to a side or set "
        "conditions, 3 says both or stands between. Silence is no code.</p></div>"
    )


def words(exact: str, before: str = "", after: str = "") -> None:
    """Words of a statement in reading size, with what stands around them in the text."""
    st.html(
        "<blockquote dir='auto' style='margin:0;max-width:46rem;font-size:1.15rem;line-height:1.5;"
        "border-left:3px solid currentColor;padding-left:0.8rem'>"
        f"<span style='opacity:0.65'>{escape(_whole(before, end=False))}</span>"
        f"<strong>{escape(exact)}</strong>"
        f"<span style='opacity:0.65'>{escape(_whole(after, end=True))}</span></blockquote>"
    )


def _whole(text: str, end: bool) -> str:
    """What stands around words, from or to a whole word; as it is where the text ends there."""
    if len(text) < CONTEXT:
        return text
    if end:
        return f"{text.rpartition(' ')[0]} …"
    return f"… {text.partition(' ')[2]}"


def told(facts: Iterable[str], url: str = "", quote: str = "") -> None:
    """Who, when, where in one quiet line, and a link to the source where it is one of the web."""
    line = " · ".join(escape(fact) for fact in facts if fact)
    if url.lower().startswith(_WEB):
        line += (
            f" · <a href='{escape(at_words(url, quote) or url)}' target='_blank' "
            "rel='noopener noreferrer' style='color:inherit'>read the source ↗</a>"
        )
    st.html(f"<p dir='auto' style='margin:0;font-size:0.9rem;line-height:1.4'>{line}</p>")
