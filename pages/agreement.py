"""Who stands with whom: all groups against all, the network between them, and its coalitions."""

import streamlit as st

from hustings import findings
from hustings.charts.blocs import blocs_chart
from hustings.charts.network import network_chart
from hustings.ui import blocs, figure, panels
from hustings.ui.session import current

scene = blocs.how_many(current())
squares, network = st.container(), st.container()
with network:
    scene = blocs.choose_links(scene)
view = scene.view
found = findings.blocs(scene.data, view)
if found.known.empty:
    with squares:
        panels.nothing(found.headline, scene)
else:
    with squares:
        blocs.which(scene, found)
        credit = figure.credit(scene, found.headline, found.subline, blocs.BLOC_NOTES)
        figure.show(
            scene,
            figure.Panel(
                "blocs",
                lambda width: blocs_chart(
                    found.pairs, found.groups, found.statements, view.actor, credit, width
                ),
                blocs.pairs_table(found),
                credit,
            ),
            on_pick=blocs.pick_pair,
        )
        blocs.pair(scene)
    with network:
        ties = findings.ties(scene.data, view)
        told = figure.credit(scene, ties.headline, ties.subline, blocs.link_notes(scene, ties))
        figure.show(
            scene,
            figure.Panel(
                "network",
                lambda width: network_chart(ties.nodes, ties.links, view.actor, told, width),
                blocs.links_table(ties),
                told,
            ),
            on_pick=panels.pick,
        )
        blocs.coalitions(scene, ties)
        blocs.evidence(scene)
