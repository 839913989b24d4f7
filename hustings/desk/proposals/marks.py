"""Quoted stretches of a text: every pair of quotation marks, across paragraphs, nested, outermost.

Apostrophes, inches and marks that are never closed are no quotations. Marks of Chinese titles are
none either.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

#: what opens -> what may close it
CLOSERS = {
    "“": "”\u201f", "„": "“”\"", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’'",
    "‚": "‘’", "「": "」", "『": "』", "〝": "〞〟", '"': '"', "＂": "＂", "'": "'",
}  # fmt: skip
#: paragraphs of one quotation, and quotations in one another, beyond which a mark was left open
MOST_PARAGRAPHS, DEEPEST = 40, 4
#: marks that are also apostrophes, or the same at both ends, or open in one country what they close
#: in another: what stands around them tells what they are
_SINGLE = "‘'"
_BEFORE_OPENING = re.compile(r"[\s(\[{/–—:：，。,;“„«»\"‹›「『-]")
#: where words lose their first letters
_CLIPPED = re.compile(r"(?:\d\ds\b|(?:tis|twas|em|til|cause|n)\b)", re.IGNORECASE)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
_LINE = re.compile(r"[\r\n]+\s*")


@dataclass(frozen=True)
class Quoted:
    """A quoted stretch: `start` to `end` without its marks, `first` to `last` with them."""

    first: int
    start: int
    end: int
    last: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: between blank lines, or lines where there are no blank."""
    breaks = _BLANK if _BLANK.search(text.strip()) else _LINE
    found, start = [], 0
    for gap in breaks.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


def quoted(text: str) -> list[Quoted]:
    """The outermost quoted stretches of a text, in order."""
    parts = paragraphs(text)
    found: list[Quoted] = []
    at = 0
    while (first := _next_opening(text, at)) is not None:
        closed = _closing(text, first, parts)
        if closed is None:
            at = first + 1
            continue
        start, end = _trimmed(text, first + 1, closed)
        if start < end:
            found.append(Quoted(first, start, end, closed + 1))
        at = closed + 1
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _next_opening(text: str, at: int) -> int | None:
    for i in range(at, len(text)):
        if text[i] in CLOSERS and _opens(text, i):
            return i
    return None


def _opens(text: str, i: int) -> bool:
    """Whether the mark at this place can open a quotation, where none is open."""
    char, before, after = text[i], text[i - 1 : i], text[i + 1 : i + 2]
    if not after:
        return False
    free = not before or bool(_BEFORE_OPENING.match(before))
    if char in "“„‚«「『〝＂":
        # what closes in German may open in Swiss print, where a space is before it
        return char not in "«" or free or not after.isspace()
    if char in _SINGLE:
        return free and (after.isalpha() or after in "…[(") and not _CLIPPED.match(text, i + 1)
    if char in "»›”":
        return free and not after.isspace() and after not in ",.;:!?)"
    if char == "‹":
        return free or not after.isspace()
    if before.isdigit():
        return False
    return free or (not before.isalnum() and not after.isspace())


def _closing(text: str, first: int, parts: list[tuple[int, int]]) -> int | None:
    """Where the quotation that opens here is closed."""
    opener = text[first]
    place = bisect_right(parts, (first, len(text))) - 1
    if place < 0:
        return None
    at = first + 1
    for number in range(place, min(place + MOST_PARAGRAPHS, len(parts))):
        end = parts[number][1]
        found = _closing_within(text, opener, at, end)
        if found is not None:
            return found
        if number + 1 == len(parts):
            return None
        at = parts[number + 1][0]
        mark = text[at : at + 1]
        if mark == opener or (opener == "«" and mark == "»" and text[at + 1 : at + 2].strip()):
            at += 1  # the mark is repeated where the quotation goes on
        elif opener == "«" and re.match("»\\s\\w", text[at : at + 3]):
            at += 1
        elif opener in "\"'‘”＂" or not _goes_on(text, opener, at, parts[number + 1][1]):
            return None
    return None


def _goes_on(text: str, opener: str, start: int, end: int) -> bool:
    """Whether the next paragraph closes what is open before it opens anything."""
    return next(
        (char in CLOSERS[opener] for char in text[start:end]
         if char == opener or char in CLOSERS[opener]), False,
    )  # fmt: skip


def _closing_within(text: str, opener: str, at: int, end: int) -> int | None:
    if opener in _SINGLE:
        return _closing_single(text, opener, at, end)
    depth = 0
    for i in range(at, end):
        char = text[i]
        if char in CLOSERS[opener] and not (char == opener and _reopens(text, i)):
            if depth == 0:
                if char == '"' and opener == "„" and _pairs(text, i, end):
                    continue
                return i
            depth -= 1
        elif char == opener:
            if opener in '"＂':
                return None  # another one opens: the first was never closed
            depth += 1
            if depth > DEEPEST:
                return None
    return None


def _reopens(text: str, i: int) -> bool:
    """Whether a mark that is alike at both ends opens here."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return before.isspace() and bool(after) and not after.isspace() and after not in ",.;:!?)"


def _pairs(text: str, i: int, end: int) -> bool:
    """Whether a straight mark in a German quotation begins a nested one."""
    return _reopens(text, i) and '"' in text[i + 1 : end]


def _closing_single(text: str, opener: str, at: int, end: int) -> int | None:
    """Where a single mark closes, which is also an apostrophe."""
    weak = None
    depth = 0
    for i in range(at, end):
        char = text[i]
        if char in "“„" or (char == '"' and _reopens(text, i)):
            depth += 1
        elif depth and char in '”"':
            depth -= 1
        if opener == "‘" and char == "‘" and _opens(text, i):
            break
        if depth or char not in CLOSERS[opener]:
            continue
        before, after = text[i - 1], text[i + 1 : i + 2]
        if before.isspace() or after.isalnum():
            continue
        goes_on = after.isspace() and text[i + 2 : i + 3].isalpha()
        if before in "sSxz" and goes_on:
            # the workers' rights
            weak = i
            continue
        return i if weak is None or before in ",.!?…" or not goes_on else weak
    return weak
