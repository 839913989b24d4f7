"""The data set that the server shows: opened once for all requests, reloaded when its files change.

Files are replaced while readers read: what stands there may be half a copy, broken, or gone. The
last data set that could be opened stays, and with it the reason why nothing newer is shown.
"""

import logging
import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread

from hustings import settings
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


def current() -> CurrentDataset:
    """The data set that the settings name, as it is now; safe from any number of threads.

    Returns
    -------
    CurrentDataset
        While new files are read, those who come meanwhile get the data set as it was.

    Raises
    ------
    DataError
        When no data set was ever opened from there.
    """
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
