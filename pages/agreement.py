"""Who stands with whom: all groups against all, the network between them, and its coalitions."""

import streamlit as st

from hustings import figures, findings
from hustings.ui import agreement, clicks, figure, network, sections
from hustings.ui.session import current

scene = agreement.how_many(current())
squares, links = st.container(), st.container()
with links:
    scene = network.choose_links(scene)
view = scene.view
found = findings.agreement(scene.data, view)
if found.known.empty:
    with squares:
        sections.nothing(found.headline, scene)
else:
    with squares:
        agreement.which(scene, found)
        figure.show(scene, figures.agreement.panel(scene, found), on_pick=agreement.pick_pair)
        agreement.pair(scene)
    with links:
        linked = findings.network(scene.data, view)
        figure.show(scene, figures.network.panel(scene, linked), on_pick=clicks.pick_group)
        network.coalitions(scene, linked)
        network.statements(scene)
