"""Citations of statements, in the formats that writers and reference managers read."""

import json
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hustings import words
from hustings.dataset import Meta
from hustings.export.apa import apa, stopped
from hustings.export.reference import Name, Reference, address, key_of, line, references
from hustings.export.table import Format

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


@dataclass(frozen=True)
class ViewCitation:
    """How to cite one view of the dashboard."""

    plain: str
    bibtex: str


def bibtex(statements: pd.DataFrame) -> str:
    """One @online entry for each statement; UTF-8, with LaTeX's special characters escaped."""
    return "\n".join(
        _entry(
            it.key,
            author=_bibtex_author(it.author),
            title=_whole(it.title),
            organization=_whole(it.site),
            # classic BibTeX reads the year, BibLaTeX the full date
            year=f"{it.day.year:04}" if it.day else "",
            date=it.day.isoformat() if it.day else "",
            url=it.url,
            note=_quoted(it).translate(_LATEX),
            abstract=it.summary.translate(_LATEX),
        )
        for it in references(statements)
    )


def _quoted(it: Reference) -> str:
    """The words, and who is quoted where that is not the author."""
    said = f"Quoted: {it.said}" if it.said else ""
    return ": ".join(part for part in (said, it.quote) if part)


def _bibtex_author(name: Name | None) -> str:
    """A person as "Family, Given", of which styles make initials; all else as one name."""
    if name is None:
        return ""
    if name.family:
        return f"{name.family.translate(_LATEX)}, {name.given.translate(_LATEX)}"
    return _whole(name.text)


def ris(statements: pd.DataFrame) -> str:
    """One ELEC record (web page) for each statement, lines ending in CRLF."""
    records = []
    for it in references(statements):
        fields = (
            ("TY", "ELEC"),
            ("ID", it.key),
            ("AU", _ris_author(it.author)),
            ("TI", it.title),
            ("T2", it.site),
            ("PY", f"{it.day.year:04}" if it.day else ""),
            ("DA", it.day.isoformat().replace("-", "/") if it.day else ""),
            ("UR", it.url),
            ("N1", _quoted(it)),
            ("AB", it.summary),
        )
        lines = [f"{tag}  - {value}" for tag, value in fields if value]
        records.append("\r\n".join([*lines, "ER  - ", ""]))
    return "\r\n".join(records)


def _ris_author(name: Name | None) -> str:
    """A person as "Family, Given"; a comma at the end of another name keeps it in one piece."""
    if name is None:
        return ""
    if name.family:
        return f"{name.family}, {name.given}"
    return name.text if "," in name.text else f"{name.text},"


def csl_json(statements: pd.DataFrame) -> str:
    """A list of CSL items of type "webpage", as Zotero and pandoc read it."""
    items = []
    for it in references(statements):
        day = it.day and {"date-parts": [[it.day.year, it.day.month, it.day.day]]}
        item = {
            "id": it.key,
            "type": "webpage",
            "author": it.author and [_csl_author(it.author)],
            "issued": day,
            "title": it.title,
            "container-title": it.site,
            "URL": it.url,
            "note": _quoted(it),
            "abstract": it.summary,
        }
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2)


def _csl_author(name: Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.text}


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
    title, url = line(title), address(url)
    data = (line(meta.citation) or line(meta.title)).removesuffix(".")
    origin = f"In {data} (data version {version})."
    plain = f"{stopped(title)} {origin} Hustings. Retrieved {words.day(accessed)}"
    plain += f" from {url}" if url else "."
    entry = _entry(
        key_of(f"hustings-{version}-{title}", set()),
        title=_whole(title),
        organization=_whole("Hustings"),
        url=url,
        urldate=accessed.isoformat(),
        note=origin.translate(_LATEX),
    )
    return ViewCitation(plain, entry)


def _whole(text: str) -> str:
    """A field in braces of its own, so that names are not split nor capitals lowered."""
    return text and f"{{{text.translate(_LATEX)}}}"


def _entry(key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{key},\n{''.join(lines)}}}\n"
