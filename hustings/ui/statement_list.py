"""Statement list on a page: quotations with speaker, date, source and codes."""

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
    coded = findings.codes_of(scene.data, scene.view, found) if coded is None else coded
    target = "_blank" if st.context.is_embedded else "_self"
    cards = pictures.browser() is not None
    st.html(rendered(scene, found, coded, ".", target, cards, level))
