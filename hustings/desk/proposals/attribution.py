"""Whether a quotation is speech, and whose: what stands before and after it in its sentence."""

import re
from dataclasses import dataclass

from hustings.desk.proposals.lexicon import Lexicon
from hustings.desk.proposals.marks import Quoted
from hustings.desk.proposals.page import COVER, Page
from hustings.desk.proposals.people import Cast, governed
from hustings.desk.proposals.speakers import Speaker, object_of, opening, subject

#: characters after a quotation in which its verb of speech is looked for
_REACH = 160
#: characters of a sentence before it
_LONGEST = 600
_TERMINAL = re.compile(r"[.!?…]['’\")\]]*$")


@dataclass(frozen=True)
class Said:
    """What tells that a quotation is speech.

    Attributes
    ----------
    speaker : Speaker or None
    verb : bool
        Whether its sentence has a verb of speech, or "according to".
    near : bool
        Whether that stands right beside the quotation.
    """

    speaker: Speaker | None
    verb: bool
    near: bool


def attributed(page: Page, cast: Cast, each: Quoted) -> Said:
    """Who says a quotation, by the words of its own sentence."""
    before = _before(page, each)
    colon = page.masked[: each.first].rstrip()[-1:] == ":"
    if colon and before:
        found = _ahead(page, cast, before, each.first)
        if found.verb:
            return Said(found.speaker, True, True)
    after = _behind(page, cast, each)
    if after.verb and after.near:
        return after
    if page.lexicon is not None and page.lexicon.code == "fr":
        inside = _inside(page, cast, each)
        if inside:
            return Said(inside, True, True)
    found = _ahead(page, cast, before, each.first)
    if found.verb:
        return found
    if colon:
        # no verb of speech, but a colon: whoever the sentence is about
        here = [one for one in cast.within(before, each.first) if not governed(page, one)]
        if here:
            return Said(Speaker(here[0].name, here[0].start, here[0].end), False, True)
        if lead := opening(page, before, each.first):
            return Said(lead, False, True)
    return after


def _before(page: Page, each: Quoted) -> int:
    """Where what stands before a quotation in its sentence begins."""
    start, _ = page.sentence(each.first)
    return max(min(start, each.first), each.first - _LONGEST)


def _ahead(page: Page, cast: Cast, start: int, end: int) -> Said:
    """A verb of speech before a quotation."""
    lexicon = page.lexicon
    assert lexicon is not None
    source = _last(lexicon.source, page.masked, start, end)
    told = _last(re.compile(rf"\s(?:{lexicon.after_sources})(?!\w)"), page.masked, start, end)
    if told:
        return Said(subject(page, cast, start, told.start()), True, False)
    held = re.compile(lexicon.holding).match(page.masked, start, end)
    verbs = _verbs(page, lexicon, start, end)
    if source and (not verbs or verbs[-1].start() < source.start()):
        return Said(object_of(page, cast, source.end(), end), True, False)
    if held and not verbs:
        return Said(object_of(page, cast, held.end(), end), True, False)
    if not verbs and re.compile(lexicon.telling).search(page.masked, start, end):
        return Said(None, True, False)
    for verb in reversed(verbs):
        near = bool(re.fullmatch(rf"[^{COVER}.;!?]{{0,60}}", page.masked[verb.end() : end]))
        begin = max(start, page.masked.rfind(COVER, start, verb.start()) + 1)
        # the verb of an earlier clause has a subject of its own
        earlier = [each.end() for each in verbs if each.end() <= verb.start()]
        cut = [
            at
            for at in earlier
            if re.search(r"[,;]|\b(?:and|et|und|but)\b", page.masked[at : verb.start()])
        ]
        who = subject(page, cast, max([begin, *cut[-1:]]), verb.start())
        inverted = lexicon.code != "en" or page.masked[start : verb.start()].strip() == ""
        if inverted and (who is None or _adverbial(page, lexicon, start, verb.start(), who)):
            who = object_of(page, cast, verb.end(), end) or who
        if who is None and begin > start:
            who = subject(page, cast, start, begin - 1)
        if who is None:
            who = subject(page, cast, start, verb.start())
        return Said(who, True, near)
    return Said(None, False, False)


