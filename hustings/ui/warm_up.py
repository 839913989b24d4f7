"""Warm-up at the server's start: opens the data and draws a figure before the first reader."""

import gc
from contextlib import asynccontextmanager, suppress

from hustings import figures, query
from hustings.current_dataset import current
from hustings.dataset import Dataset
from hustings.link import default_view
from hustings.scene import Scene
from hustings.schema import DataError


@asynccontextmanager
async def lifespan(app):
    """Open the data and draw the first figure once, so that the first reader need not wait for it.

    All that is here by now is here to stay, so it is frozen: otherwise each collection of garbage
    would look through it again, and keep all readers waiting meanwhile.
    """
    # What is wrong with the data stands in the log, and each page says it to its reader.
    with suppress(DataError):
        _draw(current().data)
    gc.collect()
    gc.freeze()
    yield


def _draw(data: Dataset) -> None:
    query.facets(data, query.Filters())
    first = figures.FIGURES[0]
    first.of(Scene(data, default_view(data), first.page, "")).draw(figures.EXPORT_WIDTH).to_json()
