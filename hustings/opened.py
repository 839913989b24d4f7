"""The data set that the server shows, opened once for all who ask and again when its files change.

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
from hustings.schema import DataError, Problem

_log = logging.getLogger("hustings")
#: sources kept open at once
MOST = 2


@dataclass(frozen=True)
class Opened:
    """A data set, and what is wrong with files that were to take its place (else nothing)."""

    data: Dataset
    trouble: tuple[Problem, ...] = ()


@dataclass
class _Place:
    """What is known of one source; `seen` is the state of the files that it is known of."""

    lock: Lock = field(default_factory=Lock)
    seen: tuple | None = None
    data: Dataset | None = None
    trouble: tuple[Problem, ...] = ()


_places: OrderedDict[str, _Place] = OrderedDict()
_lock = Lock()


def current() -> Opened:
    """The data set that the settings name, as it is now; safe from any number of threads.

    Returns
    -------
    Opened
        While new files are read, those who come meanwhile get the data set as it was.

    Raises
    ------
    DataError
        When no data set was ever opened from there.
    """
    where = settings.current().data
    place = _place(where)
    # Whoever finds nothing must wait for the first opening; all others need not.
    if place.lock.acquire(blocking=place.data is None):
        try:
            _look(place, where)
        finally:
            place.lock.release()
    if place.data is None:
        raise DataError(place.trouble)
    return Opened(place.data, place.trouble)


def _place(where: str) -> _Place:
    with _lock:
        place = _places.setdefault(where, _Place())
        _places.move_to_end(where)
        while len(_places) > MOST:
            _places.popitem(last=False)
        return place


def _look(place: _Place, where: str) -> None:
    """Open the source again if its files have changed since they were last looked at."""
    try:
        now = signature(where)
    except OSError as error:
        # A file that goes while it is looked at: the next look will tell.
        now = (where, str(error))
    if now == place.seen:
        return
    place.seen = now
    try:
        place.data, place.trouble = open_dataset(where), ()
        _log.info("The data set is open: version %s", place.data.version)
    except DataError as error:
        _log.error("The data set cannot be used: %s", error.brief)
        place.trouble = tuple(_told(problem, where) for problem in error.problems)
    except Exception as error:
        # Whatever a broken file does to its reader must not take the server with it.
        _log.error("The data set could not be opened", exc_info=error)
        problem = Problem(where, None, "", type(error).__name__, "a readable data set")
        place.trouble = (_told(problem, where),)


def _told(problem: Problem, where: str) -> Problem:
    """The problem as readers are told it: where the source lies on the server is not for them."""
    return replace(problem, file=Path(where).name) if problem.file == str(Path(where)) else problem
