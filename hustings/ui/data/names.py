"""Names that look like one name in several spellings: offered for merging, with their counts."""

import streamlit as st

from hustings.intake.changes import is_merged, merged
from hustings.intake.names import Alike
from hustings.ui.data import session
from hustings.ui.text import md, small

#: groups of names that are offered one by one
MOST_LISTED = 20


def show() -> None:
    """A box to tick for each group of names that may be one."""
    looks = session.looks()
    if not looks:
        return
    st.subheader("Names", anchor=False)
    number = sum(len(groups) for groups in looks.values())
    some = "One name seems" if number == 1 else f"{number:,} names seem"
    small(f"{some} to be spelled in several ways. Tick what is one.")
    for meaning, groups in looks.items():
        for alike in groups[:MOST_LISTED]:
            _offered(meaning, alike)
        if len(groups) > 1:
            st.button(
                f"Make one of each: all {len(groups):,} of {meaning.replace('_', ' ')}",
                key=f"own merge {meaning}",
                on_click=_all,
                args=(meaning, groups),
            )


def _offered(meaning: str, alike: Alike) -> None:
    key = f"own alike {meaning} {alike.names}"
    st.session_state[key] = is_merged(session.held().draft.recipe, meaning, alike)
    names = " · ".join(f"“{name}” ({n:,})" for name, n in alike.names)
    st.checkbox(
        md(f"One {meaning.replace('_', ' ')}, {alike.names[0][0]}: {names}; {alike.because}"),
        key=key,
        on_change=_ticked,
        args=(key, meaning, alike),
    )


def _ticked(key: str, meaning: str, alike: Alike) -> None:
    one = st.session_state[key]
    session.say(lambda recipe: merged(recipe, meaning, alike, one))


def _all(meaning: str, groups: list[Alike]) -> None:
    def step(recipe):
        for alike in groups:
            recipe = merged(recipe, meaning, alike, True)
        return recipe

    session.say(step)
