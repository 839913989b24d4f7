"""Method page: the data set, the measures with their formulas, the axes, the codebook."""

import pandas as pd
import streamlit as st

from hustings import findings, method, pictures, query, words
from hustings.pictures import scripts
from hustings.scene import Scene
from hustings.schema import AXIS_COLUMNS, COLUMNS, EVENT_COLUMNS
from hustings.ui import download
from hustings.ui.text import md, prose, small


def table(head: tuple[str, ...], rows) -> None:
    """A small table of plain text; its cells break into lines where the page is narrow."""
    frame = pd.DataFrame([[md(cell) for cell in row] for row in rows], columns=list(head))
    st.table(frame, hide_index=True, alt=f"Table of {head[0]} and {head[-1]}")


def data_set(scene: Scene) -> None:
    """Which data: title, description, counts, version, licence, how to cite them."""
    meta, total = scene.data.meta, query.totals(scene.data, query.Filters())
    st.header("The data", anchor=False)
    prose(meta.title)
    if meta.description:
        prose(meta.description)
    prose(
        f"{words.statements(total.statements, meta.unit).capitalize()} by {total.actors:,} actors, "
        f"{words.period(total.first, total.last)}; data version {scene.data.version}."
    )
    if meta.coding:
        prose(f"{meta.coding}.")
    if meta.licence:
        small(f"Licence: {meta.licence}. {meta.licence_url}")
    if meta.citation:
        small(f"To cite: {meta.citation}")


def take_away(scene: Scene) -> None:
    """The report of the method page."""
    with st.popover("Download", icon=":material/download:", key="download method"):
        download.report_menu(scene, "method")


def measures(unit: str) -> None:
    """Each measure with its sentence, and formula and source on request."""
    for label, sentence, doc in method.measures(unit):
        st.subheader(label, anchor=False)
        prose(sentence)
        with st.expander("Formula, units and source"):
            st.code(doc, language=None, wrap_lines=True)
    st.subheader("Numbers that were chosen", anchor=False)
    table(("value", "what it decides"), method.constants())


def limits(scene: Scene) -> None:
    """What the numbers cannot say: first what follows from who coded."""
    st.header("Limits", anchor=False)
    said = [md(each) for each in findings.coding_limit(scene.data)]
    if pictures.browser() and (missing := scripts.warning(scripts.undrawn(scene.data))):
        said.append(md(missing))
    st.markdown("\n".join(f"- {line}" for line in (*said, *method.limits(scene.data.meta.unit))))


def axes(scene: Scene) -> None:
    """The axes of this data set with their poles."""
    st.header("Axes", anchor=False)
    table(
        ("axis", "name", "first pole (−1)", "second pole (+1)"),
        (
            (a.id, a.name, _pole(a.low, a.low_means), _pole(a.high, a.high_means))
            for a in scene.data.axes
        ),
    )


def _pole(name: str, means: str) -> str:
    return f"{name}: {means}" if means else name


def codebook(unit: str) -> None:
    """The columns of the data files."""
    st.header("Codebook", anchor=False)
    for name, columns in (
        ("positions.csv", COLUMNS),
        ("axes.csv", AXIS_COLUMNS),
        ("events.csv", EVENT_COLUMNS),
    ):
        with st.expander(name):
            table(
                ("column", "required", "what it holds"),
                (
                    (c.name, "yes" if c.required else "", words.told(c.description, unit))
                    for c in columns
                ),
            )
