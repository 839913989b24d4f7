"""What the answers of a reader's file mean: each different one with its count and its stance."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from hustings.intake import answers, scales
from hustings.intake.answers import NOTHING
from hustings.intake.recipe import Meant, Recipe, Scale
from hustings.schema import REASONS
from hustings.ui.data import session
from hustings.ui.text import prose, small

#: different answers that are listed; those without a meaning come first
MOST_LISTED = 200
#: what stands for the scale of all axes without one of their own, and for a scale as it is
ALL, AS_IT_IS = "all axes", "as below"
#: what an empty cell says, where the reason alone would not be understood
SILENT = {"": "nothing: it is left out", "other": "a silence of another kind"}


def show() -> None:
    """The scale, the answers, and what an empty cell says."""
    draft = session.held().draft
    recipe = draft.recipe
    st.subheader("What the answers mean", anchor=False)
    if not recipe.wide and "stance" not in recipe.columns:
        prose("Say above which column holds where somebody stands.")
        return
    source = _source(recipe)
    scale = recipe.scale_of(source) if source else recipe.scale
    tables = [t for t in draft.tables if t.name in recipe.tables] or [draft.tables[0]]
    found = answers.meant(answers.counts(tables, recipe, source), scale)
    unknown = found[~found.known]
    said = f"{len(found):,} different answers; −1 is the first pole of an axis, 1 the second."
    if len(unknown):
        verb = "means" if len(unknown) == 1 else "mean"
        said += f" {len(unknown):,} of them {verb} nothing yet: not used."
    small(said)
    with st.container(horizontal=True):
        _presets(source, scale)
        _empty(source, scale)
    _editor(source, found.sort_values("known", kind="stable").head(MOST_LISTED))


def _source(recipe: Recipe) -> str:
    """The axis whose scale is seen, "" for the one that axes share."""
    own = [axis.source for axis in recipe.axes if axis.scale is not None]
    if not own:
        return ""
    chosen = st.selectbox("Scale of", [ALL, *own], key="own scale of", width=320)
    return "" if chosen in (None, ALL) else chosen


def _presets(source: str, scale: Scale) -> None:
    key = "own preset"
    st.session_state[key] = next((p.key for p in scales.RANGES if _is(p.scale, scale)), AS_IT_IS)
    labels = {each.key: each.label for each in scales.PRESETS}
    st.selectbox(
        "Scale",
        [AS_IT_IS, *labels],
        key=key,
        format_func=lambda name: labels.get(name, name),
        on_change=_preset,
        args=(source,),
        width=320,
    )


def _is(one: Scale, other: Scale) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _preset(source: str) -> None:
    name = st.session_state["own preset"]

    def step(recipe: Recipe) -> Recipe:
        old = recipe.scale_of(source) if source else recipe.scale
        if name == AS_IT_IS:
            new = replace(old, low=None, high=None)
        else:
            new = scales.preset(name)
            silent = {t: m for t, m in old.values.items() if not isinstance(m, int | float)}
            new = replace(new, values={**silent, **new.values}, empty=old.empty)
        return answers.with_scale(recipe, source, new)

    session.say(step)


def _empty(source: str, scale: Scale) -> None:
    key = "own empty"
    st.session_state[key] = scale.empty
    st.selectbox(
        "An empty cell says",
        ["", *REASONS],
        key=key,
        format_func=lambda reason: SILENT.get(reason, reason),
        on_change=_emptied,
        args=(source,),
        width=320,
    )


def _emptied(source: str) -> None:
    reason = st.session_state["own empty"]

    def step(recipe: Recipe) -> Recipe:
        old = recipe.scale_of(source) if source else recipe.scale
        return answers.with_scale(recipe, source, replace(old, empty=reason))

    session.say(step)


def _editor(source: str, found: pd.DataFrame) -> None:
    key = f"own answers {session.held().step}"
    values = found.value.tolist()
    st.data_editor(
        found[["value", "count", "stance", "silence"]].replace({"silence": {"": None}}),
        hide_index=True,
        disabled=["value", "count"],
        key=key,
        placeholder="",
        on_change=_answered,
        args=(key, source, values),
        column_config={
            "value": st.column_config.TextColumn("answer"),
            "count": st.column_config.NumberColumn("cells", format="localized"),
            "stance": st.column_config.NumberColumn("stance", min_value=-1, max_value=1, step=0.01),
            "silence": st.column_config.SelectboxColumn(
                "or a kind of silence", options=[*REASONS, NOTHING]
            ),
        },
        alt="The different answers, how often each was given, and what it means",
    )


def _answered(key: str, source: str, values: list[str]) -> None:
    edits = st.session_state[key]["edited_rows"]

    def step(recipe: Recipe) -> Recipe:
        scale = recipe.scale_of(source) if source else recipe.scale
        for row, said in edits.items():
            scale = answers.with_answer(scale, values[int(row)], _meant(said))
        return answers.with_scale(recipe, source, scale)

    session.say(step)


def _meant(said: dict) -> Meant:
    """What an edit of a row says; a stance that is taken away leaves nothing."""
    if said.get("stance") is not None:
        return float(said["stance"])
    silence = said.get("silence")
    return None if silence in (None, NOTHING) else str(silence)
