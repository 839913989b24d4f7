"""What a report says of its basis: the statements behind the view, and their limits."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from reports import BASE, DAY, Reader, scene

from hustings import link, method
from hustings.dataset import open_dataset
from hustings.export import report
from hustings.export.report import basis


def test_statements_by_hand(few):
    view = {"x": "Transport", "y": "Tax", "actor": ("Ann",), "sort": "oldest"}
    found = Reader(report.report(scene(few, "statements", **view), made=DAY))
    assert [a["id"] for a in found.of("article")] == ["s1", "s2"]
    assert "2 statements by Ann; oldest first." in found.text
    assert found.all("blockquote") == ["“More trams”", "“Égalité first”"]
    links = [a["href"] for a in found.of("a")]
    assert "https://a.example/1#:~:text=More%20trams" in links
    assert f"{BASE}/actor?actor=Ann" in links
    said = [span["aria-label"] for span in found.of("span", role="img")]
    assert "Transport: Rail ↔ Road: −0.75, 2 coders from −1.00 to −0.50" in said
    assert all(a["href"].startswith(("http", "#")) for a in found.of("a"))


@pytest.mark.parametrize(
    ("path", "chosen", "ids"),
    [
        ("", {"x": "Transport", "y": "Transport", "actor": ()}, ["s2", "s1", "s4"]),
        ("", {"x": "Tax", "y": "Tax", "actor": ("Ann", "Bob")}, ["s3", "s1"]),
        ("compare", {"actor": ("Bob", "Cid"), "axis": ("Transport",)}, ["s4"]),
        ("actor", {"actor": ("Ann", "Bob")}, ["s2", "s1"]),
        ("divides", {"by": "type", "actor": ("firm",)}, ["s3", "s4"]),
        ("evidence", {"actor": (), "q": "taxes"}, ["s3"]),
        ("method", {"x": "Tax", "y": "Tax", "actor": ()}, ["s3", "s1"]),
    ],
)
def test_the_statements_are_those_behind_the_view(few, path, chosen, ids):
    found = Reader(report.report(scene(few, path, **chosen), made=DAY))
    assert [a["id"] for a in found.of("article")] == ids


def test_of_many_statements_the_first_and_where_the_others_are(few, monkeypatch):
    monkeypatch.setattr(basis, "MOST", 1)
    asked = scene(few, "statements", actor=())
    behind = basis.basis(asked)
    assert (len(behind.found), behind.left) == (1, 3)
    found = Reader(report.report(asked, made=DAY))
    assert "The first 1 stand here;" in found.text and "read the other 3 in Hustings" in found.all(
        "a"
    )
    view, unknown = link.read(few, parse_qsl(urlsplit(behind.link).query, keep_blank_values=True))
    assert (view.actor, view.sort, unknown) == ((), "newest", [])


def test_limits_in_numbers(few):
    both = scene(few, "", x="Transport", y="Tax", actor=())
    thin, coders, dates = basis.limits(both)
    # Ann has two statements on Transport and one on Tax; Bob and Cid have one each
    assert thin == "Resting on one statement only: 2 of 3 actors, and 3 of 4 positions."
    assert coders.startswith("Coded by A and B. ")
    assert dates == (
        "The statements are of 1 January 2024 to 1 March 2024; one statement without a date."
    )
    found = Reader(report.report(both, made=DAY)).text
    assert all(said in found for said in (thin, coders, dates, *method.LIMITS))


def test_limits_of_undated_statements_by_nobody(tmp_path):
    (tmp_path / "positions.csv").write_text("actor,axis,stance\nAnn,Tax,1\nBob,Tax,0\n")
    data = open_dataset(tmp_path)
    thin, coders, dates = basis.limits(scene(data, "statements"))
    assert thin == "Resting on one statement only: 2 of 2 actors, and 2 of 2 positions."
    assert coders == "The data do not say who coded the statements."
    assert dates == "None of the statements has a date."


def test_rows_that_could_not_be_used_are_told(folder):
    table = folder / "positions.csv"
    table.write_text(table.read_text() + "s9,2024-01-01,Dan,firm,DEU,,,,,,Tax,many,A\n")
    data = open_dataset(folder)
    view = link.default_view(data)
    # One row of seven: what is left is never called all statements.
    assert view.sentence(data) == "1 of 7 rows could not be used"
    assert view.having(type=("firm",)).sentence(data) == "by firm; 1 of 7 rows could not be used"
    said = basis.limits(scene(data))
    assert said[-1].endswith("without a date.") and any(
        each.startswith("1 of 7 rows of the table could not be used") for each in said
    )
