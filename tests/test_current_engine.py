"""A server whose database goes: it says so, shows what it remembers, and comes back by itself."""

import clusters
import pyarrow as pa
import pytest
from asgi import ask
from starlette.applications import Starlette

from hustings import api, current_dataset, prepared, query
from hustings.dataset import open_dataset
from hustings.engine.base import EngineError
from hustings.engine.postgres import Postgres

VOTES = {"actor": ["Ann", "Bob", "Ann"], "axis": ["Tax", "Tax", "Rail"], "stance": [1.0, -1.0, 0.5]}


@pytest.fixture(scope="module")
def server():
    with clusters.Database.started() as server:
        yield server


@pytest.fixture
def looked(monkeypatch):
    """Look at the source at every request, and wait until it has been looked at."""
    monkeypatch.setattr(current_dataset, "EVERY", 0)

    def look():
        found = current_dataset.current()
        for source in current_dataset._sources.values():
            with source.lock:
                pass
        return found

    yield look
    current_dataset._sources.clear()


def fill(address: str, votes: dict) -> None:
    engine = Postgres(address, "public")
    engine.make("votes", pa.table(votes), keep=True)
    engine.close()


def test_a_table_is_prepared_once_and_again_when_it_has_changed(server, looked, monkeypatch):
    fill(server.address, VOTES)
    monkeypatch.setenv("HUSTINGS_DATA", f"{server.address}?table=votes")
    first = looked().data
    assert (first.rows, query.totals(first, query.Filters()).statements) == (3, 3)
    looked()
    assert looked().data is first
    fill(server.address, {name: cells[:2] for name, cells in VOTES.items()})
    looked()
    second = looked().data
    assert (second.rows, [axis.id for axis in second.axes]) == (2, ["Tax"])


def test_what_another_version_has_prepared_by_opening_is_prepared_anew(server, monkeypatch):
    fill(server.address, VOTES)
    address = f"{server.address}?table=votes"
    version = open_dataset(address).version
    monkeypatch.setattr(prepared, "FORMAT", prepared.FORMAT + 1)
    assert open_dataset(address).version == version


def test_a_database_that_goes_is_named_and_what_is_remembered_stays(server, looked, monkeypatch):
    fill(server.address, VOTES)
    monkeypatch.setenv("HUSTINGS_DATA", f"{server.address}?table=votes")
    data = looked().data
    remembered = query.groups(data, query.Filters())
    server.stop()
    looked()
    gone = looked()
    assert gone.data is data
    assert "PostgreSQL" in gone.silent
    assert query.groups(data, query.Filters()).equals(remembered)
    with pytest.raises(EngineError, match="PostgreSQL"):
        query.groups(data, query.Filters(type=("never asked",)))
    answer = ask(Starlette(routes=api.routes()), "/api/actors?q=never")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "PostgreSQL" in answer.json()["detail"]
    server.start()
    looked()
    back = looked()
    assert back.silent == ""
    assert query.groups(back.data, query.Filters(type=("never asked",))).empty
    assert ask(Starlette(routes=api.routes()), "/api/actors?q=never").status == 200
