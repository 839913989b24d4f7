"""REFI-QDA projects (.qdpx), in: ours as they were, those of others as far as they tell."""

import io
import json
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from hustings.anchors import anchor, place
from hustings.desk.articles.office import bounded
from hustings.desk.articles.text import decoded
from hustings.desk.desk import Desk
from hustings.desk.events import Change, Row, State, act, current, now
from hustings.desk.exchange.codebook import axes_in, parsed
from hustings.desk.exchange.project import PLACED, VARIABLES
from hustings.desk.exchange.scale import stance_of
from hustings.desk.marking import OF_DOCUMENT, OF_STATEMENT, text_hash
from hustings.desk.store import DeskError
from hustings.desk.tables import CHANGED, ORIGINS

#: characters of the name of a selection that tell whether it has the right words
_COMPARED = 40
UNKNOWN = "unknown coder"


@dataclass
class Project:
    """What a project holds, as rows of a desk.

    `lost` says what could not be taken over.
    """

    state: State = field(default_factory=lambda: {name: {} for name in CHANGED})
    axes: list = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def read_project(content: bytes) -> Project:
    """Read a .qdpx file.

    Raises
    ------
    DeskError
        When it is no project, or has no text.
    """
    bounded(content)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = {name.lower(): name for name in file.namelist()}
        inner = next((name for low, name in names.items() if low.endswith(".qde")), None)
        if inner is None:
            raise DeskError("It holds no project of REFI-QDA.")
        root = parsed(file.read(inner))
        texts = {
            low.rpartition("/")[2]: file.read(name)
            for low, name in names.items()
            if low.endswith(".txt")
        }
    return _Reader(root, texts).read()


def bring(desk: Desk, who: str, project: Project) -> dict[str, int]:
    """Add what a project holds to a desk, as one act; what is there already stays as it is.

    Returns
    -------
    dict
        How many rows of each table were added.
    """
    with desk.store.writing() as connection:
        there = current(connection)
        changes = [
            Change(table, None, row)
            for table in ("document", "statement", "code", "reading")
            for key, row in project.state[table].items()
            if key not in there[table]
        ]
        if changes:
            act(connection, who, "import project", *changes)
    return {
        table: sum(change.table == table for change in changes)
        for table in ("document", "statement", "code", "reading")
    }


