"""Sections of the page of a reader's own data: drop a file, say what it means, see the outcome."""
