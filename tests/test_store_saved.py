"""Saved data sets: immutable, content-addressed, written as a whole, removed with a key."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import fsspec
import pytest
from stores import forget, open_store, package

from hustings import store
from hustings.dataset import open_dataset
from hustings.store import about, files, opened, saved

TODAY = about.today()
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def folder_store(tmp_path, monkeypatch) -> Path:
    open_store(monkeypatch, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def memory_store(monkeypatch) -> Iterator[str]:
    open_store(monkeypatch, "memory://readers")
    yield "memory://readers"
    fsspec.filesystem("memory").store.clear()


@pytest.mark.parametrize("kind", ["folder_store", "memory_store"])
def test_what_is_saved_opens_to_the_same_version_on_another_replica(
    kind, request, tmp_path, monkeypatch
):
    request.getfixturevalue(kind)
    folder = package(tmp_path / "a")
    made = store.save(folder, expires=LATER)
    forget(monkeypatch)
    found = store.open_saved(made.hash)
    assert found.data.version == made.version == open_dataset(folder).version
    assert found.data.address == made.hash
    assert (found.saved.title, found.saved.credit) == ("Ann's table", "Invented")
    assert (found.saved.expires, found.saved.saved) == (LATER, TODAY)
    assert store.recipe_of(made.hash) == {"title": "A recipe"}
    assert [each.hash for each in store.list_saved()] == [made.hash]


def test_the_key_is_shown_once_and_kept_hashed(memory_store, tmp_path):
    made = store.save(package(tmp_path / "a"), expires=None)
    assert len(made.key) >= 32 and store.find(made.hash).key == ""
    kept = files.files().read(files.ABOUT, made.hash).decode()
    assert made.key not in kept and made.locked in kept
    again = store.save(package(tmp_path / "a"), expires=None)
    assert (again.hash, again.key) == (made.hash, "")
    for wrong in ("", made.key[:-1], made.locked, "é", "\ud800"):
        assert store.remove(made.hash, wrong) is False
    assert store.find(made.hash)
    assert store.remove(made.hash, made.key) is True
    assert store.find(made.hash) is None and store.list_saved() == []
    assert store.remove(made.hash, made.key) is False


def test_a_hash_is_of_content_title_and_recipe(memory_store, tmp_path):
    first, same = package(tmp_path / "a"), package(tmp_path / "same")
    hashes = [store.save(folder, expires=None).hash for folder in (first, same)]
    assert hashes[0] == hashes[1] == saved._hash(first, open_dataset(first).version)
    version, recipe = open_dataset(first).version, first / "recipe.json"
    recipe.write_text("{}", encoding="utf-8")
    found = {hashes[0], saved._hash(first, version)}
    found |= {saved._hash(package(tmp_path / "b", title="Other"), version)}
    found |= {saved._hash(package(tmp_path / "c", "Bob"), version), saved._hash(same, "other")}
    assert len(found) == 5
    # what is no part of a data set changes nothing
    (same / "notes.txt").write_text("mine", encoding="utf-8")
    assert saved._hash(same, version) == hashes[0]


def test_a_new_version_names_the_one_before(memory_store, tmp_path):
    old = store.save(package(tmp_path / "a"), expires=None)
    new = store.save(package(tmp_path / "b", rows=4), expires=None, previous=old.hash)
    assert store.find(new.hash).previous == old.hash
    with pytest.raises(store.Refused, match="hash in its link"):
        store.save(package(tmp_path / "c", rows=5), expires=None, previous="../old")


def test_its_last_day_is_the_last(memory_store, tmp_path, monkeypatch):
    made = store.save(package(tmp_path / "a"), expires=LATER)
    assert store.open_saved(made.hash)
    monkeypatch.setattr(about, "today", lambda: LATER)
    assert store.open_saved(made.hash)
    monkeypatch.setattr(about, "today", lambda: LATER + timedelta(days=1))
    assert store.open_saved(made.hash) is None and store.list_saved() == []
    # the next one that is saved clears it away
    store.save(package(tmp_path / "b", "Bob"), expires=None)
    assert made.hash not in files.files().all(files.PACKAGES)
    with pytest.raises(store.Refused, match="has passed"):
        store.save(package(tmp_path / "c"), expires=LATER)


def test_saved_twice_it_is_kept_to_the_later_day(memory_store, tmp_path):
    folder = package(tmp_path / "a")
    days = [store.save(folder, expires=until).expires for until in (LATER, TODAY, None, LATER)]
    assert days == [LATER, LATER, None, None]


def test_removal_reaches_replicas_that_have_it_open(memory_store, tmp_path, monkeypatch):
    made = store.save(package(tmp_path / "a"), expires=None)
    assert store.open_saved(made.hash)
    store.discard(made.hash)
    monkeypatch.setattr(opened, "EVERY", -1)
    assert store.open_saved(made.hash) is None


def test_a_hash_never_leaves_the_store(memory_store, tmp_path):
    for name in ("", "../about/x", "a" * 39, "A" * 40, "a" * 41, "..", "a" * 40):
        assert store.find(name) is None
        assert store.open_saved(name) is None
        assert store.remove(name, "key") is False


def test_what_was_changed_in_the_store_is_not_served(folder_store, tmp_path, monkeypatch):
    ann = store.save(package(tmp_path / "a"), expires=None)
    bob = store.save(package(tmp_path / "b", "Bob"), expires=None)
    packages = folder_store / files.PACKAGES
    (packages / ann.hash).write_bytes((packages / bob.hash).read_bytes())
    with pytest.raises(store.StoreError, match="not those that were saved"):
        store.open_saved(ann.hash)
    (packages / bob.hash).unlink()
    forget(monkeypatch)
    with pytest.raises(store.StoreError, match="lost the files"):
        store.open_saved(bob.hash)


def test_a_store_that_is_full_refuses_and_keeps_what_it_has(memory_store, tmp_path, monkeypatch):
    monkeypatch.setenv("HUSTINGS_STORE_SETS", "1")
    made = store.save(package(tmp_path / "a"), expires=None)
    with pytest.raises(store.Refused, match="store of this server is full"):
        store.save(package(tmp_path / "b", "Bob"), expires=None)
    assert [each.hash for each in store.list_saved()] == [made.hash]


def test_a_disk_that_is_full_leaves_nothing_half_saved(folder_store, tmp_path, monkeypatch):
    folder = package(tmp_path / "a")
    whole = files.fsspec.AbstractFileSystem.pipe_file

    def full(fs, path, value, *more, **options):
        whole(fs, path, value[: len(value) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fsspec.get_filesystem_class("file"), "pipe_file", full)
    with pytest.raises(store.StoreError, match=r"cannot be written \(No space left on device\)"):
        store.save(folder, expires=None)
    monkeypatch.undo()
    open_store(monkeypatch, folder_store)
    assert store.list_saved() == []
    assert not [path for path in folder_store.rglob("*") if path.is_file()]
    assert store.save(folder, expires=None).key


#: dies at each step of writing in a child of its own, once all is imported
DYING = """
import os, signal, sys
from pathlib import Path
import fsspec
from hustings import store
kind = fsspec.get_filesystem_class("file")
def dying(way, at):
    def step(*given, **named):
        at[0] -= 1
        if at[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return way(*given, **named)
    return step
for place in range(4):
    if not (child := os.fork()):
        at = [place]
        kind.pipe_file, kind.mv = dying(kind.pipe_file, at), dying(kind.mv, at)
        store.save(Path(sys.argv[1]), expires=None)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), len(store.list_saved()))
