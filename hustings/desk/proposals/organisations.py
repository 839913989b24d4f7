"""Organisations that a text names: those of the data set, and what a word says is one."""

import re

from hustings.desk.proposals.lexicon import Lexicon
from hustings.desk.proposals.names import CAPITAL, PLACES_BEFORE, Mention
from hustings.desk.proposals.page import Page


def _part(text: str, hit: re.Match) -> bool:
    """Whether a name of one word is only part of a longer one: "Ann" of "Ann Lee"."""
    if " " in hit[0]:
        return False
    return bool(re.match(rf"\s{CAPITAL}", text[hit.end() : hit.end() + 40]))


def organisations(page: Page, lexicon: Lexicon, actors: tuple[str, ...]) -> list[Mention]:
    """Names of the data set, then runs of words with capitals of which one says what it is."""
    found: list[Mention] = []

    def free(start: int, end: int) -> bool:
        return not any(each.start < end and start < each.end for each in found)

    for actor in sorted(actors, key=len, reverse=True):
        for hit in re.finditer(rf"(?<![\w]){re.escape(actor)}(?!\w)", page.masked):
            if free(hit.start(), hit.end()) and not _part(page.masked, hit):
                found.append(Mention(start=hit.start(), end=hit.end(), name=actor))
    small = r"(?:of|for|and|the|de|du|des|la|le|les|et|für|der|von)\s"
    linked = rf"(?:['’]?\s(?:{small}){{0,3}}|\sd['’]){CAPITAL}"
    for hit in re.finditer(rf"(?<![\w'’-]){CAPITAL}(?:{linked})*", page.masked):
        run, start = hit[0], hit.start()
        first = run.split()[0]
        while first in lexicon.never_names and " " in run and not PLACES_BEFORE.match(first):
            cut = len(first) + len(run[len(first) :]) - len(run[len(first) :].lstrip())
            run, start = run[cut:], start + cut
            first = run.split()[0]
        run = re.sub(r"['’]s$", "", run)
        parts = re.fullmatch(
            rf"({CAPITAL}(?:\s{CAPITAL})+?)\s(?:of|de|du|von|der|des|la|the)\s(?:the\s|la\s"
            rf"|der\s)?(.+)",
            run,
        )
        if parts and not lexicon.organisation.search(parts[1]):
            # "Hettie Crane of the Ramblers' League"
            run, start = parts[2], start + parts.start(2)
        named = lexicon.organisation.search(run)
        letters = re.fullmatch(r"[A-Z][A-Z&-]{1,7}", run)
        if (named or letters) and run not in lexicon.never_names and free(start, start + len(run)):
            if lexicon.nouns_are_capitals and named:
                # what follows is a name of its own: "Stadtrat Ralf Köttering"
                run = run[: named.end()]
                cut = max(
                    run.rfind(link) + len(link) for link in (" der ", " des ", " von ", " für ")
                )
                if cut > 5:
                    run, start = run[cut:], start + cut
            if lexicon.nouns_are_capitals and " " not in run and not letters:
                article = page.masked[max(0, start - 5) : start]
                if not re.search(r"(?i)(?:der|die|das|dem|den|des)\s$", article):
                    continue
            found.append(Mention(start=start, end=start + len(run), name=run))
    return sorted(found, key=lambda each: each.start)
