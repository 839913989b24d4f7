"""A table to take away as CSV, XLSX or JSON, and the notes that say where it is from.

No file can run anything: text that a spreadsheet would read as a formula is kept as text.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from hustings.scene import Scene

#: what Excel can hold: UTF-16 units in one cell, rows under the header of one sheet
MOST_UNITS, MOST_ROWS = 32_767, 1_048_575
#: links that Excel can hold in one sheet, and characters of one
MOST_LINKS, LONGEST_LINK = 65_530, 2_079
#: bounds of a column's width in characters, and the rows that it is judged by
NARROW, WIDE, JUDGED = 10, 60, 200

#: how addresses look that can be clicked
LINKED = Font(color="0563C1", underline="single")

Plain = None | bool | int | float | str | date

#: text that a spreadsheet may run. Apostrophes in front count as well, so that one apostrophe
#: more can always be told from those of the data
_FORMULA = re.compile(r"'* *(?:[\t\r\n]|\s*[=+\-@])")
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')
#: an address that a reader may be sent to: of the web, in one piece, of plain characters
_LINK = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.IGNORECASE)
#: what XML 1.0 forbids
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Format:
    """One kind of file on offer; `function` makes its content."""

    key: str
    label: str
    extension: str
    mime: str
    function: Callable


def about_view(scene: Scene, title: str, filters: str = "", notes: str = "") -> dict[str, str]:
    """What a file of data says of itself: source, filters, version, licence, day, link."""
    meta = scene.data.meta
    return {
        "Title": title,
        "Filters": filters or scene.view.sentence(scene.data),
        **({"Notes": notes} if notes else {}),
        "Source": meta.title,
        "Data version": scene.data.version,
        "Licence": meta.licence,
        **({"Coding": meta.coding} if meta.coding else {}),
        "Made": scene.made.isoformat(),
        **({"Link": scene.link} if scene.link else {}),
    }


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""A table as CSV: the header, then the rows; where it is from stands in `notes_bytes`.

    Parameters
    ----------
    frame : DataFrame
        Text, numbers, dates, missing values; the index is left out.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, by which Excel knows the encoding. Text that begins like a
        formula has an apostrophe in front.

    >>> csv_bytes(pd.DataFrame({"who": ["=1"], "stance": [-1.0]})).decode()
    "\ufeffwho,stance\n'=1,-1\n"
    """
    lines = [
        _csv_line(str(name) for name in frame.columns),
        *(_csv_line(row) for row in _rows(frame)),
    ]
    return "".join(lines).encode("utf-8-sig", "replace")


def notes_bytes(about: Mapping[str, str]) -> bytes:
    """The notes of a table as plain text: one line for each thing that is said of it.

    >>> notes_bytes({"Source": "S", "Licence": "CC0"}).decode()
    'Source: S\\nLicence: CC0\\n'
    """
    lines = (f"{_folded(key)}: {_folded(value)}\n" for key, value in about.items())
    return "".join(lines).encode("utf-8", "replace")


