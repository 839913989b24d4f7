"""The store in a bucket: saved by one replica, listed, opened and removed by another."""

import pytest
from bucket import bucket
from stores import forget, open_store, package

from hustings import query, store
from hustings.cli import main
from hustings.store import StoreError


@pytest.fixture(scope="module")
def shelf():
    with bucket() as server:
        yield server


@pytest.fixture
def there(shelf, monkeypatch):
    """A server whose store is a folder in an empty bucket."""
    shelf.objects.clear()
    shelf.down = False
    open_store(monkeypatch, shelf.address("some/store"))
    return shelf


def test_what_one_replica_saves_another_opens(there, tmp_path, monkeypatch, capsys):
    saved = store.save(package(tmp_path / "a"), expires=None, header="0" * 40)
    forget(monkeypatch)
    assert [each.hash for each in store.list_saved()] == [saved.hash]
    opened = store.open_saved(saved.hash)
    assert (opened.data.version, opened.saved.header) == (saved.version, "0" * 40)
    assert query.totals(opened.data, query.Filters()).statements == 3
    assert store.recipe_of(saved.hash) == {"title": "A recipe"}
    assert main(("store", "list")) == 0 and saved.hash in capsys.readouterr().out
    # nothing is left of what was on its way, and the same is not saved twice
    assert not [key for key in there.objects if "coming/1" in key] and not there.parts
    assert store.save(package(tmp_path / "a"), expires=None).hash == saved.hash
    assert not store.remove(saved.hash, "wrong")
    assert store.remove(saved.hash, saved.key)
    forget(monkeypatch)
    assert store.open_saved(saved.hash) is None and store.list_saved() == []


def test_a_bucket_that_refuses_costs_what_is_new_and_nothing_that_is_open(
    there, tmp_path, monkeypatch
):
    saved = store.save(package(tmp_path / "a"), expires=None)
    open_now = store.open_saved(saved.hash)
    there.down = True
    monkeypatch.setattr(store.opened, "EVERY", -1)
    assert store.open_saved(saved.hash).data is open_now.data
    with pytest.raises(StoreError, match="cannot be"):
        store.save(package(tmp_path / "b", "Bob"), expires=None)
    there.down = False
    assert [each.hash for each in store.list_saved()] == [saved.hash]
    assert len([key for key in there.objects if "packages/" in key]) == 1
