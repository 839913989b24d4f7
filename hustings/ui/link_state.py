"""Link state: query parameters that a click or a button changes, written in one step."""

from datetime import date

import streamlit as st

from hustings.dataset import Dataset
from hustings.link import default_view
from hustings.scene import Scene
from hustings.ui import session, streamlit_internals

#: the widget that holds the address of a reader's own data set, out of sight
_ADDRESS = "data"


def data_address() -> str:
    """The address of the data set that the link asks for; "" for that of the server.

    After a change of page it stands in its widget before it stands in the address again.
    """
    return st.query_params.get(_ADDRESS) or st.session_state.get(_ADDRESS) or ""


def keep_data_address(address: str) -> None:
    """Keep the address of the data set in the link from page to page."""
    if not address:
        return
    with st.container(key="data set"):
        st.text_input("Data set", key=_ADDRESS, bind="query-params")
        hidden = streamlit_internals.key_class("data set")
        st.html(f"<style>.{hidden} {{display: none}}</style>")


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


def put(name: str, value: str, default: str = "") -> None:
    """Write what an unbound widget of a page holds into the link; its default stands in none."""
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


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
