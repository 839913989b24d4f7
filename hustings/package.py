"""What a data set says about itself: datapackage.json, when it has one."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from hustings.schema import Problem, as_text, is_text

#: what the file is, for problems
_JSON = "a file of JSON in UTF-8"
_DEEP = "lists or objects in one another, deeper than can be read"
#: bytes of the longest file that is read
_MOST = 2**24
#: who can have coded -> what is said of it where the descriptor has no sentence of its own
CODED_BY = {
    "people": "Coded by people",
    "automated": "Coded by automated readers",
    "mixed": "Coded by people and by automated readers",
}
#: shapes of marks that a type of actor can have, as Plotly calls them; the diamond is
#: that of averages
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "hexagon",
    "pentagon",
    "triangle-down",
    "cross",
    "star",
)
#: what a row of a data set is -> one and many of it
UNITS = {
    "statement": ("statement", "statements"),
    "vote": ("vote", "votes"),
    "answer": ("answer", "answers"),
    "estimate": ("estimate", "estimates"),
}
#: the unit of which one alone is thin evidence; of the others a group has one by nature
SPOKEN = "statement"
#: the unit whose rows may say how many judges stand behind them, and how far these err
ESTIMATED = "estimate"
#: kinds of statement that are words, and those that are deeds, where the descriptor names none
WORDS, DEEDS = ("direct", "document"), ("action", "vote")
#: digits of a whole number; a longer one is read as a number with decimals
_DIGITS = 300


@dataclass(frozen=True)
class NamedView:
    """A starting point that the data set offers.

    Parameters
    ----------
    title, sentence : str
        What it is called, and what it shows in one sentence.
    page : str
        Path of the page; empty for the map.
    parameters : dict of str to list of str
        Names and values as in the link.
    """

    title: str
    sentence: str
    page: str
    parameters: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Meta:
    """Who made the data set, what it is called, and how it wants to be shown.

    Parameters
    ----------
    name, title, description : str
    licence, licence_url, homepage, citation : str
        Empty when nothing is said.
    coded_by : str
        One of `CODED_BY`; empty when nothing is said.
    coding : str
        Who coded and how much of it a person has checked, in one sentence without its full stop.
    types : dict of str to dict of str to str
        `colour` ("#rrggbb") and `shape` (one of `SHAPES`) of each type of actor that has one.
    axes : tuple of str
        Ids of axes in the order in which they are to be shown; the others follow.
    countries : dict of str to str
        Names of what stands in the column `country` and is no code of ISO 3166-1, by what stands
        there.
    default : dict of str to list of str
        The view that a reader starts from; names and values as in the link.
    views : tuple of NamedView
    unit : str
        What a row is: one of `UNITS`.
    words, deeds : tuple of str
        Kinds of statement that are words, and those that are deeds.
    """

    name: str
    title: str
    description: str = ""
    licence: str = ""
    licence_url: str = ""
    homepage: str = ""
    citation: str = ""
    coded_by: str = ""
    coding: str = ""
    types: dict[str, dict[str, str]] = field(default_factory=dict)
    axes: tuple[str, ...] = ()
    countries: dict[str, str] = field(default_factory=dict)
    default: dict[str, list[str]] = field(default_factory=dict)
    views: tuple[NamedView, ...] = ()
    unit: str = SPOKEN
    words: tuple[str, ...] = WORDS
    deeds: tuple[str, ...] = DEEDS


def read_meta(path: Path | None, name: str) -> tuple[Meta, list[Problem]]:
    """Read the descriptor; what is wrong in it is left out and named.

    Parameters
    ----------
    path : Path or None
        Of a datapackage.json.
    name : str
        What the data set is called when the descriptor does not say.

    Returns
    -------
    Meta, list of Problem
    """
    name = as_text(name)
    title = re.sub(r"[\s_-]+", " ", name).strip() or "data"
    plain = Meta(name=name, title=title[0].upper() + title[1:])
    if path is None:
        return plain, []
    content, wrong = _content(path)
    if wrong:
        return plain, [wrong]
    reader = _Reader(path.name)
    licences = reader.get(content, "licenses", list, "a list of licences")
    own = reader.get(content, "hustings", dict, "an object of names and values")
    coding = reader.get(own, "coding", dict, "an object of names and values", "hustings.")
    coded_by = reader.one_of(coding, "by", CODED_BY, "hustings.coding.")
    said = reader.text(coding, "sentence", "hustings.coding.").rstrip(".")
    licence = licences[0] if licences and isinstance(licences[0], dict) else {}
    meta = Meta(
        name=reader.text(content, "name") or plain.name,
        title=reader.text(content, "title") or plain.title,
        description=reader.text(content, "description"),
        licence=reader.text(licence, "title", "licenses[0].")
        or reader.text(licence, "name", "licenses[0]."),
        licence_url=reader.address(licence, "path", "licenses[0]."),
        homepage=reader.address(content, "homepage"),
        citation=reader.text(content, "citation"),
        coded_by=coded_by,
        coding=said or CODED_BY.get(coded_by, ""),
        types=reader.types(own),
        axes=reader.texts(own, "axes", "hustings."),
        countries=reader.named(own, "countries", "hustings."),
        default=reader.parameters(content, "default_view"),
        views=reader.views(content),
        unit=reader.one_of(own, "unit", UNITS, "hustings.") or SPOKEN,
        words=reader.texts(own, "words", "hustings.") or WORDS,
        deeds=reader.texts(own, "deeds", "hustings.") or DEEDS,
    )
    return meta, reader.problems


def _content(path: Path) -> tuple[dict, Problem | None]:
    """The object that a file holds, or why it holds none."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
        if len(raw) > _MOST:
            found = f"more than {_MOST:,} bytes"
            return {}, Problem(
                file=path.name,
                row=None,
                column="",
                value=found,
                allowed=f"{_JSON}, of at most {_MOST:,} bytes",
            )
        content = json.loads(raw.decode("utf-8-sig"), parse_int=_whole)
    except OSError as error:
        found = error.strerror or type(error).__name__
        return {}, Problem(
            file=path.name,
            row=None,
            column="",
            value=found,
            allowed="a file that the server may read",
        )
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x} at place {error.start + 1:,}"
        return {}, Problem(file=path.name, row=None, column="", value=found, allowed=_JSON)
    except json.JSONDecodeError as error:
        rest = error.doc[error.pos :].strip() or "the end of the file"
        return {}, Problem(file=path.name, row=error.lineno, column="", value=rest, allowed=_JSON)
    except RecursionError:
        return {}, Problem(file=path.name, row=None, column="", value=_DEEP, allowed=_JSON)
    if not isinstance(content, dict):
        return {}, Problem(
            file=path.name, row=None, column="", value=_short(content), allowed="an object of JSON"
        )
    return content, None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS else float(digits)


