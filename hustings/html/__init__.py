"""Data as escaped HTML, for pages, files and reports: lists of statements, and tables."""
