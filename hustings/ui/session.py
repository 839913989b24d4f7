"""Session state: the scene (data set, view, page) of the running page."""

from dataclasses import replace

import streamlit as st

from hustings.scene import Scene

_KEY = "hustings"


def put(scene: Scene) -> None:
    """Hand the scene to the page that runs next."""
    st.session_state[_KEY] = scene


def current() -> Scene:
    """The scene of the running page."""
    return st.session_state[_KEY]


def settle(scene: Scene, **values) -> Scene:
    """The scene with what the page's own widgets hold, for the page and for Share.

    The frame reads these values from the address, which follows a value that a callback has set
    only after the run.
    """
    settled = replace(scene, view=scene.view.having(**values))
    put(settled)
    return settled
