"""The words behind every position: a list to read, search, cite and take away."""

import streamlit as st

from hustings import findings
from hustings.ui import announcer, listed, reasons, sections, statement_list, statements
from hustings.ui.session import current
from hustings.ui.text import md, small

scene = current()
found = findings.statements(scene.data, scene.view)
announcer.says(found.headline)
st.title(md(found.headline), anchor=False)
listed.choice(scene)
reasons.show(findings.reasons(scene.data, scene.view))
if not found.total.statements:
    sections.filtered(scene)
else:
    small(f"{found.period}; {found.order}.")
    statements.take_away(scene, found)
    page = statements.pages(found.total.statements, scene.view.p)
    most = statements.PER_PAGE
    found = findings.statements(scene.data, scene.view, most, (page - 1) * most)
    statement_list.show(scene, found.rows, found.codes, level=2)
    statements.cite_one(scene, found.rows)
