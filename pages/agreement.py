"""Who stands with whom: all groups against all, the network between them, and its coalitions."""

import streamlit as st

from hustings import findings
from hustings.figures import agreement as squares
from hustings.figures import network as graph
from hustings.ui import agreement, clicks, figure, network, sections
from hustings.ui.session import current

scene = agreement.how_many(current())
above = st.container()
below = network.place(scene)
with below:
    scene = network.choose_links(scene)
view = scene.view
found = findings.agreement(scene.data, view)
if found.known.empty:
    with above:
        sections.nothing(found.headline, scene)
else:
    with above:
        agreement.which(scene, found)
        figure.show(scene, squares.panel(scene, found), on_pick=agreement.pick_pair)
        agreement.pair(scene)
    with below:
        linked = findings.network(scene.data, view)
        figure.show(scene, graph.panel(scene, linked), on_pick=clicks.pick_group)
        network.coalitions(scene, linked)
        network.statements(scene)
