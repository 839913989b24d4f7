"""The words behind every position: a list to read, search, cite and take away."""

import streamlit as st

from hustings import query, words
from hustings.ui import library, panels, statements
from hustings.ui.session import current
from hustings.ui.text import small

session = current()
view = session.view
total = query.totals(session.data, view.filters, view.picks, view.axis)
st.header(library.headline(session, total), anchor=False)
small(f"{words.period(total.first, total.last)}; {query.SORTS[view.sort]}.")
if not total.statements:
    panels.nothing("No statement passes", session)
else:
    library.take_away(session, total)
    page = library.pages(total.statements, view.p)
    found = query.statements(
        session.data,
        view.filters,
        view.picks,
        view.axis,
        view.sort,
        library.PER_PAGE,
        (page - 1) * library.PER_PAGE,
    )
    statements.show(session, found)
    library.cite_one(session, found)
