"""The cache of drawn pictures: as much as the settings allow, the longest unused goes first."""

import pytest

from hustings.pictures.cache import MEGABYTE, Cache


@pytest.fixture
def cache(monkeypatch) -> Cache:
    monkeypatch.setenv("HUSTINGS_PICTURE_CACHE", "1")
    return Cache()


def test_what_was_put_is_got(cache):
    cache.put(("map", "v1"), b"picture")
    assert cache.get(("map", "v1")) == b"picture"
    assert cache.get(("map", "v2")) is None


def test_the_longest_unused_goes_first(cache):
    half = bytes(MEGABYTE // 2)
    cache.put("a", half)
    cache.put("b", half)
    cache.get("a")
    cache.put("c", b"x")
    assert [cache.get(key) for key in "abc"] == [half, None, b"x"]


def test_a_picture_put_again_counts_once(cache):
    half = bytes(MEGABYTE // 2)
    cache.put("a", half)
    for _ in range(3):
        cache.put("b", half)
    assert cache.get("a") == half
    cache.put("b", b"")
    cache.put("c", half)
    assert cache.get("a") == half


def test_what_is_larger_than_the_cache_is_not_kept(cache):
    cache.put("a", b"x")
    cache.put("a", bytes(MEGABYTE + 1))
    assert cache.get("a") is None
    cache.put("b", bytes(MEGABYTE))
    assert cache.get("b") is not None


def test_a_cache_of_nothing(monkeypatch):
    monkeypatch.setenv("HUSTINGS_PICTURE_CACHE", "0")
    cache = Cache()
    cache.put("a", b"x")
    assert cache.get("a") is None