def xlsx_bytes(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """A table as an Excel workbook: sheet "Data", and sheet "About" with its origin.

    Text cells are strings, never formulas; those that are an address of the web can be clicked,
    as many as Excel allows. Characters that the format forbids are left out, and text longer than
    a cell can hold ends in "…". Rows past the end of a sheet are left out, and "About" says so.
    """
    book = Workbook(write_only=True)
    rows = list(_rows(frame.iloc[:MOST_ROWS]))
    header = [str(name) for name in frame.columns]

    sheet = book.create_sheet("Data")
    sheet.freeze_panes = "A2"
    for i, name in enumerate(header):
        longest = max(len(_text(value)) for value in [name, *(row[i] for row in rows[:JUDGED])])
        width = min(WIDE, max(NARROW, longest + 2))
        sheet.column_dimensions[get_column_letter(i + 1)].width = width
    sheet.append([_xlsx_cell(sheet, name, bold=True) for name in header])
    links = 0
    for number, row in enumerate(rows, 2):
        cells = [_xlsx_cell(sheet, value) for value in row]
        for column, (cell, value) in enumerate(zip(cells, row, strict=True), 1):
            links += links < MOST_LINKS and _linked(cell, value, number, column)
        sheet.append(cells)

    if len(frame) > len(rows):
        about = {**about, "Rows": f"the first {len(rows):,} of {len(frame):,}"}
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 2 * WIDE
    for number, (key, value) in enumerate(about.items(), 1):
        cell = _xlsx_cell(sheet, value)
        _linked(cell, value, number, 2)
        sheet.append([_xlsx_cell(sheet, key, bold=True), cell])

    file = BytesIO()
    book.save(file)
    return file.getvalue()


def json_bytes(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """A table as JSON: `{"about": {...}, "data": [one object for each row]}`.

    Missing values are null, dates ISO text.
    """
    header = [str(name) for name in frame.columns]
    records = (
        _json(dict(zip(header, (_iso(value) for value in row), strict=True)))
        for row in _rows(frame)
    )
    data = ",\n".join(records)
    text = f'{{"about": {_json(dict(about))},\n"data": [\n{data}\n]}}\n'
    return text.encode("utf-8", "replace")


FORMATS = (
    Format(
        key="csv",
        label="CSV",
        extension="csv",
        mime="text/csv",
        function=lambda frame, about: csv_bytes(frame),
    ),
    Format(
        key="xlsx",
        label="Excel (XLSX)",
        extension="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        function=xlsx_bytes,
    ),
    Format(
        key="json", label="JSON", extension="json", mime="application/json", function=json_bytes
    ),
    Format(
        key="notes",
        label="Notes (text)",
        extension="txt",
        mime="text/plain",
        function=lambda frame, about: notes_bytes(about),
    ),
)


def _rows(frame: pd.DataFrame) -> Iterable[list[Plain]]:
    return ([plain(value) for value in row] for row in frame.itertuples(index=False, name=None))


def plain(value: object) -> Plain:
    """A cell as a plain value; whatever no file can say (NaN, NaT, infinity) is missing."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Decimal):
        value = float(value)
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, float) and math.isinf(value):
        return None
    if isinstance(value, datetime):
        whole_day = value.tzinfo is None and value.time() == time()
        return value.date() if whole_day else pd.Timestamp(value).floor("us").to_pydatetime()
    return value if isinstance(value, bool | int | float | str | date) else str(value)


def _iso(value: Plain) -> Plain:
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(_iso(value))


def _folded(text: str) -> str:
    return " ".join(str(text).split())


def _csv_line(values: Iterable[Plain]) -> str:
    # quoted here, since Python's csv module leaves a lone carriage return bare where lines end in
    # a line feed. A line of one empty cell is quoted too: a bare one would read as no row at all.
    return (",".join(_csv_cell(value) for value in values) or '""') + "\n"


def _csv_cell(value: Plain) -> str:
    text = _text(value)
    if isinstance(value, str) and _FORMULA.match(text):
        text = f"'{text}"
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


def _xlsx_cell(sheet, value: Plain, bold: bool = False) -> WriteOnlyCell:
    # the calendar of Excel begins in 1900 and knows no time zones
    if isinstance(value, date) and (value.year < 1900 or getattr(value, "tzinfo", None)):
        value = value.isoformat()
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _fitted(value))
        # openpyxl takes "=..." for a formula and "#N/A" for an error
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _linked(cell: WriteOnlyCell, value: Plain, row: int, column: int) -> bool:
    """Let a click on a cell open the address that it holds; whether it holds one."""
    if not isinstance(value, str) or len(value) > LONGEST_LINK or not _LINK.fullmatch(value):
        return False
    # a cell that is only written does not know its place, which a link names
    cell.row, cell.column = row, column
    cell.hyperlink = value
    cell.font = LINKED
    return True


def _fitted(text: str) -> str:
    text = _FORBIDDEN.sub("", re.sub("\r\n?", "\n", text))
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return text
    return units[: 2 * (MOST_UNITS - 1)].decode("utf-16-le", "ignore") + "…"


def _json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
