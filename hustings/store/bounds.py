"""What readers' data sets may take on this server: whether at all, how large, how often."""

import time
from collections import OrderedDict, deque
from pathlib import Path
from threading import Lock

from hustings import settings
from hustings.zipped import files_of

MEGABYTE = 2**20
#: seconds over which the rate counts
HOUR = 3600
#: readers whose times are remembered
_MOST_READERS = 10_000

_times: OrderedDict[str, deque[float]] = OrderedDict()
_lock = Lock()


class Refused(Exception):
    """What a reader asked for cannot be had here; its text is one sentence for the reader."""


class StoreError(Exception):
    """The store cannot be read or written; its text is one sentence for the reader."""


def open_for_uploads() -> bool:
    """Whether readers may bring data sets of their own to this server.

    Unless the host says otherwise: on one's own machine, but not behind a public address.
    """
    options = settings.current()
    return options.uploads == "on" if options.uploads else not options.url


def need_open() -> None:
    """Refuse where the host has not opened the server to readers' data sets.

    Raises
    ------
    Refused
    """
    if not open_for_uploads():
        raise Refused("This server is not open to data sets of readers.")


def need_small(folder: Path) -> int:
    """The bytes of a data set in a folder.

    Raises
    ------
    Refused
        When they are more than one data set may have.
    """
    most = settings.current().upload_mb
    size = sum(path.stat().st_size for path in files_of(folder))
    if size > most * MEGABYTE:
        raise Refused(
            f"This data set has {size / MEGABYTE:,.1f} megabytes; this server takes {most:,} at "
            "most. A file with fewer rows or columns can be taken."
        )
    return size


def need_turn(by: str) -> None:
    """Count one more data set of a reader, unless there were too many within the last hour.

    Parameters
    ----------
    by : str
        Who asks, by whatever tells readers apart; all who are "" share one rate.

    Raises
    ------
    Refused
    """
    most, now = settings.current().upload_rate, time.monotonic()
    with _lock:
        times = _times.setdefault(by, deque())
        _times.move_to_end(by)
        while times and now - times[0] > HOUR:
            times.popleft()
        if len(times) >= most:
            minutes = int((HOUR - (now - times[0])) // 60) + 1
            raise Refused(
                f"This is more than {most:,} data sets within an hour; there is room for the next "
                f"in {minutes} minute{'' if minutes == 1 else 's'}."
            )
        times.append(now)
        while len(_times) > _MOST_READERS:
            _times.popitem(last=False)
