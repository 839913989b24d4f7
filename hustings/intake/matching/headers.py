"""What the name of a column says that it is, in five languages."""

import re
from dataclasses import dataclass

from hustings.intake.languages import plain, words
from hustings.intake.recipe import MEANINGS

#: how sure a name is that is our own, and one that only holds a known word
EXACT, PART = 1.2, 0.5
#: what follows a name without changing it, as `plain` spells it
_ENDINGS = ("id", "name", "code", "text", "label", "number", "nr", "no", "of", "the")
#: words that make a number of anything
_COUNTS = frozenset(
    ("n", "sd", "se", "std", "count", "number", "total", "weight", "salience")
    + ("anzahl", "gewicht", "nombre", "poids", "peso", "cantidad")
)
#: words of names that hold a part of what is looked for
_PARTLY = frozenset(("first", "middle", "given", "vorname", "prenom", "pila"))
_ASIDE = re.compile(r"[(\[{（【][^)\]}）】]*[)\]}）】]")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A meaning that the name of a column suggests; `word` is what says so."""

    meaning: str
    score: float
    word: str


def named(head: str) -> list[Named]:
    """What a column's name suggests, the surest first.

    >>> [found.meaning for found in named("Organisation")][:1]
    ['actor']
    >>> named("stance (-1 to 1)")[0].meaning
    'stance'
    """
    said = plain(_ASIDE.sub(" ", head)) or plain(head)
    own = said.replace(" ", "_")
    if own in MEANINGS:
        others = [each for each in _known(said, 1.0) if each.meaning != own]
        return [Named(meaning=own, score=EXACT, word=own), *others]
    found = _known(said, 1.0)
    parts = said.split()
    if not found and len(parts) > 1:
        ended = [part for part in parts if part not in _ENDINGS]
        found = _known(" ".join(ended), 0.8) if len(ended) < len(parts) else []
    return found or _parts(parts)


def _known(said: str, share: float) -> list[Named]:
    meanings = words().columns.get(said, {})
    found = [
        Named(meaning=meaning, score=score * share, word=said)
        for meaning, score in meanings.items()
        if meaning in MEANINGS
    ]
    return sorted(found, key=lambda each: -each.score)


def _parts(parts: list[str]) -> list[Named]:
    """Meanings of a word, or two, at the end or the beginning of a short name."""
    if len(parts) > 4 or {*parts} & _PARTLY:
        return []
    best: dict[str, Named] = {}
    for phrase in (" ".join(parts[-2:]), " ".join(parts[:2]), parts[-1], parts[0]) if parts else ():
        for found in _known(phrase, PART):
            if found.meaning not in best:
                best[found.meaning] = found
    return sorted(best.values(), key=lambda each: -each.score)


def is_count(head: str) -> bool:
    """Whether a column's name says that it holds numbers which are no answers.

    >>> is_count("n-votes"), is_count("Salience"), is_count("Night shifts")
    (True, True, False)
    """
    parts = plain(head).split()
    if not parts:
        return False
    return " ".join(parts) in words().numbers or parts[0] in _COUNTS or parts[-1] in _COUNTS


def is_vote(head: str) -> bool:
    """Whether a column's name says that its values are votes."""
    return bool(re.search(r"\bvot|\bballot|\bcast\b|stimm|\bscrutin|投票|表决|表決", plain(head)))
