"""The words behind every position: a list to read, search, cite and take away."""

import streamlit as st

from hustings import query, words
from hustings.ui import sections, statement_list, statements
from hustings.ui.session import current
from hustings.ui.text import small

scene = current()
view = scene.view
total = query.totals(scene.data, view.filters, view.picks, view.axis)
st.header(statements.headline(scene, total), anchor=False)
small(f"{words.period(total.first, total.last)}; {query.SORTS[view.sort]}.")
if not total.statements:
    sections.nothing("No statement passes", scene)
else:
    statements.take_away(scene, total)
    page = statements.pages(total.statements, view.p)
    found = query.statements(
        scene.data,
        view.filters,
        view.picks,
        view.axis,
        view.sort,
        statements.PER_PAGE,
        (page - 1) * statements.PER_PAGE,
    )
    statement_list.show(scene, found)
    statements.cite_one(scene, found)
