"""Plain text, in whatever characters it is written."""

import codecs

from charset_normalizer import from_bytes

from hustings.desk.articles.article import Article, article
from hustings.desk.store import DeskError


def read_text(content: bytes) -> Article:
    """Read a text file."""
    return article(decoded(content))


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else what they are most likely."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = from_bytes(content[:200_000]).best()
    if found is None:
        raise DeskError("It is not text.")
    return content.decode(found.encoding, "replace")
