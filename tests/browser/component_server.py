"""A server for the components alone, with the routes of the dashboard."""

import streamlit as st

from hustings.web import assets, charts, report

routes = [route for below in ("", "/board") for room in (assets, charts, report)
          for route in room.routes(below)]  # fmt: skip
app = st.App("component_pages.py", routes=routes)
