"""Do these words stand in that text, and where? Offsets count code points (W3C TextQuote).

Quotation marks, dashes, spaces, ellipses, ligatures and the ways to compose an accent differ
between a page and what somebody copies from it: they are compared as one. Letters and case count.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

#: characters of the text before and after, which tell one place from another
CONTEXT = 32
#: characters that words left out of a quotation may have, where it says so with an ellipsis
LONGEST_GAP = 2000
#: every mark that opens or closes a quotation, or is an apostrophe
QUOTES = "\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞〟′″＂＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
#: what shows nothing: a soft hyphen, characters of no width, a mark of byte order
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
#: scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_NO_SPACES = re.compile(f"[{_UNSPACED}]")
#: spaces that print and layout add or leave out: beside marks, and between characters of Chinese
_LOOSE = re.compile(
    rf"(?<=['-]) | (?=['-])|(?<=\.\.\.) | (?=\.\.\.)| (?=[;:!?%,.])"
    rf"|(?<=[{_UNSPACED},.;:!?]) (?=[{_UNSPACED}])|(?<=[{_UNSPACED}]) (?=[{_UNSPACED},.;:!?(])"
)
#: what does not count at the ends of words that are looked for
_EDGES = " '.,;:"
#: how a quotation says that words are left out
_ELLIPSIS = re.compile(r"[\[(]?\.\.\.[\])]?")


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """A place in a text.

    Attributes
    ----------
    start, end : int
        Code points before its first character, and before what follows its last.
    exact, prefix, suffix : str
        The text there, and up to 32 characters before and after.
    elided : bool
        Whether the words that were looked for leave out some that stand there ("… …").
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    elided: bool = False


def anchor(text: str, start: int, end: int, elided: bool = False) -> Anchor:
    """The anchor of a stretch of a text.

    >>> anchor("a harbour that sleeps", 2, 9)
    Anchor(start=2, end=9, exact='harbour', prefix='a ', suffix=' that sleeps', elided=False)
    """
    return Anchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        elided=elided,
    )


def places(text: str, words: str) -> tuple[Anchor, ...]:
    """Every place of a text where these words stand, in order; none where they do not.

    Words are whole ones: "art" does not stand in "party". Quotation marks, points and commas at
    the ends of `words` are not looked for, and words of marks alone stand nowhere. Where they hold
    an ellipsis that the text does not have, the parts must stand one after the other with at most
    2,000 characters in between.

    Parameters
    ----------
    text, words : str

    Returns
    -------
    tuple of Anchor

    >>> [found.exact for found in places("She said: “we’ll stay – here”.", "we'll stay - here")]
    ['we’ll stay – here']
    >>> [found.exact for found in places("We want a lasting peace.", "We want … peace")]
    ['We want a lasting peace']
    """
    plain, origin = _plain(text)
    sought = _ELLIPSIS.sub("...", _plain(words)[0]).strip(_EDGES)
    if not sought.strip(f"{_EDGES}-!?"):
        return ()
    found = [(at, at + len(sought)) for at in _each(plain, sought)]
    parts = [part.strip(" '") for part in sought.split("...")]
    elided = not found and len(parts) > 1 and all(parts)
    if elided:
        found = _elided(plain, parts)
    whole = [(a, b) for a, b in found if not (_inside(origin, a) or _inside(origin, b))]
    return tuple(
        anchor(text, origin[start], origin[end - 1] + _length(text, origin[end - 1]), elided)
        for start, end in whole
    )


def place(text: str, words: str, prefix: str = "", suffix: str = "") -> Anchor | None:
    """The place where these words stand: of several, the one whose surroundings are most alike.

    Parameters
    ----------
    text, words : str
    prefix, suffix : str
        What stood before and after, where that is known.

    Returns
    -------
    Anchor or None
        The first of those that are equally alike; None where the words do not stand in the text.
    """
    before, after = _plain(prefix)[0], _plain(suffix)[0]

    def alike(found: Anchor) -> int:
        left, right = _plain(found.prefix)[0], _plain(found.suffix)[0]
        return _shared(before[::-1], left[::-1]) + _shared(after, right)

    return max(places(text, words), key=alike, default=None)


def _each(plain: str, sought: str) -> list[int]:
    """Where whole words stand in plain text, without overlaps."""
    found, at = [], plain.find(sought)
    while at >= 0:
        end = at + len(sought)
        if _boundary(plain, at) and _boundary(plain, end):
            found.append(at)
            at = plain.find(sought, end)
        else:
            at = plain.find(sought, at + 1)
    return found


def _elided(plain: str, parts: list[str]) -> list[tuple[int, int]]:
    """Where parts stand one after the other, as near to each other as they do."""
    found: list[tuple[int, int]] = []
    for start in _each(plain, parts[0]):
        end = start + len(parts[0])
        for part in parts[1:]:
            window = plain[end : end + LONGEST_GAP + len(part) + 1]
            near = [at for at in _each(window, part) if at <= LONGEST_GAP]
            if not near or (end + near[0] > 0 and not _boundary(plain, end + near[0])):
                break
            end += near[0] + len(part)
        else:
            if not found or start >= found[-1][1]:
                found.append((start, end))
    return found


def _boundary(plain: str, at: int) -> bool:
    """Whether no word goes on at this place."""
    if not 0 < at < len(plain):
        return True
    pair = plain[at - 1 : at + 1]
    return not (pair[0].isalnum() and pair[1].isalnum()) or bool(_NO_SPACES.search(pair))


def _inside(origin: tuple[int, ...], at: int) -> bool:
    """Whether a place lies inside one character of the text, as "…" is three points."""
    return 0 < at < len(origin) and origin[at - 1] == origin[at]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _length(text: str, start: int) -> int:
    """Code points of the character with its accents that begins here."""
    found = _CLUSTER.match(text, start)
    return len(found[0]) if found else 1


def _spelled(cluster: str) -> str:
    """How a character with its accents is compared."""
    if cluster in UNSEEN:
        return ""
    if cluster in QUOTES:
        return "'"
    if cluster in DASHES:
        return "-"
    made = unicodedata.normalize("NFKC", cluster)
    if not made.strip():
        return " "
    return "".join("'" if c in QUOTES else "-" if c in DASHES else c for c in made)


@lru_cache(maxsize=16)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """A text as it is compared, and for each of its characters where it comes from."""
    spelled: list[str] = []
    origin: list[int] = []
    for found in _CLUSTER.finditer(text):
        for char in _spelled(found[0]):
            # of spaces, dashes and marks that follow each other the first stands for all
            if char in " -'" and spelled and spelled[-1] == char:
                continue
            spelled.append(char)
            origin.append(found.start())
    plain = "".join(spelled)
    loose = {found.start() for found in _LOOSE.finditer(plain)}
    if not loose:
        return plain, tuple(origin)
    kept = [i for i in range(len(plain)) if i not in loose]
    return "".join(plain[i] for i in kept), tuple(origin[i] for i in kept)
