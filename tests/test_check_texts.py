"""`hustings check --texts`: quotations that do not stand in the text of their source are named."""

from hustings.cli import main


def checked(capsys, folder, texts) -> tuple[int, list[str]]:
    code = main(["check", str(folder), "--texts", str(texts)])
    return code, capsys.readouterr().out.splitlines()


def test_rows_whose_quotation_is_not_in_its_text_are_named(capsys, folder, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "Paper.txt").write_text("Ann Lee said:\n“More\ntrams” and égalité first.", "utf-8")
    (texts / "b-example-1.txt").write_text("Bob wants fewer tax breaks.", "utf-8")
    (texts / "any.txt").write_text("https://a.example/2\nHe said: « Égalité first ».", "utf-8")
    (texts / "notes.csv").write_text("not a text", "utf-8")
    code, lines = checked(capsys, folder, texts)
    assert code == 1
    assert lines == [
        "6 of 6 rows can be used; no problems",
        "positions.csv, row 6, column quote: found “Fewer taxes”; allowed: words that stand in "
        "b-example-1.txt.",
        "2 of 3 quotations stand in their texts",
        "1 statement has a quotation but no text in the folder",
    ]
    (texts / "b-example-1.txt").write_text("“Fewer taxes!”", "utf-8")
    (texts / "S4.txt").write_text("Roads  now", "utf-8")
    code, lines = checked(capsys, folder, texts)
    assert (code, lines[1:]) == (0, ["4 of 4 quotations stand in their texts"])


def test_a_text_in_other_bytes_is_named(capsys, folder, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "s1.txt").write_bytes(b"caf\xe9")
    code, lines = checked(capsys, folder, texts)
    assert code == 1
    assert lines[1:3] == [
        "s1.txt: found other bytes; allowed: UTF-8.",
        "0 of 0 quotations stand in their texts",
    ]


def test_validate_says_how_many_quotations_stand_in_their_texts(capsys, folder, tmp_path):
    (tmp_path / "s1.txt").write_text("Ann: “More\u00a0trams”.", "utf-8")
    assert main(["validate", str(folder), "--texts", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        "1 of 1 quotations stand in their texts",
        "3 statements have a quotation but no text in the folder",
    ]
