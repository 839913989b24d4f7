"""Spreadsheets: every sheet a table, merged cells filled, days as ISO 8601 writes them."""

import datetime
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from foreign import DATA, lists, one, read_as

from hustings.intake.readers import apart, bounds, read, spreadsheet, zips

ODS = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Votes">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def xlsx(folder: Path, *sheets: list[list[object]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    path = folder / "some.xlsx"
    book.save(path)
    return path


def ods(folder: Path, rows: str, doctype: str = "") -> Path:
    path = folder / "some.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", ODS.format(rows=rows, doctype=doctype))
        packed.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest"
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type='
            '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return path


def row(*cells: str) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def test_values_of_every_type(tmp_path):
    values = [
        1, 0.1 + 0.2, 1e20, True, "=1+1", datetime.date(2024, 1, 2),
        datetime.datetime(2024, 1, 2, 3, 4, 5), datetime.time(10, 30), "007", None, "<b>",
    ]  # fmt: skip
    path = xlsx(tmp_path, [[f"c{place}" for place in range(len(values))], values])
    assert lists(one(read(path))) == [
        ["1", "0.3", "1e+20", "TRUE", "", "2024-01-02", "2024-01-02 03:04:05", "10:30:00",
         "007", "", "<b>"]
    ]  # fmt: skip


def test_sheets_are_tables_and_empty_ones_are_left_out(tmp_path):
    reading = read(xlsx(tmp_path, [["a", "b"], [1, 2]], [], [["c"], ["x"]], [["only", "names"]]))
    assert [table.name for table in reading.tables] == ["Sheet 1", "Sheet 3"]
    assert reading.kind == "XLSX"


def test_titles_above_the_header_and_rows_as_the_spreadsheet_numbers_them(tmp_path):
    rows = [["Votes of 2024"], [], ["actor", "stance"], ["A", 1], [], ["B", -1]]
    table = one(read(xlsx(tmp_path, rows)))
    assert [*table.cells.columns] == ["actor", "stance"]
    assert [*table.cells.index] == [4, 6]
    assert "the header is row 3" in table.notes


