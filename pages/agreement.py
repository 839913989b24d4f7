"""Who stands with whom: all groups against all, the network between them, and its coalitions."""

import streamlit as st

from hustings import figures, findings
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
        figure.show(scene, figures.blocs.panel(scene, found), on_pick=blocs.pick_pair)
        blocs.pair(scene)
    with network:
        ties = findings.ties(scene.data, view)
        figure.show(scene, figures.network.panel(scene, ties), on_pick=panels.pick)
        blocs.coalitions(scene, ties)
        blocs.evidence(scene)
