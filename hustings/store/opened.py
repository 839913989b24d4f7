"""Saved data sets that are open: each opened once for all its readers, and closed when unused."""

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from hustings import settings
from hustings.dataset import Dataset
from hustings.store.about import Saved, is_hash
from hustings.store.bounds import MEGABYTE, StoreError, need_open
from hustings.store.saved import find, load

#: seconds between two looks whether a data set is still in the store
EVERY = 10
#: data sets that are held open at once
MOST = 32


@dataclass(frozen=True)
class Opened:
    """A saved data set: what is known of it, and the data set, whose `address` is the hash."""

    saved: Saved
    data: Dataset


@dataclass(kw_only=True)
class _Place:
    """Where one data set is opened, by one thread at a time."""

    lock: Lock = field(default_factory=Lock)
    opened: Opened | None = None
    size: int = 0
    looked: float = 0.0


_places: OrderedDict[str, _Place] = OrderedDict()
_lock = Lock()


def open_saved(hash: str) -> Opened | None:
    """The saved data set of a hash.

    Returns
    -------
    Opened or None
        None when there is none, it was removed, or its last day has passed.

    Raises
    ------
    Refused
        When the server is closed to readers' data, or has no store.
    StoreError
        When the store does not answer; one that is open stays so.
    """
    need_open()
    if not is_hash(hash):
        return None
    with _lock:
        place = _places.setdefault(hash, _Place())
        _places.move_to_end(hash)
    with place.lock:
        _look(hash, place)
        found = place.opened
    with _lock:
        if found is None:
            _places.pop(hash, None)
        _close_unused()
    return found


def datasets() -> Iterator[Dataset]:
    """All data sets that are open."""
    with _lock:
        found = [place.opened.data for place in _places.values() if place.opened]
    yield from found


def _look(hash: str, place: _Place) -> None:
    """Open, or look whether it is still there; the lock of the place is held."""
    if place.opened and place.opened.saved.over:
        place.opened = None
        return
    if place.opened and time.monotonic() - place.looked <= EVERY:
        return
    try:
        saved = find(hash)
    except StoreError:
        if place.opened is None:
            raise
        saved = place.opened.saved
    place.looked = time.monotonic()
    if saved is None:
        place.opened = None
    elif place.opened is None:
        with TemporaryDirectory(prefix="hustings") as folder:
            place.opened = Opened(saved, _with_end(load(hash, Path(folder)), saved))
        place.size = place.opened.data.engine.size()
    else:
        place.opened = Opened(saved, _with_end(place.opened.data, saved))


def _with_end(data: Dataset, saved: Saved) -> Dataset:
    """The data set with how long it is there; the same one where it says so already."""
    until = f"until {saved.expires.isoformat()}" if saved.expires else "with no last day"
    kept = f"A reader's data set, saved on {saved.saved.isoformat()} and kept {until}."
    return data if data.kept == kept else replace(data, expires=saved.expires, kept=kept)


def _close_unused() -> None:
    """Close the longest unused until the rest keeps within its bounds; the lock is held."""
    most = settings.current().upload_memory * MEGABYTE
    while len(_places) > 1 and (
        len(_places) > MOST or sum(place.size for place in _places.values()) > most
    ):
        _places.popitem(last=False)
