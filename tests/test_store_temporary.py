"""Readers' own data sets in memory: by token, bounded, and gone when unused."""

import pytest
from stores import open_store, package

from hustings import store
from hustings.dataset import open_dataset
from hustings.schema import DataError
from hustings.store import bounds, temporary


@pytest.fixture(autouse=True)
def server(tmp_path, monkeypatch):
    open_store(monkeypatch, tmp_path / "store")


@pytest.fixture
def clock(monkeypatch):
    """`clock(hours)` lets time pass."""
    now = [1000.0]

    class Time:
        monotonic = staticmethod(lambda: now[0])

    for module in (temporary, bounds):
        monkeypatch.setattr(module, "time", Time)

    def pass_(hours: float) -> None:
        now[0] += hours * 3600

    return pass_


def test_what_is_put_is_there_under_its_token_only(tmp_path):
    folder = package(tmp_path / "a")
    first, second = store.put(folder), store.put(package(tmp_path / "b", "Bob"))
    assert first != second and min(len(first), len(second)) >= 32
    held = store.get(first)
    assert held.data.version == open_dataset(folder).version
    assert held.data.address == first
    assert held.data.meta.title == "Ann's table"
    assert store.get(second).data.version != held.data.version
    for other in ("", "x", first[:-1], first.swapcase(), "../" + first):
        assert store.get(other) is None


def test_it_is_gone_after_hours_without_use(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("HUSTINGS_UPLOAD_HOURS", "2")
    used, unused = store.put(package(tmp_path / "a")), store.put(package(tmp_path / "b"))
    clock(1.5)
    assert store.get(used).hours == 2
    clock(1)
    assert store.get(used) and store.get(unused) is None


def test_memory_is_bounded_and_nobody_in_use_is_disturbed(tmp_path, clock, monkeypatch):
    monkeypatch.setattr(temporary, "MOST", 2)
    first, second = store.put(package(tmp_path / "a")), store.put(package(tmp_path / "b"))
    with pytest.raises(store.Refused, match="as many data sets"):
        store.put(package(tmp_path / "c"))
    assert store.get(first) and store.get(second)
    clock(0.9)
    store.get(second)
    clock(0.2)
    # the first was idle for more than an hour
    third = store.put(package(tmp_path / "c"))
    assert store.get(first) is None and store.get(second) and store.get(third)


def test_bytes_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setenv("HUSTINGS_UPLOAD_MEMORY", "1")
    with pytest.raises(store.Refused, match="as many data sets"):
        for place in range(5):
            store.put(package(tmp_path / str(place)))
    assert sum(held.size for held in temporary._held.values()) <= 2**20


def test_a_large_data_set_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("HUSTINGS_UPLOAD_MB", "1")
    folder = package(tmp_path / "a")
    with (folder / "positions.csv").open("ab") as file:
        file.write(b"\n" * 2**20)
    with pytest.raises(store.Refused, match=r"has 1\.0 megabytes; this server takes 1 at most"):
        store.put(folder)


def test_one_reader_cannot_take_the_turns_of_another(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("HUSTINGS_UPLOAD_RATE", "2")
    folder = package(tmp_path / "a")
    for _ in range(2):
        store.put(folder, by="one")
    with pytest.raises(store.Refused, match="room for the next in 61 minutes"):
        store.put(folder, by="one")
    assert store.put(folder, by="two")
    clock(1.01)
    assert store.put(folder, by="one")


def test_nothing_usable_is_named_and_nothing_is_kept(tmp_path):
    folder = package(tmp_path / "a")
    (folder / "positions.csv").write_text("actor,axis,stance\nAnn,Tax,9\n", encoding="utf-8")
    with pytest.raises(DataError, match="stance"):
        store.put(folder)
    assert not temporary._held


@pytest.mark.parametrize(
    ("uploads", "url", "is_open"),
    [("", "", True), ("", "https://a.example", False), ("on", "https://a.example", True),
     ("off", "", False)],
)  # fmt: skip
def test_it_is_open_on_ones_own_machine_and_closed_behind_an_address(
    tmp_path, monkeypatch, uploads, url, is_open
):
    monkeypatch.setenv("HUSTINGS_UPLOADS", uploads)
    monkeypatch.setenv("HUSTINGS_URL", url)
    assert store.open_for_uploads() is is_open
    if is_open:
        assert store.get(store.put(package(tmp_path / "a")))
    else:
        with pytest.raises(store.Refused, match="not open to data sets of readers"):
            store.put(package(tmp_path / "a"))
