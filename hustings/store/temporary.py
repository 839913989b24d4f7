"""Readers' own data sets in memory, each behind an unguessable token, gone after hours unused."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from hustings import settings
from hustings.build import Step
from hustings.dataset import Dataset, open_dataset
from hustings.engine.base import quiet
from hustings.store.bounds import HOUR, MEGABYTE, Refused, need_open, need_small, need_turn
from hustings.zipped import zip_of

#: data sets that are held at once
MOST = 64
#: seconds without use after which a data set makes room for another reader's
IDLE = HOUR


@dataclass(kw_only=True)
class _Held:
    """A data set, its package, the bytes of both, and when it was last asked for."""

    data: Dataset
    package: bytes
    size: int
    used: float


@dataclass(frozen=True, kw_only=True)
class Temporary:
    """A reader's own data set.

    Parameters
    ----------
    data : Dataset
        Its `address` is the token.
    package : bytes
        The Data Package, as a zip.
    hours : int
        After so many hours without use it is gone.
    """

    data: Dataset
    package: bytes
    hours: int


_held: OrderedDict[str, _Held] = OrderedDict()
_lock = Lock()


def put(folder: Path, *, by: str = "", step: Step = quiet) -> str:
    """Open a folder as a reader's own data set, in the memory of this process.

    Parameters
    ----------
    folder : Path
        A Data Package (see `hustings.intake.folder.write_folder`); it is not needed afterwards.
    by : str
        Who asks, for the rate.
    step : callable
        Is told what is about to be done.

    Returns
    -------
    str
        The token for `?data=`: 192 random bits.

    Raises
    ------
    Refused
        When the server is closed to readers' data, full, or the data set is too large.
    DataError
        When not a single row can be used.
    OSError
        When the folder cannot be read.
    """
    need_open()
    size = need_small(folder)
    need_turn(by)
    _make_room(size)
    token = secrets.token_urlsafe(24)
    data = replace(
        open_dataset(folder, step),
        source="a reader's own data set",
        address=token,
        kept=_kept(settings.current().upload_hours),
    )
    package = zip_of(folder)
    held = _Held(
        data=data,
        package=package,
        size=data.engine.size() + len(package),
        used=time.monotonic(),
    )
    try:
        _make_room(held.size, token, held)
    except Refused:
        data.engine.close()
        raise
    return token


def _kept(hours: int) -> str:
    return (
        "Your own data set: it is in this server's memory only, for whoever has the link, and gone "
        f"after {hours} hour{'' if hours == 1 else 's'} without use."
    )


def get(token: str) -> Temporary | None:
    """The data set of a token; asking for it counts as use.

    Returns
    -------
    Temporary or None
        None when there is none, or none any more: unused for too long, or the server has been
        started anew. A token is known to the process that gave it only.
    """
    hours, now = settings.current().upload_hours, time.monotonic()
    with _lock:
        _let_go(now, hours * HOUR)
        held = _held.get(token)
        if held is None:
            return None
        held.used = now
        _held.move_to_end(token)
    return Temporary(data=held.data, package=held.package, hours=hours)


def drop(token: str) -> None:
    """Forget a data set now; nothing happens where there is none."""
    with _lock:
        _held.pop(token, None)


def datasets() -> Iterator[Dataset]:
    """All data sets that are held, without counting as use."""
    with _lock:
        found = [held.data for held in _held.values()]
    yield from found


def _make_room(size: int, token: str = "", held: _Held | None = None) -> None:
    """Let idle data sets go until one more fits, and hold it if it is given.

    Raises
    ------
    Refused
        When the others are in use.
    """
    options, now = settings.current(), time.monotonic()
    most = options.upload_memory * MEGABYTE
    with _lock:
        _let_go(now, options.upload_hours * HOUR)
        while not _fits(size, most):
            if not _held or now - next(iter(_held.values())).used <= IDLE:
                raise Refused(
                    "This server holds as many data sets of readers as it can; there is room "
                    "again when one of them is no longer used."
                )
            _held.popitem(last=False)
        if held is not None:
            _held[token] = held


def _fits(size: int, most: int) -> bool:
    return len(_held) < MOST and sum(held.size for held in _held.values()) + size <= most


def _let_go(now: float, seconds: float) -> None:
    """Forget what was not used for so long; the lock is held.

    Whoever reads one of them at this moment keeps it until done: its memory goes with the last use.
    """
    while _held and now - next(iter(_held.values())).used > seconds:
        _held.popitem(last=False)
