"""A server for the components alone, with the routes of the dashboard."""

import streamlit as st

from hustings.web.assets import routes

app = st.App("component_pages.py", routes=[*routes(), *routes("/board")])
