"""The commands, as they are called: what they print and write, and what they say is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hustings import figures
from hustings.charts.dark import GROUND
from hustings.cli import COMMANDS, main
from hustings.dataset import open_dataset
from hustings.export import chart_file
from hustings.link import PARAMETERS, default_view
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]


def said(capsys, *arguments: str) -> tuple[int, list[str]]:
    code = main(arguments)
    return code, capsys.readouterr().out.splitlines()


def complaint(capsys, *arguments: str) -> str:
    """The one line that says what is wrong with a command."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
    assert printed.err.startswith("hustings: ")
    return printed.err


def test_check_is_content_with_good_data(capsys, folder):
    assert said(capsys, "check", str(folder)) == (0, ["6 of 6 rows can be used; no problems"])


def test_check_prints_every_problem_and_fails(capsys, folder):
    with (folder / "positions.csv").open("a", encoding="utf-8") as out:
        out.write("s8,,Dan,,,,,,,,Tax,7,A\ns9,,,,,,,,,x,Tax,0,A\n")
    code, lines = said(capsys, "check", str(folder))
    assert code == 1
    assert lines == [
        "positions.csv, row 8, column stance: found “7”; allowed: a number from -1 to 1, "
        "with a point before its decimals.",
        "positions.csv, row 9, column actor: found nothing; allowed: the name of an actor.",
        "positions.csv, row 9, column url: found “x”; "
        "allowed: an address that begins with http:// or https://.",
        "6 of 8 rows can be used; 3 problems",
    ]


@pytest.mark.parametrize("wrong", [200, 201, 1500])
@pytest.mark.parametrize("some_usable", [True, False])
def test_check_prints_the_first_of_many_problems_or_all(capsys, tmp_path, wrong, some_usable):
    file = tmp_path / "dams.csv"
    rows = "Ann,Dams,x\n" * wrong + "Ann,Dams,1\n" * some_usable
    file.write_text("actor,axis,stance\n" + rows, encoding="utf-8")
    code, lines = said(capsys, "check", str(file))
    more = [f"And {wrong - 200:,} more: --all prints them."] if wrong > 200 else []
    assert code == 1 and "row 2, column stance" in lines[0] and "row 201," in lines[199]
    assert lines[200:-1] == more
    code, lines = said(capsys, "check", "--all", str(file))
    assert code == 1 and len(lines) == wrong + 1 and f"row {wrong + 1:,}, column" in lines[-2]


def test_check_names_the_columns_that_are_not_read(capsys, tmp_path):
    file = tmp_path / "dams.csv"
    file.write_text("Actor,Axis,stance,Type,a\x1b[2Jb, \nDan,Dams,1,union,,\n", encoding="utf-8")
    code, lines = said(capsys, "check", str(file))
    assert code == 0
    assert lines[0] == "Columns that are not read: Type and a [2Jb."
    assert lines[1].startswith("Columns that can be: statement_id, date, time, actor, ")
    assert lines[2:] == ["1 of 1 rows can be used; no problems"]


def test_a_decimal_comma_is_told_what_is_wrong_with_it(capsys, tmp_path):
    file = tmp_path / "dams.csv"
    file.write_text("actor;axis;stance\nDan;Dams;0,5\nDan;Dams;0.5\n", encoding="utf-8")
    _, lines = said(capsys, "check", str(file))
    assert lines[0].endswith("found “0,5”; allowed: a number from -1 to 1, with a point before its "
                             "decimals.")  # fmt: skip


@pytest.mark.parametrize("command", ["check", "info", "validate", "chart", "report"])
def test_a_source_that_is_not_there_is_said_in_one_line(capsys, tmp_path, command):
    more = {"chart": ["map", "-o", "x.csv"], "report": ["-o", "x.html"]}.get(command, [])
    assert "absent" in complaint(capsys, command, str(tmp_path / "absent"), *more)


def test_a_source_of_which_nothing_can_be_used_is_said(capsys, tmp_path):
    (tmp_path / "bad.csv").write_text("actor,stance\nAnn,1\n", encoding="utf-8")
    code, lines = said(capsys, "check", str(tmp_path / "bad.csv"))
    assert code == 1 and lines[1] == "Nothing can be used." and "column axis" in lines[0]
    assert lines[-1].endswith("bad.csv -o FOLDER would take 1 of 1 answers.")
    assert "column axis" in complaint(capsys, "info", str(tmp_path / "bad.csv"))


def test_info_prints_counts_axes_and_version(capsys, folder, few):
    code, lines = said(capsys, "info", str(folder))
    assert code == 0
    facts = dict(line.split(maxsplit=1) for line in lines[1:11])
    assert facts == {
        "version": few.version,
        "licence": "not stated",
        "coding": "not stated",
        "rows": "6 of 6 rows can be used; no problems",
        "statements": "4",
        "actors": "3",
        "types": "firm 2, union 1",
        "dates": "2024-01-01 to 2024-03-01",
        "events": "0",
        "axes": "2",
    }
    assert lines[11:] == [
        "  Transport: Rail vs. road (-1 Rail, 1 Road)",
        "  Tax: Lower vs. higher taxes (-1 Cut, 1 Raise)",
    ]


