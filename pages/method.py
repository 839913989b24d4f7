"""What is measured, how, from which data and with which limits."""

import streamlit as st

from hustings import method
from hustings.ui import method as method_sections
from hustings.ui.session import current

scene = current()
unit = scene.data.meta.unit
st.title("How this is measured", anchor=False)
method_sections.data_set(scene)
if not st.context.is_embedded:
    method_sections.take_away(scene)
st.header("Principles", anchor=False)
st.markdown("\n".join(f"- {line}" for line in method.principles(unit)))
st.header("Measures", anchor=False)
method_sections.measures(unit)
st.header("Words", anchor=False)
method_sections.table(("when", "words"), method.ladder(unit))
method_sections.limits(scene)
method_sections.axes(scene)
method_sections.codebook(unit)
