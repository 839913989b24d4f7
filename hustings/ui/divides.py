"""Divides page: polarisation in words, common ground, and what sets a group apart."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures import tables
from hustings.figures.divides import common_panel
from hustings.measures.common_ground import LEAST
from hustings.scene import Scene
from hustings.ui import figure, figure_table, landscape, link_state, sections
from hustings.ui.anchors import statements_link
from hustings.ui.text import hint, prose, small

#: the key of the list to choose from; it shows names, and the link holds what they stand for
_WHOM = "whom to set apart"


def pick_type(point: list) -> None:
    """A click on a type's mark: show what sets it apart."""
    _, kind = point
    link_state.put("apart", f"type: {kind}")


def _choose() -> None:
    """Put the chosen group into the link."""
    link_state.put("apart", st.session_state[_WHOM] or "")


def sentences(scene: Scene, found: findings.DividesFinding) -> None:
    """The two measures in words: the most and the least divided axis, or those chosen."""
    axes = found.axes if scene.view.axis else (*found.axes[:1], *found.axes[1:][-1:])
    for axis in axes:
        prose(findings.division_sentence(found, axis, scene.view.by))


def common(scene: Scene, found: findings.DividesFinding) -> None:
    """What the types of actors share."""
    st.subheader("Common ground", anchor=False)
    if found.common.empty:
        prose(words.sentence(found.common_headline))
        return
    figure.show(scene, common_panel(scene, found), on_pick=pick_type)


def apart(scene: Scene) -> None:
    """What sets a chosen group apart from all others, with the statements that show it."""
    st.subheader("What sets one apart from the rest", anchor=False)
    options = findings.apart_options(scene.data, scene.view)
    many = words.many(scene.data.meta.unit)
    if not options:
        small(f"No type and no country has {LEAST} {many}, and there are no coalitions.")
        return
    asked = scene.view.apart
    # The link may have changed since this page last ran; the list follows it.
    st.session_state[_WHOM] = asked if asked in options else None
    chosen = st.selectbox(
        "Whom",
        options,
        index=None,
        key=_WHOM,
        on_change=_choose,
        format_func=lambda option: findings.apart_called(scene.data, option),
        filter_mode="contains",
        placeholder="Choose a type, a country or a coalition",
        width=360,
    )
    if asked and asked not in options:
        small(f"“{asked}” is no type or country with {LEAST} {many}, and no coalition, here.")
    if not chosen:
        hint("Choose whom, or click a mark above, to see what they say more often than others.")
        return
    found = findings.apart(scene.data, scene.view)
    if found.rows.empty:
        prose(
            f"{found.name}: {words.statements(found.n, scene.data.meta.unit)} under these filters. "
            f"On no axis do it and the others have {LEAST} each, too few for a comparison."
        )
    elif found.distinct.empty:
        prose(f"Nothing sets {found.name} clearly apart from the others.")
    else:
        prose(f"{found.name}, compared with all others together:")
        landscape.distinct(scene, found.picks, found.distinct)
    if not found.rows.empty:
        table = tables.apart(scene, found)
        label = "Against the rest, on every axis"
        figure_table.folded("against the rest", table, ":material/table:", label)


def statements(scene: Scene) -> None:
    """The words of the picked groups; without any, the way to all statements on chosen axes."""
    view = scene.view
    if view.actor or not view.axis:
        sections.statements(scene, query.Picks(view.by, view.actor), view.axis)
        return
    rows = words.many(scene.data.meta.unit)
    label = f"All {rows} on {words.listing(view.axis, most=words.MOST_NAMED)}"
    st.html(statements_link(scene, query.EVERYONE, view.axis, label))
