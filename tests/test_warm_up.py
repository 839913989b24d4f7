"""The start of the server: whatever is wrong with the data, it starts and says so."""

import asyncio
import gc
from dataclasses import replace

import pytest

from hustings import current_dataset, figures
from hustings.dataset import open_dataset
from hustings.ui import warm_up


@pytest.fixture
def started(monkeypatch, folder):
    """`started()` goes through the start of a server on the few statements, to its first reader."""
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    monkeypatch.setattr(warm_up, "_failed", set())
    reached = []

    async def run() -> None:
        async with warm_up.lifespan(None):
            reached.append(True)

    def start() -> bool:
        asyncio.run(run())
        gc.unfreeze()
        return bool(reached)

    return start


def fails(error: Exception):
    def failing(*_):
        raise error

    return failing


def first_figure(monkeypatch, of):
    """Make the first figure of all with another function."""
    first, *others = figures.FIGURES
    monkeypatch.setattr(figures, "FIGURES", (replace(first, of=of), *others))


FAULTS = [
    ValueError("a date out of range"),
    NotImplementedError("strftime"),
    MemoryError("Unable to allocate 74.5 GiB"),
    RecursionError("too deep"),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
]


def test_good_data_are_opened_and_drawn(started, few):
    assert started()
    assert not warm_up.failed(few)


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_a_figure_that_fails_stops_no_server(started, few, monkeypatch, caplog, error):
    first_figure(monkeypatch, fails(error))
    assert started()
    assert warm_up.failed(few)
    (record,) = [r for r in caplog.records if "first figure" in r.message]
    assert record.levelname == "ERROR" and record.exc_info[1] is error


@pytest.mark.parametrize("name", ["signature", "open_dataset"])
@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_data_that_fail_stop_no_server(started, monkeypatch, name, error):
    monkeypatch.setattr(current_dataset, "_sources", type(current_dataset._sources)())
    monkeypatch.setattr(current_dataset, name, fails(error))
    assert started()


def test_data_without_a_row_stop_no_server(started, folder):
    (folder / "positions.csv").write_text("actor,axis,stance,date\nAnn,Tax,1,0000-01-01\n")
    assert started()


def test_readers_are_told_and_get_the_rest(started, folder, monkeypatch, visit):
    with monkeypatch.context() as patched:
        first_figure(patched, fails(ValueError("once")))
        started()
    app = visit("", folder)
    assert "could not be drawn when the server started" in app.warning[0].value
    assert app.get("plotly_chart")
    with (folder / "positions.csv").open("a", encoding="utf-8") as out:
        out.write("s9,2024-01-02,Dan,union,FRA,,Yes,,,,Tax,1,A\n")
    assert not warm_up.failed(open_dataset(folder))
    assert not visit("", folder).warning
