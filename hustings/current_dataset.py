"""The data set of a request: that of the server, or a reader's own by the address in its link.

The server's is opened once for all requests, and reloaded when its files change.

Files are replaced while readers read: what stands there may be half a copy, broken, or gone. The
last data set that could be opened stays, and with it the reason why nothing newer is shown.
"""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread

from hustings import settings, store
from hustings.dataset import Dataset, EngineError, open_dataset, signature
from hustings.schema import DataError, Problem, as_text
from hustings.source import is_address, shown

_log = logging.getLogger("hustings")
#: sources kept open at once
MOST = 2
#: seconds between two looks at a database or a cluster
EVERY = 5


@dataclass(frozen=True)
class CurrentDataset:
    """A data set, and what is wrong with files that were to take its source (else nothing).

    Where its database or cluster does not answer, `silent` says so in one sentence.
    """

    data: Dataset
    trouble: tuple[Problem, ...] = ()
    silent: str = ""


class NoSuchData(DataError):
    """A link asks for a data set that is not there; `brief` tells the reader why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            [Problem(file="link", row=None, column="data", value="", allowed="a data set")]
        )
        self.args = (reason,)

    @property
    def brief(self) -> str:
        """One sentence."""
        return self.reason


@dataclass(kw_only=True)
class _Source:
    """What is known of one source; `seen` is the state of the files that it is known of."""

    lock: Lock = field(default_factory=Lock)
    seen: tuple | None = None
    data: Dataset | None = None
    trouble: tuple[Problem, ...] = ()
    silent: str = ""
    looked: float = -math.inf


_sources: OrderedDict[str, _Source] = OrderedDict()
_lock = Lock()


def asked(pairs: Iterable[tuple[str, str]]) -> CurrentDataset:
    """The data set that a link asks for: names and values as they stand in it (see `current`)."""
    return current(next((value for name, value in reversed([*pairs]) if name == "data"), ""))


def current(address: str = "") -> CurrentDataset:
    """The data set of the server as it is now, or one of a reader; safe from any number of threads.

    Parameters
    ----------
    address : str
        What `data` is in the link: the token of a temporary data set, the hash of a saved one; ""
        for the one that the settings name.

    Returns
    -------
    CurrentDataset
        While new files are read, those who come meanwhile get the data set as it was.

    Raises
    ------
    NoSuchData
        When there is none at the address; no other data set takes its place.
    DataError
        When no data set was ever opened from there.
    """
    if address:
        return _of_reader(address)
    where = settings.current().data
    source = _source(where)
    # Whoever finds nothing must wait for the first opening; all others need not.
    if source.data is None or not is_address(where):
        if source.lock.acquire(blocking=source.data is None):
            _look(source, where)
    elif time.monotonic() - source.looked > EVERY and source.lock.acquire(blocking=False):
        # a server that does not answer takes long to say so
        Thread(target=_look, args=(source, where), name="look", daemon=True).start()
    if source.data is None:
        raise DataError(source.trouble)
    return CurrentDataset(source.data, source.trouble, source.silent)


def cancel(thread: int) -> None:
    """Cancel the question that a thread is asking, whichever data set it asks."""
    for data in [*_opened(), *store.datasets()]:
        data.engine.cancel(thread)


def _opened() -> list[Dataset]:
    with _lock:
        return [source.data for source in _sources.values() if source.data is not None]


def _of_reader(address: str) -> CurrentDataset:
    """The data set of a reader at an address.

    Raises
    ------
    NoSuchData
    """
    try:
        if saved := store.open_saved(address):
            return CurrentDataset(saved.data)
        if held := store.get(address):
            return CurrentDataset(held.data)
    except (store.Refused, store.StoreError) as error:
        raise NoSuchData(str(error)) from error
    except DataError as error:
        _log.error("A saved data set cannot be used: %s", error.brief)
        raise NoSuchData("The saved data set of this link can no longer be read.") from error
    raise NoSuchData(_gone(address))


def _gone(address: str) -> str:
    """Why there is nothing at an address, as far as can be told."""
    if store.is_hash(address):
        return (
            "There is no saved data set under this link: it was removed, its last day has passed, "
            "or the link is not whole."
        )
    hours = settings.current().upload_hours
    return (
        "The data set of this link is gone: it was not used for "
        f"{hours} hour{'' if hours == 1 else 's'}, or the server was started anew; or the link is "
        "not whole. Opening the file again brings it back, under a new link."
    )


def _source(where: str) -> _Source:
    with _lock:
        source = _sources.setdefault(where, _Source())
        _sources.move_to_end(where)
        while len(_sources) > MOST:
            _sources.popitem(last=False)
        return source


def _look(source: _Source, where: str) -> None:
    """Open the source again if it has changed since it was last looked at; its lock is held."""
    try:
        now = _state(where)
        lost = source.data is not None and source.data.engine.gone
        if now != source.seen or lost:
            source.seen = now
            _open(source, where)
            if is_address(where) and not source.silent:
                # what was prepared now is no change; the last part tells what has changed since
                source.seen = (*_state(where)[:-1], "")
    finally:
        source.looked = time.monotonic()
        source.lock.release()


def _state(where: str) -> tuple:
    """What changes when the source does."""
    try:
        return signature(where)
    except (OSError, EngineError) as error:
        # A file that goes while it is looked at: the next look will tell.
        return (where, str(error))


def _open(source: _Source, where: str) -> None:
    try:
        source.data, source.trouble, source.silent = open_dataset(where), (), ""
        _log.info("The data set is open: version %s", source.data.version)
    except EngineError as error:
        _log.error("The data set cannot be reached: %s", error)
        source.trouble, source.silent = error.problems, error.brief
        # it may be back at the next look
        source.seen = None
    except DataError as error:
        _log.error("The data set cannot be used: %s", error.brief)
        source.trouble = tuple(_told(problem, where) for problem in error.problems)
    except Exception as error:
        # Whatever a broken file does to its reader must not take the server with it.
        _log.error("The data set could not be opened", exc_info=error)
        problem = Problem(
            file=shown(where),
            row=None,
            column="",
            value=type(error).__name__,
            allowed="a readable data set",
        )
        source.trouble = (_told(problem, where),)


def _told(problem: Problem, where: str) -> Problem:
    """The problem as readers are told it: where the source lies on the server is not for them."""
    here = Path(where)
    return replace(problem, file=here.name) if problem.file == as_text(str(here)) else problem
