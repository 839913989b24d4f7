"""Words of five languages: what columns, answers, silence and months are called in people's files.

One file of TOML for each language; a new language is one more file here.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from hustings.fold import fold

#: an answer of each of these keys: which pole it is for, and how strongly
GRADES = {
    "for_strong": (1, 3),
    "for": (1, 2),
    "for_weak": (1, 1),
    "middle": (0, 0),
    "against_weak": (-1, 1),
    "against": (-1, 2),
    "against_strong": (-1, 3),
}
#: scores of a column's name by the tier in which its word stands
TIERS = (1.0, 0.8, 0.6)

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_MARKS = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of all languages, as `plain` spells them.

    Attributes
    ----------
    columns : dict of str to dict of str to float
        Name of a column -> what it can mean -> how much that name says so.
    answers : dict of str to tuple of int
        Answer -> the pole it is for (-1, 0, 1), and how strongly (0 to 3).
    silence : dict of str to str
        Answer -> why there is no stance, one of `hustings.schema.REASONS`.
    months : dict of str to int
    numbers : frozenset of str
        What columns of numbers are called that hold no answers.
    """

    columns: dict[str, dict[str, float]]
    answers: dict[str, tuple[int, int]]
    silence: dict[str, str]
    months: dict[str, int]
    numbers: frozenset[str]


def plain(text: str) -> str:
    """How words are compared: small letters without accents, one space for all that is none.

    >>> plain("Actor_Type "), plain("noStand"), plain("Don’t know!")
    ('actor type', 'no stand', 'dont know')
    """
    text = text.replace("’", "").replace("'", "")
    return " ".join(_MARKS.split(fold(_CAMEL.sub(" ", text)))).strip()


@cache
def words() -> Words:
    """The words of every file in this folder."""
    columns: dict[str, dict[str, float]] = {}
    answers: dict[str, tuple[int, int]] = {}
    silence: dict[str, str] = {}
    months: dict[str, int] = {}
    counts: set[str] = set()
    for file in sorted(resources.files(__name__).iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml"):
            continue
        language = tomllib.loads(file.read_text(encoding="utf-8"))
        for meaning, tiers in language["columns"].items():
            for score, names in zip(TIERS, tiers, strict=False):
                for name in map(plain, names):
                    known = columns.setdefault(name, {})
                    known[meaning] = max(score, known.get(meaning, 0.0))
        for key, said in language["answers"].items():
            answers |= {plain(each): GRADES[key] for each in said}
        for reason, said in language["silence"].items():
            silence |= {plain(each): reason for each in said}
        counts |= set(map(plain, language["numbers"]))
        for number, said in enumerate(language["months"], start=1):
            months |= {plain(each): number for each in said}
    return Words(
        columns=columns,
        answers=answers,
        silence=silence,
        months=months,
        numbers=frozenset(counts),
    )
