"""The browser that draws: started when it is needed, thrown away when anything went wrong."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from hustings import settings
from hustings.pictures import paper
from hustings.pictures.chromium import Chromium, Gone
from hustings.pictures.errors import Failed, PictureError, TooSlow
from hustings.pictures.tab import Tab

_log = logging.getLogger("hustings")
#: pictures after which their page is tidied up; left alone, it grows by 2 MB with each
TIDIED = 10
FAILED = "The browser of the server could not draw this."


class Studio:
    """A browser and the page in it that figures are drawn in; used from one event loop."""

    def __init__(self) -> None:
        self.chromium: Chromium | None = None
        self._easel: Tab | None = None
        self._drawn = 0

    async def make(self, work: Callable[["Studio"], Awaitable[bytes]]) -> bytes:
        """What `work` makes with this studio, tried once more if the browser ends meanwhile.

        Raises
        ------
        NoBrowser, TooSlow, Failed
            After which the next one gets a new browser.
        """
        seconds = settings.current().picture_seconds
        try:
            try:
                return await self._try(work, seconds)
            except Gone as error:
                _log.warning("The browser of pictures is started again: %s", error)
                await self.clear()
                return await self._try(work, seconds)
        except BaseException as error:
            await self.clear()
            if isinstance(error, TimeoutError):
                raise TooSlow(f"This was not drawn within {seconds} seconds.") from error
            if isinstance(error, PictureError) or not isinstance(error, Exception):
                raise
            _log.error("A picture could not be drawn", exc_info=error)
            raise Failed(FAILED) from error

    async def _try(self, work: Callable[["Studio"], Awaitable[bytes]], seconds: int) -> bytes:
        if self.chromium is None:
            self.chromium = await Chromium.start()
        async with asyncio.timeout(seconds):
            return await work(self)

    async def figure(self, *wanted) -> bytes:
        """A picture of a figure; see `Renderer.draw`."""
        if self._easel is None:
            self._easel = await paper.easel(self.chromium)
        self._drawn += 1
        if self._drawn % TIDIED == 0:
            await self._easel.send("HeapProfiler.collectGarbage")
        return await paper.picture(self._easel, *wanted)

    async def document(self, html: bytes) -> bytes:
        """A document as PDF; see `Renderer.print_page`."""
        return await paper.document(self.chromium, html)

    async def clear(self) -> None:
        """End the browser, whatever state it is in."""
        chromium, self.chromium, self._easel = self.chromium, None, None
        if chromium:
            await chromium.kill()
