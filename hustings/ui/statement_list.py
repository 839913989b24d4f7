"""Statement list on a page: quotations with speaker, date, source and codes."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from hustings import findings, pictures
from hustings.html.statements import rendered
from hustings.scene import Scene


def show(
    scene: Scene, found: pd.DataFrame, coded: pd.DataFrame | None = None, level: int = 4
) -> None:
    """Draw statements: words, who, when, where, source, and their codes from pole to pole.

    `coded` are the `hustings.findings.codes_of` these statements and any others, for lists of one
    statement each: all of them cost one question to the engine instead of one each. `level` is
    that of the headings that nobody sees, one for each statement.
    """
    target = "_blank" if st.context.is_embedded else "_self"
    cards = pictures.browser() is not None

    def make() -> str:
        codes = findings.codes_of(scene.data, scene.view, found) if coded is None else coded
        return rendered(scene, found, codes, ".", target, cards, level)

    ids = tuple(found.statement_id)
    st.html(_html(scene.link, scene.data.version, ids, target, cards, level, _make=make))


@st.cache_resource(max_entries=1000, show_spinner=False)
def _html(
    link: str,
    version: str,
    ids: tuple[str, ...],
    target: str,
    cards: bool,
    level: int,
    _make: Callable[[], str],
) -> str:
    """Statements as HTML, made once for all readers of one view."""
    return _make()
