"""Landscape page: choice of clusters and coverage, directions, clusters, who is absent."""

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.figures import tables
from hustings.link import CLUSTERS, View
from hustings.scene import Scene
from hustings.ui import figure_table, statement_list
from hustings.ui.anchors import statements_link
from hustings.ui.session import settle
from hustings.ui.text import prose, small

#: statements shown for one thing that sets a cluster apart
MOST_SHOWN = 2
#: a link holds so many members of a cluster, those with most statements
MOST_LINKED = 60


def controls(scene: Scene) -> Scene:
    """Clusters and coverage, both in the link; gives the scene with what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        k = st.segmented_control(
            "Clusters",
            list(CLUSTERS),
            default=View.k,
            required=True,
            key="k",
            bind="query-params",
            help="Those that lie together; auto: as many as set them apart best.",
        )
        cover = st.number_input(
            "Axes spoken on, at least",
            1,
            value=View.cover,
            key="cover",
            bind="query-params",
            width=190,
            help="Those that speak on fewer axes are not drawn.",
        )
    return settle(scene, k=k, cover=cover)


def directions(scene: Scene, found: findings.LandscapeFinding) -> None:
    """What right and up mean, in words."""
    for direction in "xy":
        prose(findings.direction_sentence(scene.data, found, direction))


def absent(scene: Scene, found: findings.LandscapeFinding) -> None:
    """Who is not drawn, and on how many axes each speaks."""
    if found.absent.empty:
        return
    table = tables.off_landscape(scene, found)
    figure_table.folded("off the landscape", table, ":material/visibility_off:")


def clusters(scene: Scene, found: findings.LandscapeFinding) -> None:
    """Each cluster by its members and what sets it apart, with statements that show it."""
    if found.split is None:
        return
    st.subheader("Clusters", anchor=False)
    prose(findings.split_sentence(scene.view, found.split))
    if found.split.k < 2:
        return
    for cluster in found.clusters:
        st.markdown(f"**Cluster {words.letter(cluster.number)}**")
        members = findings.named(scene.data, scene.view, cluster.members)
        prose(words.sentence(words.listing(members, most=words.MOST_NAMED)))
        if not cluster.compared:
            rows = words.many(scene.data.meta.unit)
            small(f"Too little evidence to say what sets it apart: fewer than ten {rows}.")
        elif cluster.distinct.empty:
            small("No axis sets it clearly apart from the others.")
        else:
            distinct(scene, query.Picks(scene.view.by, cluster.members), cluster.distinct)


def distinct(scene: Scene, picks: query.Picks, found: pd.DataFrame) -> None:
    """What sets groups apart, each thing in a sentence with statements that show it."""
    linked = query.Picks(picks.by, picks.groups[:MOST_LINKED])
    many = words.many(scene.data.meta.unit)
    for row in found.itertuples():
        axis = findings.axis_of(scene.data, row.axis)
        prose(findings.distinct_sentence(row, axis))
        with st.expander(
            f"{many.capitalize()} that show it",
            icon=":material/format_quote:",
            key=f"shown {picks} {row.axis}",
        ):
            statement_list.show(
                scene,
                query.statements(
                    scene.data, scene.view.filters, picks, (row.axis,), row.pole, MOST_SHOWN
                ),
            )
            label = f"All {many} on this axis"
            if len(picks.groups) > MOST_LINKED:
                label += f" by the {MOST_LINKED} with most"
            st.html(statements_link(scene, linked, (row.axis,), label))
