"""Choices of the link that something else than their own widget changes: a click, a button."""

from datetime import date

import streamlit as st
from streamlit.runtime.state import get_session_state

from hustings.link import default_view, groups_in
from hustings.scene import Scene
from hustings.ui import session


def change(**values) -> None:
    """Set choices of the shared widgets, from a callback: one act, one step of the history.

    Streamlit would write the address once for each widget as it is drawn, so that Back led through
    views that nobody chose; and it leaves an empty pick out, which the next reader of the address
    would take for the picks that the data set starts with.

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
    with get_session_state().query_params() as address:
        for name, value in changed.items():
            if value == _default(session.current(), name):
                address.discard_param_no_forward_msg(name)
            else:
                address.set_with_no_forward_msg(name, _spelled(value) or "")
        address._send_query_param_msg()
        # The widgets find the address as they would have written it, and leave it alone.
        for name, value in changed.items():
            if address.has_param(name):
                address.set_with_no_forward_msg(name, _spelled(value))


def _spelled(value: object) -> str | list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def _default(scene: Scene, name: str) -> object:
    """What the widget of a parameter holds where the address is silent."""
    value = default_view(scene.data).get(name)
    if name == "actor":
        known = set(groups_in(scene.data, st.session_state["by"]))
        return [group for group in value if group in known]
    return list(value) if isinstance(value, tuple) else value
