"""Commands of the desk, from an article to a published position and a project for others."""

import json

import pytest
from desk_acts import TEXT

from hustings.cli import main
from hustings.dataset import open_dataset
from hustings.desk.desk import Desk
from hustings.desk.store import Store


@pytest.fixture
def where(tmp_path, monkeypatch) -> str:
    address = f"sqlite:///{tmp_path}/desk/desk.sqlite"
    monkeypatch.setenv("HUSTINGS_DESK", address)
    return address


def said(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["desk", *arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_from_an_article_to_a_position_and_a_project(capsys, tmp_path, where, folder):
    article = tmp_path / "trams.txt"
    article.write_text(f"Trams\n\nCourier, 3 February 2026\n\n{TEXT}", encoding="utf-8")
    code, out = said(capsys, "add", str(article), "--as", "Ada")
    assert code == 0 and out.endswith(" Trams\n")
    assert said(capsys, "add", str(article), "--as", "Bo") == (
        0, "trams.txt: This text is here already: “Trams”.\n",
    )  # fmt: skip
    desk = Desk(Store(where))
    (row,) = desk.documents()
    start = desk.document(row["id"])["text"].index("More trams")
    statement = desk.add_statement("Ada", row["id"], start, start + 10, actor="Zoe")
    desk.code("Ada", statement, "Transport", -1)
    desk.finish("Ada", row["id"])
    desk.store.close()
    assert said(capsys, "list") == (0, f"{row['id'][:12]} 1 statements, done: Ada Trams\n")
    code, out = said(capsys, "publish", str(folder))
    assert code == 0 and "statements: 1 new, 0 changed, 0 gone" in out
    assert "Zoe on Transport: none -> -1.00" in out and "--write writes it" in out
    assert open_dataset(folder).rows == 6
    assert "written" in said(capsys, "publish", str(folder), "--write")[1]
    assert open_dataset(folder).rows == 7
    assert "nothing to write" in said(capsys, "publish", str(folder), "--write")[1]
    _, out = said(capsys, "trail")
    acts = [json.loads(line)["what"] for line in out.splitlines()]
    assert acts == ["add document", "add statement", "code", "done"]
    for ending, begins in ((".qdpx", b"PK"), (".qdc", b"<?xml"), (".csv", b'"st'), (".json", b"{")):
        file = tmp_path / f"out{ending}"
        assert said(capsys, "export", str(file), "--data", str(folder)) == (0, "")
        assert file.read_bytes().startswith(begins)
    other = f"sqlite:///{tmp_path}/other.sqlite"
    project = str(tmp_path / "out.qdpx")
    code, out = said(capsys, "--desk", other, "import", project, "--as", "Eve")
    assert out == "1 × document, 1 × statement, 1 × code, 1 × reading added\n"
    third = f"sqlite:///{tmp_path}/third.sqlite"
    assert "1 act and" in said(capsys, "--desk", other, "move", third)[1]
    assert said(capsys, "--desk", third, "list") == said(capsys, "--desk", other, "list")
    assert "an empty one is needed" in said(capsys, "--desk", other, "move", third)[1]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["export", "x.doc"], "allowed: .qdpx, .qdc, .csv, .json"),
        (["export", "/nowhere/x.json"], "/nowhere/x.json cannot be written"),
        (["--desk", "mysql://x", "list"], "HUSTINGS_DESK is 'mysql://x'"),
        (["add", __file__, "--as", "Ada"], "test_desk_cli.py is none of what can be read"),
        (["import", __file__, "--as", "Ada"], "a damaged zip, or none"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(capsys, where, arguments, why):
    code, out = said(capsys, *arguments)
    assert code == 2 and out.startswith("hustings: ") and out.count("\n") == 1 and why in out


def test_a_server_for_all_has_no_desk_unless_it_says_so(capsys, monkeypatch):
    monkeypatch.delenv("HUSTINGS_DESK", raising=False)
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example")
    assert "says of no desk" in said(capsys, "list")[1]
