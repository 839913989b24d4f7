"""Renderer: a queue of pictures to draw, and the worker thread that draws them one by one."""

import asyncio
import atexit
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil
from threading import Lock, Thread
from time import monotonic

from plotly.io.json import to_json_plotly

from hustings import settings
from hustings.pictures.browser_session import BrowserSession
from hustings.pictures.errors import Busy, Failed

FORMATS = ("png", "svg", "pdf")
Work = Callable[[BrowserSession], Awaitable[bytes]]


@dataclass(eq=False)
class _Job:
    """A picture to be made, and the number of those who wait for it."""

    key: Hashable
    work: Work
    done: Future = field(default_factory=Future)
    readers: int = 0


@dataclass(frozen=True)
class _Worker:
    """The thread that draws, its event loop, its queue of jobs, and the task that serves them."""

    thread: Thread
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue
    task: asyncio.Task


class Renderer:
    """Draws pictures in one browser, for any number of threads and event loops.

    The browser starts with the first picture and stays. Equal pictures that are asked for at once
    are drawn once. Who stops waiting changes nothing for the others; what nobody waits for any
    more is not begun.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: dict[Hashable, _Job] = {}
        self._worker: _Worker | None = None
        #: seconds that a picture takes, the last ones counting most
        self._usual = 1.0

    async def draw(
        self, figure: dict | str, format: str, width: int, height: int, scale: float = 1
    ) -> bytes:
        """A figure as a picture.

        Parameters
        ----------
        figure : dict or str
            In Plotly's format, or that in JSON.
        format : {"png", "svg", "pdf"}
            A PDF has one page of the figure's size.
        width, height : int
            px of CSS (96 in an inch), whatever size the figure itself names.
        scale : float
            Pixels of a PNG for each px; SVG and PDF have none.

        Raises
        ------
        NoBrowser, Busy, TooSlow, Failed
        """
        return await self._wait(self._figure(figure, format, width, height, scale))

    def draw_now(
        self, figure: dict | str, format: str, width: int, height: int, scale: float = 1
    ) -> bytes:
        """`draw`, for where there is no event loop."""
        return self._stay(self._figure(figure, format, width, height, scale))

    async def print_page(self, html: bytes) -> bytes:
        """A self-contained document as PDF: A4, pages numbered.

        Parameters
        ----------
        html : bytes
            In UTF-8. Its scripts run, but it reaches no network and no file.

        Raises
        ------
        NoBrowser, Busy, TooSlow, Failed
        """
        return await self._wait(self._document(html))

    def print_page_now(self, html: bytes) -> bytes:
        """`print_page`, for where there is no event loop."""
        return self._stay(self._document(html))

    async def close(self) -> None:
        """End the browser; those who wait get Failed, and a later picture starts anew."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """`close`, for where there is no event loop."""
        with self._lock:
            worker, self._worker = self._worker, None
            left, self._jobs = self._jobs, {}
        if worker:
            atexit.unregister(self.close_now)
            worker.loop.call_soon_threadsafe(worker.task.cancel)
            worker.thread.join()
        for job in left.values():
            if not job.done.done():
                job.done.set_exception(Failed("The server is closing."))

    def _figure(self, figure, format, width, height, scale) -> _Job:
        if format not in FORMATS:
            raise ValueError(f"format is {format!r}; allowed: {', '.join(FORMATS)}")
        text = figure if isinstance(figure, str) else to_json_plotly(figure)
        wanted = (text, format, width, height, scale)
        return self._enter(wanted, lambda session: session.figure(*wanted))

    def _document(self, html: bytes) -> _Job:
        return self._enter(html, lambda session: session.document(html))

    def _enter(self, key: Hashable, work: Work) -> _Job:
        """Stand in line, or join those who wait for the same."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                # One is being drawn while the others wait.
                if len(self._jobs) > settings.current().picture_queue:
                    raise Busy(ceil(self._usual * len(self._jobs)))
                worker = self._worker = self._worker or self._opened()
                job = self._jobs[key] = _Job(key, work)
                worker.loop.call_soon_threadsafe(worker.queue.put_nowait, job)
            job.readers += 1
            return job

    def _leave(self, job: _Job) -> None:
        with self._lock:
            job.readers -= 1
            if not job.readers and self._jobs.get(job.key) is job and job.done.cancel():
                del self._jobs[job.key]

    async def _wait(self, job: _Job) -> bytes:
        try:
            # Shielded: the job is not only this reader's.
            return await asyncio.shield(asyncio.wrap_future(job.done))
        finally:
            self._leave(job)

    def _stay(self, job: _Job) -> bytes:
        try:
            return job.done.result()
        finally:
            self._leave(job)

    def _opened(self) -> _Worker:
        ready: Future = Future()
        thread = Thread(
            target=lambda: asyncio.run(self._serve(ready)), name="pictures", daemon=True
        )
        thread.start()
        atexit.register(self.close_now)
        return _Worker(thread, *ready.result())

    async def _serve(self, ready: Future) -> None:
        """Make one picture after the other, until cancelled."""
        queue: asyncio.Queue[_Job] = asyncio.Queue()
        ready.set_result((asyncio.get_running_loop(), queue, asyncio.current_task()))
        session = BrowserSession()
        with suppress(asyncio.CancelledError):
            while True:
                job = await queue.get()
                # False: cancelled, since nobody waits for it any more.
                if job.done.set_running_or_notify_cancel():
                    await self._make(session, job)
        await session.clear()

    async def _make(self, session: BrowserSession, job: _Job) -> None:
        began = monotonic()
        try:
            made = await session.make(job.work)
        except Exception as error:
            self._out(job, began)
            job.done.set_exception(error)
        else:
            self._out(job, began)
            job.done.set_result(made)

    def _out(self, job: _Job, began: float) -> None:
        with self._lock:
            if self._jobs.get(job.key) is job:
                del self._jobs[job.key]
            self._usual += (monotonic() - began - self._usual) / 4
