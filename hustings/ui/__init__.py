"""Streamlit user interface: widgets, figures, lists and notices that the pages are made of."""