class _Reader:
    def __init__(self, root: etree._Element, texts: dict[str, bytes]):
        self.root, self.texts, self.found = root, texts, Project()
        self.users = {u.get("guid"): u.get("name") or UNKNOWN for u in root.iterfind(".//{*}User")}
        self.codes: dict[str | None, tuple[str, str]] = {}
        for parent in root.iterfind("{*}CodeBook/{*}Codes//{*}Code"):
            for child in parent.iterfind("{*}Code"):
                self.codes[child.get("guid")] = (parent.get("name", ""), child.get("name", ""))
            self.codes.setdefault(parent.get("guid"), ("", parent.get("name", "")))
        self.notes = {
            note.get("guid"): note.findtext("{*}PlainTextContent") or ""
            for note in root.iterfind("{*}Notes/{*}Note")
        }
        self.variables = {v.get("guid"): v.get("name") for v in root.iterfind(".//{*}Variable")}
        self.actors = {
            ref.get("targetGUID"): case.get("name", "")
            for case in root.iterfind("{*}Cases/{*}Case")
            for ref in case.iterfind("{*}SelectionRef")
        }

    def read(self) -> Project:
        """Every text source with its selections and codings."""
        top = self.root.find("{*}CodeBook/{*}Codes")
        self.found.axes = axes_in(top) if top is not None else []
        for source in self.root.iterfind("{*}Sources/{*}TextSource"):
            self._source(source)
        others = len(self.root.findall("{*}Sources/*")) - len(
            self.root.findall("{*}Sources/{*}TextSource")
        )
        if others:
            self.found.lost.append(f"{others} sources that are no text")
        if not self.found.state["document"]:
            raise DeskError("The project holds no text.")
        return self.found

    def _source(self, source: etree._Element) -> None:
        text = source.findtext("{*}PlainTextContent")
        if text is None:
            path = (source.get("plainTextPath") or "").rpartition("/")[2].lower()
            if path not in self.texts:
                self.found.lost.append(f"the text of “{source.get('name', '')}”")
                return
            text = decoded(self.texts[path])
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            return
        said = self._said(source, "document")
        document = {
            "id": text_hash(text), "text": text, **dict.fromkeys(OF_DOCUMENT, ""),
            "title": source.get("name") or "", **self._values(source),
            **_texts(said.get("document"), OF_DOCUMENT),
        }  # fmt: skip
        self.found.state["document"][(document["id"],)] = document
        for coder, done in dict(said.get("reading") or {}).items():
            row = {"document": document["id"], "coder": coder, "done": bool(done)}
            self.found.state["reading"][(document["id"], coder)] = row
        self._selections(source, document)

    def _selections(self, source: etree._Element, document: Row) -> None:
        text = document["text"]
        selections = source.findall("{*}PlainTextSelection")
        # some programs count a line end as two
        plain = [(_number(s, "startPosition"), _number(s, "endPosition")) for s in selections]
        wide = [(_narrow(text, a), _narrow(text, b)) for a, b in plain]
        names = [s.get("name") or "" for s in selections]
        spans = max((plain, wide), key=lambda each: _matches(text, each, names))
        for selection, (start, end), name in zip(selections, spans, names, strict=True):
            if not _same(text, start, end, name):
                found = place(text, name) if len(name) >= _COMPARED else None
                start, end = (found.start, found.end) if found else (start, end)
            if not 0 <= start < end <= len(text):
                self.found.lost.append(f"a selection from {start} to {end}")
                continue
            self._statement(selection, document, start, end)

    def _statement(self, selection: etree._Element, document: Row, start: int, end: int) -> None:
        identifier = selection.get("guid", "").strip("{}")
        found = anchor(document["text"], start, end)
        said = self._said(selection, "statement").get("statement") or {}
        codings = selection.findall("{*}Coding")
        themes = [
            name
            for coding in codings
            for axis, name in [self.codes.get(_target(coding), ("", ""))]
            if not (axis and stance_of(name)[0])
        ]
        statement = {
            "id": str(said.get("id") or identifier.replace("-", "")[:12]),
            "document": document["id"],
            **{name: getattr(found, name) for name in PLACED[1:]},
            **dict.fromkeys(OF_STATEMENT, ""),
            "actor": self.actors.get(selection.get("guid"), ""),
            "summary": selection.findtext("{*}Description") or "",
            "note": ", ".join(filter(None, themes)),
            **_texts(said, OF_STATEMENT),
        }  # fmt: skip
        self.found.state["statement"][(statement["id"],)] = statement
        for coding in codings:
            self._code(coding, selection, statement["id"])

    def _code(self, coding: etree._Element, selection: etree._Element, statement: str) -> None:
        axis, name = self.codes.get(_target(coding), ("", ""))
        known, stance = stance_of(name)
        if not (axis and known):
            return
        user = coding.get("creatingUser") or selection.get("creatingUser")
        coder = self.users.get(user, UNKNOWN)
        said = self._said(coding, "code").get("code") or {}
        origin = said.get("origin")
        self.found.state["code"][(statement, axis, coder)] = {
            "statement": statement, "axis": axis, "coder": coder, "stance": stance,
            "origin": origin if origin in ORIGINS else "person",
            "at": coding.get("creationDateTime") or now(), "note": str(said.get("note") or ""),
        }  # fmt: skip

    def _said(self, element: etree._Element, kind: str) -> Row:
        """What a note of ours says of an element."""
        for ref in element.iterfind("{*}NoteRef"):
            try:
                said = json.loads(self.notes.get(ref.get("targetGUID"), ""))
            except ValueError:
                continue
            if isinstance(said, dict) and isinstance(said.get(kind), dict):
                return said
        return {}

    def _values(self, source: etree._Element) -> dict[str, str]:
        found = {}
        for value in source.iterfind("{*}VariableValue"):
            ref = value.find("{*}VariableRef")
            name = self.variables.get(ref.get("targetGUID")) if ref is not None else None
            if name in VARIABLES:
                found[name] = value.findtext("{*}TextValue") or ""
        return found


def _texts(said: object, names: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(said, dict):
        return {}
    return {name: said[name] for name in names if isinstance(said.get(name), str)}


def _target(coding: etree._Element) -> str | None:
    ref = coding.find("{*}CodeRef")
    return ref.get("targetGUID") if ref is not None else None


def _number(element: etree._Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isdigit() and len(text) < 12 else -1


def _narrow(text: str, at: int) -> int:
    """A place in a text whose line ends are one character, from where they are counted as two."""
    counted = 0
    for number, char in enumerate(text):
        if counted >= at:
            return number
        counted += 2 if char == "\n" else 1
    return len(text)


def _same(text: str, start: int, end: int, name: str) -> bool:
    words = " ".join(text[max(0, start) : max(0, end)].split())
    return bool(name) and words[:_COMPARED] == " ".join(name.split())[:_COMPARED]


def _matches(text: str, spans: list[tuple[int, int]], names: list[str]) -> int:
    return sum(_same(text, a, b, name) for (a, b), name in zip(spans, names, strict=True))
