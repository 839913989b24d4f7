"""Exchange: REFI-QDA projects and codebooks out and in, DNA's table, annotations in JSON."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from desk_acts import TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hustings.axes import described
from hustings.desk.desk import Desk
from hustings.desk.exchange.annotations import annotations_json
from hustings.desk.exchange.codebook import codebook_bytes, read_codebook
from hustings.desk.exchange.dna import COLUMNS, dna_csv
from hustings.desk.exchange.project import SPACE, project_bytes
from hustings.desk.exchange.reading import bring, read_project
from hustings.desk.store import DeskError, Store

AXES = (
    described("Transport", name="Rail vs. road", low="Rail", high="Road", low_means="more trains",
              high_means="more roads", low_noun="rail", high_noun="roads"),
    described("Tax & <fees>", name="Tax"),
)  # fmt: skip
#: the published schemas
SCHEMAS = Path(__file__).parent / "data" / "refi_qda"
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def desk(tmp_path) -> Desk:
    """A desk with two documents, settled and unsettled codes, and a coder who is not done."""
    found = Desk(Store(f"sqlite:///{tmp_path}/desk.sqlite"))
    text = f"😀 {TEXT}\r\n\r\nSecond paragraph."
    said = {"title": "Trams\tand\x0bcars", "date": "2026-02-03", "publisher": "Courier"}
    one = found.add_document("Ada", text, url="https://c.example/1", note="first", **said)
    two = found.add_document("Ada", "Other words, other article.")
    ids = [
        found.add_statement("Ada", one, 3, 13, actor='Ann "A" <b>', speaker="Ann Lee", role="chair",
                            type="union", country="FRA", theme="t", event="e", kind="direct",
                            summary="Wants\nmore", argument="why", note="n\x01"),
        found.add_statement("Bo", one, 60, 70, actor="=Tom"),
        found.add_statement("Bo", two, 0, 5),
    ]  # fmt: skip
    found.code("Ada", ids[0], "Transport", -1, note="because")
    found.code("Bo", ids[0], "Transport", 0.25)
    found.code("Ada", ids[0], "Tax & <fees>", 0)
    found.code("Bo", ids[1], "Transport", 1)
    found.code("Ada", ids[1], "Unknown", -0.1, coder="rules", origin="rule")
    for who in ("Ada", "Bo"):
        found.finish(who, one)
    found.finish("Cy", two)
    found.finish("Cy", two, done=False)
    found.agree("Ada", ids[0], "Tax & <fees>", None)
    found.agree("Ada", ids[0], "Transport", -0.5)
    return found


def parts(content: bytes) -> tuple[etree._Element, dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        every = {name: file.read(name) for name in file.namelist()}
    return etree.fromstring(every.pop("project.qde")), every


def rezipped(root: etree._Element, texts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("project.qde", etree.tostring(root))
        for name, content in texts.items():
            file.writestr(name, content)
    return out.getvalue()


def empty(tmp_path, name: str = "other") -> Desk:
    return Desk(Store(f"sqlite:///{tmp_path}/{name}.sqlite"))


def valid(name: str, root: etree._Element) -> None:
    """Raises where a document breaks a published schema."""
    etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd")).assertValid(root)


def test_a_project_that_is_read_again_is_the_same(desk, tmp_path):
    state = desk.state()
    other = empty(tmp_path)
    project = read_project(project_bytes(state, AXES))
    assert project.lost == [] and project.axes[:2] == list(AXES)
    counts = bring(other, "Eve", project)
    assert counts == {"document": 2, "statement": 3, "code": 7, "reading": 3}
    assert other.state() == state == other.state("9999")
    assert bring(other, "Eve", project) == dict.fromkeys(counts, 0)
    assert [each.what for each in other.trail()] == ["import project"]
    other.undo("Eve")
    assert not any(other.state().values())


def test_a_project_has_the_form_of_the_schema(desk):
    root, texts = parts(project_bytes(desk.state(), AXES))
    assert root.tag == f"{{{SPACE}}}Project"
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert all(GUID.fullmatch(guid) for guid in guids) and len(set(guids)) == len(guids)
    valid("Project", root)
    refs = [element.get("targetGUID") for element in root.iter() if element.get("targetGUID")]
    assert refs and set(refs) <= set(guids)
    for source in root.iter(f"{{{SPACE}}}TextSource"):
        path = source.get("plainTextPath").replace("internal://", "Sources/")
        text = texts[path].decode()
        for selection in source.iter(f"{{{SPACE}}}PlainTextSelection"):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            assert text[start:end] == selection.get("name")
    users = {user.get("name") for user in root.iter(f"{{{SPACE}}}User")}
    assert users == {"Ada", "Bo", "Cy", "agreed", "rules"}
    cases = {case.get("name"): len(case) for case in root.iter(f"{{{SPACE}}}Case")}
    # Ada, Bo and what is agreed have a selection each
    assert cases == {'Ann "A" <b>': 3, "=Tom": 2}
    axis = root.find(f".//{{{SPACE}}}Code[@name='Transport']")
    names = [child.get("name") for child in axis.iterfind(f"{{{SPACE}}}Code")]
    assert names == [
        "-1 Rail (Transport)", "-0.5 (Transport)", "0 (Transport)", "+0.25 (Transport)",
        "+0.5 (Transport)", "+1 Road (Transport)",
    ]  # fmt: skip


def test_a_project_has_what_qualcoder_asks_for_beyond_the_schema(desk):
    # its reader of projects (refi.py) gives the codings of a selection to the user of the
    # selection, wants a moment of each selection and note, and holds one code of a name
    state = desk.state()
    root, _ = parts(project_bytes(state, AXES))
    users = {user.get("guid"): user.get("name") for user in root.iter(f"{{{SPACE}}}User")}
    said = {axis.get("guid"): axis.get("name") for axis in root.iter(f"{{{SPACE}}}Code")}
    assert len(set(said.values())) == len(said)
    found = set()
    for selection in root.iter(f"{{{SPACE}}}PlainTextSelection"):
        assert selection.get("creationDateTime")
        for coding in selection.iterfind(f"{{{SPACE}}}Coding"):
            (target,) = coding.iterfind(f"{{{SPACE}}}CodeRef")
            found.add((
                selection.get("name"), users[selection.get("creatingUser")],
                said[target.get("targetGUID")],
            ))  # fmt: skip
    assert len(found) == len(state["code"])
    assert ("More trams", "Bo", "+0.25 (Transport)") in found
    assert all(note.get("creationDateTime") for note in root.iter(f"{{{SPACE}}}Note"))
    assert all(source.get("name") for source in root.iter(f"{{{SPACE}}}TextSource"))


@pytest.mark.parametrize("counted", [1, 2])
def test_positions_survive_line_ends_that_another_program_writes(desk, tmp_path, counted):
    state = desk.state()
    root, texts = parts(project_bytes(state, AXES))
    for source in root.iter(f"{{{SPACE}}}TextSource"):
        path = source.get("plainTextPath").replace("internal://", "Sources/")
        text = texts[path].decode()
        for selection in source.iter(f"{{{SPACE}}}PlainTextSelection"):
            for name in ("startPosition", "endPosition"):
                at = int(selection.get(name))
                selection.set(name, str(at + (counted - 1) * text[:at].count("\n")))
        texts[path] = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    other = empty(tmp_path)
    bring(other, "Eve", read_project(rezipped(root, texts)))
    assert other.state() == state


def test_a_project_of_others_is_read_as_far_as_it_tells(tmp_path):
    space = f'xmlns="{SPACE}"'
    root = etree.fromstring(f"""<Project {space} name="p">