def test_info_of_the_barest_data(capsys, tmp_path):
    (tmp_path / "bare.csv").write_text("actor,axis,stance\nAnn,Tax,1\n", encoding="utf-8")
    code, lines = said(capsys, "info", str(tmp_path / "bare.csv"))
    assert code == 0
    assert "dates       none" in lines
    assert "types       none" in lines
    assert lines[-1] == "  Tax (-1 against, 1 for)"


def test_help_names_the_commands():
    done = subprocess.run(
        [sys.executable, "-m", "hustings", "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", ["chart", "report"])
def test_every_parameter_of_the_link_is_an_option(capsys, command):
    assert main([command, "--help"]) == 0
    printed = capsys.readouterr().out.split()
    assert {f"--{parameter.name}" for parameter in PARAMETERS} <= set(printed)


def test_a_command_is_needed(capsys):
    assert main([]) == 2
    assert "serve" in capsys.readouterr().err


def test_an_unknown_command_is_said_in_one_line(capsys):
    assert "draw" in complaint(capsys, "draw")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mapp", "-o", "x.csv"], "'mapp', allowed: map, multiples"),
        (["map", "-o", "x.docx"], "allowed: a file that ends in .png, .svg"),
        (["map", "-o", "x.csv", "--actor", "Amn"], "--actor is 'Amn', allowed: Ann"),
        (
            ["map", "-o", "x.csv", "--min", "0"],
            "--min is '0', allowed: a whole number from 1 to 50",
        ),
        (["map", "-o", "nowhere/x.csv"], "nowhere/x.csv cannot be written"),
    ],
)
def test_what_a_chart_cannot_be_is_said_in_one_line(capsys, folder, arguments, words):
    assert words in complaint(capsys, "chart", str(folder), *arguments)


def test_a_chart_as_csv_and_json_is_that_of_the_page(folder, tmp_path):
    given = ["--x", "Tax", "--y", "Transport", "--actor", "Ann", "--url", "https://votes.example"]
    for ending in ("csv", "json", "html", "txt"):
        target = str(tmp_path / f"map.{ending}")
        assert main(["chart", str(folder), "map", "-o", target, *given]) == 0
    data = open_dataset(folder)
    view = default_view(data).having(x="Tax", y="Transport", actor=("Ann",))
    figure = figures.named("map")
    scene = Scene(data, view, "", "https://votes.example")
    assert json.loads((tmp_path / "map.json").read_text()) == json.loads(
        figure.of(scene).draw(figures.EXPORT_WIDTH).to_json()
    )
    table = (tmp_path / "map.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("actor,type,drawn as,Tax: position (Cut ↔ Raise)")
    assert [line.split(",")[0] for line in table[1:]] == ["Ann"]
    notes = (tmp_path / "map.txt").read_text(encoding="utf-8")
    assert "Link: https://votes.example/?x=Tax&y=Transport" in notes
    assert "Source: " in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_chart_on_dark_ground(folder, tmp_path):
    target = tmp_path / "map.html"
    assert main(["chart", str(folder), "map", "-o", str(target), "--ground", "dark"]) == 0
    assert f'"paper_bgcolor":"{GROUND}"' in target.read_text(encoding="utf-8")


def test_a_figure_without_a_known_dashboard_has_its_source_and_no_link(
    folder, tmp_path, monkeypatch
):
    monkeypatch.delenv("HUSTINGS_URL", raising=False)
    assert main(["chart", str(folder), "map", "-o", str(tmp_path / "map.json")]) == 0
    notes = json.loads((tmp_path / "map.json").read_text())["layout"]["annotations"]
    (credit,) = (note["text"] for note in notes if note.get("name") == "credit")
    assert "data version" in credit and "<a " not in credit


def test_a_report_is_written(folder, tmp_path, capsys):
    target = tmp_path / "compare.html"
    arguments = ["--page", "compare", "--actor", "Ann", "--actor", "Bob", "-o", str(target)]
    assert main(["report", str(folder), *arguments]) == 0
    text = target.read_text(encoding="utf-8")
    assert "<h1" in text and "Ann and Bob" in text
    assert capsys.readouterr().out == "", "no progress bar where nobody sees it"


@pytest.mark.parametrize("ending", chart_file.FORMATS)
def test_every_format_of_a_chart_has_a_media_type(ending):
    assert "/" in chart_file.FORMATS[ending].mime


def test_serving_needs_its_packages(capsys, folder, monkeypatch):
    monkeypatch.setattr("hustings.cli.serve.find_spec", lambda name: None)
    assert 'pip install "hustings[serve]"' in complaint(capsys, "serve", str(folder))
