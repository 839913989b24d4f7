"""The commands, as they are called."""

import subprocess
import sys
from pathlib import Path

import pytest

from hustings.__main__ import COMMANDS, main

ROOT = Path(__file__).parents[1]


def said(capsys, *arguments: str) -> tuple[int, list[str]]:
    code = main(arguments)
    return code, capsys.readouterr().out.splitlines()


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


def test_check_names_the_columns_that_are_not_read(capsys, tmp_path):
    file = tmp_path / "dams.csv"
    file.write_text("Actor,Axis,stance,Type,a\x1b[2Jb, \nDan,Dams,1,union,,\n", encoding="utf-8")
    code, lines = said(capsys, "check", str(file))
    assert code == 0
    assert lines[0] == "Columns that are not read: Type and a [2Jb."
    assert lines[1].startswith("Columns that can be: statement_id, date, actor, actor_type, ")
    assert lines[2:] == ["1 of 1 rows can be used; no problems"]


def test_a_decimal_comma_is_told_what_is_wrong_with_it(capsys, tmp_path):
    file = tmp_path / "dams.csv"
    file.write_text("actor;axis;stance\nDan;Dams;0,5\nDan;Dams;0.5\n", encoding="utf-8")
    _, lines = said(capsys, "check", str(file))
    assert lines[0].endswith("found “0,5”; allowed: a number from -1 to 1, with a point before its "
                             "decimals.")  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_source_that_cannot_be_opened_is_said_and_fails(capsys, tmp_path, command):
    code, lines = said(capsys, command, str(tmp_path / "absent"))
    assert code == 1
    assert len(lines) == 2
    assert "absent: found nothing" in lines[0]


def test_info_prints_counts_axes_and_version(capsys, folder, few):
    code, lines = said(capsys, "info", str(folder))
    assert code == 0
    facts = dict(line.split(maxsplit=1) for line in lines[1:10])
    assert facts == {
        "version": few.version,
        "licence": "not stated",
        "rows": "6 of 6 rows can be used; no problems",
        "statements": "4",
        "actors": "3",
        "types": "firm 2, union 1",
        "dates": "2024-01-01 to 2024-03-01",
        "events": "0",
        "axes": "2",
    }
    assert lines[10:] == [
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


def test_a_command_is_needed(capsys):
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "COMMAND" in capsys.readouterr().err
