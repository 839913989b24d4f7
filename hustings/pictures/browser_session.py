"""Browser session: starts Chromium when needed, restarts it after a failure or a timeout."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from hustings import settings
from hustings.pictures import drawing
from hustings.pictures.chromium import Chromium, Gone
from hustings.pictures.errors import Failed, PictureError, TooSlow
from hustings.pictures.tab import Tab

_log = logging.getLogger("hustings")
#: pictures after which their page is tidied up; left alone, it grows by 2 MB with each
TIDIED = 10
FAILED = "The browser of the server could not draw this."


class BrowserSession:
    """A browser and the page in it that figures are drawn in; used from one event loop."""

    def __init__(self) -> None:
        self._chromium: Chromium | None = None
        self._tab: Tab | None = None
        self._drawn = 0

    async def make(self, work: Callable[["BrowserSession"], Awaitable[bytes]]) -> bytes:
        """What `work` makes with this session, tried once more if the browser ends meanwhile.

        All of it, the start of a browser too, takes at most the seconds that the settings allow.

        Raises
        ------
        NoBrowser, TooSlow, Failed
            After which the next one gets a new browser.
        """
        seconds = settings.current().picture_seconds
        try:
            async with asyncio.timeout(seconds):
                try:
                    return await self._try(work)
                except Gone as error:
                    _log.warning("The browser of pictures is started again: %s", error)
                    await self.clear()
                    return await self._try(work)
        except BaseException as error:
            await self.clear()
            if isinstance(error, TimeoutError):
                raise TooSlow(f"This was not drawn within {seconds} seconds.") from error
            if isinstance(error, PictureError) or not isinstance(error, Exception):
                raise
            _log.error("A picture could not be drawn", exc_info=error)
            raise Failed(FAILED) from error

    async def _try(self, work: Callable[["BrowserSession"], Awaitable[bytes]]) -> bytes:
        if self._chromium is None:
            self._chromium = await Chromium.start()
        return await work(self)

    @property
    def chromium(self) -> Chromium:
        """The browser, while something is being made with it."""
        assert self._chromium, "work is done in `make`, which starts the browser"
        return self._chromium

    async def figure(self, *wanted) -> bytes:
        """A picture of a figure; see `Renderer.draw`."""
        if self._tab is None:
            self._tab = await drawing.drawing_tab(self.chromium)
        self._drawn += 1
        if self._drawn % TIDIED == 0:
            await self._tab.send("HeapProfiler.collectGarbage")
        return await drawing.picture(self._tab, *wanted)

    async def document(self, html: bytes) -> bytes:
        """A document as PDF; see `Renderer.print_page`."""
        return await drawing.document(self.chromium, html)

    async def clear(self) -> None:
        """End the browser, whatever state it is in."""
        chromium, self._chromium, self._tab = self._chromium, None, None
        if chromium:
            await chromium.kill()