<Users><User guid="u1" name="Kim"/></Users>
<CodeBook><Codes><Code guid="c1" name="Trams" isCodable="true"/><Code guid="c2" name="Rail"
isCodable="false"><Code guid="c3" name="−1" isCodable="true"/></Code></Codes></CodeBook>
<Cases><Case guid="k1" name="Ann"><SelectionRef targetGUID="s1"/></Case></Cases>
<Sources><TextSource guid="t1" name="Talk">
<PlainTextContent>We want more trams now.</PlainTextContent>
<PlainTextSelection guid="s1" startPosition="8" endPosition="18" creatingUser="u1">
<Coding guid="g1"><CodeRef targetGUID="c1"/></Coding>
<Coding guid="g2"><CodeRef targetGUID="c3"/></Coding></PlainTextSelection>
<PlainTextSelection guid="s2" startPosition="8" endPosition="999"/></TextSource>
<PictureSource guid="t2"/><TextSource guid="t3" name="Gone" plainTextPath="internal://x.txt"/>
</Sources></Project>""")
    project = read_project(rezipped(root, {}))
    assert project.lost == [
        "a selection from 8 to 999",
        "the text of “Gone”",
        "1 sources that are no text",
    ]
    desk = empty(tmp_path)
    bring(desk, "Eve", project)
    (statement,) = desk.statements()
    assert (statement["exact"], statement["actor"], statement["note"]) == (
        "more trams",
        "Ann",
        "Trams",
    )
    (code,) = desk.state()["code"].values()
    assert (code["axis"], code["stance"], code["coder"], code["origin"]) == (
        "Rail",
        -1,
        "Kim",
        "person",
    )
    assert desk.documents()[0]["title"] == "Talk"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "a damaged zip, or none"),
        (rezipped(etree.fromstring(f'<Project xmlns="{SPACE}"/>'), {}), "holds no text"),
    ],
)
def test_what_is_no_project_is_told(content, said):
    with pytest.raises(DeskError, match=said):
        read_project(content)


def test_a_codebook_that_is_read_again_is_the_same():
    content = codebook_bytes(AXES)
    valid("Codebook", etree.fromstring(content))
    assert b"urn:QDA-XML:codebook:1.0" in content
    assert read_codebook(content) == list(AXES)
    for wrong in (b"<a/>", b"no xml", content.replace(b"CodeBook", b"Other")):
        with pytest.raises(DeskError, match="no codebook|no XML"):
            read_codebook(wrong)
    with pytest.raises(DeskError, match="numbers from -1 to 1"):
        read_codebook(content.replace(b'"-', b'"x').replace(b'"+', b'"x').replace(b'"0 ', b'"y '))


def test_the_table_for_dna_has_a_row_for_each_published_code(desk):
    lines = dna_csv(desk.state(), {"Transport": "Roads are better"}).decode()
    rows = list(csv.DictReader(io.StringIO(lines), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    told = {(row["organization"], row["concept"], row["agreement"]) for row in rows}
    # the agreed code of Ann; her tax has none, and the rule is nobody's
    assert told == {('Ann "A" <b>', "Roads are better", "0"), ("'=Tom", "Roads are better", "1")}
    assert {row["time"] for row in rows} == {"2026-02-03 00:00:00"}
    assert {row["document_source"] for row in rows} == {"Courier"}


def test_annotations_select_words_by_quote_and_position(desk):
    state = desk.state()
    page = json.loads(annotations_json(state))["first"]
    assert len(page["items"]) == 3
    texts = {
        row["url"] or f"urn:sha256:{row['id']}": row["text"] for row in state["document"].values()
    }
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in text
    stances = sorted(len(item["body"]["codes"]) for item in page["items"])
    assert stances == [0, 2, 5]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=15)
@given(
    text=WORDS,
    said=WORDS,
    coder=st.sampled_from(["Ada", "Łucja & <Co>", "李"]),
    stance=st.floats(-1, 1),
)
def test_any_words_and_stances_survive_a_round_trip(tmp_path_factory, text, said, coder, stance):
    folder = tmp_path_factory.mktemp("desk")
    desk, other = empty(folder, "one"), empty(folder, "two")
    document = desk.add_document(coder, f"a😀{text}\r\nb", title=said, note=said)
    statement = desk.add_statement(coder, document, 0, 2, actor=said, note=said)
    desk.code(coder, statement, "An axis", stance, note=said)
    state = desk.state()
    bring(other, "Eve", read_project(project_bytes(state, [])))
    assert other.state() == state
    desk.store.close()
    other.store.close()
