"""The Streamlit side of the library: filters, figures, lists and notices that pages are made of."""
