"""Data sets of readers: temporary ones in memory by token, saved ones in a store by hash.

What the page of one's own data calls (signatures; each is documented where it is defined):

- `open_for_uploads() -> bool`: whether readers may bring data here (`HUSTINGS_UPLOADS`).
- `put(folder: Path) -> str`: open a folder as the reader's own data set, for some hours; gives
  the token for `?data=`. Raises `Refused`, `DataError`.
- `get(token: str) -> Temporary | None`: the data set of a token; None when there is none any more.
- `save(folder: Path, *, expires: date | None, previous: str = "", by: str = "") -> Saved`: an
  immutable snapshot in the store; its `hash` is for `?data=`, its `key` is shown once and is empty
  where the same had been saved before. Raises `Refused`, `StoreError`, `DataError`.
- `open_saved(hash: str) -> Opened | None`, `find(hash: str) -> Saved | None`,
  `remove(hash: str, key: str) -> bool`, `list_saved() -> list[Saved]`. Raise `StoreError`.
- `recipe_for(header)` is not here: `Saved.recipe` holds the recipe that a set was made with.
- `zip_of(folder: Path) -> bytes`: the Data Package to take away.

`Refused` and `StoreError` hold one plain sentence each, to be shown as it is.
"""

from hustings.store.bounds import Refused, StoreError, open_for_uploads
from hustings.store.saved import Opened, Saved, find, list_saved, open_saved, remove, save
from hustings.store.temporary import Temporary, get, put
from hustings.store.zips import zip_of

__all__ = [
    "Opened",
    "Refused",
    "Saved",
    "StoreError",
    "Temporary",
    "find",
    "get",
    "list_saved",
    "open_for_uploads",
    "open_saved",
    "put",
    "remove",
    "save",
    "zip_of",
]
