"""A text as the finder sees it: its language, its quotations covered, its paragraphs and "
"sentences."""

import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from hustings.desk.proposals.english import ENGLISH
from hustings.desk.proposals.french import FRENCH
from hustings.desk.proposals.german import GERMAN
from hustings.desk.proposals.lexicon import Lexicon
from hustings.desk.proposals.marks import Quoted, paragraphs

#: what covers a quotation, so that its words are not taken for those of the article
COVER = "\ue000"
#: of all letters, from which share on a text is Chinese
_CHINESE = 0.2
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W\d_]+")
#: ends of sentences; what is abbreviated ends none
#: a quotation that is a sentence
_FINAL = re.compile(r"[.!?…。！？][\])'’”\"]*$")
_END = re.compile(
    rf"[.!?…]+[\])}}]*(?=\s+[^\sa-zà-ÿ])|[。！？!?]+(?![”’」』\"])|{COVER}(?=\s*[^\W\d_a-zà-ÿ]|\n)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|M|MM|Mme|Me|z\. ?B|u\. ?a|d\. ?h|Nr|ca|bzw|Sen"
    r"|Gov|Gen|"
    r"Rep|Lt|Col|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Inc|Ltd|Co|Hr|Fr|Art|usw|[0-9]{1,2}))\.$"
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A text with its quotations covered.

    Attributes
    ----------
    text : str
    masked : str
        As long as the text, with `COVER` in the place of each character of a quotation.
    lexicon : Lexicon or None
        None for Chinese.
    paragraphs, sentences : list of (start, end)
    """

    text: str
    masked: str
    lexicon: Lexicon | None
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which a place lies."""
        return _around(self.sentences, at)

    def paragraph(self, at: int) -> tuple[int, int]:
        """The paragraph in which a place lies."""
        return _around(self.paragraphs, at)


def _around(parts: list[tuple[int, int]], at: int) -> tuple[int, int]:
    return parts[max(0, bisect_right(parts, (at, sys.maxsize)) - 1)]


def language(text: str) -> Lexicon | None:
    """The words of the language of a text; None for Chinese."""
    letters = sum(char.isalpha() for char in text)
    if len(_HAN.findall(text)) > _CHINESE * max(1, letters):
        return None
    words = [word.lower() for word in _WORD.findall(text)]
    return max(
        (ENGLISH, FRENCH, GERMAN), key=lambda known: sum(word in known.common for word in words)
    )


def page(text: str, covered: list[Quoted], named: list[Quoted] | None = None) -> Page:
    """A text with these quotations covered.

    Of those in `named`, which are titles and the like, the words are hidden as one plain word each.
    """
    chars = list(text)
    for each in covered:
        chars[each.first : each.last] = COVER * (each.last - each.first)
    for each in named or []:
        chars[each.start : each.end] = "q" * (each.end - each.start)
    masked = "".join(chars)
    parts = paragraphs(text)
    spoken = [part for part in parts if masked[part[0]] != COVER or _begins(part[0], covered)]
    ended = {each.last for each in covered if _FINAL.search(text, each.start, each.end)}
    return Page(
        text=text,
        masked=masked,
        lexicon=language(text),
        paragraphs=spoken,
        sentences=_sentences(masked, spoken, ended),
    )


def _begins(at: int, covered: list[Quoted]) -> bool:
    """Whether a quotation begins here, rather than going on from the paragraph before."""
    place = bisect_left(covered, at, key=lambda each: each.first)
    return place < len(covered) and covered[place].first == at


def _sentences(masked: str, parts: list[tuple[int, int]], ended: set[int]) -> list[tuple[int, int]]:
    found = []
    for number, (start, _) in enumerate(parts):
        end = parts[number + 1][0] if number + 1 < len(parts) else len(masked)
        at = start
        for stop in _END.finditer(masked, start, end):
            if stop.end() <= at or _ABBREVIATED.search(masked, at, stop.end()):
                continue
            if stop[0] == COVER and stop.end() not in ended:
                continue
            found.append((at, stop.end()))
            at = stop.end()
        if masked[at:end].strip():
            found.append((at, end))
    return found or [(0, len(masked))]
