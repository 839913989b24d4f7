"""Data sets of readers: temporary ones in memory by token, saved ones in a store by hash.

What the page of one's own data calls (signatures; each is documented where it is defined):

- `open_for_uploads() -> bool`: whether readers may bring data here (`HUSTINGS_UPLOADS`).
- `put(folder: Path, *, by: str = "") -> str`: open a folder as the reader's own data set, for some
  hours; gives the token for `?data=`. Raises `Refused`, `DataError`.
- `get(token: str) -> Temporary | None`: the data set of a token; None when there is none any more.
- `save(folder: Path, *, expires: date | None, previous="", header="", by="") -> Saved`: an
  immutable snapshot in the store; its `hash` is for `?data=`, its `key` is shown once and is empty
  where the same had been saved before. Raises `Refused`, `StoreError`, `DataError`.
- `open_saved(hash: str) -> Opened | None`, `find(hash: str) -> Saved | None`,
  `remove(hash: str, key: str) -> bool`, `list_saved() -> list[Saved]`; `package_of(hash)` and
  `recipe_of(hash)` give the zip and the recipe of a saved one. All raise `Refused`, `StoreError`.
- `zip_of(folder: Path) -> bytes`: the Data Package to take away.

`Refused` and `StoreError` hold one plain sentence each, to be shown as it is.
"""

from collections.abc import Iterator

from hustings.dataset import Dataset
from hustings.store import opened, temporary
from hustings.store.about import Saved, is_hash
from hustings.store.bounds import Refused, StoreError, open_for_uploads
from hustings.store.opened import Opened, open_saved
from hustings.store.saved import (
    discard,
    find,
    list_saved,
    package_of,
    recipe_of,
    remove,
    save,
)
from hustings.store.temporary import Temporary, get, put
from hustings.zipped import zip_of

__all__ = [
    "Opened",
    "Refused",
    "Saved",
    "StoreError",
    "Temporary",
    "discard",
    "find",
    "datasets",
    "get",
    "is_hash",
    "list_saved",
    "open_for_uploads",
    "open_saved",
    "package_of",
    "put",
    "recipe_of",
    "remove",
    "save",
    "zip_of",
]


def datasets() -> Iterator[Dataset]:
    """All data sets of readers that are open in this process."""
    yield from temporary.datasets()
    yield from opened.datasets()
