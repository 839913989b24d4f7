"""Guess what each column of a table is, from its name and from what stands in it."""

from dataclasses import dataclass

import pandas as pd

from hustings.intake.matching import Match
from hustings.intake.matching.adjust import adjust
from hustings.intake.matching.headers import EXACT, PART, Named, is_count, named
from hustings.intake.matching.profile import HALF, LONG, MOST, MOST_TYPES, SOME, Profile
from hustings.intake.matching.scale import guess_scale

#: meanings whose columns may hold anything
_FREE = frozenset(
    ("statement_id", "speaker", "role", "summary", "quote", "kind", "theme", "event", "coder")
    + ("source_title", "publisher", "source_kind", "note", "checked_by", "axis_name")
    + ("axis_low", "axis_high")
)

#: those of them that hold sentences
_PROSE = frozenset(
    ("statement_id", "role", "summary", "quote", "source_title", "note", "axis_name")
)


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    meaning: str
    profile: Profile
    score: float
    because: str

    @property
    def rank(self) -> tuple[float, float, float]:
        """Surest first; of actors those with more names, of axes those in words."""
        names = self.profile.distinct if self.meaning == "actor" else 0
        worded = self.profile.number < HALF and self.meaning in ("actor", "axis")
        return (-self.score, -worded, -names)


def match(profiles: list[Profile], cells: pd.DataFrame) -> Match:
    """Which columns are what, one column for each meaning and one meaning for each column.

    Parameters
    ----------
    profiles : list of Profile
        Of the columns that may be something.
    cells : DataFrame
        The table.
    """
    candidates = [each for one in profiles for each in _candidates(one)]
    found = Match()
    taken: set[str] = set()
    for each in sorted(candidates, key=lambda candidate: candidate.rank):
        name = each.profile.name
        if each.meaning not in found.columns and name not in taken:
            found.take(each.meaning, name, each.because, each.score)
            taken.add(name)
    adjust(found, profiles, cells)
    return found


def _candidates(one: Profile) -> list[_Candidate]:
    """What a column can be, from its name if its content allows it, and from its content."""
    if not one.filled:
        own = [each for each in named(one.name) if each.score == EXACT]
        return [
            _Candidate(
                meaning=each.meaning, profile=one, score=SOME, because="its name; it is empty"
            )
            for each in own
        ]
    found: dict[str, _Candidate] = {}
    counted = is_count(one.name) and one.number >= HALF
    for each in named(one.name):
        if counted and each.score <= PART:
            continue
        share, said = _fits(each, one)
        if each.score * share >= SOME:
            because = f"its name means “{each.meaning.replace('_', ' ')}”" + (
                f"; {said}" if said else ""
            )
            found[each.meaning] = _Candidate(
                meaning=each.meaning, profile=one, score=each.score * share, because=because
            )
    for meaning, score, because in _from_content(one):
        if meaning not in found:
            found[meaning] = _Candidate(meaning=meaning, profile=one, score=score, because=because)
    return [*found.values()]


def _percent(share: float) -> str:
    return f"{int(share * 100)} %"


def _fits(name: Named, one: Profile) -> tuple[float, str]:
    """How well the content of a column goes with what its name says, and that in words."""
    meaning = name.meaning
    if meaning in ("date", "checked"):
        share = max(one.date, one.moment)
        return (1.0 if share >= HALF else 0.0), f"{_percent(share)} look like dates"
    if meaning == "time":
        return (1.0 if one.time >= HALF else 0.0), f"{_percent(one.time)} look like times of day"
    if meaning == "url":
        return (1.0 if one.address >= SOME else 0.0), f"{_percent(one.address)} look like addresses"
    if meaning == "answer":
        return (1.0 if one.silent >= HALF else 0.0), f"{_percent(one.silent)} say why there is none"
    if meaning == "stance":
        guessed = guess_scale(one.counts, one.name, labels=one.labels)
        right = guessed.explained >= HALF and guessed.sure > 0 or name.score == EXACT
        return (1.0 if right else 0.0), guessed.because
    if meaning == "statement_id":
        free = one.unique or name.score >= 1 or len(name.word.split()) > 1
        return (1.0 if free else 0.0), "no value twice" if one.unique else ""
    if meaning in _FREE:
        unlike = one.is_answer and name.score < 1
        unlike |= meaning not in _PROSE and one.length > LONG and name.score < EXACT
        return (0.0 if unlike else 1.0), ""
    # what is left are names: an actor, its type, its country, an axis
    if name.score < EXACT and (one.date >= MOST or one.address >= MOST or one.is_answer):
        return 0.0, ""
    many = f"{one.distinct:,} different"
    if meaning == "actor_type" and name.score < EXACT and one.distinct > MOST_TYPES:
        return 0.6, many
    return 1.0, f"{many}, repeated" if one.distinct < one.filled else many


def _from_content(one: Profile) -> list[tuple[str, float, str]]:
    """What a column looks like, whatever it is called."""
    found = []
    if one.date >= MOST:
        found.append(("date", 0.45, f"{_percent(one.date)} look like dates"))
    if one.address >= MOST:
        found.append(("url", 0.45, f"{_percent(one.address)} look like addresses"))
    if one.is_answer:
        found.append(
            ("stance", 0.45, f"{_percent(one.answers)} are answers such as “{one.texts[0]}”")
        )
    if one.upper >= 0.9 and one.distinct > 1:
        found.append(("country", 0.35, f"{_percent(one.upper)} look like codes of countries"))
    if one.length >= LONG and one.distinct > one.filled / 2 and one.address < HALF:
        found.append(("quote", 0.35, f"long texts, {one.length:,.0f} characters on average"))
    return found
