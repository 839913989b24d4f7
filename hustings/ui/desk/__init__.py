"""The coding desk's pages; a part of it is one file with `show`, and one line in `parts.py`."""
