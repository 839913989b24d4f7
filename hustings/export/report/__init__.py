"""A report: the current view, its figures and all it rests on, in one file."""

from hustings.export.report.files import FORMATS, file_name, html, pdf, pdf_now, tag
from hustings.export.report.page import report

__all__ = ["FORMATS", "file_name", "html", "pdf", "pdf_now", "report", "tag"]
