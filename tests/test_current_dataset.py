"""A data set whose files are replaced, broken, removed and mended while it is in use."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from hustings import current_dataset
from hustings.schema import DataError

GOOD = "actor,axis,stance\nAnn,Tax,1\nBob,Tax,-1\n"
OTHER = "actor,axis,stance\nAnn,Tax,1\nBob,Tax,0.5\nCid,Tax,0\n"
BROKEN = "actor,stance\nAnn,1\n"


@pytest.fixture
def table(tmp_path, monkeypatch) -> Path:
    """The table of a data set that nobody has opened yet."""
    path = tmp_path / "positions.csv"
    monkeypatch.setenv("HUSTINGS_DATA", str(tmp_path))
    monkeypatch.setattr(current_dataset, "_sources", type(current_dataset._sources)())
    put(path, GOOD)
    return path


def put(path: Path, text: str | bytes) -> None:
    """Put a file in the place of another, at a time of its own however coarse the clock is."""
    put.time = getattr(put, "time", 1_700_000_000) + 1
    new = path.with_suffix(".new")
    new.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(new, (put.time, put.time))
    new.replace(path)


@pytest.fixture
def openings(monkeypatch) -> list[str]:
    """The sources that were opened, one entry each time."""
    found, genuine = [], current_dataset.open_dataset

    def counted(where):
        found.append(where)
        return genuine(where)

    monkeypatch.setattr(current_dataset, "open_dataset", counted)
    return found


def test_files_that_stay_the_same_are_read_once(table, openings):
    assert current_dataset.current().data is current_dataset.current().data
    assert openings == [str(table.parent)]
    assert current_dataset.current().trouble == ()
    assert current_dataset.current().data.rows == 2


def test_a_new_table_takes_the_place_of_the_old(table):
    before = current_dataset.current().data
    put(table, OTHER)
    now = current_dataset.current()
    assert (now.data.rows, now.trouble) == (3, ())
    assert now.data.version != before.version
    # Who still holds the old one can go on with it.
    assert before.table.count().execute() == 2


def test_a_file_beside_the_table_counts_too(table):
    before = current_dataset.current().data
    put(table.with_name("axes.csv"), "axis,name,low,high\nTax,Taxes,Cut,Raise\n")
    axis = current_dataset.current().data.axes[0]
    assert (before.axes[0].low, axis.low) == ("against", "Cut")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(BROKEN, "column axis: found nothing", id="without a column"),
        pytest.param("", "allowed: a header", id="empty"),
        pytest.param("actor,axis,stance\n", "allowed: rows below", id="without rows"),
        pytest.param(
            b"PK\x03\x04\x00\xff\xfe\x00" * 50, "column axis: found nothing", id="not a table"
        ),
    ],
)
def test_a_broken_table_leaves_the_old_one_and_says_why(table, openings, text, reason):
    before = current_dataset.current().data
    put(table, text)
    now = current_dataset.current()
    assert now.data is before
    assert now.trouble
    assert reason in " ".join(map(str, now.trouble))
    # It is not read again as long as it stays as it is.
    assert current_dataset.current() == now
    assert len(openings) == 2


def test_the_log_tells_what_is_shown_and_what_is_not(table, caplog, monkeypatch):
    # a server writes this log itself, and nobody else sees it
    monkeypatch.setattr(logging.getLogger("hustings"), "propagate", True)
    caplog.set_level(logging.INFO, "hustings")
    first = current_dataset.current().data.version
    put(table, BROKEN)
    current_dataset.current()
    put(table, OTHER)
    second = current_dataset.current().data.version
    current_dataset.current()
    before, broken, after = caplog.messages
    assert before.endswith(f"version {first}") and after.endswith(f"version {second}")
    assert "column axis: found nothing" in broken


def test_a_broken_table_is_forgotten_when_it_is_mended(table):
    put(table, GOOD)
    current_dataset.current()
    put(table, BROKEN)
    assert current_dataset.current().trouble
    put(table, OTHER)
    assert (current_dataset.current().data.rows, current_dataset.current().trouble) == (3, ())


def test_a_half_written_table_is_read_again_when_it_grows(table):
    before = current_dataset.current().data
    with table.open("w") as file:
        file.write("actor,axi")
        file.flush()
        half = current_dataset.current()
        assert half.data is before
        assert half.trouble
        file.write("s,stance\nAnn,Tax,1\nBob,Tax,0.5\nCid,Tax,0\n")
    assert (current_dataset.current().data.rows, current_dataset.current().trouble) == (3, ())


def test_a_removed_table_leaves_the_data_set_as_it_was(table):
    before = current_dataset.current().data
    table.unlink()
    gone = current_dataset.current()
    assert gone.data is before
    assert str(gone.trouble[0]).startswith(f"{table.parent.name}: found nothing")
    put(table, GOOD)
    back = current_dataset.current()
    assert (back.data.version, back.trouble) == (before.version, ())


def test_a_removed_folder_leaves_the_data_set_as_it_was(table):
    before = current_dataset.current().data
    table.unlink()
    table.parent.rmdir()
    assert current_dataset.current().data is before
    assert current_dataset.current().trouble


def test_a_file_that_goes_while_it_is_looked_at_is_no_fault(table, monkeypatch):
    before = current_dataset.current().data

    def gone(where):
        raise FileNotFoundError(where)

    monkeypatch.setattr(current_dataset, "signature", gone)
    monkeypatch.setattr(current_dataset, "open_dataset", gone)
    now = current_dataset.current()
    assert now.data is before
    assert "FileNotFoundError" in str(now.trouble[0])


def test_the_log_says_it_once_and_readers_are_not_told_where_files_lie(table, caplog):
    current_dataset.current()
    put(table, BROKEN)
    assert [current_dataset.current().trouble for _ in range(2)]
    (line,) = caplog.messages
    assert "The data set cannot be used: positions.csv, row 1, column axis" in line
    table.unlink()
    assert str(table.parent) not in str(current_dataset.current().trouble[0])
    assert str(table.parent) in caplog.messages[1]


def test_a_table_that_may_be_read_at_last_is_read(table, monkeypatch):
    before, genuine = current_dataset.current().data, Path.open

    def refused(path, *arguments, **named):
        if path == table:
            raise PermissionError(13, "Permission denied", str(path))
        return genuine(path, *arguments, **named)

    put(table, OTHER)
    monkeypatch.setattr(Path, "open", refused)
    now = current_dataset.current()
    assert now.data is before
    assert "Permission denied: 'positions.csv'" in str(now.trouble[0])
    monkeypatch.setattr(Path, "open", genuine)
    # Neither size nor time of change of the content tells that somebody may read it now.
    table.chmod(0o640)
    assert (current_dataset.current().data.rows, current_dataset.current().trouble) == (3, ())


def test_without_any_data_set_the_reason_is_told_each_time(table, openings):
    put(table, BROKEN)
    for _ in range(2):
        with pytest.raises(DataError) as told:
            current_dataset.current()
        assert told.value.problems
    assert len(openings) == 1
    put(table, GOOD)
    assert current_dataset.current().data.rows == 2


def test_many_at_once_open_it_once(table, openings):
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: current_dataset.current().data, range(64)))
    assert all(data is found[0] for data in found)
    assert len(openings) == 1


def test_who_comes_while_new_files_are_read_gets_the_old_ones_at_once(table, monkeypatch):
    before = current_dataset.current().data
    reading, go_on, genuine = Event(), Event(), current_dataset.open_dataset

    def slow(where):
        reading.set()
        assert go_on.wait(30)
        return genuine(where)

    monkeypatch.setattr(current_dataset, "open_dataset", slow)
    put(table, OTHER)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(current_dataset.current)
        try:
            assert reading.wait(30)
            assert current_dataset.current() == current_dataset.CurrentDataset(before)
        finally:
            go_on.set()
        assert first.result().data.rows == 3
    assert current_dataset.current().data is first.result().data


def test_a_few_sources_are_kept_and_others_forgotten(table, tmp_path, monkeypatch, openings):
    sources = [tmp_path / f"{number}.csv" for number in range(current_dataset.MOST + 1)]
    for source in [*sources, sources[0]]:
        source.write_text(GOOD)
        monkeypatch.setenv("HUSTINGS_DATA", str(source))
        current_dataset.current()
    assert openings == [*map(str, sources), str(sources[0])]
