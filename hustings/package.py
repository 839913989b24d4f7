"""What a data set says about itself: datapackage.json, when it has one."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from hustings.schema import Problem


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


@dataclass(frozen=True)
class Meta:
    """Who made the data set, what it is called, and how it wants to be shown.

    Parameters
    ----------
    name, title, description : str
    licence, licence_url, homepage, citation : str
        Empty when nothing is said.
    default : dict of str to list of str
        The view that a reader starts from; names and values as in the link.
    views : tuple of NamedView
    """

    name: str
    title: str
    description: str = ""
    licence: str = ""
    licence_url: str = ""
    homepage: str = ""
    citation: str = ""
    default: dict[str, list[str]] = field(default_factory=dict)
    views: tuple[NamedView, ...] = ()


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
    title = re.sub(r"[\s_-]+", " ", name).strip() or "data"
    plain = Meta(name, title[0].upper() + title[1:])
    if path is None:
        return plain, []
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        return plain, [Problem(path.name, None, "", str(error), "a file of JSON in UTF-8")]
    if not isinstance(content, dict):
        return plain, [Problem(path.name, None, "", _short(content), "an object of JSON")]
    reader = _Reader(path.name)
    licences = reader.get(content, "licenses", list, "a list of licences")
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
        default=reader.parameters(content, "default_view"),
        views=reader.views(content),
    )
    return meta, reader.problems


def _short(value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class _Reader:
    """Takes values of the right type out of a descriptor, and notes the others."""

    def __init__(self, file: str):
        self.file = file
        self.problems: list[Problem] = []

    def note(self, where: str, value, allowed: str) -> None:
        self.problems.append(Problem(self.file, None, where, _short(value), allowed))

    def get(self, content: dict, name: str, kind: type, allowed: str, within: str = ""):
        value = content.get(name)
        if value is None or isinstance(value, kind):
            return value or kind()
        self.note(within + name, value, allowed)
        return kind()

    def text(self, content: dict, name: str, within: str = "") -> str:
        return self.get(content, name, str, "text", within).strip()

    def address(self, content: dict, name: str, within: str = "") -> str:
        value = self.text(content, name, within)
        if not value or re.match(r"https?://[^\s/]", value, re.IGNORECASE):
            return value
        self.note(within + name, value, "an address that begins with http:// or https://")
        return ""

    def parameters(self, content: dict, name: str, within: str = "") -> dict[str, list[str]]:
        found = {}
        given = self.get(content, name, dict, "an object of names and values", within)
        for key, value in given.items():
            values = value if isinstance(value, list) else [value]
            if all(isinstance(v, str | int | float) and not isinstance(v, bool) for v in values):
                found[key] = [str(v) for v in values]
            else:
                self.note(f"{within}{name}.{key}", value, "text, or a list of texts")
        return found

    def views(self, content: dict) -> tuple[NamedView, ...]:
        found = []
        for place, entry in enumerate(self.get(content, "views", list, "a list of views")):
            within = f"views[{place}]."
            if not isinstance(entry, dict) or not self.text(entry, "title", within):
                self.note(f"views[{place}]", entry, "an object with a title")
                continue
            found.append(
                NamedView(
                    title=self.text(entry, "title", within),
                    sentence=self.text(entry, "sentence", within),
                    page=self.text(entry, "page", within).strip("/"),
                    parameters=self.parameters(entry, "parameters", within),
                )
            )
        return tuple(found)
