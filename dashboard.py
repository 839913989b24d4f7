"""The server: `streamlit run dashboard.py`."""

import streamlit as st

from hustings.routes import ROUTES

app = st.App("hustings/app.py", routes=ROUTES)
