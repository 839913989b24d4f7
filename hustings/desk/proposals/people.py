"""Persons and organisations that a text names: where, by which name, with which office."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from hustings.desk.proposals.lexicon import Lexicon
from hustings.desk.proposals.names import CAPITAL, PLACES_BEFORE, Mention
from hustings.desk.proposals.organisations import organisations
from hustings.desk.proposals.page import COVER, Page

#: what makes an office something that is told of somebody already named
_PREDICATE = re.compile(
    r"(?<!\w)(?:is|was|as|be|been|became|becomes|est|était|devient|comme|ist|war|wird|wurde|als)\s$",
    re.IGNORECASE,
)
#: what stands before a name that is none of a person
_OTHER_THINGS = re.compile(
    r"(?<!\w)(?:the|le|la|du|groupe|société|association|parti|rue|place|quai|entreprise|journal|"
    r"collectif|ville|commune|village|port|école|compagnie|chalutier|parc|canton|quartier|"
    r"verein|firma|partei|gemeinde|stadt|ort|dorf|zeitung|reederei|insel|schiff|fähre|gruppe|"
    r"bündnis|initiative|der|die|das|dem|den|des|company|firm|newspaper|ship|village|town)\s$"
    r"|l['’]$",
    re.IGNORECASE,
)
_PLACES_AFTER = re.compile(
    r"^(?:Street|Sea|Bay|River|Island|Islands|Road|Square|Bridge|Coast|Valley|Bridge|Park|Hall|"
    r"House|Harbour|Harbor|Avenue|City|Town|County|Plan|Act|Bill|Law|Day|Week|Festival|Summit|"
    r"Conference|Report|Prize|Award|Cup|Airport|Station|Gate|Hill|Point|Beach|Forest|Canal|Dam)$"
)


@dataclass
class Cast:
    """Everybody whom a text names, by place, with what is told of each.

    `roles` holds by full name what stands beside it ("mayor of Brill").
    """

    persons: list[Mention]
    organisations: list[Mention]
    roles: dict[str, str] = field(default_factory=dict)

    def spoken(self, page: Page, at: int) -> Mention | None:
        """To whom a pronoun at a place leads: "a letter from the minister" is no mention."""
        place = bisect_left(self.persons, at, key=lambda each: each.start)
        for each in (self.persons[i] for i in range(place - 1, -1, -1)):
            start, _ = page.sentence(each.start)
            passed = self.within(start, each.start) if each.office else []
            # "Ada Quill met the mayor": she is Ada Quill
            if not (each.office and (governed(page, each) or any(not p.office for p in passed))):
                return each
        return None

    def within(self, start: int, end: int) -> list[Mention]:
        """The persons named in a stretch."""
        place = bisect_left(self.persons, start, key=lambda each: each.start)
        near = takewhile(lambda each: each.start < end, islice(self.persons, place, None))
        return [each for each in near if each.end <= end]

    def organised(self, start: int, end: int) -> list[Mention]:
        """The organisations named in a stretch."""
        place = bisect_left(self.organisations, start, key=lambda each: each.start)
        near = takewhile(lambda each: each.start < end, islice(self.organisations, place, None))
        return [each for each in near if each.end <= end]

    def add(self, mention: Mention) -> None:
        """Somebody without a name is named too: the next pronoun leads there."""
        place = bisect_left(self.persons, mention.start, key=lambda each: each.start)
        beside = self.persons[max(0, place - 1) : place + 1]
        if any(each.start < mention.end and mention.start < each.end for each in beside):
            return
        self.persons.insert(place, mention)


def cast(page: Page, actors: tuple[str, ...]) -> Cast:
    """Everybody whom a text names outside quotations."""
    lexicon = page.lexicon
    assert lexicon is not None
    bodies = organisations(page, lexicon, actors)
    taken = [(each.start, each.end) for each in bodies]
    full = _in_full(
        each
        for each in _full_names(page, lexicon)
        if not any(a < each.end and each.start < b for a, b in taken)
    )
    persons = full + _short_names(page, lexicon, full, taken)
    named = [(each.start, each.end) for each in persons]
    persons += _offices(page, lexicon, persons, named)
    persons.sort(key=lambda each: each.start)
    found = Cast(persons, bodies)
    for each in persons:
        said = each.role or apposition(page, each.end)
        if said and not found.roles.get(each.name):
            found.roles[each.name] = said
    return found


def _in_full(found: Iterable[Mention]) -> list[Mention]:
    """Mentions by one name under the full name that the text has used."""
    mentions = list(found)
    full = {each.name.split()[-1]: each.name for each in mentions if " " in each.name}
    return [replace(each, name=full.get(each.name, each.name)) for each in mentions]


def _offices(
    page: Page, lexicon: Lexicon, persons: list[Mention], taken: list[tuple[int, int]]
) -> list[Mention]:
    """Where somebody is called by an office alone: whoever is known to have it, else the phrase."""
    shape = re.compile(
        rf"(?<![\w'’])(?:(?:{lexicon.articles})(?:\s|(?<=['’]))(?:[\w'’-]+\s){{0,2}}?)"
        rf"(?:{lexicon.roles})(?:\s(?:{lexicon.roles}))*(?!\w)(?!-)",
        re.IGNORECASE,
    )
    found = []
    for hit in shape.finditer(page.masked):
        following = page.masked[hit.end() : hit.end() + 3]
        ended = re.match(r",?\s[A-ZÀ-Þ]", following)
        if ended and any(hit.end() < a <= hit.end() + 3 for a, _ in taken):
            continue
        if any(a < hit.end() and hit.start() < b for a, b in taken):
            continue
        words = hit[0].split()
        before = page.masked[max(0, hit.start() - 12) : hit.start()]
        apposed = before.endswith(", ") and any(b == hit.start() - 2 for _, b in taken)
        if apposed or _PREDICATE.search(before):
            continue
        if any(lexicon.verb.fullmatch(word) for word in words[:-1]):
            continue
        office = words[-1].lower().split("'")[-1].split("’")[-1]
        owner = [
            each.name
            for each in persons
            if each.start < hit.start() and office in each.role.lower().split()
        ]
        name = owner[-1] if owner else " ".join(words)
        found.append(Mention(start=hit.start(), end=hit.end(), name=name, office=True))
    counsel = re.compile(
        rf"(?:(?<=\n)|(?<=[.!?]\s))(?i:{lexicon.roles})\s(?:for|of|de|du|der|des)\s"
        rf"(?:the\s|la\s)?{CAPITAL}(?:['’]?\s{CAPITAL})*"
    )
    found += [
        Mention(start=hit.start(), end=hit.end(), name=hit[0])
        for hit in counsel.finditer(page.masked)
    ]
    return found


def governed(page: Page, mention: Mention) -> bool:
    """Whether somebody is named only as part of something else: "a friend of Jonas Reed"."""
    lexicon = page.lexicon
    assert lexicon is not None
    before = page.masked[max(0, mention.start - 30) : mention.start]
    if re.search(rf"(?<!\w)(?:{lexicon.sources})\s$", before, re.IGNORECASE):
        return False
    small = (
        r"(?:of|with|for|by|to|from|about|against|and his|de|du|d['’]|avec|pour|à|contre|"
        r"von|mit|für|gegen|an|über|bei)"
    )
    title = rf"(?:(?:{lexicon.honorifics})\s)?"
    return bool(re.search(rf"(?<!\w){small}\s?{title}$", before, re.IGNORECASE)) or page.masked[
        mention.end : mention.end + 2
    ] in ("’s", "'s")


def apposition(page: Page, end: int) -> str:
    """What is told of somebody right after the name: ", mayor of Brill,"."""
    told = re.match(
        rf",\s+([^,.;:!?()\n{COVER}–—]{{3,90}})(?=[,.;:!?\n{COVER}–—])", page.masked[end:]
    )
    if not told or page.lexicon is None:
        return ""
    said = " ".join(told[1].split())
    first = said.split()[0]
    lexicon = page.lexicon
    if re.fullmatch(rf"(?:{lexicon.pronouns}|and|but|or|et|mais|und|aber)", first, re.IGNORECASE):
        return ""
    if lexicon.verb.match(said) or lexicon.pronoun.match(said):
        return ""
    clause = r"(?:who|which|whose|qui|dont|der|die|das|dass|que|when|while|as|où)"
    office = any(lexicon.role.fullmatch(each) for each in re.findall(r"[\w-]+", said)[:5])
    if re.fullmatch(clause, first, re.IGNORECASE) and not office:
        return ""
    return said if office else ""


def _full_names(page: Page, lexicon: Lexicon) -> list[Mention]:
    run = rf"{CAPITAL}(?:\s(?:(?:{lexicon.particles})\s?){{0,2}}{CAPITAL})+"
    found = []
    for hit in re.finditer(rf"(?<![\w'’-])(?:(?:{lexicon.honorifics})\s)?{run}", page.masked):
        mention = _name(page, lexicon, hit.start(), hit[0])
        if mention:
            found.append(mention)
    return found


def _name(page: Page, lexicon: Lexicon, start: int, run: str) -> Mention | None:
    """The name of a person in a run of words with capitals, without offices and small words."""
    words = list(re.finditer(r"\S+", run))
    role: list[str] = []
    honoured = False
    while len(words) > 1:
        word = words[0][0]
        if re.fullmatch(rf"(?:{lexicon.honorifics})", word):
            honoured = True
        elif lexicon.role.fullmatch(word):
            role.append(word)
        elif word in lexicon.never_names and not PLACES_BEFORE.match(word):
            pass
        elif lexicon.nouns_are_capitals and len(words) > 2 and _is_noun(words):
            role.append(word)
        else:
            break
        words = words[1:]
    named = [word[0] for word in words]
    last = re.sub(r"['’]s?$", "", named[-1])
    if not named[0][:1].isupper() or lexicon.role.fullmatch(last):
        return None
    if len(named) == 1 and not (honoured or role):
        return None
    if any(word in lexicon.never_names for word in named) or run.isupper():
        return None
    if PLACES_BEFORE.match(named[0]) or _PLACES_AFTER.match(last):
        return None
    if any(lexicon.organisation.fullmatch(word) for word in named) and not honoured:
        return None
    at = start + words[0].start()
    before = page.masked[max(0, at - 30) : at]
    place = re.search(rf"(?<!\w)(?:{lexicon.before_places})\s$", before, re.IGNORECASE)
    if not (honoured or role) and (place or _OTHER_THINGS.search(before)):
        return None
    name = " ".join(named)
    name = name[: len(name) - len(named[-1])] + last
    told = _office_before(page, lexicon, at, role)
    return Mention(start=at, end=start + words[-1].start() + len(last), name=name, role=told)


def _is_noun(words: list[re.Match]) -> bool:
    """Whether German has a noun before a name: more than two words, none of them small."""
    return all(word[0][:1].isupper() for word in words)


def _office_before(page: Page, lexicon: Lexicon, at: int, role: list[str]) -> str:
    """The office that stands before a name, with the small words that belong to it."""
    before = page.masked[max(0, at - 80) : at]
    titled = re.search(
        rf"(?<!\w)(?i:{lexicon.articles})(?:\s|(?<=['’]))([^,.;:!?()\n{COVER}]{{3,60}}),\s"
        rf"(?:(?:{lexicon.honorifics})\s)?$", before,
    )  # fmt: skip
    if titled and any(lexicon.role.fullmatch(word) for word in titled[1].split()[:3]):
        return titled[1]
    stop = re.search(rf"[^,.;:!?()\n{COVER}–—“”\"]*$", before)
    words = (stop[0] if stop else "").split()
    kept: list[str] = []
    for word in reversed(words):
        office = bool(lexicon.role.fullmatch(word))
        if not kept and not office and word not in role:
            break
        if kept and (lexicon.verb.fullmatch(word) or lexicon.pronoun.fullmatch(word)):
            break
        if re.fullmatch(rf"(?:{lexicon.articles})", word, re.IGNORECASE):
            break
        if word in lexicon.never_names or len(kept) > 5:
            break
        kept.insert(0, word)
    return " ".join(kept)


def _short_names(
    page: Page, lexicon: Lexicon, full: list[Mention], taken: list[tuple[int, int]]
) -> list[Mention]:
    """Where somebody whom the text has named in full is called by one name."""
    short: dict[str, list[Mention]] = {}
    for each in full:
        for word in {each.name.split()[-1], each.name.split()[0]}:
            if len(word) > 1 and not word.endswith("."):
                short.setdefault(word, []).append(each)
    inside = taken + [(each.start, each.end) for each in full]
    found = []
    for word, owners in short.items():
        for hit in re.finditer(rf"(?<![\w-]){re.escape(word)}(?!\w)", page.masked):
            if any(a <= hit.start() < b for a, b in inside):
                continue
            known = [each for each in owners if each.start < hit.start()] or owners[:1]
            found.append(Mention(start=hit.start(), end=hit.end(), name=known[-1].name))
    honoured = rf"(?<!\w)(?:{lexicon.honorifics})\s({CAPITAL})(?!\s{CAPITAL})"
    for hit in re.finditer(honoured, page.masked):
        if hit[1] not in short and not any(a <= hit.start(1) < b for a, b in inside):
            found.append(Mention(start=hit.start(1), end=hit.end(1), name=hit[1]))
    return found
