"""Text width in px; texts shortened, wrapped or fitted to a width."""

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

from PIL import ImageFont

#: height of a line in em: ascent and descent of Source Sans, each rounded up to a px
LINE = 1.35
#: Pillow's own font, close to Arial, and the picture that it draws of what it lacks
FONT_SIZE = 200
FONT = ImageFont.load_default(FONT_SIZE)
LACKING = bytes(FONT.getmask("\uffff"))
#: bold Arial runs a tenth wider than the measuring font; short words can be further off
MARGIN, SPARE = 1.08, 0.12
#: em: the least any character is given, a full width, and letters that the font lacks
NARROWEST, FULL, CAPITAL, LETTER = 0.28, 1.0, 0.9, 0.68
#: em that browsers give to letters of scripts that the font lacks, by the first and last of them,
#: in the widest of the usual fonts
SCRIPTS = (
    (0x0370, 0x03FF, 0.58),
    (0x0590, 0x05FF, 0.58),
    (0x0600, 0x08FF, 0.44),
    (0x0900, 0x097F, 0.56),
    (0x0E00, 0x0E7F, 0.56),
    (0xFB50, 0xFEFC, 0.44),
)
#: characters that Arial draws much wider than the measuring font
BROAD = "…—%@™"


@lru_cache(maxsize=65536)
def _em(char: str) -> float:
    """Width of one character in em; 0 for an accent or joiner that stands on another."""
    kind = category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if char in BROAD or east_asian_width(char) in "WF":
        return FULL
    base = normalize("NFD", char)[0]
    if bytes(FONT.getmask(base)) != LACKING:
        return max(FONT.getlength(base) / FONT_SIZE, NARROWEST)
    own = (em for low, high, em in SCRIPTS if low <= ord(base) <= high and kind != "Lu")
    if em := next(own, None):
        return em
    return CAPITAL if kind in ("Lu", "Lt", "Sm", "So") else LETTER


@lru_cache(maxsize=8192)
def _ems(text: str) -> float:
    """Width of a text in em."""
    return sum(map(_em, text))


def text_width(text: str, size: float) -> float:
    """Width in px of a line of text at a font size in px: a little more than browsers need."""
    return size * (_ems(text) * MARGIN + SPARE)


def shorten(text: str, limit: int = 28) -> str:
    """The text in at most `limit` characters, cut after a word where that keeps half of it."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    space = text.rfind(" ", 0, limit)
    cut = space if space >= limit / 2 else limit - 1
    while cut > 1 and not _em(text[cut]):
        cut -= 1
    return text[:cut].rstrip(" ,;:.-–—(") + "…"


def fit(text: str, width_px: float, size: float) -> str:
    """The text, shortened as far as it must be to fit a line by `text_width`."""
    text = " ".join(text.split())
    cuts = (shorten(text, limit) for limit in range(len(text), 1, -1))
    return next((short for short in cuts if text_width(short, size) <= width_px), text[:1])


def wrap(text: str, width_px: float, size: float) -> list[str]:
    """The text in lines that fit by `text_width`; a word longer than a line is broken."""
    room = (width_px / size - SPARE) / MARGIN
    done, line, used = [], "", 0.0
    for word in text.split():
        *full, last = _pieces(word, room)
        longer = used + _em(" ") + _ems(last)
        if line and not full and longer <= room:
            line, used = f"{line} {last}", longer
        else:
            done += [line, *full]
            line, used = last, _ems(last)
    return [each for each in [*done, line] if each]


def _pieces(word: str, room: float) -> list[str]:
    """The word in pieces of at most `room` em, or of one character where that is wider.

    An address breaks before one of its parameters, where that keeps half of the line.
    """
    if _ems(word) <= room:
        return [word]
    pieces, start, used = [], 0, 0.0
    for i, char in enumerate(word):
        if i > start and _em(char) and used + _em(char) > room:
            end = word.rfind("&", start, i)
            left = sum(map(_em, word[end:i]))
            if end - start < (i - start) / 2 or left + _em(char) > room:
                end, left = i, 0.0
            pieces.append(word[start:end])
            start, used = end, left
        used += _em(char)
    return [*pieces, word[start:]]
