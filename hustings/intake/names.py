"""Names that are one name in several spellings: mended where nobody can see it, offered otherwise.

Composition of letters (NFC), spaces and invisible characters are mended and counted. Whatever a
reader could see, capitals, accents, legal forms, the order of words, a letter, is offered with its
counts and never merged unasked.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from hustings.intake.languages import plain

#: characters that nobody sees: soft hyphens, joiners at an end, marks of direction, control
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
#: of two letters that join or must not, those without a letter on both sides
_JOINERS = re.compile(r"(?<![^\s\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^\s\u200c\u200d])")
#: a letter of "e.V." or "S.A."
_DOTTED = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_]\b)")
#: forms of companies and associations, as `plain` spells them
_FORMS = """inc incorporated ltd limited llc llp plc corp corporation co company gmbh mbh ag kg
ohg se ev eg sa sas sarl sprl bv nv spa srl oy oyj ab as asa aps kk pte pty lp kgaa ggmbh ug"""
LEGAL_FORMS = frozenset(_FORMS.split())
#: how alike two names must be to be offered, of 100, and how many different names are compared
ALIKE, MOST_COMPARED = 92, 4_000
#: letters of a word in which a misspelling is likelier than another name
_LONG = 4
#: names that are compared with all others at a time
_PIECE = 500


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Names that may be one: each with its count, the most frequent first, and what differs."""

    names: tuple[tuple[str, int], ...]
    because: str

    @property
    def aliases(self) -> dict[str, str]:
        """What a recipe takes over to merge them into the most frequent one."""
        return {name: self.names[0][0] for name, _ in self.names[1:]}


def mended(texts: pd.Series) -> pd.Series:
    """Texts in NFC, without invisible characters, all white space one space, none at the ends.

    >>> mended(pd.Series(["Ministe\u0300re\u00a0", "a\u200b  b"])).tolist()
    ['Ministère', 'a b']
    """
    texts = texts.astype("str")
    # most names are plain: only those with something else are looked at one by one
    odd = ~texts.str.fullmatch(r"(?:[!-~](?: ?[!-~])*)?")
    if not odd.any():
        return texts
    codes, distinct = pd.factorize(texts[odd])
    right = pd.Series([mend(text) for text in distinct], dtype="str")
    return texts.mask(odd, pd.Series(right.to_numpy()[codes], index=texts.index[odd]))


def mend(text: str) -> str:
    """One text, mended (see `mended`)."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_JOINERS.sub("", text).split())


def alike(names: pd.Series) -> list[Alike]:
    """Names that may be one name in several spellings.

    Parameters
    ----------
    names : Series of str
        One for each row; empty ones do not count.

    Returns
    -------
    list of Alike
        Those of most rows first. Of more than `MOST_COMPARED` different names only those are found
        that differ in nothing but capitals, accents, marks, legal forms and the order of words.
    """
    counts = names[names != ""].value_counts()
    groups: dict[str, list[str]] = defaultdict(list)
    for name in counts.index:
        groups[_key(name)].append(name)
    found = [_offer(each, counts, _difference(each)) for each in groups.values() if len(each) > 1]
    if len(groups) <= MOST_COMPARED:
        pairs = _near(list(groups))
        found += [_offer(groups[a] + groups[b], counts, "a letter or two differ") for a, b in pairs]
    return sorted(found, key=lambda each: -sum(n for _, n in each.names))


def _key(name: str) -> str:
    """What stays of a name without case, accents, marks, legal form and order of words."""
    parts = plain(_DOTTED.sub(r"\1", name.casefold())).split()
    kept = [part for part in parts if part not in LEGAL_FORMS] or parts
    return " ".join(sorted(kept)) or name


def _difference(names: list[str]) -> str:
    if len({name.casefold() for name in names}) == 1:
        return "only capitals differ"
    if len({plain(name) for name in names}) == 1:
        return "only capitals, accents or marks differ"
    if len({" ".join(sorted(plain(name).split())) for name in names}) == 1:
        return "only the order of words differs"
    return "only the legal form or the order of words differs"


def _offer(names: list[str], counts: pd.Series, because: str) -> Alike:
    ranked = sorted(((name, int(counts[name])) for name in names), key=lambda each: -each[1])
    return Alike(names=tuple(ranked), because=because)


def _near(keys: list[str]) -> list[tuple[str, str]]:
    """Pairs of keys that differ in a letter or two of a long word."""
    found = []
    for start in range(0, len(keys), _PIECE):
        piece = keys[start : start + _PIECE]
        scores = process.cdist(piece, keys, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        for row, column in np.argwhere(scores):
            if start + row < column and _misspelt(piece[row], keys[column]):
                found.append((piece[row], keys[column]))
    return found


def _misspelt(one: str, other: str) -> bool:
    """Whether two keys may be one name: no number, nor a short word, tells them apart."""
    mine, theirs = set(one.split()), set(other.split())
    apart = [*(mine - theirs), *(theirs - mine)]
    return all(len(word) >= _LONG and not any(map(str.isdigit, word)) for word in apart)
