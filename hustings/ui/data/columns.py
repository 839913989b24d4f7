"""What each column of a reader's file is taken for, why, and the choice of something else."""

from dataclasses import replace

import streamlit as st

from hustings.intake.changes import UNUSED, WIDE, meaning_of, with_meaning
from hustings.intake.draft import Draft
from hustings.intake.recipe import MEANINGS, ORDERS
from hustings.ui.data import session
from hustings.ui.text import md, small
from hustings.ui.viewport import room_beside

#: columns that are listed one by one; of more, the others are chosen by name
MOST_LISTED = 24
#: values of a column that are shown, and characters of each
EXAMPLES, CHARACTERS = 3, 24
#: rows that they are looked for in
LOOKED = 1_000
#: meanings in the order in which they are offered, as readers call them
LABELS = {
    UNUSED: "not used",
    "actor": "actor: who it is",
    "axis": "axis: on what",
    "stance": "stance: where they stand",
    WIDE: WIDE,
    "date": "date",
    "quote": "quotation",
    "actor_type": "actor type",
    "country": "country",
    "url": "link",
    "axis_name": "name of the axis",
    "axis_low": "what −1 means on the axis",
    "axis_high": "what 1 means on the axis",
}
OFFERED = tuple(dict.fromkeys([*LABELS, *MEANINGS]))
#: the order of dates that nobody can misread
UNASKED = "ymd"
_WIDTHS = (3, 4, 4, 5)


def show() -> None:
    """A row for each column; columns of answers are one row."""
    draft = session.held().draft
    heads = [str(name) for name in draft.table.cells.columns]
    wide = [name for name in heads if name in draft.recipe.wide]
    rest = [name for name in heads if name not in draft.recipe.wide]
    st.subheader("What each column is", anchor=False)
    used = sum(bool(meaning_of(draft.recipe, name)) for name in heads)
    small(f"{used:,} of {len(heads):,} are used; change any of them.")
    with st.container(gap="xsmall" if room_beside() else "large"):
        for name in rest[:MOST_LISTED]:
            _row(draft, name)
        if wide:
            _answers(draft, wide)
    _others(draft, rest[MOST_LISTED:], "Another column")
    orders = {draft.recipe.dates, draft.guess.recipe.dates}
    if "date" in draft.recipe.columns and orders != {UNASKED}:
        _dates(draft)


def _row(draft: Draft, name: str) -> None:
    called, values, choice, why = st.columns(_WIDTHS, vertical_alignment="center", gap="small")
    with called:
        st.text(_short(name, 2 * CHARACTERS))
    with values:
        small(_values(draft, name))
    with choice:
        _choice(draft, name)
    with why:
        small(_because(draft, name))


def _choice(draft: Draft, name: str) -> None:
    key = f"own meaning {name}"
    st.session_state[key] = meaning_of(draft.recipe, name)
    st.selectbox(
        f"What is the column {md(_short(name, 2 * CHARACTERS))}?",
        OFFERED,
        key=key,
        format_func=lambda meaning: LABELS.get(meaning, meaning.replace("_", " ")),
        on_change=_chosen,
        args=(name,),
        label_visibility="collapsed",
    )


def _chosen(name: str) -> None:
    meaning = st.session_state[f"own meaning {name}"]
    session.change(
        lambda draft: draft.changed(with_meaning(draft.recipe, draft.table, name, meaning))
    )


def _answers(draft: Draft, wide: list[str]) -> None:
    called, values, choice, why = st.columns(_WIDTHS, vertical_alignment="center", gap="small")
    more = f" + {len(wide) - EXAMPLES}" if len(wide) > EXAMPLES else ""
    kind = "axis" if draft.recipe.heads == "axis" else "actor"
    with called:
        st.text(" · ".join(_short(name, CHARACTERS) for name in wide[:EXAMPLES]) + more)
    with values:
        small(_values(draft, wide[0]))
    with choice:
        st.text(f"answers, one {kind} each")
        _others(draft, wide, "Not an answer?")
    with why:
        small(_because(draft, wide[0]))


def _others(draft: Draft, names: list[str], label: str) -> None:
    """Columns that are many: one is chosen, then what it is."""
    if not names:
        return
    with st.popover(label, type="tertiary"):
        key = f"own other {label}"
        chosen = st.selectbox("Column", names, key=key)
        _choice(draft, chosen or names[0])


def _dates(draft: Draft) -> None:
    key = "own dates"
    st.session_state[key] = draft.recipe.dates
    asked = next((q.asked for q in draft.guess.questions if q.key == "date order"), "")
    st.selectbox(
        "Order of dates that are all numbers",
        list(ORDERS),
        key=key,
        format_func=lambda order: ORDERS[order],
        on_change=_dated,
        width=320,
    )
    small(asked)


def _dated() -> None:
    order = st.session_state["own dates"]
    session.say(lambda recipe: replace(recipe, dates=order))


def _values(draft: Draft, name: str) -> str:
    texts = draft.table.cells[name].head(LOOKED)
    found = [str(text) for text in texts[texts.str.strip() != ""].unique()[:EXAMPLES]]
    return " · ".join(_short(text, CHARACTERS) for text in found) or "empty"


def _because(draft: Draft, name: str) -> str:
    meaning = meaning_of(draft.recipe, name)
    if not meaning:
        return ""
    own = [reason for reason in draft.guess.reasons if reason.column == name]
    same = meaning in ({reason.meaning for reason in own} | ({WIDE} if own else set()))
    return own[0].because if same else "as you say"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
