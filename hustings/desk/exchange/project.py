"""REFI-QDA projects (.qdpx), out: documents, statements, codes, coders and actors of a desk.

Sources are documents, selections statements (code points of a text with "\\n" at its line ends),
codings codes, users coders, cases actors. A statement that several have coded has a selection for
each: QualCoder takes all codings of a selection for those of its user. It also wants the moment of
each selection and note, which the schema does not. What the standard has no place for stands in
notes as JSON, so that a project read again is the same; the trail and what was checked stay at the
desk.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from hustings.axes import Axis, described
from hustings.desk.events import Row, State, now
from hustings.desk.exchange.codebook import codes, plain
from hustings.desk.exchange.scale import guid

SPACE = "urn:QDA-XML:project:1.0"
#: what of a document is a variable of its source, for programs that do not read our notes
VARIABLES = ("publisher", "url", "date")
#: what of a statement its place in the text tells
PLACED = ("document", "start", "end", "exact", "prefix", "suffix")


def project_bytes(state: State, axes: Iterable[Axis], name: str = "Hustings desk") -> bytes:
    """A project, as a .qdpx file.

    Parameters
    ----------
    state : State
        Of a desk: `desk.state()`, or as it stood at a moment.
    axes : iterable of Axis
        How axes are called; those that only codes name are added.
    name : str
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("project.qde", _Writer(state, tuple(axes), name).written())
        for document in state["document"].values():
            file.writestr(f"Sources/{_source(document)}.txt", document["text"].encode())
    return out.getvalue()


def _source(document: Row) -> str:
    return guid("document", document["id"])


class _Writer:
    """Writes the parts of a project in the order of the schema."""

    def __init__(self, state: State, axes: tuple[Axis, ...], name: str):
        self.state = state
        self.notes: list[tuple[str, str]] = []
        self.moment = now()
        self.root = etree.Element(
            f"{{{SPACE}}}Project", nsmap={None: SPACE}, name=plain(name), origin="Hustings",
            creationDateTime=self.moment,
        )  # fmt: skip
        self.codes = list(state["code"].values())
        self.by_coder: dict[str, dict[str, list[Row]]] = {}
        for code in self.codes:
            own = self.by_coder.setdefault(code["statement"], {})
            own.setdefault(code["coder"], []).append(code)
        known = {axis.id for axis in axes}
        more = sorted({code["axis"] for code in self.codes} - known)
        self.axes = (*axes, *(described(axis) for axis in more))

    def written(self) -> bytes:
        """The project as XML."""
        self._users()
        stances: dict[str, set[float | None]] = {}
        for code in self.codes:
            stances.setdefault(code["axis"], set()).add(code["stance"])
        if self.axes:
            codes(_add(_add(self.root, "CodeBook"), "Codes"), self.axes, stances)
        self._variables()
        self._cases()
        if self.state["document"]:
            sources = _add(self.root, "Sources")
            for document in self.state["document"].values():
                self._document(sources, document)
        if self.notes:
            notes = _add(self.root, "Notes")
            for identifier, said in self.notes:
                note = _add(
                    notes, "Note", guid=identifier, name="Hustings", creationDateTime=self.moment
                )
                _add(note, "PlainTextContent").text = said
        return etree.tostring(self.root, xml_declaration=True, encoding="utf-8", pretty_print=True)

    def _users(self) -> None:
        names = {code["coder"] for code in self.codes}
        names |= {row["coder"] for row in self.state["reading"].values()}
        if names:
            users = _add(self.root, "Users")
            for name in sorted(names):
                _add(users, "User", guid=guid("coder", name), name=plain(name))

    def _variables(self) -> None:
        if self.state["document"]:
            variables = _add(self.root, "Variables")
            for name in VARIABLES:
                _add(
                    variables, "Variable", guid=guid("variable", name), name=name,
                    typeOfVariable="Text",
                )  # fmt: skip

    def _cases(self) -> None:
        actors: dict[str, list[Row]] = {}
        for statement in self.state["statement"].values():
            if statement["actor"]:
                actors.setdefault(statement["actor"], []).append(statement)
        if actors:
            cases = _add(self.root, "Cases")
            for actor, statements in sorted(actors.items()):
                case = _add(cases, "Case", guid=guid("actor", actor), name=plain(actor))
                for row in statements:
                    for identifier, _, _ in self._selections(row):
                        _add(case, "SelectionRef", targetGUID=identifier)

    def _document(self, sources: etree._Element, document: Row) -> None:
        identifier = _source(document)
        source = _add(
            sources,
            "TextSource",
            guid=identifier,
            name=plain(document["title"] or document["id"][:12]),
            plainTextPath=f"internal://{identifier}.txt",
        )
        for statement in self.state["statement"].values():
            if statement["document"] == document["id"]:
                self._statement(source, statement)
        said = {name: value for name, value in document.items() if name not in ("id", "text")}
        reading = {
            row["coder"]: row["done"]
            for row in self.state["reading"].values()
            if row["document"] == document["id"]
        }
        self._note(source, ("document", document["id"]), {"document": said, "reading": reading})
        for name in VARIABLES:
            if document[name]:
                value = _add(source, "VariableValue")
                _add(value, "VariableRef", targetGUID=guid("variable", name))
                _add(value, "TextValue").text = plain(document[name])

    def _selections(self, statement: Row) -> Iterator[tuple[str, str, list[Row]]]:
        """Of each selection of a statement its identifier, whose it is, and the codes of theirs."""
        key: tuple[str, ...] = ("statement", statement["id"])
        for number, (coder, own) in enumerate(self.by_coder.get(statement["id"], {"": []}).items()):
            yield guid(*key, *([coder] if number else [])), coder, own

    def _statement(self, source: etree._Element, statement: Row) -> None:
        said = {name: value for name, value in statement.items() if name not in PLACED}
        key = ("statement", statement["id"])
        self.notes.append((guid("note", *key), json.dumps({"statement": said})))
        for identifier, coder, own in self._selections(statement):
            selection = _add(
                source, "PlainTextSelection", guid=identifier, name=plain(statement["exact"]),
                startPosition=str(statement["start"]), endPosition=str(statement["end"]),
                creationDateTime=own[0]["at"] if own else self.moment,
                **({"creatingUser": guid("coder", coder)} if coder else {}),
            )  # fmt: skip
            if statement["summary"]:
                _add(selection, "Description").text = plain(statement["summary"])
            for code in own:
                self._code(selection, code)
            _add(selection, "NoteRef", targetGUID=guid("note", *key))

    def _code(self, selection: etree._Element, code: Row) -> None:
        key = (code["statement"], code["axis"], code["coder"])
        coding = _add(
            selection, "Coding", guid=guid("code", *key), creatingUser=guid("coder", code["coder"]),
            creationDateTime=code["at"],
        )  # fmt: skip
        target = guid("stance", code["axis"], repr(code["stance"]))
        _add(coding, "CodeRef", targetGUID=target)
        said = {name: code[name] for name in ("note", "origin")}
        if said != {"note": "", "origin": "person"}:
            self._note(coding, ("code", *key), {"code": said})

    def _note(self, parent: etree._Element, key: tuple[str, ...], said: Row) -> None:
        """A note with what the standard has no place for."""
        identifier = guid("note", *key)
        _add(parent, "NoteRef", targetGUID=identifier)
        # a surrogate or a control character is escaped, so that XML can hold it
        self.notes.append((identifier, json.dumps(said)))


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)
