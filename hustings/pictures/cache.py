"""Picture cache: drawn pictures in memory, bounded in bytes, least recently used out first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from hustings import settings

MEGABYTE = 2**20


class Cache:
    """Bytes by key, as many as the settings allow; what was unused longest goes first.

    The key must hold all that the bytes depend on: what is shown, the data version, format and
    size. Safe from any number of threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> bytes | None:
        """What is kept under the key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, content: bytes) -> None:
        """Keep the bytes under the key; what is larger than the whole cache is not kept."""
        most = settings.current().picture_cache * MEGABYTE
        with self._lock:
            self._size -= len(self._kept.pop(key, b""))
            if len(content) <= most:
                self._kept[key] = content
                self._size += len(content)
            while self._size > most:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone)
