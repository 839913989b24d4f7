"""Word and OpenDocument texts: paragraphs, and the properties of the file."""

import io
import zipfile

import docx
from lxml import etree

from hustings import zipped
from hustings.desk.articles.article import Article, article
from hustings.desk.store import DeskError

#: parts of such a file, and bytes of all of them unpacked
MOST_PARTS, MOST_UNPACKED = 2_000, 100 * 2**20
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(content: bytes) -> Article:
    """Read a Word file (.docx)."""
    bounded(content)
    try:
        document = docx.Document(io.BytesIO(content))
        parts = [
            part.text if hasattr(part, "text") else _cells(part)
            for part in document.iter_inner_content()
        ]
        about = document.core_properties
        return article("\n\n".join(filter(str.strip, parts)), title=about.title or "")
    except (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise DeskError("It is no Word file that can be read.") from error


def _cells(table: docx.table.Table) -> str:
    return "\n".join(" ".join(cell.text for cell in row.cells) for row in table.rows)


def read_odt(content: bytes) -> Article:
    """Read an OpenDocument text (.odt)."""
    bounded(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            body = _parsed(file.read("content.xml"))
            about = _parsed(file.read("meta.xml")) if "meta.xml" in file.namelist() else None
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise DeskError("It is no OpenDocument text that can be read.") from error
    parts = [_words(part) for part in body.iter(f"{_TEXT}p", f"{_TEXT}h")]
    title = about.findtext(f".//{_DC}title") if about is not None else ""
    return article("\n\n".join(filter(str.strip, parts)), title=title or "")


def _parsed(content: bytes) -> etree._Element:
    """XML without entities, which could unpack to any size, and without a network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _words(part: etree._Element) -> str:
    """The text of a paragraph, in which OpenDocument writes spaces, tabs and breaks as elements."""
    said = part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            said += " " * min(100, int(child.get(f"{_TEXT}c", "1") or 1))
        elif child.tag == f"{_TEXT}tab":
            said += " "
        elif child.tag == f"{_TEXT}line-break":
            said += "\n"
        elif child.tag not in (f"{_TEXT}note", f"{_TEXT}p", f"{_TEXT}h") and isinstance(
            child.tag, str
        ):
            said += _words(child)
        said += child.tail or ""
    return said


def bounded(content: bytes) -> None:
    """Refuse what unpacks to more than a text needs, or is no zip, as such files are."""
    try:
        with zipped.bounded(io.BytesIO(content), MOST_UNPACKED, MOST_PARTS) as parts:
            parts.check()
    except zipped.BadZip as error:
        raise DeskError(f"It cannot be read: {error}.") from error
