"""Sections that pages share: tables for readers, evidence lists, empty cases, clicks."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures import tables
from hustings.scene import Scene
from hustings.ui import choices, statements
from hustings.ui.links import statements_link
from hustings.ui.text import prose, small

#: statements shown below a figure before the reader goes to the full list
FIRST_STATEMENTS = 6
#: choice that stands for all picked groups
ALL = "all picked"


def pick(point: list) -> None:
    """A click on a point of the map: pick its group, or let go of it; an average picks nothing."""
    kind, group = point
    if kind != "group":
        return
    picked = list(st.session_state["actor"])
    if group in picked:
        picked.remove(group)
    else:
        picked.append(group)
    choices.change(actor=picked)


def keep_axis(axis: str) -> None:
    """A click on an axis: keep to it alone, or go back to all of them."""
    choices.change(axis=[] if st.session_state["axis"] == [axis] else [axis])


def pick_group_or_axis(point: list) -> None:
    """A click on a mark of either kind."""
    kind, key = point
    if kind == "group":
        pick(point)
    else:
        keep_axis(key)


def nothing(headline: str, scene: Scene) -> None:
    """The empty case, said plainly."""
    prose(f"{words.sentence(headline)} {words.sentence(scene.view.sentence())}")
    small("Clear a filter above, or choose other axes.")


def together(found: findings.Places) -> None:
    """Tell which groups share one place, so that points side by side are not misread."""
    if found.together:
        said = "; ".join(words.listing(group, most=words.MOST_NAMED) for group in found.together)
        with st.expander(
            f"{sum(map(len, found.together))} share a place with others",
            icon=":material/join_inner:",
        ):
            prose(f"At the very same place, drawn side by side: {said}.")


def absent(found: findings.Places) -> None:
    """Who is not on the map, and on which axis they are silent."""
    if found.absent.empty:
        return
    table = tables.off_map(found)
    with st.expander(table.title, icon=":material/visibility_off:"):
        st.dataframe(table.frame, hide_index=True, alt="Groups that are not on the map")


def evidence(scene: Scene, picks: query.Picks, axes: tuple[str, ...]) -> None:
    """The statements behind the picked groups, strongest link of every figure to its sources."""
    if not picks.groups:
        small("Click a point to read the statements behind it.")
        return
    view = scene.view
    total = query.totals(scene.data, view.filters, picks, axes)
    who = words.listing(picks.groups, most=words.MOST_NAMED)
    where = words.listing(dict.fromkeys(axes), most=words.MOST_NAMED) or "all axes"
    st.subheader("In their own words", anchor=False)
    if not total.statements:
        prose(f"No statement by {who} on {where} under these filters.")
        return
    tabs = list(picks.groups) if len(picks.groups) > 1 else []
    chosen = st.selectbox("Statements by", [ALL, *tabs], key="evidence of") if tabs else ALL
    shown = picks if chosen == ALL else query.Picks(picks.by, (chosen,))
    found = query.statements(scene.data, view.filters, shown, axes, "newest", FIRST_STATEMENTS)
    total = query.totals(scene.data, view.filters, shown, axes)
    small(f"{min(len(found), total.statements)} of {total.statements} on {where}, newest first")
    statements.show(scene, found)
    st.html(statements_link(scene, shown, axes, words.every(total.statements)))
