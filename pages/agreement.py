"""Who stands with whom: all groups against all, the network between them, and its coalitions."""

import streamlit as st

from hustings import findings
from hustings.charts.blocs import blocs_chart
from hustings.charts.network import network_chart
from hustings.ui import blocs, figure, panels
from hustings.ui.session import current

session = blocs.how_many(current())
squares, network = st.container(), st.container()
with network:
    session = blocs.choose_links(session)
view = session.view
found = findings.blocs(session.data, view)
if found.known.empty:
    with squares:
        panels.nothing(found.headline, session)
else:
    with squares:
        blocs.which(session, found)
        credit = figure.credit(session, found.headline, found.subline, blocs.BLOC_NOTES)
        figure.show(
            session,
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
        blocs.pair(session)
    with network:
        ties = findings.ties(session.data, view)
        told = figure.credit(session, ties.headline, ties.subline, blocs.link_notes(session, ties))
        figure.show(
            session,
            figure.Panel(
                "network",
                lambda width: network_chart(ties.nodes, ties.links, view.actor, told, width),
                blocs.links_table(ties),
                told,
            ),
            on_pick=panels.pick,
        )
        blocs.coalitions(session, ties)
        blocs.evidence(session)
