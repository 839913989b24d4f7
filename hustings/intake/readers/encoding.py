"""The encoding of a text file, guessed and undone: whatever it was, UTF-8 comes out."""

import codecs
import mmap
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from charset_normalizer import from_bytes

from hustings.intake.readers.alphabets import ALPHABETS
from hustings.intake.readers.faults import refuse

#: bytes that are looked at when guessing, and that are decoded at a time
_SAMPLE, _CHUNK = 2**16, 2**20
#: letters of a word before the first that is beyond ASCII
_WORD = 64
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: what readers call an encoding
_NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32", "mac_roman": "Mac Roman", "cp850": "DOS 850", "koi8_r": "KOI8-R",
    "gb18030": "GB 18030", "big5": "Big5", "cp932": "Shift JIS", "euc_jp": "EUC-JP",
    "cp949": "EUC-KR", "iso8859_2": "ISO 8859-2", "iso8859_15": "ISO 8859-15",
}  # fmt: skip
#: two bytes or more for a character: hardly any other text can be read so
_WIDE = ("cp949", "gb18030", "big5", "cp932", "euc_jp")
_OTHER = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874")
_LATIN = tuple(dict.fromkeys(page for page, _ in ALPHABETS))
#: characters that no text has, but for tab, line ends and form feed
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")
_HALF = re.compile("[\udc80-\udcff]")
#: where the common characters of a page begin and end
_COMMON = {
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "big5": ("big5", 0xA4, 0xC6),
    "cp949": ("euc_kr", 0xB0, 0xC8),
}
#: the share of common characters from which on a text is taken for what they make it
_PLAIN = 0.8
#: how like a language the words of a text must be to be taken for it
_LANGUAGE = 0.4
TEXT = "a table of text, in UTF-8 or in another encoding that programs for tables save"


@dataclass(frozen=True)
class Text:
    """A file in UTF-8 without its mark: its bytes, and how its encoding is told."""

    bytes: bytes | mmap.mmap
    start: int
    notes: tuple[str, ...]


@contextmanager
def utf8(path: Path) -> Iterator[Text]:
    """A text file as UTF-8, whatever its encoding.

    Raises
    ------
    Unreadable
        If it is empty or no text.
    """
    with path.open("rb") as file:
        if not file.read(1):
            refuse("an empty file", "a header, and rows below it")
        raw = _mapped(file)
        encoding, start, bad = _encoding(raw)
        nuls = encoding == "utf-8" and raw.find(b"\0") >= 0
        if encoding == "utf-8" and not bad and not nuls:
            _refuse_what_is_no_text(str(raw[start : start + _SAMPLE], "utf-8", "replace"))
            yield Text(raw, start, ("UTF-8",))
            return
        with tempfile.TemporaryFile() as out:
            notes = _recode(raw, start, encoding, out)
            yield Text(_mapped(out), 0, notes)


def _mapped(file: IO[bytes]) -> mmap.mmap:
    """A file's bytes where they lie; they are let go when nothing looks at them any more."""
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _recode(raw: mmap.mmap, start: int, encoding: str, out: IO[bytes]) -> tuple[str, ...]:
    """Write a file again in UTF-8, and tell what was done."""
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    nuls = bad = 0
    for place in range(start, len(raw), _CHUNK):
        text = decoder.decode(raw[place : place + _CHUNK], place + _CHUNK >= len(raw))
        if place == start:
            _refuse_what_is_no_text(text[:_SAMPLE])
        nuls += text.count("\0")
        text = text.replace("\0", "")
        if errors == "surrogateescape":
            text, mended = _HALF.subn(_as_windows, text)
            bad += mended
        out.write(text.encode("utf-8", "replace"))
    if not out.tell():
        refuse("an empty file", "a header, and rows below it")
    out.flush()
    notes = [_NAMES.get(encoding) or encoding.replace("cp", "Windows-")]
    if bad:
        notes.append(f"{_bytes(bad)} no UTF-8 and read as Windows-1252")
    if nuls:
        notes.append(f"{_bytes(nuls)} NUL and left out")
    return tuple(notes)


def _bytes(count: int) -> str:
    return f"{count:,} bytes are" if count > 1 else "1 byte is"


def _as_windows(half: re.Match[str]) -> str:
    return bytes([ord(half[0]) - 0xDC00]).decode("cp1252", "replace")


def _refuse_what_is_no_text(sample: str) -> None:
    head = sample.lstrip()[:200].lower()
    if head.startswith(("<!doctype html", "<html", "<table", "<meta")):
        refuse("a web page", f"{TEXT}: save the page's table as CSV or XLSX")
    for mark, kind in (("%pdf-", "a PDF"), ("{\\rtf", "a text of a word processor")):
        if head.startswith(mark):
            refuse(kind, TEXT)
    controls = len(_CONTROL.findall(sample)) - sample.count("\x1a")
    if controls > 4 and controls * 50 > len(sample):
        refuse("bytes that are no text", TEXT)


