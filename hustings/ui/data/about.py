"""What a reader's data set says of itself: title, licence, how to cite it, what a row is."""

from dataclasses import replace

import streamlit as st

from hustings.intake.recipe import Recipe
from hustings.package import UNITS
from hustings.ui.data import session

#: fields of the recipe, and what readers call them
FIELDS = {"title": "Title", "licence": "Licence", "credit": "Whom to credit"}
_MOST = 300


def show() -> None:
    """Four fields, each of which is a step."""
    recipe = session.held().draft.recipe
    st.subheader("What it is called", anchor=False)
    with st.container(horizontal=True):
        for name, label in FIELDS.items():
            key = f"own {name}"
            st.session_state[key] = getattr(recipe, name)
            st.text_input(
                label, key=key, max_chars=_MOST, on_change=_written, args=(name,), width=250
            )
        st.session_state["own unit"] = recipe.unit
        st.selectbox(
            "A row is one", list(UNITS), key="own unit", on_change=_written, args=("unit",),
            format_func=lambda unit: UNITS[unit][0], width=160,
        )  # fmt: skip


def _written(name: str) -> None:
    said = {name: str(st.session_state[f"own {name}"]).strip()}

    def step(recipe: Recipe) -> Recipe:
        return replace(recipe, **said)  # type: ignore[arg-type]

    session.say(step)
