"""An article as it comes in: its text, and the title, publisher and date that it proposes."""

import re
from dataclasses import dataclass
from datetime import date as Date

from babel.dates import get_month_names

from hustings.desk.store import DeskError
from hustings.schema import as_text

#: bytes of a file, and characters of a text, that are read
MOST_BYTES, MOST_CHARACTERS = 20 * 2**20, 1_000_000
#: characters of a line that can be a title, and lines among which date and publisher are looked for
_LONGEST_TITLE, _FIRST_LINES = 200, 6
_LANGUAGES = ("en", "fr", "de")
_MONTHS = {
    name.lower().rstrip("."): number
    for language in _LANGUAGES
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=language).items()
}
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s"
        rf"(?P<n>{_MONTH})\.?,?\s(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?P<n>{_MONTH})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)"),
)
_WEEKDAY = re.compile(
    r"(?:am\s|le\s|on\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")


@dataclass(frozen=True, kw_only=True)
class Article:
    """A text, and what a person may confirm of it; "" where nothing is proposed."""

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""

    def said(self) -> dict[str, str]:
        """What is proposed, by the names of the columns of a document."""
        return {name: value for name, value in vars(self).items() if name != "text"}


def article(
    text: str, title: str = "", publisher: str = "", url: str = "", date: str = ""
) -> Article:
    """An article from its text, and what its file says; the first lines propose the rest.

    Line ends become "\\n", and of blank lines one remains.

    Raises
    ------
    DeskError
        When there is no text, or more of it than an article has.
    """
    plain = as_text(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    plain = "\n".join(line.rstrip() for line in plain.lstrip("\ufeff").split("\n"))
    plain = re.sub(r"\n{3,}", "\n\n", plain).strip()
    if not plain:
        raise DeskError("There is no text in it.")
    if len(plain) > MOST_CHARACTERS:
        raise DeskError(f"The text has {len(plain):,} characters, allowed: {MOST_CHARACTERS:,}.")
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    head = lines[:_FIRST_LINES]
    dated = next((line for line in head if len(line) <= _LONGEST_TITLE and day(line)), "")
    if not title and len(lines) > 1:
        title = next((line for line in head[:2] if _is_title(line, dated)), "")
    address = _URL.search("\n".join([*head, *lines[-2:]]))
    return Article(
        text=plain,
        title=_line(title),
        publisher=_line(publisher) or _publisher(dated),
        url=url or (address[0] if address else ""),
        date=date or day(dated),
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_TITLE]


def _is_title(line: str, dated: str) -> bool:
    return line != dated and len(line) <= _LONGEST_TITLE and not _URL.match(line)


def day(text: str) -> str:
    """The first date in a text as YYYY-MM-DD; "" where there is none that exists.

    >>> day("Le 3 février 2026"), day("2026年2月3日"), day("Feb. 3, 2026"), day("31.2.2026")
    ('2026-02-03', '2026-02-03', '2026-02-03', '')
    """
    for pattern in _DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = parts.get("m") or _MONTHS[parts["n"].lower().rstrip(".")]
            try:
                return Date(int(parts["y"]), int(month), int(parts["d"])).isoformat()
            except ValueError:
                continue
    return ""


def _publisher(dated: str) -> str:
    """What stands beside the date in its line: "Coast Courier, 3 February 2026"."""
    for pattern in _DATES:
        found = pattern.search(dated)
        if found:
            before = dated[: found.start()].strip(" ,·|–—-(")
            parts = [part.strip() for part in re.split(r"[,·|–—]", before) if part.strip()]
            parts = [part for part in parts if re.search(r"[^\W\d_]", part)]
            parts = [part for part in parts if not _WEEKDAY.fullmatch(part)]
            return parts[0] if parts and len(parts[0]) <= 60 else ""
    return ""
