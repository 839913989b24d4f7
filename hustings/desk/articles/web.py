"""A page of the web that somebody has saved: its article without menus. Nothing is fetched."""

from trafilatura import bare_extraction
from trafilatura.settings import Document

from hustings.desk.articles.article import Article, article
from hustings.desk.store import DeskError


def read_html(content: bytes) -> Article:
    """Read a saved page."""
    found = bare_extraction(
        content, include_comments=False, include_tables=True, with_metadata=True, favor_recall=True
    )
    if not isinstance(found, Document) or not found.text:
        raise DeskError("There is no article in this page.")
    title, text = found.title or "", found.text
    if title and not text.startswith(title):
        text = f"{title}\n{text}"
    # each line of what is extracted is a paragraph
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    return article(
        text,
        title=title,
        publisher=found.sitename or found.hostname or "",
        url=found.url or "",
        date=found.date or "",
    )
