"""Words and deeds on Compare and Actor: the figure, the widest gaps, facing statements."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures.deeds import panel
from hustings.scene import Scene
from hustings.ui import clicks, figure, statement_list
from hustings.ui.anchors import statements_link
from hustings.ui.text import prose, small

#: statements on either side of a gap
FIRST = 2


def show(scene: Scene, groups: tuple[str, ...]) -> None:
    """The words and deeds of these groups; nothing where the data know no deeds, or no both."""
    scene = Scene(scene.data, scene.view.having(actor=groups), "compare", scene.base)
    found = findings.deeds(scene.data, scene.view)
    if not found.known:
        return
    st.subheader("Words and deeds", anchor=False)
    if found.rows.empty:
        prose(f"{found.headline}.")
        return
    figure.show(scene, panel(scene, found), on_pick=clicks.keep_axis_of)
    one = words.one(scene.data.meta.unit)
    small(f"The widest gaps first, those that rest on one {one} of a side last.")
    some = found.rows.head(findings.MOST_TOLD)
    told = findings.shown(scene.data, scene.view, some)
    for row, said_of in zip(some.itertuples(), told.itertuples(), strict=True):
        prose(findings.deeds_sentence(scene.data, said_of))
        with st.expander("Read both", icon=":material/format_quote:", key=f"deeds {row.Index}"):
            _facing(scene, row)


def _facing(scene: Scene, row) -> None:
    """The newest words and the newest deeds of a group on an axis, side by side."""
    picks = query.Picks(scene.view.by, (row.group,))
    for column, side, n in zip(
        st.columns(2), findings.DEEDS_SIDES, (row.n_words, row.n_deeds), strict=True
    ):
        view = findings.of_side(scene.data, scene.view, side)
        found = query.statements(scene.data, view.filters, picks, (row.axis,), "newest", FIRST)
        with column:
            small(f"In {side}: {min(FIRST, int(n))} of {int(n)}, newest first")
            statement_list.show(scene, found)
            there = Scene(scene.data, view, scene.page, scene.base)
            st.html(statements_link(there, picks, (row.axis,), f"All in {side}"))
