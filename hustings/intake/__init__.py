"""A foreign file becomes positions: read as tables of text, told what it means, applied."""
