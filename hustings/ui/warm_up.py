"""Warm-up at the server's start: opens the data and draws a figure before the first reader."""

import gc
import logging
from contextlib import asynccontextmanager

from hustings import figures, pictures, query
from hustings.current_dataset import current
from hustings.dataset import Dataset
from hustings.link import default_view
from hustings.pictures import scripts
from hustings.scene import Scene
from hustings.schema import DataError

_log = logging.getLogger("hustings")
#: versions of the data sets that the first figure could not be drawn of
_failed: set[str] = set()


@asynccontextmanager
async def lifespan(app):
    """Open the data and draw the first figure once, so that the first reader need not wait for it.

    All that is here by now is here to stay, so it is frozen: otherwise each collection of garbage
    would look through it again, and keep all readers waiting meanwhile.
    """
    _warm_up()
    gc.collect()
    gc.freeze()
    yield


def failed(data: Dataset) -> bool:
    """Whether the first figure of these data could not be drawn when the server started."""
    return data.version in _failed


def _warm_up() -> None:
    """Open and draw; whatever is wrong with the data, the server starts and serves the rest."""
    try:
        data = current().data
    except DataError:
        # The reason stands in the log already, and each page says it to its reader.
        return
    except Exception as error:
        _log.error("The data set could not be looked for", exc_info=error)
        return
    try:
        _draw(data)
    except Exception as error:
        _log.error("The first figure could not be drawn; the server starts", exc_info=error)
        _failed.add(data.version)
        return
    if pictures.browser() and (said := scripts.warning(scripts.undrawn(data))):
        _log.warning(said)


def _draw(data: Dataset) -> None:
    query.facets(data, query.Filters())
    first = figures.FIGURES[0]
    first.of(Scene(data, default_view(data), first.page, "")).draw(figures.EXPORT_WIDTH).to_json()
