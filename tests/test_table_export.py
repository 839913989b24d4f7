"""Tables to take away: what is read back is what was written, and nothing in it runs."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hustings.export import table

ABOUT = {"Source": 'The "set", one\nof many', "Link": "https://h.example/?x=a,b"}
HOSTILE = ['=HYPERLINK("x")', "+1", "-1", "@SUM", "\t=1", "<script>", "  =1", "\r=1", "\n@x", "'=1"]

TEXT = st.none() | st.text() | st.sampled_from([*HOSTILE, 'a"b', "a,b", "a\rb", "a\r\nb", " a "])
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
DAY = st.none() | st.dates()
ROWS = st.lists(st.tuples(TEXT, NUMBER, DAY), max_size=6)
#: text that a workbook can hold as it stands
SHEET_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t")
) | st.sampled_from(["=1", "#N/A", "+1", "@x", "-1", "1", "2025-01-01"])


def frame(rows: list[tuple]) -> pd.DataFrame:
    columns = dict(zip(("text", "number", "day"), zip(*rows, strict=True), strict=False))
    return pd.DataFrame(
        {
            "text": pd.Series(columns.get("text", ()), dtype="str"),
            "number": pd.Series(columns.get("number", ()), dtype="float64"),
            "day": pd.Series(columns.get("day", ()), dtype="object"),
        }
    )


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def risky(text: str) -> bool:
    """Whether a spreadsheet may run the text once leading spaces are gone."""
    head = text.lstrip(" ")[:1]
    return (bool(head) and head in "\t\r\n") or (text.strip() and text.lstrip()[0] in "=+-@")


def undone(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and risky(cell.lstrip("'")) else cell


def sheets(data: bytes):
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Data", "About"]
    return book["Data"], book["About"]


@given(ROWS)
def test_csv_gives_every_row_back(rows):
    header, *found = read_csv(table.csv_bytes(frame(rows)))
    assert header == ["text", "number", "day"]
    assert [undone(text) for text, _, _ in found] == [text or "" for text, _, _ in rows]
    assert [float(n) if n else None for _, n, _ in found] == [n for _, n, _ in rows]
    assert [d for _, _, d in found] == [d.isoformat() if d else "" for _, _, d in rows]
    assert not any(risky(text) for text, _, _ in found)


@given(st.lists(TEXT.filter(bool), min_size=1, unique=True))
def test_csv_header_cells_are_made_harmless_too(names):
    header = read_csv(table.csv_bytes(pd.DataFrame([[1] * len(names)], columns=names)))[0]
    assert [undone(name) for name in header] == names
    assert not any(risky(name) for name in header)


@given(st.lists(TEXT))
def test_csv_of_one_column_keeps_empty_rows(texts):
    found = read_csv(table.csv_bytes(pd.DataFrame({"a": pd.Series(texts, dtype="str")})))[1:]
    assert [undone(cell) for (cell,) in found] == [text or "" for text in texts]


def test_csv_bytes_as_they_stand():
    rows = pd.DataFrame(
        {
            "stance": [-1.0, 0.1, np.nan],
            "n": pd.array([3, None, 5], dtype="Int64"),
            "who": ["-1", "a,b", None],
            "day": pd.to_datetime(["2025-02-11", None, "2025-02-12 08:30"], format="ISO8601"),
            "sure": [True, False, True],
        }
    )
    assert table.csv_bytes(rows) == (
        b"\xef\xbb\xbfstance,n,who,day,sure\n"
        b"-1,3,'-1,2025-02-11,true\n"
        b'0.1,,"a,b",,false\n'
        b",5,,2025-02-12T08:30:00,true\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_and_cannot_run(text):
    rows = pd.DataFrame({"a": [text]})
    cell = read_csv(table.csv_bytes(rows))[1][0]
    assert cell == (text if text == "<script>" else f"'{text}")
    data, _ = sheets(table.xlsx_bytes(rows, ABOUT))
    assert (data["A2"].data_type, data["A2"].value) == ("s", text.replace("\r", "\n"))
    assert json.loads(table.json_bytes(rows, ABOUT))["data"] == [{"a": text}]


@given(ROWS)
def test_json_gives_every_value_back(rows):
    found = json.loads(table.json_bytes(frame(rows), ABOUT), parse_constant=pytest.fail)
    assert found["about"] == ABOUT
    assert found["data"] == [
        {"text": t, "number": n, "day": d.isoformat() if d else None} for t, n, d in rows
    ]


@settings(max_examples=30)
@given(st.lists(st.tuples(SHEET_TEXT, st.none() | st.floats(-1e300, 1e300), DAY), max_size=6))
def test_xlsx_gives_every_row_back_and_holds_no_formula(rows):
    data, about = sheets(table.xlsx_bytes(frame(rows), {**ABOUT, "=1": "=2"}))
    header, *found = data.iter_rows()
    assert [cell.value for cell in header] == ["text", "number", "day"]
    assert [row[0].value or "" for row in found] == [text for text, _, _ in rows]
    # the format itself keeps 16 digits
    assert [row[1].value for row in found] == [
        n if n is None else pytest.approx(n, rel=1e-14, abs=0) for _, n, _ in rows
    ]
    for (_, _, cell), (_, _, day) in zip(found, rows, strict=True):
        old = day is not None and day.year < 1900
        assert cell.value == (
            day.isoformat() if old else day and datetime.combine(day, datetime.min.time())
        )
    assert {cell.data_type for row in found for cell in row[:1] if cell.value} <= {"s"}
    assert [[cell.value for cell in row] for row in about] == [
        *map(list, ABOUT.items()),
        ["=1", "=2"],
    ]
    assert {cell.data_type for row in about for cell in row} == {"s"}


def test_xlsx_is_laid_out_for_reading():
    rows = pd.DataFrame({"a": ["x"], "much": ["word " * 100], "some": ["x" * 28]})
    data, _ = sheets(table.xlsx_bytes(rows, ABOUT))
    assert data.freeze_panes == "A2"
    assert all(cell.font.b for cell in data[1]) and not any(cell.font.b for cell in data[2])
    assert [data.column_dimensions[c].width for c in "ABC"] == [table.NARROW, table.WIDE, 30]


def test_xlsx_leaves_out_what_the_format_forbids():
    rows = pd.DataFrame({"a\x00": ["a\x00b\x1bc\ufffed", "長" * 40_000, "\U0001f600" * 20_000]})
    data, _ = sheets(table.xlsx_bytes(rows, {"\x01k": "v\x02"}))
    assert data["A1"].value == "a"
    assert data["A2"].value == "abcd"
    assert data["A3"].value == "長" * 32_766 + "…"
    # each of these takes two of the cell's 32,767 units
    assert data["A4"].value == "\U0001f600" * 16_383 + "…"


def test_xlsx_says_which_rows_did_not_fit(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    data, about = sheets(table.xlsx_bytes(pd.DataFrame({"a": [1, 2, 3]}), {}))
    assert [row[0].value for row in data] == ["a", 1, 2]
    assert [cell.value for cell in about[1]] == ["Rows", "the first 2 of 3"]


def test_odd_values_are_told_plainly():
    odd = [np.int64(3), Decimal("0.5"), np.inf, pd.NA, datetime(2025, 1, 1, 9, tzinfo=UTC), [1]]
    rows = pd.DataFrame({"a": pd.Series(odd, dtype=object)})
    stamp = "2025-01-01T09:00:00+00:00"
    assert [row[0] for row in read_csv(table.csv_bytes(rows))[1:]] == [
        "3", "0.5", "", "", stamp, "[1]",
    ]  # fmt: skip
    found = [record["a"] for record in json.loads(table.json_bytes(rows, {}))["data"]]
    assert found == [3, 0.5, None, None, stamp, "[1]"]
    data, _ = sheets(table.xlsx_bytes(rows, {}))
    assert [row[0].value for row in data][1:] == [3, 0.5, None, None, stamp, "[1]"]


def test_addresses_can_be_clicked_in_a_workbook():
    there = "https://a.example/b?c=%E2%82%AC&d=(1)"
    texts = [there, "javascript:alert(1)", f"see {there}", "https://a.example/\u202egpj", None,
             f"https://a.example/{'x' * 3000}", "=HYPERLINK(\"https://e.example\")"]  # fmt: skip
    data, about = sheets(table.xlsx_bytes(pd.DataFrame({"n": 1, "url": texts}), ABOUT))
    found = {cell.coordinate: cell.hyperlink.target for row in data for cell in row
             if cell.hyperlink}  # fmt: skip
    assert found == {"B2": there}
    assert [cell.value for cell in data["B"]][1:4] == texts[:3]
    assert about["B2"].hyperlink.target == about["B2"].value == ABOUT["Link"]


def test_no_more_links_than_a_sheet_holds(monkeypatch):
    monkeypatch.setattr(table, "MOST_LINKS", 2)
    rows = pd.DataFrame({"url": [f"https://a.example/{n}" for n in range(4)]})
    data, _ = sheets(table.xlsx_bytes(rows, {}))
    assert [bool(cell.hyperlink) for cell in data["A"]] == [False, True, True, False, False]


def test_notes_are_one_line_each():
    notes = table.notes_bytes({"Title": "A\nSource: forged\r\n=1", "Licence": "CC0"})
    assert notes.decode() == "Title: A Source: forged =1\nLicence: CC0\n"


def test_every_format_takes_an_empty_table():
    none = frame([])
    for form in table.FORMATS:
        assert form.function(none, ABOUT)
    assert read_csv(table.csv_bytes(none)) == [["text", "number", "day"]]
    assert json.loads(table.json_bytes(none, {})) == {"about": {}, "data": []}


def test_times_and_lone_surrogates():
    values = {"at": [datetime(2025, 1, 1, 9), date(2025, 1, 1)], "t": ["\ud800", "é"]}
    rows = pd.DataFrame(values, dtype=object)
    first, second = read_csv(table.csv_bytes(rows))[1:]
    assert first == ["2025-01-01T09:00:00", "?"] and second == ["2025-01-01", "é"]
    assert json.loads(table.json_bytes(rows, {}))["data"][1] == {"at": "2025-01-01", "t": "é"}
    data, _ = sheets(table.xlsx_bytes(rows, {}))
    assert (data["A2"].value, data["B2"].value) == (datetime(2025, 1, 1, 9), None)
