"""The desk of this server, opened once for all who ask of it."""

from functools import lru_cache

from hustings import settings
from hustings.desk.desk import Desk
from hustings.desk.store import DeskError, Store, address


def opened() -> Desk:
    """The desk that the settings name.

    Raises
    ------
    DeskError
        Where there is none, or it cannot be opened.
    """
    options = settings.current()
    if not options.has_desk:
        raise DeskError("This server has no coding desk: HUSTINGS_DESK is not set.")
    if options.url and not options.sign_in:
        raise DeskError("The desk of a server with a public address is for who has signed in.")
    return _at(address(options))


@lru_cache(maxsize=4)
def _at(where: str) -> Desk:
    return Desk(Store(where))
