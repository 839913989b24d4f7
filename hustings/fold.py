"""Fold text for search: case, accents, width and ligatures make no difference.

The same function folds what is searched (once, when data are opened or prepared) and what readers
type, and marks the hits in a text. It imports nothing but the standard library, so that the workers
of a cluster can run it.
"""

import re
import unicodedata
from collections.abc import Iterable

#: marks that are accents: of Latin, Greek and Cyrillic letters, whatever else they stand on.
#: Vowels of Hindi or Thai and the voicing of kana are marks of other blocks, and stay.
ACCENTS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
#: letters that differ only in how they are written, and that case folding leaves apart
SAME = {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t"}


class _Folded(dict):
    """Code point -> what it folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        kept = (
            SAME.get(each, each)
            for each in unicodedata.normalize("NFKD", plain)
            if not any(low <= ord(each) <= high for low, high in ACCENTS)
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
    folding make of it, without marks that are accents. Texts that differ only in how they are
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
