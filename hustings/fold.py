"""Fold text for search: case, accents, width and ligatures make no difference.

The same function folds what is searched (once, when data are opened or prepared) and what readers
type, and marks the hits in a text. It imports nothing but the standard library, so that the workers
of a cluster can run it.
"""

import re
import unicodedata
from collections.abc import Iterable

#: marks that searching passes over: accents of Latin, Greek and Cyrillic letters, whatever else
#: they stand on, and the points of Hebrew and Arabic, which most texts leave out.
#: Vowels of Hindi or Thai and the voicing of kana are marks of other blocks, and stay.
MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
#: letters that differ only in how they are written, and that case folding leaves apart; of Arabic
#: those that writers and keyboards mix up at the end of words
_LATIN = {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t"}
_ARABIC = {"\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643"}
SAME = _LATIN | _ARABIC


class _Folded(dict):
    """Code point -> what it folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        kept = (
            SAME.get(each, each)
            for each in unicodedata.normalize("NFKD", plain)
            if not any(low <= ord(each) <= high for low, high in MARKS)
        )
        self[code] = "".join(kept)
        return self[code]


_FOLDED = _Folded()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _beyond_ascii(found: re.Match) -> str:
    return found[0].translate(_FOLDED)


def fold(text: str) -> str:
    """The form in which words are searched: case, accents, width and ligatures do not count.

    Each character is folded by itself, to what its compatibility decomposition (NFKD) and case
    folding make of it, without accents and points. Texts that differ only in how they are
    composed fold alike.

    >>> fold("ÉGALITÉ Straße ﬁn İzmir")
    'egalite strasse fin izmir'
    >>> fold("हिन्दी") == "हिन्दी"
    True
    """
    if text.isascii():
        return text.lower()
    # of bytes only the letters of ASCII become small, at once; what remains is looked up one by one
    small = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    return _BEYOND_ASCII.sub(_beyond_ascii, small)


def fold_all(texts: Iterable[str | None]) -> list[str | None]:
    """Each text folded; what is missing stays so."""
    # one statement has a row for each axis and coder: its text is folded once
    texts = list(texts)
    folded: dict[str | None, str | None] = {None: None}
    folded |= {text: fold(text) for text in set(texts) if text is not None}
    return [folded[text] for text in texts]


def by_name(name: str) -> tuple[str, str]:
    """Key that sorts names as people do: Éire before Zambia, whatever the engine's own order."""
    return fold(name), name


def fold_or_none(text: str | None) -> str | None:
    """The text folded; what is missing stays so."""
    return None if text is None else fold(text)