def _encoding(raw: mmap.mmap) -> tuple[str, int, bool]:
    """The encoding, the bytes of its mark, and whether some bytes do not fit it."""
    head = raw[:_SAMPLE]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark), encoding == "utf-8" and bool(_wrong(raw)[1])
    if unmarked := _unmarked_utf16(head):
        return unmarked, 0, False
    good, bad = _wrong(raw)
    if not bad or good >= 4 * bad:
        return "utf-8", 0, bool(bad)
    return _guess(_foreign(raw)), 0, False


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark has every second byte of an ASCII character empty."""
    first, second = head[::2].count(0), head[1::2].count(0)
    if second * 10 > len(head) and first * 5 < second:
        return "utf-16-le"
    if first * 10 > len(head) and second * 5 < first:
        return "utf-16-be"
    return None


def _wrong(raw: mmap.mmap) -> tuple[int, int]:
    """How many characters beyond ASCII are UTF-8, and how many bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    for place in range(0, len(raw), _CHUNK):
        text = decoder.decode(raw[place : place + _CHUNK], place + _CHUNK >= len(raw))
        if text.isascii():
            continue
        try:
            text.encode()
        except UnicodeEncodeError:
            wrong = len(_HALF.findall(text))
            bad += wrong
            good += len(re.findall("[^\x00-\x7f]", text)) - wrong
        else:
            good += len(re.findall("[^\x00-\x7f]", text)) if bad else 1
    return good, bad


def _foreign(raw: mmap.mmap) -> bytes:
    """Words that hold a byte beyond ASCII: from all over the file, but not too many."""
    found, size = [], 0
    for beyond in re.finditer(rb"[\x80-\xff][^\n\r\t,;]*", raw):
        before = raw[max(0, beyond.start() - _WORD) : beyond.start()]
        word = re.split(rb"[^A-Za-z]", before)[-1] + beyond[0]
        # a long one is cut where no character of several bytes can be
        found.append(word if len(word) < _SAMPLE else word[:_SAMPLE].rpartition(b" ")[0])
        size += len(found[-1]) + 1
        if size > _SAMPLE:
            break
    return b"\n".join(found)


def _guess(sample: bytes) -> str:
    """The code page in which the foreign words of a file make most sense.

    charset-normalizer tells scripts apart. Pages of two bytes for a character are told apart by
    how common their characters are, and pages of Latin letters, which differ in few of them, by
    the alphabets of the languages that they serve.
    """
    found = [*from_bytes(sample, cp_isolation=[*_LATIN, *_WIDE, *_OTHER])]
    wide = {page: _common(sample, page) for page in _WIDE}
    best = max(_WIDE, key=lambda page: wide[page])
    narrow = [match for match in found if match.encoding not in _WIDE]
    other = narrow[0] if narrow and narrow[0].encoding in _OTHER else None
    if wide[best] >= _PLAIN and not (other and other.coherence > _LANGUAGE):
        return best
    if other:
        letters = {byte for byte in sample if byte > 0x7F}
        hebrew = letters and min(letters) >= 0xE0 and max(letters) <= 0xFA
        return "cp1255" if hebrew else str(other.encoding)
    return max(ALPHABETS, key=lambda each: _fit(sample, *each))[0]


def _common(sample: bytes, page: str) -> float:
    """The share of characters beyond ASCII that are among the common ones of a page."""
    try:
        letters = re.findall("[^\x00-\x7f]", sample.decode(page))
    except UnicodeDecodeError:
        return 0
    kana = sum("\u3040" <= c <= "\u30ff" for c in letters)
    if page in ("cp932", "euc_jp"):
        code, first, last = "euc_jp", 0xB0, 0xCF
    elif kana:
        return 0
    else:
        code, first, last = _COMMON[page]
    marks = sum("\u3001" <= c <= "\u3011" or "\uff01" <= c <= "\uff1f" for c in letters)
    codes = [c.encode(code, "ignore")[:1] for c in letters]
    common = sum(bool(c) and first <= c[0] <= last for c in codes)
    # Japanese without any kana is rare
    without = 0.1 if page in ("cp932", "euc_jp") and not kana else 0
    return (common + kana + min(marks, common + kana)) / max(1, len(letters)) - without


def _fit(sample: bytes, page: str, alphabet: str) -> float:
    """The share of letters beyond ASCII that a language has."""
    letters = re.findall("[^\x00-\x7f\xa0]", sample.decode(page, "replace").lower())
    return sum(c in alphabet for c in letters) / max(1, len(letters))
