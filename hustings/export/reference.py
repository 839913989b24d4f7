"""What a citation of a statement is made of: author, date, title and site of the work it stands in.

The author is who publishes: the outlet. Who is quoted is never the author of what an outlet wrote;
they are named beside it, as cited there. Only where somebody speaks on a page of their own are both
the same. Tables have no column for the writer of an article, so that none is named.
"""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import pandas as pd

from hustings.one_line import one_line
from hustings.query import as_date

#: the longest citation key
KEY_LENGTH = 80
#: words before a surname that belong to it
PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la")
    + ("le", "ten", "ter", "van", "von", "y", "zu", "zur")
)

#: what an address must spell as %XX, and what would end a field of BibTeX
_UNSAFE = re.compile(r'[\s{}\\^<>"`|]')
#: what makers of tables write where a page shows no title, as in "Report on X (title not shown)"
_NO_TITLE = re.compile(
    r"\s*\((?=[^()]*\b(?:title|headline|opening words|the excerpt|page address)\b)[^()]*\)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_'’.-]*)*")


@dataclass(frozen=True)
class Name:
    """A name as it stands in the data; of a person `family` and `given` as well, else empty."""

    text: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What is cited of one statement; text without a value is empty.

    `author` is missing where only a title is known; `said` is who is quoted, "" where that is the
    author. A `title` in square brackets describes what has none.
    """

    key: str
    author: Name | None
    said: str
    day: date | None
    title: str
    site: str
    url: str
    quote: str
    summary: str


def references(statements: pd.DataFrame) -> list[Reference]:
    """What is cited of each statement, in the order given.

    Parameters
    ----------
    statements : DataFrame
        One row for each statement.

    Returns
    -------
    list of Reference
        The author is the publisher, or where none is named the site of the address. It is the
        person who speaks where the source is an original (`source_kind`), published under that
        person's name, and who speaks or acts where no source is named at all.
    """
    taken: set[str] = set()
    return [_reference(row, taken) for row in statements.to_dict("records")]


def _reference(row: dict, taken: set[str]) -> Reference:
    actor, speaker = line(row["actor"]), line(row["speaker"])
    summary, quote = line(row["summary"]), line(row["quote"])
    named, url = line(row["source_title"]), address(row["url"])
    site = line(row["publisher"]) or _host(url)
    original = line(row.get("source_kind")) == "original"
    who = speaker or actor or "Unknown"
    said = who if not actor or speaker.casefold() in ("", actor.casefold()) else f"{who} ({actor})"
    if original and speaker and same(site, speaker):
        author, said = person(speaker), ""
    elif site:
        author = Name(site)
        own = site.casefold() == who.casefold() or (original and same(site, actor))
        said = "" if own and not (speaker and said != who) else said
    elif named:
        author = None
    else:
        author, said = (person(speaker) if speaker else Name(who)), ""
    return Reference(
        key=key_of(line(row["statement_id"]), taken),
        author=author,
        said=said,
        day=as_date(row["date"]),
        title=titled(named, summary or quote),
        site=site,
        url=url,
        quote=quote and f"“{quote}”",
        summary=summary,
    )


def titled(title: str, words: str) -> str:
    """A title, or a description in square brackets of what has none.

    `words` describe it where the table says nothing but that there is no title.

    >>> titled("Statement on moratoria (title not shown)", "")
    '[Statement on moratoria]'
    """
    known = _NO_TITLE.sub("", title)
    if known and known == title:
        return title
    # The description stands before a full stop of the entry; dots that leave words out stay.
    described = re.sub(r"(?<!\.)\.$", "", known or words).strip()
    return f"[{described}]" if described else "[Statement]"


def person(name: str) -> Name:
    """A person's name, taken apart where it is plainly one: given names first, surname last.

    Names that begin with the surname, as in Chinese, cannot be told; a comma tells: "Xi, Jinping".

    >>> person("Cees van der Eijk")
    Name(text='Cees van der Eijk', family='van der Eijk', given='Cees')
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        parts = name.split()
        start = len(parts) - 1
        while start > 1 and parts[start - 1].lower() in PARTICLES:
            start -= 1
        family, given = " ".join(parts[start:]), " ".join(parts[:start])
    words = [*given.split(), *(word for word in family.split() if word not in PARTICLES)]
    plain = all(_NAME.fullmatch(word) and not word[0].islower() for word in words)
    return Name(name, family, given) if family and given and plain else Name(name)


def same(one: str, other: str) -> bool:
    """Whether two names are those of the same body: alike, or one the other's short form.

    >>> same("CCIA", "CCIA (Computer & Communications Industry Association)")
    True
    >>> same("ITU", "International Telecommunication Union")
    True
    """
    return bool(_forms(one) & _forms(other))


def _forms(name: str) -> set[str]:
    parts = [name, *re.split(r"[,()]", name)]
    forms = {part.strip().casefold() for part in parts}
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return (forms | ({capitals.casefold()} if len(capitals) > 2 else set())) - {""}


def line(value: object) -> str:
    """Text on one line, empty where it is missing."""
    if pd.isna(value):
        return ""
    return one_line(value)


def address(value: object) -> str:
    """An address without characters that would end it or a field that holds it."""
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", line(value))


def _host(url: str) -> str:
    """The site of an address by its name, such as "daily.example"; nothing where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def key_of(name: str, taken: set[str]) -> str:
    """A key for `name` that BibTeX can read and that is not taken; it ignores case in keys."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", name)[:KEY_LENGTH].strip("-") or "statement"
    key, count = stem, 1
    while key.lower() in taken:
        count += 1
        key = f"{stem}-{count}"
    taken.add(key.lower())
    return key
