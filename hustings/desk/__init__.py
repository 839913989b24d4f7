"""The coding desk: documents, statements in them, blind codes, and what is computed from them."""
