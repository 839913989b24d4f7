"""Citations of statements, in the formats that writers and reference managers read.

A name is cited as it stands in the data: which part of it is the surname cannot be known.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hustings import words
from hustings.dataset import Meta
from hustings.export.table import Format
from hustings.query import as_date

#: the longest citation key
KEY_LENGTH = 80

#: control characters and lone surrogates, which could end a line or spoil the file; they part words
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
#: embeddings, overrides and isolates: left open, they would turn round what follows the text
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: what an address must spell as %XX, and what would end a field of BibTeX
_UNSAFE = re.compile(r'[\s{}\\^<>"`|]')
#: braces are named, not escaped with a backslash: BibTeX counts those as well
_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
        **{character: f"\\{character}" for character in "%$#_&"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What is cited of one statement; text without a value is empty."""

    key: str
    author: str
    day: date | None
    title: str
    site: str
    url: str
    quote: str
    summary: str


@dataclass(frozen=True)
class ViewCitation:
    """How to cite one view of the dashboard."""

    plain: str
    bibtex: str


def references(statements: pd.DataFrame) -> list[Reference]:
    """What is cited of each statement, in the order given.

    Parameters
    ----------
    statements : DataFrame
        One row for each statement.

    Returns
    -------
    list of Reference
        The author is the speaker with the actor in brackets, or the actor. A text without a
        title is named by its summary in brackets, or by the words quoted.
    """
    found: list[Reference] = []
    taken: set[str] = set()
    for row in statements.to_dict("records"):
        actor, speaker = _line(row["actor"]), _line(row["speaker"])
        summary, quote = _line(row["summary"]), _line(row["quote"])
        quoted = quote and f"“{quote}”"
        described = f"[{summary.removesuffix('.')}]" if summary else ""
        alone = not speaker or not actor or speaker.casefold() == actor.casefold()
        found.append(
            Reference(
                key=_key(_line(row["statement_id"]), taken),
                author=(speaker or actor or "Unknown") if alone else f"{speaker} [{actor}]",
                day=as_date(row["date"]),
                title=_line(row["source_title"]) or described or quoted or "[Statement]",
                site=_line(row["publisher"]),
                url=_address(row["url"]),
                quote=quoted,
                summary=summary,
            )
        )
    return found


def apa(statements: pd.DataFrame) -> str:
    """References in the order of APA 7, one a line: who, when, title, site, address."""
    lines = []
    for it in references(statements):
        when = f"{it.day.year}, {it.day:%B} {it.day.day}" if it.day else "n.d."
        # APA leaves the site out where it is the author
        site = "" if it.site.casefold() == it.author.casefold() else it.site
        parts = (_stopped(it.author), f"({when}).", _stopped(it.title), _stopped(site), it.url)
        lines.append(" ".join(part for part in parts if part))
    return "\n".join(lines)


def bibtex(statements: pd.DataFrame) -> str:
    """One @online entry for each statement; UTF-8, with LaTeX's special characters escaped."""
    return "\n".join(
        _entry(
            it.key,
            author=_whole(it.author),
            title=_whole(it.title),
            organization=_whole(it.site),
            # classic BibTeX reads the year, BibLaTeX the full date
            year=f"{it.day.year:04}" if it.day else "",
            date=it.day.isoformat() if it.day else "",
            url=it.url,
            note=it.quote.translate(_LATEX),
            abstract=it.summary.translate(_LATEX),
        )
        for it in references(statements)
    )


def ris(statements: pd.DataFrame) -> str:
    """One ELEC record (web page) for each statement, lines ending in CRLF."""
    records = []
    for it in references(statements):
        fields = (
            ("TY", "ELEC"),
            ("ID", it.key),
            # a comma at the end says that the name is not to be taken apart
            ("AU", it.author if "," in it.author else f"{it.author},"),
            ("TI", it.title),
            ("T2", it.site),
            ("PY", f"{it.day.year:04}" if it.day else ""),
            ("DA", it.day.isoformat().replace("-", "/") if it.day else ""),
            ("UR", it.url),
            ("N1", it.quote),
            ("AB", it.summary),
        )
        lines = [f"{tag}  - {value}" for tag, value in fields if value]
        records.append("\r\n".join([*lines, "ER  - ", ""]))
    return "\r\n".join(records)


def csl_json(statements: pd.DataFrame) -> str:
    """A list of CSL items of type "webpage", as Zotero and pandoc read it."""
    items = []
    for it in references(statements):
        day = it.day and {"date-parts": [[it.day.year, it.day.month, it.day.day]]}
        item = {
            "id": it.key,
            "type": "webpage",
            "author": [{"literal": it.author}],
            "issued": day,
            "title": it.title,
            "container-title": it.site,
            "URL": it.url,
            "note": it.quote,
            "abstract": it.summary,
        }
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2)


FORMATS = (
    Format(key="apa", label="APA (text)", extension="txt", mime="text/plain", function=apa),
    Format(
        key="bibtex", label="BibTeX", extension="bib", mime="application/x-bibtex", function=bibtex
    ),
    Format(
        key="ris",
        label="RIS",
        extension="ris",
        mime="application/x-research-info-systems",
        function=ris,
    ),
    Format(
        key="csl",
        label="CSL-JSON",
        extension="json",
        mime="application/vnd.citationstyles.csl+json",
        function=csl_json,
    ),
)


def view_citation(title: str, meta: Meta, version: str, url: str, accessed: date) -> ViewCitation:
    """How to cite one view: its title, the data set and version behind it, and when it was read.

    Parameters
    ----------
    title : str
        The view in a few words.
    meta : Meta
        The data set; its own citation names it, else its title.
    version : str
        The data version.
    url : str
        The permalink of the view; empty where it has no address.
    accessed : date
        The day on which it was read.
    """
    title, url = _line(title), _address(url)
    data = (_line(meta.citation) or _line(meta.title)).removesuffix(".")
    origin = f"In {data} (data version {version})."
    plain = f"{_stopped(title)} {origin} Hustings. Retrieved {words.day(accessed)}"
    plain += f" from {url}" if url else "."
    entry = _entry(
        _key(f"hustings-{version}-{title}", set()),
        title=_whole(title),
        organization=_whole("Hustings"),
        url=url,
        urldate=accessed.isoformat(),
        note=origin.translate(_LATEX),
    )
    return ViewCitation(plain, entry)


def _line(value: object) -> str:
    """Text on one line, empty where it is missing."""
    if pd.isna(value):
        return ""
    return " ".join(_TURNS.sub("", _CONTROLS.sub(" ", str(value))).split())


def _address(value: object) -> str:
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", _line(value))


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."


def _key(name: str, taken: set[str]) -> str:
    """A key for `name` that BibTeX can read and that is not taken; it ignores case in keys."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", name)[:KEY_LENGTH].strip("-") or "statement"
    key, count = stem, 1
    while key.lower() in taken:
        count += 1
        key = f"{stem}-{count}"
    taken.add(key.lower())
    return key


def _whole(text: str) -> str:
    """A field in braces of its own, so that names are not split nor capitals lowered."""
    return text and f"{{{text.translate(_LATEX)}}}"


def _entry(key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{key},\n{''.join(lines)}}}\n"
