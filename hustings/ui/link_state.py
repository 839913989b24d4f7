"""Link state: query parameters that a click or a button changes, written in one step."""

from datetime import date

import streamlit as st

from hustings.dataset import Dataset
from hustings.link import default_view
from hustings.scene import Scene
from hustings.ui import session, streamlit_internals


def change(**values) -> None:
    """Set choices of the shared widgets, from a callback: one act, one step of the history.

    An empty pick stays in the address: without it, the next reader would get the picks that the
    data set starts with.

    Parameters
    ----------
    **values
        By the names of the link; lists for parameters that can be repeated.
    """
    state = st.session_state
    changed = {name: value for name, value in values.items() if state[name] != value}
    if not changed:
        return
    state.update(changed)
    scene = session.current()
    streamlit_internals.write_query_params(
        {
            name: None if value == _default(scene, name) else _spelled(value)
            for name, value in changed.items()
        }
    )


def _spelled(value: object) -> str | list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def default_picks(data: Dataset, by: str) -> list[str]:
    """Whom the widget of the picked holds where the address is silent: actors, or nobody."""
    return list(default_view(data).actor) if by == "actor" else []


def _default(scene: Scene, name: str) -> object:
    """What the widget of a parameter holds where the address is silent."""
    value = default_view(scene.data).get(name)
    if name == "actor":
        return default_picks(scene.data, st.session_state["by"])
    return list(value) if isinstance(value, tuple) else value