def _short(value) -> str:
    try:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return _DEEP


def _said(value) -> str | None:
    """A text or a number of the link as text; None for all else."""
    if isinstance(value, str):
        return value if is_text(value) else None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number and isfinite(value) else None


class _Reader:
    """Takes values of the right type out of a descriptor, and notes the others."""

    def __init__(self, file: str):
        self.file = file
        self.problems: list[Problem] = []

    def note(self, where: str, value, allowed: str) -> None:
        self.problems.append(
            Problem(file=self.file, row=None, column=where, value=_short(value), allowed=allowed)
        )

    def get(self, content: dict, name: str, kind: type, allowed: str, within: str = ""):
        value = content.get(name)
        if value is None or isinstance(value, kind):
            return value or kind()
        self.note(within + name, value, allowed)
        return kind()

    def text(self, content: dict, name: str, within: str = "") -> str:
        value = self.get(content, name, str, "text", within).strip()
        if is_text(value):
            return value
        self.note(within + name, value, "text without half characters")
        return ""

    def one_of(self, content: dict, name: str, values: Iterable[str], within: str) -> str:
        value = self.text(content, name, within)
        if not value or value in values:
            return value
        self.note(within + name, value, f"one of {', '.join(values)}")
        return ""

    def address(self, content: dict, name: str, within: str = "") -> str:
        value = self.text(content, name, within)
        if not value or re.match(r"https?://[^\s/]", value, re.IGNORECASE):
            return value
        self.note(within + name, value, "an address that begins with http:// or https://")
        return ""

    def texts(self, content: dict, name: str, within: str) -> tuple[str, ...]:
        given = self.get(content, name, list, "a list of texts", within)
        found = dict.fromkeys(each for each in given if isinstance(each, str) and is_text(each))
        for place, each in enumerate(given):
            if not isinstance(each, str) or each not in found:
                self.note(f"{within}{name}[{place}]", each, "text")
        return tuple(found)

    def types(self, own: dict) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for kind, look in self.get(own, "types", dict, "an object of types", "hustings.").items():
            within = f"hustings.types.{kind}."
            if not isinstance(look, dict) or not is_text(kind):
                self.note(within[:-1], look, "an object with colour and shape")
                continue
            shape, colour = self.one_of(look, "shape", SHAPES, within), self.colour(look, within)
            found[kind] = {
                name: said for name, said in (("colour", colour), ("shape", shape)) if said
            }
        return found

    def colour(self, look: dict, within: str) -> str:
        value = self.text(look, "colour", within)
        if not value or re.fullmatch("#[0-9a-fA-F]{6}", value):
            return value.lower()
        self.note(within + "colour", value, "six hex digits after #")
        return ""

    def parameters(self, content: dict, name: str, within: str = "") -> dict[str, list[str]]:
        found = {}
        given = self.get(content, name, dict, "an object of names and values", within)
        for key, value in given.items():
            values = value if isinstance(value, list) else [value]
            texts = [text for text in map(_said, values) if text is not None]
            if not is_text(key) or len(texts) < len(values):
                self.note(f"{within}{name}.{key}", value, "text, or a list of texts")
            else:
                found[key] = texts
        return found

    def named(self, content: dict, name: str, within: str = "") -> dict[str, str]:
        found = {}
        for key, value in self.get(content, name, dict, "an object of texts", within).items():
            if is_text(key) and isinstance(value, str) and is_text(value) and value.strip():
                found[key] = value.strip()
            else:
                self.note(f"{within}{name}.{key}", value, "text")
        return found

    def views(self, content: dict) -> tuple[NamedView, ...]:
        found = []
        for place, entry in enumerate(self.get(content, "views", list, "a list of views")):
            within = f"views[{place}]."
            title = self.text(entry, "title", within) if isinstance(entry, dict) else ""
            if not title:
                self.note(f"views[{place}]", entry, "an object with a title")
                continue
            found.append(
                NamedView(
                    title=title,
                    sentence=self.text(entry, "sentence", within),
                    page=self.text(entry, "page", within).strip("/"),
                    parameters=self.parameters(entry, "parameters", within),
                )
            )
        return tuple(found)
