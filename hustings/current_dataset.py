"""The data set that the server shows: opened once for all requests, reloaded when its files change.

Files are replaced while readers read: what stands there may be half a copy, broken, or gone. The
last data set that could be opened stays, and with it the reason why nothing newer is shown.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from hustings import settings
from hustings.dataset import Dataset, open_dataset, signature
from hustings.schema import DataError, Problem, as_text

_log = logging.getLogger("hustings")
#: sources kept open at once
MOST = 2


@dataclass(frozen=True)
class CurrentDataset:
    """A data set, and what is wrong with files that were to take its source (else nothing)."""

    data: Dataset
    trouble: tuple[Problem, ...] = ()


@dataclass
class _Source:
    """What is known of one source; `seen` is the state of the files that it is known of."""

    lock: Lock = field(default_factory=Lock)
    seen: tuple | None = None
    data: Dataset | None = None
    trouble: tuple[Problem, ...] = ()


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
    if source.lock.acquire(blocking=source.data is None):
        try:
            _look(source, where)
        finally:
            source.lock.release()
    if source.data is None:
        raise DataError(source.trouble)
    return CurrentDataset(source.data, source.trouble)


def _source(where: str) -> _Source:
    with _lock:
        source = _sources.setdefault(where, _Source())
        _sources.move_to_end(where)
        while len(_sources) > MOST:
            _sources.popitem(last=False)
        return source


def _look(source: _Source, where: str) -> None:
    """Open the source again if its files have changed since they were last looked at."""
    try:
        now = signature(where)
    except OSError as error:
        # A file that goes while it is looked at: the next look will tell.
        now = (where, str(error))
    if now == source.seen:
        return
    source.seen = now
    try:
        source.data, source.trouble = open_dataset(where), ()
        _log.info("The data set is open: version %s", source.data.version)
    except DataError as error:
        _log.error("The data set cannot be used: %s", error.brief)
        source.trouble = tuple(_told(problem, where) for problem in error.problems)
    except Exception as error:
        # Whatever a broken file does to its reader must not take the server with it.
        _log.error("The data set could not be opened", exc_info=error)
        problem = Problem(
            file=where,
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