def test_a_table_that_begins_far_down_and_to_the_right(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    cells = {"C702": "actor", "D702": "stance", "C703": "A", "D703": 1, "C705": "B", "F703": "so"}
    for place, value in cells.items():
        sheet[place] = value
    sheet.merge_cells("D703:D704")
    sheet["C704"] = "A2"
    book.save(tmp_path / "far.xlsx")
    table = one(read(tmp_path / "far.xlsx"))
    assert lists(table) == [["A", "1", "so"], ["A2", "1", ""], ["B", "", ""]]
    assert [*table.cells.index] == [703, 704, 705]
    assert "the header is row 702" in table.notes


def test_merged_cells_are_filled_below_the_header_and_titles_are_not(tmp_path):
    rows = [["Made-up votes", None, None], ["actor", "axis", "stance"], ["A", "Dam", 1],
            [None, "Rail", 1], ["B", "Dam", None], [None, "Rail", -1]]  # fmt: skip
    table = one(read(xlsx(tmp_path, rows, merged=("A1:C1", "A3:A4", "A5:A6", "B5:C5"))))
    assert [*table.cells.columns] == ["actor", "axis", "stance"]
    assert lists(table) == [
        ["A", "Dam", "1"], ["A", "Rail", "1"], ["B", "Dam", "Dam"], ["B", "Rail", "-1"],
    ]  # fmt: skip
    assert "merged cells that were filled: 3" in table.notes


def test_a_name_merged_over_two_rows_of_a_header(tmp_path):
    rows = [["Party", "Economy", None], [None, "Tax", "Trade"], ["A", 1, -1], ["B", 0, 1]]
    table = one(read(xlsx(tmp_path, rows, merged=("A1:A2", "B1:C1"))))
    assert [*table.cells.columns] == ["Party", "Tax", "Trade"]


def test_xls_as_old_programs_save_it():
    table = one(read(DATA / "votes.xls"))
    assert lists(table) == [["Ministry", "Dam", "1", "2024-01-02"],
                            ["Ministry", "Rail", "-0.5", "2024-01-03"]]  # fmt: skip
    assert [*table.cells.index] == [4, 5]


def test_ods(tmp_path):
    table = one(read(ods(tmp_path, row("actor", "axis") + row("Ä", "Dam") + row("B", "Rail"))))
    assert (table.name, lists(table)) == ("Votes", [["Ä", "Dam"], ["B", "Rail"]])


def test_a_hidden_sheet_says_so(tmp_path):
    path = xlsx(tmp_path, [["a", "b"], [1, 2]], [["c", "d"], [3, 4]])
    book = openpyxl.load_workbook(path)
    book.worksheets[1].sheet_state = "hidden"
    book.save(path)
    assert "a hidden sheet" in read(path).tables[1].notes


def test_the_name_of_an_upload_does_not_matter(tmp_path):
    content = xlsx(tmp_path, [["a", "b"], [1, 2]]).read_bytes()
    for name in ("some.xlsx", "some.csv", "upload", "some.xls"):
        assert lists(one(read_as(tmp_path, content, name))) == [["1", "2"]]


def test_text_that_is_called_xls_is_read_as_text(tmp_path):
    assert lists(one(read_as(tmp_path, "a\tb\n1\t2\n", "export.xls"))) == [["1", "2"]]


def test_cells_at_the_far_end_of_a_sheet_take_no_memory(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "a", "b"
    book.save(tmp_path / "far.xlsx")
    (fault,) = read(tmp_path / "far.xlsx").faults
    assert "MB of memory" in fault.value


def test_cells_that_repeat_for_ever_take_no_memory(tmp_path):
    cell = ('<table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell>")  # fmt: skip
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    reading = read(ods(tmp_path, rows))
    assert reading.tables == ()
    assert len(reading.faults) == 1


def test_entities_within_entities_are_not_unpacked(tmp_path):
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'
    reading = read(ods(tmp_path, row("a", "b") + row("&e11;", "x"), doctype))
    texts = [cell for table in reading.tables for cells in lists(table) for cell in cells]
    assert all(len(text) < 100 for text in texts)


def test_what_takes_too_long_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    (fault,) = read(xlsx(tmp_path, [["a", "b"], [1, 2]])).faults
    assert fault.value == "what takes longer than 0.001 seconds to read"


@pytest.mark.parametrize("keep", [30, 200, 1000, 4000])
def test_a_damaged_file_is_a_fault(tmp_path, keep):
    content = xlsx(tmp_path, [["a", "b"], [1, 2]]).read_bytes()
    reading = read_as(tmp_path, content[:keep], "some.xlsx")
    assert (reading.tables, len(reading.faults)) == ((), 1)
    assert reading.faults[0].file == "some.xlsx"


def test_a_dense_sheet_is_read_row_by_row_and_says_the_same(tmp_path, monkeypatch):
    values = [1, 0.1 + 0.2, 1e20, True, datetime.date(2024, 1, 2), datetime.time(9, 30), "words",
              datetime.datetime(2024, 1, 2, 9, 30), None]  # fmt: skip
    heads = [f"c{n}" for n in range(len(values))]
    path = xlsx(tmp_path, [["A title"], [], heads, values, values[::-1]], [], [["who"], ["Ann"]])
    whole = read(path)
    monkeypatch.setattr(spreadsheet, "_is_dense", lambda path: True)
    by_rows = read(path)
    assert [t.name for t in by_rows.tables] == [t.name for t in whole.tables]
    for one_way, other in zip(by_rows.tables, whole.tables, strict=True):
        assert lists(one_way) == lists(other)
        assert [*one_way.cells.columns] == [*other.cells.columns]
        assert [*one_way.cells.index] == [*other.cells.index]
        assert one_way.notes == (*other.notes, "a large file: merged cells are not filled")


def test_memory_of_both_processes_is_bounded_by_the_size_of_the_file(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(3_000):
        sheet.append([1] * 100)
    book.save(path := tmp_path / "dense.xlsx")
    assert zips.memory_of(path) == pytest.approx(bounds.CELL * 300_000, rel=0.001)
    # about what is set aside for a cell of a sheet that is read as a whole, and its process
    command = [sys.executable, "-I", apart.__file__.replace("apart.py", "apart_script.py")]
    measured = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess"
    measured += ".DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    used = {}
    for kind in ("spreadsheet", "rows"):
        ran = [*command, kind, str(path), str(2**30)]
        said = subprocess.run(
            [sys.executable, "-c", measured, *ran], capture_output=True, text=True, check=True
        )
        used[kind] = int(said.stdout) * 1024
    assert used["spreadsheet"] < bounds.CELL * 300_000 + 2**24
    assert used["rows"] < 2**26


@pytest.mark.parametrize("dense", [False, True])
def test_entities_of_a_workbook_are_not_unpacked(tmp_path, monkeypatch, dense):
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 9)
    )
    path, bomb = xlsx(tmp_path, [["who"], ["Ann"]]), tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(bomb, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/sharedStrings.xml":
                content = content.replace(b"<sst", f"<!DOCTYPE x [{entities}]><sst".encode(), 1)
                content = content.replace(b"Ann", b"&a8;")
            made.writestr(name, content)
    monkeypatch.setattr(spreadsheet, "_is_dense", lambda path: dense)
    reading = read(bomb)
    held = [cell for table in reading.tables for row in lists(table) for cell in row]
    assert all(len(cell) < 100 for cell in held)
