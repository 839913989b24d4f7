"""What is measured, how, from which data and with which limits."""

import streamlit as st

from hustings import method
from hustings.ui import about
from hustings.ui.session import current

scene = current()
st.title("How this is measured", anchor=False)
about.data_set(scene)
if not st.context.is_embedded:
    about.take_away(scene)
st.header("Principles", anchor=False)
st.markdown("\n".join(f"- {line}" for line in method.PRINCIPLES))
st.header("Measures", anchor=False)
about.measures()
st.header("Words", anchor=False)
about.table(("when", "words"), method.ladder())
st.header("Limits", anchor=False)
st.markdown("\n".join(f"- {line}" for line in method.LIMITS))
about.axes(scene)
about.codebook()
