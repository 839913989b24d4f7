"""References and in-text citations of statements in APA style (7th edition), as plain text.

American Psychological Association (2020), Publication Manual, 7th edition, chapters 8 and 9: only
what was read stands in the list, and who is quoted there is named in the text, "as cited in" it;
works without a title are described in square brackets, those without a date are "n.d.", and those
of one author and year get letters.
"""

import re
from collections import defaultdict
from datetime import date

import pandas as pd

from hustings.export.reference import Name, Reference, references
from hustings.fold import fold

#: what makes two statements cite the same work
Work = tuple[Name | None, date | None, str, str]
#: stands over the citations in the text, below the list
IN_TEXT = "In the text:"
_LEADING = re.compile(r"^(?:a|an|the) ")


def apa(statements: pd.DataFrame) -> str:
    """The list of references, one work a line, and below it how the text cites each statement.

    Works are in the order of the alphabet; statements, after a line `IN_TEXT`, in the order given:
    who is quoted, "as cited in" the work, and the words. Italics of titles are for the writer.
    """
    cited = references(statements)
    works = sorted({_work(it): it for it in cited}.values(), key=_order)
    letters = _letters(works)
    lines = [_entry(it, letters.get(_work(it), "")) for it in works]
    if cited:
        lines += ["", IN_TEXT]
        lines += [_in_text(it, letters.get(_work(it), "")) for it in cited]
    return "\n".join(lines)


def initials(given: str) -> str:
    """Given names as APA shortens them.

    >>> initials("Jean-Luc Anna")
    'J.-L. A.'
    """
    said = []
    for word in given.replace(".", ". ").split():
        if word.isupper() and len(word) in (2, 3) and "." not in word:
            said += [f"{letter}." for letter in word]
        else:
            said.append("-".join(f"{part[0]}." for part in word.split("-") if part))
    return " ".join(said)


def _work(it: Reference) -> Work:
    return it.author, it.day, it.title, it.url


def _entry(it: Reference, letter: str) -> str:
    """One work: who, when, title, site, address; a title comes first where nobody is named."""
    when = f"({_year(it, letter)}{f', {it.day:%B} {it.day.day}' if it.day else ''})."
    if it.author is None:
        parts = [stopped(it.title), when, it.url]
    else:
        # APA leaves the site out where it is the author.
        site = "" if it.site.casefold() == it.author.text.casefold() else stopped(it.site)
        parts = [stopped(_listed(it.author)), when, stopped(it.title), site, it.url]
    return " ".join(part for part in parts if part)


def _in_text(it: Reference, letter: str) -> str:
    """How the text cites one statement, with its words or what it says."""
    if it.author is None:
        work = it.title if it.title.startswith("[") else f"“{it.title}”"
    else:
        work = it.author.family or it.author.text
    work = f"{work} ({_year(it, letter)})"
    source = f"{it.said}, as cited in {work}" if it.said else work
    words = it.quote or it.summary
    return f"{source}: {words}" if words else source


def _listed(name: Name) -> str:
    return f"{name.family}, {initials(name.given)}" if name.family else name.text


def _year(it: Reference, letter: str) -> str:
    if it.day is None:
        return f"n.d.-{letter}" if letter else "n.d."
    return f"{it.day.year:04}{letter}"


def _order(it: Reference) -> tuple:
    """By author, or title where there is none, then undated ones first, by date, by title."""
    title = _LEADING.sub("", fold(it.title.strip("[]")))
    who = title if it.author is None else fold(_listed(it.author))
    return who, it.day is not None, it.day or date.min, title, it.url


def _letters(works: list[Reference]) -> dict[Work, str]:
    """The letter of each work whose author has several of one year."""
    alike: dict[tuple, list[Reference]] = defaultdict(list)
    for it in works:
        name = fold(it.title if it.author is None else _listed(it.author))
        alike[name, it.day.year if it.day else None].append(it)
    return {
        _work(it): _letter(number)
        for group in alike.values()
        if len(group) > 1
        for number, it in enumerate(group)
    }


def _letter(number: int) -> str:
    """a to z, then aa, ab and so on."""
    before, at = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + at)


def stopped(text: str) -> str:
    """A text with a full stop, unless it ends in a mark of its own."""
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."
