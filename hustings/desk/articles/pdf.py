"""PDF: the text of its pages, with words that lines have cut made whole."""

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hustings.desk.articles.article import MOST_CHARACTERS, Article, article
from hustings.desk.store import DeskError

MOST_PAGES = 300
#: what ends a paragraph at the end of a line that is shorter than others
_ENDS = re.compile(r"[.!?…:。！？”“»\"’」]\s*$")
#: a line shorter than this share of the longest ones ends a paragraph
_SHORT = 0.8


def read_pdf(content: bytes) -> Article:
    """Read a PDF that holds text, not only pictures of it."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DeskError("The PDF asks for a password.")
        if len(reader.pages) > MOST_PAGES:
            raise DeskError(f"The PDF has {len(reader.pages)} pages, allowed: {MOST_PAGES}.")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MOST_CHARACTERS:
                break
        about = reader.metadata
        title = str(about.title or "") if about else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DeskError("It is no PDF that can be read.") from error
    text = "\n".join(pages)
    if not text.strip():
        raise DeskError("The PDF holds no text, perhaps only pictures of pages.")
    return article(flowing(text), title=title)


def flowing(text: str) -> str:
    """Lines of a page as paragraphs, which blank lines part.

    >>> flowing("The har-\\nbour sleeps at\\nnight.\\nShips do not.")
    'The harbour sleeps at night.\\n\\nShips do not.'
    """
    lines = [line.strip() for line in text.splitlines()]
    widest = max(map(len, lines), default=0)
    said, last = "", ""
    for line in lines:
        if not line:
            said = said.rstrip() + "\n\n"
        elif last.endswith("-") and line[:1].islower():
            said = said[:-1] + line
        elif not last:
            said += line
        elif _ENDS.search(last) and len(last) < _SHORT * widest:
            said += f"\n\n{line}"
        else:
            said += f" {line}"
        last = line
    return said
