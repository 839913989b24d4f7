"""The words behind every position: a list to read, search, cite and take away."""

import streamlit as st

from hustings import query, words
from hustings.ui import library, panels, statements
from hustings.ui.session import current
from hustings.ui.text import small

scene = current()
view = scene.view
total = query.totals(scene.data, view.filters, view.picks, view.axis)
st.header(library.headline(scene, total), anchor=False)
small(f"{words.period(total.first, total.last)}; {query.SORTS[view.sort]}.")
if not total.statements:
    panels.nothing("No statement passes", scene)
else:
    library.take_away(scene, total)
    page = library.pages(total.statements, view.p)
    found = query.statements(
        scene.data,
        view.filters,
        view.picks,
        view.axis,
        view.sort,
        library.PER_PAGE,
        (page - 1) * library.PER_PAGE,
    )
    statements.show(scene, found)
    library.cite_one(scene, found)