def _adverbial(page: Page, lexicon: Lexicon, start: int, end: int, who: Speaker) -> bool:
    """Whether what stands before a verb is no subject: German may put the time there."""
    if lexicon.code != "de":
        return False
    first = page.masked[start:end].split()
    small = (
        "am im in bei beim nach vor an auf zuvor gestern heute dazu dort später mit zum zur während"
    )
    return bool(first) and first[0].lower() in small.split() and who.start > start


def _behind(page: Page, cast: Cast, each: Quoted) -> Said:
    """A verb of speech after a quotation."""
    lexicon = page.lexicon
    assert lexicon is not None
    inner = page.text[each.start : each.end]
    _, end = page.paragraph(each.first)
    end = max(end, each.last)
    stop = re.compile(rf"[.;!?:\n](?=\s|$)|{COVER}")
    limit = min(end, each.last + _REACH)
    hits = stop.finditer(page.masked, each.last, limit)
    short = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|M|Mme|[A-Z])\.$")
    ends = (hit for hit in hits if not short.search(page.masked, each.last, hit.end()))
    found = next(ends, None)
    limit = found.start() if found else limit
    rest = page.masked[each.last : limit]
    lead = re.match(r"[\s,–—-]*", rest)
    at = each.last + (len(lead[0]) if lead else 0)
    body = page.masked[at:limit]
    verb = lexicon.verb.search(page.masked, at, limit)
    ended = bool(re.search(r"[.…]['’\"]*$", inner)) or rest[:1] == "."
    if lexicon.code == "de":
        so = re.match(r"(?:so|laut)\s(?=\S)", body)
        if so:
            return Said(object_of(page, cast, at + so.end(), limit), True, True)
        if re.search(r"\szufolge$", body.strip()):
            stretch = at + body.rfind("zufolge")
            return Said(subject(page, cast, at, stretch), True, True)
    source = lexicon.source.match(page.masked, at, limit)
    if source and not (ended and body[:1].isupper()):
        return Said(object_of(page, cast, source.end(), limit), True, True)
    named = re.match(r"(?:s['’])?[a-zà-ÿ-]{3,}\s(?:[a-zà-ÿ-]+in\s)?", body)
    if named and ("," in page.text[each.end : at] or inner[-1] in "!?") and not ended:
        # a verb that no list has: "», s'agace Paul Drevin"
        begin = at + named.end()
        persons = [one for one in cast.within(begin, limit) if one.start - begin <= 5]
        if persons:
            return Said(Speaker(persons[0].name, persons[0].start, persons[0].end), True, True)
    if verb is None:
        return Said(None, False, False)
    gap = page.masked[at : verb.start()]
    if re.fullmatch(rf"(?:\s|(?:{lexicon.auxiliaries})(?:\s|(?<=['’])|-))*", gap, re.IGNORECASE):
        if ended and body[:1].isupper():
            return Said(None, False, False)
        who = object_of(page, cast, verb.end(), limit)
        aux = re.search(r"-t-(il|elle|on|ils|elles)\s*$", gap)
        if aux or who is None:
            who = subject(page, cast, at, verb.start()) or who
        return Said(who or _main(page, cast, each), True, True)
    if re.match(r"(?:and|but|et|mais|und|aber|or|while|as|which|that|qui|que|der|die|das)\s", body):
        return Said(_main(page, cast, each), True, False) if not ended else Said(None, False, False)
    words = len(gap.split())
    if words > 14 or "," in gap and gap.count(",") > 2:
        return Said(None, False, False)
    if ended and lexicon.code == "en" and re.search(r"\.['’\"]*$", inner):
        # a sentence of its own follows
        return Said(None, False, False)
    who = subject(page, cast, at, verb.start())
    begins = who is not None and who.start - at <= 40
    return Said(who, begins or not ended, begins)


def _main(page: Page, cast: Cast, each: Quoted) -> Speaker | None:
    """The subject of the sentence in which a quotation stands."""
    start = _before(page, each)
    return subject(page, cast, start, each.first) if start < each.first else None


