"""Runs in a process of its own: reads spreadsheets and surveys by libraries in Rust and C.

A damaged or hostile file may make such a library take all memory, never end, or crash; here that
ends this process alone. It imports nothing of ours, so that it starts in some hundredths of a
second, and writes lines of JSON: an object begins a table, lists are its rows, and the last line
is true. See `hustings.intake.readers.apart`.
"""

import datetime
import json
import os
import sys
from typing import Any

# threads of arithmetic would reserve memory and are not needed
os.environ["OPENBLAS_NUM_THREADS"] = "1"

#: cells that a survey is read by at a time
_CELLS = 1_000_000
#: bytes that are handed over
_MOST_SAID = 2**31


def number(value: float) -> str:
    """A number as a spreadsheet shows it: fifteen digits, and no decimals where there are none."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".15g")


def text(value: object) -> str:
    """A cell as text: days and times as ISO 8601 writes them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return number(value) if abs(value) < float("inf") else ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time.min
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return str(value)


def say(line: object) -> None:
    """Hand one line over."""
    sys.stdout.write(json.dumps(line) + "\n")


def spreadsheet(path: str) -> None:
    """Every sheet of XLSX, XLSB, XLS or ODS: its name, merged cells, and rows from the first."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with open(path, "rb") as file, CalamineWorkbook.from_filelike(file) as book:
        for sheet in book.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            cells = book.get_sheet_by_name(sheet.name)
            if cells.start is None:
                continue
            hidden = sheet.visible != SheetVisibleEnum.Visible
            start = [*cells.start]
            merged = cells.merged_cell_ranges or []
            say({"table": sheet.name, "hidden": hidden, "start": start, "merged": merged[:100_000]})
            rows = cells.iter_rows()
            # rows above the first that holds something may come too, and count for nothing
            empty = start[0]
            for row in rows:
                said = [text(cell) for cell in row]
                if empty and not any(said):
                    empty -= 1
                    continue
                empty = 0
                say(said)


def rows(path: str) -> None:
    """The same of XLSX, row by row, which takes little memory and several times as long."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        # what a sheet says of its size is not believed
        sheet.reset_dimensions()
        begun = False
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            said = [text(cell) for cell in row]
            if not begun and any(said):
                begun, hidden = True, sheet.sheet_state != "visible"
                say({"table": sheet.title, "hidden": hidden, "start": [number, 0], "merged": []})
            if begun:
                say(said)


def survey(path: str, kind: str) -> None:
    """The answers of SPSS or Stata: labels of values and columns, what is missing, and rows."""
    import pyreadstat

    read: Any = getattr(pyreadstat, f"read_{kind}")
    options: dict[str, Any] = {} if kind == "por" else {"user_missing": True}
    options["output_format"] = "dict"
    try:
        _, meta = read(path, metadataonly=True, **options)
    except UnicodeDecodeError:
        options["encoding"] = "WINDOWS-1252"
        _, meta = read(path, metadataonly=True, **options)
    limit = max(1, _CELLS // max(1, len(meta.column_names)))
    start = count = 0
    while start == 0 or count == limit:
        columns, meta = read(path, row_offset=start, row_limit=limit, **options)
        if start == 0:
            _say_what_columns_mean(meta, kind)
        missing = {*(meta.missing_user_values or {})} if kind == "dta" else set()
        count = 0
        for row in zip(*columns.values(), strict=True):
            count += 1
            pairs = zip(columns, row, strict=True)
            say([_code(v) if c in missing and isinstance(v, str) else text(v) for c, v in pairs])
        start += max(count, 1)


def _say_what_columns_mean(meta: Any, kind: str) -> None:
    code = _code if kind == "dta" else text
    types = meta.readstat_variable_types.items()
    labels = {
        column: {code(value): str(word) for value, word in words.items()}
        for column, words in meta.variable_value_labels.items()
    }
    ranges = {
        column: [[each["lo"], each["hi"]] for each in several]
        for column, several in (meta.missing_ranges or {}).items()
    }
    titles = {column: title for column, title in meta.column_names_to_labels.items() if title}
    say(
        {
            "columns": meta.column_names,
            "labels": labels,
            "titles": titles,
            "ranges": ranges,
            "letters": [c for c, t in types if kind == "dta" and t != "string"],
            "encoding": meta.file_encoding or "",
        }
    )


def _code(value: object) -> str:
    """A coded value; Stata's letters for what is missing have a point before them."""
    letter = isinstance(value, str) and len(value) == 1 and "a" <= value <= "z"
    return f".{value}" if letter else text(value)


def main() -> None:
    """`apart_script.py KIND PATH BYTES`: read within so much memory."""
    kind, path, most = sys.argv[1:]
    try:
        import resource
    except ImportError:  # not on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (int(most), int(most)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_SAID, _MOST_SAID))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    readers = {"spreadsheet": spreadsheet, "rows": rows}
    readers[kind](path) if kind in readers else survey(path, kind)
    say(True)


if __name__ == "__main__":
    main()
