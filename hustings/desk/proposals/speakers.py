"""Who says it: the speaker of a quotation, from the verb of speech beside it (en, fr, de)."""

import re
from dataclasses import dataclass

from hustings.desk.proposals.lexicon import Lexicon
from hustings.desk.proposals.names import Mention
from hustings.desk.proposals.page import COVER, Page
from hustings.desk.proposals.people import Cast, governed

#: what ends a phrase that names somebody
_STOP = rf"[,.;:!?()\n{COVER}–—]"
_LONGEST_PHRASE = 9
_ADVERBS = (
    r"(?:\w+ly|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|later|then|also|again|too|"
    r"auch|dann|später|hier|gestern|heute|aussi|ensuite)"
)


@dataclass(frozen=True)
class Speaker:
    """Who speaks: the name or phrase, and where it stands (the subject's `start` and `end`)."""

    name: str
    start: int
    end: int
    certain: bool = True


def subject(page: Page, cast: Cast, start: int, end: int) -> Speaker | None:
    """Who is the subject of a verb that stands at `end`, in a stretch before it."""
    lexicon = page.lexicon
    assert lexicon is not None
    stretch = page.masked[start:end]
    trimmed = re.sub(
        rf"(?:(?<!\w)(?:{lexicon.auxiliaries}|{_ADVERBS})|\s|-t-)+$", "", stretch, flags=re.I
    )
    alone = re.search(rf"(?<![\w-])(?:{lexicon.pronouns})$", trimmed, re.IGNORECASE)
    if alone:
        return pronoun(page, cast, start + alone.start(), start + alone.end())
    if inverted := re.search(r"-t-(?:il|elle|ils|elles|on)\s*$", stretch):
        return pronoun(page, cast, start + inverted.start(), start + inverted.end())
    persons = cast.within(start, end)
    free = [each for each in persons if not governed(page, each)]
    free = [each for each in free if not each.office] or free
    if free:
        chosen = free[-1] if len(free) == 1 or not trimmed.endswith(",") else free[0]
        return _whole(page, cast, chosen, trimmed, start)
    phrase = _phrase_before(lexicon, trimmed)
    if phrase:
        at = start + stretch.rfind(phrase)
        return _phrase(page, cast, phrase, at)
    return _person(persons[0]) if persons else None


def object_of(page: Page, cast: Cast, start: int, end: int) -> Speaker | None:
    """Who stands right after a verb of speech or "according to"."""
    lexicon = page.lexicon
    assert lexicon is not None
    skipped = re.compile(
        rf"(?:\s|-t-|-|(?:{_ADVERBS}|{lexicon.auxiliaries})(?=\s))*", re.IGNORECASE
    )
    found = skipped.match(page.masked, start, end)
    at = found.end() if found else start
    said = page.masked[at:end]
    alone = re.match(rf"(?:{lexicon.pronouns})(?!\w)", said, re.IGNORECASE)
    if alone:
        return pronoun(page, cast, at, at + alone.end())
    chunk = re.match(rf"[^{_STOP[1:-1]}]*", said)
    phrase = chunk[0].rstrip() if chunk else ""
    if not phrase:
        return None
    near = cast.within(at, at + len(phrase))
    near = [each for each in near if not each.office]
    if near and (near[0].start == at or not governed(page, near[0])):
        return _person(near[0])
    following = re.match(
        rf",\s*(?:(?:{lexicon.honorifics})\s)?", page.masked[at + len(phrase) : end]
    )
    if following and _nominal(lexicon, phrase):
        begin = at + len(phrase) + following.end()
        appended = [each for each in cast.within(begin, end) if each.start == begin]
        if appended:
            return _person(appended[0])
    phrase = _shortened(lexicon, phrase)
    office = [each for each in cast.within(at, at + len(phrase)) if each.start == at]
    if office and office[0].name != page.masked[at : office[0].end]:
        # an office of which the text has told who holds it
        return _person(office[0])
    many = lexicon.code == "en" and 0 < len(phrase.split()) <= 2 and phrase.endswith("s")
    capital = many or phrase[:1].isupper() and phrase.split()[0] not in lexicon.never_names
    if phrase and (capital or _nominal(lexicon, phrase)):
        if len(phrase.split()) > _LONGEST_PHRASE:
            return None
        return _phrase(page, cast, phrase, at)
    return None


def pronoun(page: Page, cast: Cast, start: int, end: int) -> Speaker | None:
    """A pronoun leads to the person named last."""
    last = cast.spoken(page, start)
    return Speaker(last.name, start, end) if last else None