def _inside(page: Page, cast: Cast, each: Quoted) -> Speaker | None:
    """French puts who speaks into the quotation itself: "..., a-t-il dit, ..."."""
    lexicon = page.lexicon
    assert lexicon is not None
    text = page.text
    inverted = re.compile(
        r",\s+(?:(?:s['’])?(?:a|ont|est|sont|avait)-(?:t-)?(il|elle|on|ils|elles)\s(?:\w+\s)?\w+|"
        rf"(?:s['’])?(?:{lexicon.verbs})-(?:t-)?(il|elle|on|ils|elles))",
        re.IGNORECASE,
    ).search(text, each.start, each.end)
    if inverted:
        last = cast.spoken(page, each.first)
        return Speaker(last.name, inverted.start(), inverted.end()) if last else None
    named = re.compile(
        rf",\s(?:s['’]|a\s"
        rf"|ont\s)?(?:{lexicon.verbs})\s((?:(?:{lexicon.honorifics})\s)?[^,.«»]{{3,60}})[,.]",
        re.IGNORECASE,
    ).search(text, each.start, each.end)
    if named and (named[1][:1].isupper() or re.match(rf"(?:{lexicon.articles})", named[1])):
        words = re.sub(rf"^(?:{lexicon.honorifics})\s", "", named[1])
        known = [one.name for one in cast.persons if one.name.split()[-1] == words.split()[-1]]
        return Speaker(known[0] if known else words, named.start(1), named.end(1))
    return None


def _verbs(page: Page, lexicon: Lexicon, start: int, end: int) -> list[re.Match]:
    return list(lexicon.verb.finditer(page.masked, start, end))


def _last(pattern: re.Pattern, text: str, start: int, end: int) -> re.Match | None:
    return next(iter(list(pattern.finditer(text, start, end))[-1:]), None)


def is_speech(page: Page, each: Quoted, said: Said, beside: bool) -> bool:
    """Whether what stands in marks is said by somebody, and no title, name or doubtful word.

    `beside` tells whether a quotation stands before it in its paragraph.
    """
    lexicon = page.lexicon
    assert lexicon is not None
    inner = page.text[each.start : each.end]
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", inner)
    lead = page.masked[max(0, each.first - 90) : each.first].rstrip()
    line = lead.rsplit("\n", 1)[-1]
    colon = line.endswith(":")
    ended = bool(_TERMINAL.search(inner))
    comma = inner.endswith(",") or page.text[each.last : each.last + 1] == ","
    if not words:
        return False
    if said.verb and inner[:1].islower() and _calls(page, lexicon, each):
        return True
    if not colon and re.search(rf"(?:{lexicon.not_speech})", line, re.IGNORECASE):
        return ended and len(words) > 6 and said.near
    if beside and ended and len(words) <= 3:
        return True
    if said.verb and _noun_called(lexicon, line):
        return True
    if len(words) == 1 and not (colon or ended or comma):
        return False
    if _titled(lexicon, words, inner) and not (ended and said.verb) and not colon:
        return comma and said.near and not _calls(page, lexicon, each) and len(words) > 3
    if colon:
        return said.verb or len(words) > 3 or ended
    if len(words) <= 3:
        if (ended or comma) and said.near:
            return True
        if said.verb and _calls(page, lexicon, each):
            return inner[:1].islower() or lexicon.nouns_are_capitals
        whole = ended and len(words) > 1 and inner[:1].isupper() and _alone(page, each)
        return whole and (beside or inner[-1] in "!?")
    if len(words) <= 6:
        return said.verb or (ended and inner[:1].isupper())
    return True


def _calls(page: Page, lexicon: Lexicon, each: Quoted) -> bool:
    """Whether a verb like "called it" stands right before the marks."""
    start, _ = page.sentence(each.first)
    before = page.masked[max(start, each.first - 120) : each.first]
    return bool(re.search(rf"(?<!\w)(?:{lexicon.calling})", before, re.IGNORECASE))


def _noun_called(lexicon: Lexicon, line: str) -> bool:
    """Whether a noun is quoted in German: "sprach von einem …", which is no name of a thing."""
    return lexicon.nouns_are_capitals and bool(
        re.search(
            rf"(?:{lexicon.verbs})\s(?:\w+\s){{0,4}}(?:von|vor|als)\s(?:eine[mrn]?\s)?$", f"{line} "
        )
    )


def _alone(page: Page, each: Quoted) -> bool:
    """Whether a quotation makes up its whole paragraph or sentence."""
    start, _ = page.sentence(each.first)
    return not page.masked[start : each.first].strip()


def _titled(lexicon: Lexicon, words: list[str], inner: str) -> bool:
    """Whether all words of weight begin with capitals, as in an English title."""
    if lexicon.nouns_are_capitals or len(words) < 2:
        return False
    heavy = [word for word in words if len(word) > 3 or word[:1].isupper()]
    return len(heavy) > 1 and all(word[:1].isupper() for word in heavy) and inner[:1].isupper()
