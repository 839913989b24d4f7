"""Articles come in: files of five kinds and pasted text, what they propose, and bad files."""

import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from hustings.desk.articles import READERS, Article, article, read
from hustings.desk.articles.office import MOST_UNPACKED
from hustings.desk.store import DeskError

TITLE = "Harbour towns quarrel over night shifts"
LINE = "Coast Courier, 3 February 2026"
BODY = ("The port will not bend.", "“A harbour that sleeps loses ships,” said Ada Quill — twice.")
TEXT = "\n\n".join((TITLE, LINE, *BODY))


def zipped(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("_", "."), content)
    return out.getvalue()


def odt(body: str) -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    return zipped(
        content_xml=f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text>'
        f"{body}</o:text></o:body></o:document-content>"
    )


def word(*paragraphs: str, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A page of PDF by hand, one line of text below the other."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return (
        out + head + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


PAGE = f"""<html><head><title>{TITLE}</title><meta property="og:site_name" content="Coast Courier">
<link rel="canonical" href="https://courier.example/night"><meta property="article:published_time"
content="2026-02-03T08:00:00Z"></head><body><nav><a href="/a">Home</a> <a href="/b">Sport</a></nav>
<article><h1>{TITLE}</h1>{"".join(f"<p>{line} {'More is told here. ' * 6}</p>" for line in BODY)}
</article><script>alert(1)</script><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()), ("a.TXT", TEXT.encode("utf-8-sig")),
        ("a.txt", TEXT.encode("utf-16")),
        ("a.txt", TEXT.replace("\n", "\r\n").encode("cp1252")),
        ("a.docx", word(TITLE, LINE, *BODY)),
        ("a.odt", odt("".join(f"<t:p>{line}</t:p>" for line in (TITLE, LINE, *BODY)))),
    ],
)  # fmt: skip
def test_text_title_publisher_and_date_come_from_the_file(name, content):
    assert read(name, content) == Article(
        text=TEXT, title=TITLE, publisher="Coast Courier", date="2026-02-03"
    )


def test_a_saved_page_gives_its_article_without_menus():
    found = read("page.html", PAGE.encode())
    assert found.said() == {
        "title": TITLE, "publisher": "Coast Courier", "url": "https://courier.example/night",
        "date": "2026-02-03",
    }  # fmt: skip
    assert found.text.startswith(f"{TITLE}\n\n{BODY[0]}") and BODY[1] in found.text
    assert not {"Sport", "alert", "rights"} & set(found.text.split())


def test_a_pdf_gives_whole_words_and_paragraphs():
    found = read("a.pdf", pdf("The port will not bend, says a long and winding har-",
                              "bour master of the town.", "Ships do not sleep."))  # fmt: skip
    assert found.text == (
        "The port will not bend, says a long and winding harbour master of the town.\n\n"
        "Ships do not sleep."
    )


def test_a_table_and_a_title_of_a_word_file_are_read():
    document = docx.Document(io.BytesIO(word("Before", title="Minutes")))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    out = io.BytesIO()
    document.save(out)
    found = read("a.docx", out.getvalue())
    assert (found.text, found.title) == ("Before\n\nleft right", "Minutes")


def test_spaces_and_breaks_of_opendocument():
    body = 'a<t:s t:c="2"/>b<t:span>c<t:tab/>d</t:span><t:line-break/>e<t:note>no</t:note>f'
    assert read("a.odt", odt(f"<t:h>{body}</t:h>")).text == "a  bc d\nef"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Title\nBy Ada\n\nWords here. See https://a.example/x.", {"title": "Title",
         "url": "https://a.example/x"}),
        ("Am Montag, Bote, 3. März 2026\nTitel\nWorte.", {"title": "Titel", "date": "2026-03-03"}),
        ("标题\n海岸报 2026年2月3日\n内容。",
         {"title": "标题", "publisher": "海岸报", "date": "2026-02-03"}),
        ("One line only", {}), ("x" * 300 + "\nmore", {"title": "more"}),
        ("Report of 31 February 2026\nwords", {"title": "Report of 31 February 2026"}),
    ],
)  # fmt: skip
def test_what_a_pasted_text_proposes(text, said):
    found = article(text).said()
    assert {name: value for name, value in found.items() if value and name != "publisher"} == {
        name: value for name, value in said.items() if name != "publisher"
    }
    assert found["publisher"] == said.get("publisher", found["publisher"])


BOMB = zipped(content_xml=b"0" * (MOST_UNPACKED + 1))
ENTITIES = zipped(
    content_xml='<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<a xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><t:p>&c;</t:p></a>'
)


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "a.exe is none of what can be read: .txt"),
        ("a.txt", b"", "a.txt: There is no text in it"),
        ("a.txt", b"a" * (20 * 2**20 + 1), "a.txt has more than 20 MB"),
        ("a.txt", b"ab " * 400_000, "1,199,999 characters, allowed: 1,000,000"),
        ("a.docx", b"no zip", "a damaged zip, or none"),
        ("a.docx", zipped(a_b="x"), "no Word file that can be read"),
        ("a.odt", zipped(a_b="x"), "no OpenDocument text that can be read"),
        ("a.odt", zipped(content_xml="<a>"), "no OpenDocument text that can be read"),
        ("a.odt", BOMB, "a zip of more than 100 MB unpacked"),
        ("a.docx", BOMB, "a zip of more than 100 MB unpacked"),
        ("a.odt", ENTITIES, "There is no text in it"),
        ("a.pdf", b"%PDF-1.4 nothing", "no PDF that can be read"),
        ("a.pdf", pdf(""), "holds no text"),
        ("a.pdf", locked(), "asks for a password"),
        ("a.html", b"<html></html>", "no article in this page"),
    ],
)  # fmt: skip
def test_a_file_that_gives_no_article_is_told(name, content, said):
    with pytest.raises(DeskError, match=said):
        read(name, content)


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_reason(ending, content):
    head = {".docx": b"PK\x03\x04", ".odt": b"PK\x03\x04", ".pdf": b"%PDF-1.7\n"}.get(ending, b"")
    try:
        found = read(f"a{ending}", head + content)
    except DeskError as error:
        assert str(error).startswith("a.")
    else:
        assert found.text.strip() and "\0" not in found.text
