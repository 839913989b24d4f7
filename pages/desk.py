"""The coding desk: articles come in, people mark and judge statements, positions go out."""

import streamlit as st

from hustings.ui.desk import door

st.title("Coding desk", anchor=False)
if door.is_open():
    door.enter()
