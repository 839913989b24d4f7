"""Proposals: who says what in a text, found by rules and offline; nothing is saved by itself.

Direct quotations and reported speech in English, French, German and Chinese, with the speaker and
the actor that the words beside them name. A person decides about each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hustings.desk.proposals import chinese
from hustings.desk.proposals.actors import Actors
from hustings.desk.proposals.attribution import attributed, is_speech
from hustings.desk.proposals.marks import Quoted, quoted
from hustings.desk.proposals.page import Page, page
from hustings.desk.proposals.people import Cast, apposition, cast
from hustings.desk.proposals.reported import reported, reported_chinese
from hustings.desk.proposals.speakers import Speaker

__all__ = ["DIRECT", "REPORTED", "Proposal", "propose"]

#: kinds of statement, as the column `kind` calls them
DIRECT, REPORTED = "direct", "reported"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A statement that the rules have found.

    Attributes
    ----------
    start, end : int
        Where its words stand, in code points; a direct quotation without its marks.
    exact : str
        The words.
    speaker, role, actor : str
        Who says it, in which office, and for whom; "" where nobody is named.
    kind : str
        "direct" or "reported".
    """

    start: int
    end: int
    exact: str
    speaker: str
    role: str
    actor: str
    kind: str


def propose(text: str, actors: Iterable[str] = ()) -> list[Proposal]:
    """Every statement that the rules find in a text, in its order.

        Parameters
        ----------
        text : str
        actors : iterable of str
            Names of the data set, which are looked for first.

        Returns
        -------
        list of Proposal

    >>> [found] = propose("“A harbour that sleeps loses ships,” said Ada Quill, its director.")
    >>> found.exact, found.speaker, found.role
    ('A harbour that sleeps loses ships,', 'Ada Quill', 'its director')
    """
    names = tuple(actors)
    marks = quoted(text)
    read = page(text, marks)
    if read.lexicon is None:
        found = _chinese(read, marks, Actors(names))
    else:
        found = _spaced(read, marks, names)
    return sorted(found, key=lambda each: (each.start, each.end))


def _spaced(read: Page, marks: list[Quoted], names: tuple[str, ...]) -> list[Proposal]:
    """The proposals of a text whose words are told apart by spaces."""
    who = cast(read, names)
    kept: list[Quoted] = []
    for each in marks:
        beside = bool(kept) and kept[-1].last > read.paragraph(each.first)[0]
        if is_speech(read, each, attributed(read, who, each), beside):
            kept.append(each)
    # what is no speech belongs to the sentences of the article
    read = page(read.text, kept, [each for each in marks if each not in kept])
    who = cast(read, names)
    told = list(reported(read, who))
    known = Actors(names)
    found = []
    last: tuple[int, Speaker] | None = None
    for each in kept:
        speaker = attributed(read, who, each).speaker or _carried(read, who, each, last)
        if speaker:
            last = (each.last, speaker)
        found.append(_proposal(read, who, known, each.start, each.end, speaker, DIRECT))
    for start, end, speaker in told:
        found.append(_proposal(read, who, known, start, end, speaker, REPORTED))
    return found


def _carried(
    read: Page, who: Cast, each: Quoted, last: tuple[int, Speaker] | None
) -> Speaker | None:
    """Who speaks where the sentence names nobody: who spoke before, else who was named last."""
    start, _ = read.paragraph(each.first)
    named = who.within(start, each.first)
    if last and (last[0] > start or not named):
        between = who.within(last[0], each.first)
        if not between or last[0] > start:
            return last[1]
    mention = named[-1] if named else who.spoken(read, each.first)
    return Speaker(mention.name, mention.start, mention.end, certain=False) if mention else None


def _proposal(
    read: Page, who: Cast, known: Actors, start: int, end: int, speaker: Speaker | None, kind: str
) -> Proposal:
    name = speaker.name if speaker else ""
    role = who.roles.get(name, "") if speaker else ""
    if speaker and not role:
        role = apposition(read, speaker.end)
    return Proposal(
        start=start,
        end=end,
        exact=read.text[start:end],
        speaker=name,
        role=role,
        actor=_actor(who, known, name, role),
        kind=kind,
    )


def _actor(who: Cast, known: Actors, name: str, role: str) -> str:
    """The actor for whom somebody speaks: of the data set, else of the office, else themself."""
    for phrase in (name, role):
        if found := known.in_phrase(phrase):
            return found
    for each in who.organisations:
        if each.name and each.name in role:
            return each.name
    return name


def _chinese(read: Page, marks: list[Quoted], known: Actors) -> list[Proposal]:
    """The proposals of a Chinese text."""
    kept = [each for each in marks if chinese.is_speech(read, each, chinese.told(read, each))]
    read = page(read.text, kept, [each for each in marks if each not in kept])
    spans = [(each.start, each.end, DIRECT, chinese.told(read, each)) for each in kept]
    for start, end, name, pronoun in reported_chinese(read):
        told = chinese.Told(name=None if pronoun else name, pronoun=pronoun, verb=True, near=True)
        spans.append((start, end, REPORTED, told))
    found: list[Proposal] = []
    full: dict[str, tuple[str, str]] = {}
    named = chinese.mentions(read)
    last, at = ("", ""), 0
    for start, end, kind, told in sorted(spans, key=lambda each: each[0]):
        # who was named since then, without saying anything
        passed = [name for place, name in named if at <= place < start]
        if passed and not told.name and (told.pronoun or not told.near or told.stretch[0]):
            last = full.get(passed[-1], (passed[-1], ""))
        sentence = read.text[slice(*told.stretch)]
        here = [pair for pair in full.values() if pair[0] in sentence]
        if here and not told.name and not told.pronoun:
            last = here[0]
        at = end
        if told.name:
            name, role = chinese.name_and_role(told.name)
            known_name = next((pair for pair in full.values() if pair[0] in told.name), None)
            last = known_name if known_name and not role else (name, role)
            full[last[0]] = last
        name, role = last
        actor = known.in_phrase(name) or known.in_phrase(role) or _office(role) or name
        found.append(
            Proposal(
                start=start,
                end=end,
                exact=read.text[start:end],
                speaker=name,
                role=role,
                actor=actor,
                kind=kind,
            )
        )
    return found


def _office(role: str) -> str:
    """The body in the name of an office: 港务局局长 is of 港务局."""
    import re

    found = re.match(
        r"(.{2,}?(?:局|会|會|部|公司|大学|大學|集团|集團|协会|協會|工会|工會|委员会|委員會|政府"
        r"|党|黨|院|所))",
        role,
    )
    return found[1] if found and found[1] != role else ""