"""


def test_a_process_killed_while_it_saves_leaves_nothing_to_see(folder_store, tmp_path, monkeypatch):
    folder = package(tmp_path / "a")
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [f"{-signal.SIGKILL} 0"] * 4, done.stderr
    assert list((folder_store / files.COMING).iterdir())
    # what it left is no hindrance, and is cleared away in time
    made = store.save(folder, expires=None)
    assert store.open_saved(made.hash).data.version == made.version
    monkeypatch.setattr(files, "LEFT", -2)
    files.files().clear()
    assert not list((folder_store / files.COMING).iterdir())
    assert store.find(made.hash)


def test_a_store_that_is_gone_is_told_and_what_is_open_stays(folder_store, tmp_path, monkeypatch):
    made = store.save(package(tmp_path / "a"), expires=None)
    assert store.open_saved(made.hash)
    monkeypatch.setattr(opened, "EVERY", -1)

    def gone(*given, **named):
        raise ConnectionError("no route")

    monkeypatch.setattr(fsspec.get_filesystem_class("file"), "cat_file", gone)
    assert store.open_saved(made.hash)
    forget(monkeypatch)
    with pytest.raises(store.StoreError, match=r"cannot be read \(ConnectionError\)"):
        store.open_saved(made.hash)
    monkeypatch.setenv("HUSTINGS_STORE", "nowhere://at/all")
    with pytest.raises(store.StoreError, match="cannot be opened"):
        store.list_saved()


def test_behind_an_address_the_host_names_the_store(tmp_path, monkeypatch):
    open_store(monkeypatch, "")
    monkeypatch.setenv("HUSTINGS_URL", "https://a.example")
    with pytest.raises(store.Refused, match="has no store"):
        store.save(package(tmp_path / "a"), expires=None)


def test_what_is_none_of_ours_in_the_store_is_passed_over(folder_store, tmp_path):
    made = store.save(package(tmp_path / "a"), expires=None)
    records = folder_store / files.ABOUT
    (records / "README").write_text("notes", encoding="utf-8")
    for place, content in enumerate(("", "[]", "{}", json.dumps({"saved": 3, "expires": 0}))):
        (records / f"{place:040}").write_text(content, encoding="utf-8")
        assert store.find(f"{place:040}") is None
    assert [each.hash for each in store.list_saved()] == [made.hash]


def test_days_are_written_as_days(folder_store, tmp_path):
    made = store.save(package(tmp_path / "a"), expires=date(9999, 12, 31))
    said = json.loads((folder_store / files.ABOUT / made.hash).read_text(encoding="utf-8"))
    assert said["expires"] == "9999-12-31" and "key" not in said
