"""What a table as a whole says of its columns: who has one party, what repeats, what stands in."""

import pandas as pd

from hustings.intake.matching import Match
from hustings.intake.matching.headers import named
from hustings.intake.matching.profile import HALF, LONG, MOST_TYPES, SOME, Profile

#: share of rows that judge an axis a second time, from which on the axis is another column
OFTEN = 0.25
#: characters that a text has on average which says what an axis is about
SHORT = 8


def adjust(found: Match, profiles: list[Profile], cells: pd.DataFrame) -> None:
    """Mend what single columns were taken for by what the others are."""
    _person_before_party(found, profiles, cells)
    _stand_in(found, profiles)
    _axis(found, profiles, cells)
    _axis_words(found, profiles, cells)
    _types(found, profiles, cells)


def _scores(one: Profile) -> dict[str, float]:
    return {each.meaning: each.score for each in named(one.name)}


def _person_before_party(found: Match, profiles: list[Profile], cells: pd.DataFrame) -> None:
    """Where every person has one party, the person is the actor and the party the type."""
    if "actor" not in found.columns or "actor_type" in found.columns:
        return
    by_name = {one.name: one for one in profiles}
    party = by_name[found.columns["actor"]]
    if "actor_type" not in _scores(party):
        return
    used = {column for meaning, column in found.columns.items() if meaning != "speaker"}
    for one in profiles:
        person = one.name not in used and _scores(one).get("actor", 0) >= SOME
        if person and one.distinct > party.distinct and one.number < HALF:
            pairs = cells[[one.name, party.name]].drop_duplicates()
            if len(pairs) <= 1.1 * one.distinct:
                because = f"{one.distinct:,} names, each with one “{party.name}”"
                if found.columns.get("speaker") == one.name:
                    found.drop("speaker")
                found.take("actor", one.name, because, 0.8)
                found.take("actor_type", party.name, f"one for each “{one.name}”", 0.8)
                return


def _stand_in(found: Match, profiles: list[Profile]) -> None:
    """Where no column is named after an actor, the one that comes nearest."""
    if "actor" in found.columns:
        return
    for meaning in ("speaker", "actor_type"):
        if column := found.columns.get(meaning):
            found.take("actor", column, f"nothing else says who; it is the {meaning}", 0.6)
            found.drop(meaning)
            return
    country = found.columns.get("country")
    # a country that only looks like one is no better than names
    named = country and "country" in _scores(_of(profiles, country))
    least = _of(profiles, country).distinct if country and named else 0
    for one in _free(found, profiles):
        if one.length <= LONG and one.number < HALF and one.distinct > least:
            found.take("actor", one.name, "the first column of names", 0.4)
            return
    if country:
        _countries(found, profiles)


def _countries(found: Match, profiles: list[Profile]) -> None:
    """Where countries are the actors: they by their names, and beside them by their codes."""
    known = _of(profiles, found.columns["country"])
    free = [one for one in _free(found, profiles) if _scores(one).get("country", 0) >= HALF]
    those = [*free, known]
    names = max(those, key=lambda one: (one.number < HALF, one.length))
    codes = max(those, key=lambda one: (one.number < HALF, one.upper, one is not names))
    found.take("actor", names.name, "nothing else says who; it is the country", 0.6)
    found.take("country", codes.name, "the countries themselves", 0.7)


def _axis(found: Match, profiles: list[Profile], cells: pd.DataFrame) -> None:
    """Where there is a stance and no axis, the column of names that repeat most."""
    if "stance" not in found.columns:
        return
    if "axis" in found.columns:
        _finer(found, profiles, cells)
        return
    taken = ("theme", "event", "source_title", "summary")
    for meaning in taken:
        if (column := found.columns.get(meaning)) and "axis" in _scores(_of(profiles, column)):
            found.drop(meaning)
            found.take("axis", column, "nothing else says on what", 0.5)
            return
    free = [
        one for one in _free(found, profiles) if one.distinct < one.filled and not one.is_answer
    ]
    free = [one for one in free if one.number < HALF and one.length <= 3 * LONG]
    if free:
        best = max(free, key=lambda one: one.distinct)
        because = f"{best.distinct:,} different, repeated"
        found.take("axis", best.name, because, 0.4)


def _finer(found: Match, profiles: list[Profile], cells: pd.DataFrame) -> None:
    """Where many votes share one question, such as “On passage”, their number is the axis."""
    actor, axis = found.columns.get("actor"), found.columns["axis"]
    if actor is None or _scores(_of(profiles, axis)).get("axis", 0) > 1:
        return
    for one in _free(found, profiles):
        if _scores(one).get("axis", 0) >= 1 and one.distinct > _of(profiles, axis).distinct:
            again = [cells.duplicated([actor, name]).mean() for name in (axis, one.name)]
            if again[0] > OFTEN and not again[1]:
                found.take("axis", one.name, f"no “{actor}” has one twice, as in “{axis}”", 0.7)
                found.take("axis_name", axis, f"what each “{one.name}” is about", 0.6)
                return


def _axis_words(found: Match, profiles: list[Profile], cells: pd.DataFrame) -> None:
    """Where axes are numbers, a text that is the same for each of them is what they are about."""
    axis = found.columns.get("axis")
    if axis is None or "axis_name" in found.columns or _of(profiles, axis).number < HALF:
        return
    titled = {found.columns.get(meaning) for meaning in ("source_title", "summary", "quote")}
    told = [each for each in profiles if each.name in titled]
    for one in told + _free(found, profiles):
        words = one.number < HALF and one.date < HALF and one.length > SHORT
        if words and one.distinct > 1 and not one.is_answer:
            pairs = cells[[axis, one.name]].drop_duplicates()
            if len(pairs) == pairs[axis].nunique():
                for meaning in [m for m, column in found.columns.items() if column == one.name]:
                    found.drop(meaning)
                found.take("axis_name", one.name, f"one text for each “{axis}”", 0.6)
                return


def _types(found: Match, profiles: list[Profile], cells: pd.DataFrame) -> None:
    """A column with few values, one for each actor, is the type of actor."""
    actor = found.columns.get("actor")
    if actor is None or "actor_type" in found.columns:
        return
    actors = cells[actor].nunique()
    for one in _free(found, profiles):
        few = 1 < one.distinct <= MOST_TYPES and one.distinct < actors and one.number < HALF
        if few and not one.is_answer and one.length <= LONG and one.date < HALF:
            pairs = cells.loc[cells[one.name] != "", [actor, one.name]].drop_duplicates()
            if len(pairs) <= pairs[actor].nunique():
                found.take(
                    "actor_type", one.name, f"{one.distinct} values, one for each actor", 0.5
                )
                return


def _free(found: Match, profiles: list[Profile]) -> list[Profile]:
    """Filled columns that are nothing yet."""
    taken = {*found.columns.values()}
    return [one for one in profiles if one.name not in taken and one.filled]


def _of(profiles: list[Profile], column: str) -> Profile:
    return next(one for one in profiles if one.name == column)
