"""Articles come in: pasted, or as .txt, .html, .docx, .odt or .pdf; nothing is fetched or run.

A new format is one file with one function from bytes to an `Article`, and one line in `READERS`.
"""

from collections.abc import Callable
from pathlib import PurePath

from hustings.desk.articles.article import MOST_BYTES, Article, article
from hustings.desk.articles.office import read_docx, read_odt
from hustings.desk.articles.pdf import read_pdf
from hustings.desk.articles.text import read_text
from hustings.desk.articles.web import read_html
from hustings.desk.store import DeskError

__all__ = ["MOST_BYTES", "READERS", "Article", "article", "read"]

#: how files end -> what reads them
READERS: dict[str, Callable[[bytes], Article]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".odt": read_odt,
    ".pdf": read_pdf,
}


def read(name: str, content: bytes) -> Article:
    """Read an article from a file; pasted text goes through `article`.

    Parameters
    ----------
    name : str
        Of the file; its ending says what it is.
    content : bytes

    Returns
    -------
    Article
        With title, publisher, address and date as far as the file proposes them.

    Raises
    ------
    DeskError
        When it cannot be read, with the reason; the name of the file comes first.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise DeskError(f"{name} is none of what can be read: {', '.join(READERS)}.")
    if len(content) > MOST_BYTES:
        raise DeskError(f"{name} has more than {MOST_BYTES // 2**20} MB.")
    try:
        return READERS[ending](content)
    except DeskError as error:
        raise DeskError(f"{name}: {error}") from error
