"""Reported speech: what somebody is said to have said, without quotation marks."""

import re
from collections.abc import Iterator

from hustings.desk.proposals import chinese
from hustings.desk.proposals.page import COVER, Page
from hustings.desk.proposals.people import Cast
from hustings.desk.proposals.speakers import Speaker, object_of, subject

#: words that a clause has at least
_LEAST = 4
#: "called for", "demanded" and the like, which report without "that"
_ASKING = {
    "en": r"(?:called|calls|calling)\s(?:for|on)\s|(?:demanded|demands|urged|urges|promised"
    "|pledged|vowed|"
    r"proposed|recommended|announced|rejected|denied|welcomed|condemned|criticised)\s",
    "fr": r"(?:a\s|ont\s)?(?:réclam\w+|exig\w+|promet(?:tent)?|promis|dénonc\w+|propos\w+"
    r"|demand\w+|annonc\w+)\s",
    "de": r"(?:forderte[n]?|fordert|fordern|verlangte|verlangt|kritisierte|kritisiert|verspricht"
    "|versprach|"
    r"kündigte|begrüßte)\s",
}  # fmt: skip


def reported(page: Page, cast: Cast) -> Iterator[tuple[int, int, Speaker]]:
    """Start and end of what is reported, and who said it, in sentences without quotations."""
    lexicon = page.lexicon
    assert lexicon is not None
    for start, end in page.sentences:
        sentence = page.masked[start:end]
        lead = len(sentence) - len(sentence.lstrip())
        stop = start + len(sentence.rstrip().rstrip(".!?…"))
        start += lead
        if COVER in sentence or stop <= start:
            continue
        found = _sourced(page, cast, start, stop) or _verbed(page, cast, start, stop)
        if found and len(page.text[found[0] : found[1]].split()) >= _LEAST:
            yield found


def _sourced(page: Page, cast: Cast, start: int, end: int) -> tuple[int, int, Speaker] | None:
    """ "According to the mayor, …" and "…, according to the mayor"."""
    lexicon = page.lexicon
    assert lexicon is not None
    found = lexicon.source.search(page.masked, start, end)
    if not found:
        return None
    who = object_of(page, cast, found.end(), end)
    if who is None:
        return None
    if found.start() - start > 12:
        return start, _trim(page, start, found.start()), who
    after = re.compile(r",\s+").search(page.masked, who.end, end)
    if after:
        return after.end(), end, who
    if lexicon.code == "de":
        return who.end + 1, end, who
    return None


def _verbed(page: Page, cast: Cast, start: int, end: int) -> tuple[int, int, Speaker] | None:
    lexicon = page.lexicon
    assert lexicon is not None
    masked = page.masked
    that = re.compile(
        rf"(?<!\w)(?:{lexicon.verbs})(?:\s[^,.;]{{1,40}}?)??(?:,?\s(?:{lexicon.that})\s?)",
        re.IGNORECASE,
    ).search(masked, start, end)
    if that:
        who = subject(page, cast, start, that.start())
        if who is None or (lexicon.code == "de" and _late(masked, start, that.start())):
            verb = lexicon.verb.match(masked, that.start())
            who = object_of(page, cast, verb.end(), that.end()) if verb else who
        return (that.end(), end, who) if who else None
    closing = re.compile(
        rf",\s(?=(?:[^,]{{0,60}}\s)?(?:{lexicon.verbs})(?:\s[^,]{{0,80}})?$)", re.IGNORECASE
    )
    tail = next(iter(list(closing.finditer(masked, start, end))[-1:]), None)
    if tail and len(masked[start : tail.start()].split()) >= _LEAST:
        verb = lexicon.verb.search(masked, tail.end(), end)
        if verb:
            who = subject(page, cast, tail.end(), verb.start()) or object_of(
                page, cast, verb.end(), end
            )
            if who:
                return start, tail.start(), who
    asking = re.compile(rf"(?<!\w)(?:{_ASKING[lexicon.code]})", re.IGNORECASE)
    asked = asking.search(masked, start, end)
    if asked:
        who = subject(page, cast, start, asked.start())
        return (asked.start(), end, who) if who else None
    if lexicon.code == "de":
        after = re.compile(rf"(?<!\w)(?:{lexicon.verbs})(?:\s[^,.;]{{1,40}}?)??,\s").search(
            masked, start, end
        )
        if after:
            who = subject(page, cast, start, after.start())
            return (after.end(), end, who) if who else None
    if lexicon.code == "en":
        bare = re.compile(r"\b(?:said|says|believes|thinks|argued|insisted|warned)\s(?=\w)").search(
            masked, start, end
        )
        if bare and bare.start() - start > 2:
            who = subject(page, cast, start, bare.start())
            return (bare.end(), end, who) if who else None
    return None


def _late(masked: str, start: int, end: int) -> bool:
    first = masked[start:end].split()
    return bool(first) and first[0] in (
        "Am",
        "Im",
        "In",
        "Bei",
        "Nach",
        "Vor",
        "Auf",
        "Gestern",
        "Dazu",
    )


def _trim(page: Page, start: int, end: int) -> int:
    return start + len(page.masked[start:end].rstrip().rstrip(",").rstrip())


def reported_chinese(page: Page) -> Iterator[tuple[int, int, str, bool]]:
    """Start and end of what is reported, who said it, and whether that is only a pronoun."""
    for start, end in page.sentences:
        sentence = page.masked[start:end]
        if COVER in sentence:
            continue
        found = re.search(rf"^\s*([^，。：]{{1,40}}?)(?:{chinese.VERB})(?:，|：|,)?", sentence)
        if not found:
            continue
        who = chinese.phrase(found[1])
        stop = start + len(sentence.rstrip("。！？ \n"))
        begin = start + found.end()
        if who and stop - begin >= 6:
            yield begin, stop, who, bool(re.fullmatch("[他她它]们?", who))
