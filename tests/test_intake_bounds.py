"""Files that are too large for a table are refused quickly, in a plain sentence, within memory."""

import subprocess
import sys
import time

import pandas as pd
import pytest
from foreign import lists, one, read_as

from hustings.intake.readers import bounds, plain, read, rows

MANY = 100_000


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("below", [0, 1, 50])
def test_a_hundred_thousand_columns(tmp_path, separator, below):
    header = separator.join(f"c{n}" for n in range(MANY))
    content = header + "\n" + (separator.join("1" * MANY) + "\n") * below
    began = time.process_time()
    (fault,) = read_as(tmp_path, content).faults
    assert (fault.value, fault.allowed) == (
        "100,000 columns", "a table of at most 5,000 columns",
    )  # fmt: skip
    assert time.process_time() - began < 10


def test_a_hundred_thousand_columns_of_other_files(tmp_path):
    frame = pd.DataFrame([[1] * 5_001], columns=[f"c{n}" for n in range(5_001)])
    frame.to_parquet(tmp_path / "some.parquet")
    (fault,) = read(tmp_path / "some.parquet").faults
    assert fault.value == "5,001 columns"
    (fault,) = read_as(tmp_path, f"[{[*range(MANY)]}]", "some.json").faults
    assert fault.value == "100,000 columns"


def test_as_many_columns_as_are_allowed(tmp_path):
    width = bounds.MOST_COLUMNS
    content = ",".join(["same"] * width) + "\n" + ",".join(["1"] * width) + "\n"
    table = one(read_as(tmp_path, content))
    assert table.cells.shape == (1, width)
    assert table.notes[-1] == f"{width - 1 - 5:,} more columns are named so"


def test_one_row_of_many_cells_costs_itself_alone(tmp_path):
    content = "a,b\n1,2\n" + "x," * MANY + "\n3,4\n"
    table = one(read_as(tmp_path, content))
    assert lists(table) == [["1", "2"], ["3", "4"]]
    assert [(fault.rows, fault.value) for fault in table.faults] == [((3,), "100,001 cells")]


def test_a_first_line_that_never_ends(tmp_path):
    (fault,) = read_as(tmp_path, "x" * (bounds.LONGEST_LINE + 10)).faults
    assert fault.allowed == f"lines of at most {bounds.LONGEST_LINE:,} characters"


@pytest.mark.parametrize("content", ["a,b\n1,2\n3,4\n5,6\n", 'a,b\n1,2\n3,"x" y\n5,6\n'])
def test_too_many_cells(tmp_path, monkeypatch, content):
    monkeypatch.setattr(plain, "MOST_CELLS", 4)
    monkeypatch.setattr(rows, "MOST_CELLS", 4)
    (fault,) = read_as(tmp_path, content).faults
    assert fault.allowed.startswith("a table of at most")


MEASURE = """
import resource, sys
from pathlib import Path
from hustings.intake.readers import read
small = Path(sys.argv[1])
read(small)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
table = read(Path(sys.argv[2])).tables[0]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(table.cells))
"""


@pytest.mark.parametrize("cell", ["some words", 'he said "no"', "prêts"])
def test_memory_is_less_than_eight_times_the_file(tmp_path, cell):
    encoding = "cp1252" if cell == "prêts" else "utf-8"
    lines = "".join(f"Actor {n},Axis {n % 7},0.5,2024-01-02,{cell}\n" for n in range(100_000))
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    header = "actor,axis,stance,date,quote\n"
    small.write_bytes((header + lines[:2_000]).encode(encoding))
    large.write_bytes((header + lines * 3).encode(encoding))
    command = [sys.executable, "-c", MEASURE, str(small), str(large)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    kilobytes, count = map(int, ran.stdout.split())
    assert count == 300_000
    assert kilobytes * 1024 < bounds.TIMES * large.stat().st_size
