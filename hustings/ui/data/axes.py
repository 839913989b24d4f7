"""The axes of a reader's file: what each is called, its two poles, and whether it is turned."""

import pandas as pd
import streamlit as st

from hustings.intake.changes import sources, with_axis
from hustings.intake.recipe import Recipe
from hustings.ui.data import session
from hustings.ui.text import small

#: axes that are listed
MOST_LISTED = 500


def show() -> None:
    """A row for each axis, to be written over."""
    draft = session.held().draft
    recipe = draft.recipe
    tables = [t for t in draft.tables if t.name in recipe.tables] or [draft.tables[0]]
    named = sources(tables, recipe)[:MOST_LISTED]
    if not named:
        return
    st.subheader("Axes and their poles", anchor=False)
    small(
        "Turn an axis round where its question is a negative one. Words for −1 and 1 stand at the "
        "ends of every figure."
    )
    applied = session.made().applied.axes.set_index("axis")
    rows = [_row(recipe, source, applied) for source in named]
    key = f"own axes {session.held().step}"
    st.data_editor(
        pd.DataFrame(rows, columns=["source", "turned", "name", "low", "high"]),
        hide_index=True,
        disabled=["source"],
        key=key,
        placeholder="",
        on_change=_written,
        args=(key, named),
        column_config={
            "source": st.column_config.TextColumn("in the file"),
            "turned": st.column_config.CheckboxColumn("turned"),
            "name": st.column_config.TextColumn("called", max_chars=300),
            "low": st.column_config.TextColumn("−1 means", max_chars=300),
            "high": st.column_config.TextColumn("1 means", max_chars=300),
        },
        alt="The axes, what they are called and what their poles mean",
    )


def _row(recipe: Recipe, source: str, applied: pd.DataFrame) -> dict[str, object]:
    axis = recipe.axis(source)
    said = applied.loc[axis.id] if axis.id in applied.index else {}
    words = {name: getattr(axis, name) or said.get(name, "") for name in ("name", "low", "high")}
    return {"source": source, "turned": axis.turned, **words}


def _written(key: str, named: list[str]) -> None:
    edits = st.session_state[key]["edited_rows"]

    def step(recipe: Recipe) -> Recipe:
        for row, said in edits.items():
            source = named[int(row)]
            if "turned" in said and said["turned"] != recipe.axis(source).turned:
                recipe = recipe.turn(source)
            words = {name: text or "" for name, text in said.items() if name != "turned"}
            if words:
                recipe = with_axis(recipe, source, **words)
        return recipe

    session.say(step)