def _whole(page: Page, cast: Cast, chosen: Mention, stretch: str, start: int) -> Speaker:
    """Somebody, or an office with what belongs to it: "a spokeswoman for the ministry"."""
    lexicon = page.lexicon
    assert lexicon is not None
    own = page.masked[chosen.start : chosen.end]
    if chosen.office and chosen.name == " ".join(own.split()):
        phrase = _phrase_before(lexicon, stretch)
        if phrase.startswith(own) and start + stretch.rfind(phrase) == chosen.start:
            return Speaker(" ".join(phrase.split()), chosen.start, chosen.start + len(phrase))
    return _person(chosen)


def opening(page: Page, start: int, end: int) -> Speaker | None:
    """The phrase for somebody with which a sentence begins, where no verb of speech tells."""
    lexicon = page.lexicon
    assert lexicon is not None
    found = re.compile(
        rf"\s*((?:{lexicon.articles})(?:\s|(?<=['’]))[\w-]+(?:\s(?:des|de|du|of|for|der)\s(?:the\s)?[\w-]+)?)",
        re.IGNORECASE,
    ).match(page.masked, start, end)
    return Speaker(found[1], found.start(1), found.end(1), certain=False) if found else None


def _person(mention: Mention) -> Speaker:
    return Speaker(mention.name, mention.start, mention.end)


def _phrase(page: Page, cast: Cast, phrase: str, at: int) -> Speaker:
    """Somebody without a name of their own; a pronoun may lead there later."""
    inside = cast.organised(at, at + len(phrase))
    name = " ".join(phrase.split())
    if inside and inside[0].start - at <= 4:
        # "the Port Authority", not "the chair of the Port Authority"
        name = inside[0].name
    cast.add(Mention(start=at, end=at + len(phrase), name=name))
    return Speaker(name, at, at + len(phrase))


def _nominal(lexicon: Lexicon, phrase: str) -> bool:
    """Whether a phrase begins as one for somebody does."""
    return bool(re.match(rf"(?:{lexicon.articles})(?:\s|(?<=['’]))", phrase, re.IGNORECASE))


def _shortened(lexicon: Lexicon, phrase: str) -> str:
    """The phrase without what is told of time, place and hearers."""
    cut = (
        r"\s(?:in (?:a|an)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|at (?:a|the)|during"
        r"|after|when|while|"
        r"as|that|who|which|before|yesterday|to (?:the|a|reporters|journalists)|this|last|"
        r"lors|dans un|devant|mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|qui|après|avant|"
        r"que|hier|ce|à l|"
        r"am (?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|am Mittwoch|gegenüber|im Gespräch|nach der"
        r"|vor dem|"
        r"vor der|bei einer|bei der|auf einer|auf der|dieser Zeitung|dem|den|zu|im)\b"
    )
    return re.split(cut, phrase, maxsplit=1)[0].strip()


def _phrase_before(lexicon: Lexicon, stretch: str) -> str:
    """The phrase for somebody that ends a stretch, or stands before an insertion at its end."""
    closed = stretch.rstrip().endswith(",")
    chunks = [chunk.strip() for chunk in re.split(_STOP, stretch) if chunk.strip()]
    if not chunks:
        return ""
    chunk = chunks[0] if closed and len(chunks) > 1 else chunks[-1]
    chunk = re.sub(
        r"^(?:but|and|meanwhile|still|yet|then|so|later|for|mais|et|pourtant|or|und|aber|doch)\s",
        "", chunk, flags=re.IGNORECASE,
    )  # fmt: skip
    chunk = re.sub(rf"(?:\s(?:{lexicon.auxiliaries}))+$", "", chunk, flags=re.IGNORECASE)
    if joined := re.match(
        rf"((?:(?:{lexicon.articles})\s)?[\w'’-]+)\s.*\s(?:and|et|und)$", chunk, re.IGNORECASE
    ):
        # "one pensioner stood up and shouted"
        chunk = joined[1]
    words = chunk.split()
    if not words or len(words) > _LONGEST_PHRASE + 3:
        return ""
    if _nominal(lexicon, chunk):
        return _without_clause(chunk)
    first = re.search(
        rf"(?<!\w)(?:{lexicon.articles})\s(?:[^\s]+\s?){{1,7}}$", chunk, re.IGNORECASE
    )
    if first and words[0] in lexicon.never_names:
        return _without_clause(first[0].strip())
    if words[0] in lexicon.never_names or len(words) > 5:
        return ""
    return chunk if chunk[:1].isupper() or len(words) <= 3 else ""


def _without_clause(phrase: str) -> str:
    return re.split(r"\s(?:who|which|that|qui)\s", phrase, maxsplit=1)[0]
