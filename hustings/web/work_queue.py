"""Work queue: few threads for figures and reports, equal work shared, dropped work cancelled."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from hustings.web.rate import client
from hustings.web.time_limit import LONGEST, within

T = TypeVar("T")

#: status in the log of a request whose client has gone; nobody gets this answer
GONE = 499


class QueueFull(Exception):
    """Too much waits already; `retry_after` is the number of seconds to wait."""

    def __init__(self, retry_after: int):
        super().__init__(f"The server has much to do; try again in {retry_after} seconds.")
        self.retry_after = retry_after


@dataclass(eq=False)
class _Work:
    """Work on one answer, who asked for it first, and the number of those who wait for it."""

    who: str
    task: asyncio.Task
    readers: int = 0


class WorkQueue:
    """Answers that take long, worked out by few threads in the order in which they were asked for.

    Equal answers that are asked for at once are worked out once. What nobody waits for any more is
    not begun, and goes no further than the step that it is at. One client fills at most half of
    the queue.

    Parameters
    ----------
    name : str
        Of the threads.
    at_once : int
        Threads, so that pages keep a core.
    waiting : int
        Answers that may wait while others are worked out.
    """

    def __init__(self, name: str, at_once: int, waiting: int) -> None:
        self.at_once, self.most = at_once, at_once + waiting
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._work: dict[Hashable, _Work] = {}
        #: seconds that a step takes, the last ones counting most
        self._usual = 1.0

    def __len__(self) -> int:
        return len(self._work)

    async def answer(
        self, request: Request, key: Hashable, make: Callable[[], Awaitable[bytes]]
    ) -> bytes:
        """What `make` gives, which does its work `in_thread`; shared with all who ask by this key.

        Raises
        ------
        QueueFull
        """
        # Each event loop has its own work: a task of another cannot be waited for.
        whole = (asyncio.get_running_loop(), key)
        work = self._work.get(whole)
        if work is None:
            who = client(request.client.host if request.client else "")
            self._admit(who)
            work = self._work[whole] = _Work(who, asyncio.ensure_future(make()))
            work.task.add_done_callback(lambda task: self._ended(whole, task))
        work.readers += 1
        try:
            # Shielded: the work is not only this reader's.
            return await asyncio.shield(work.task)
        finally:
            work.readers -= 1
            if not work.readers:
                self._ended(whole, work.task)
                work.task.cancel()

    async def in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        """The result of a function, when its turn has come; not begun once this is cancelled.

        Raises
        ------
        TooLong
        """
        return await asyncio.wrap_future(self._threads.submit(self._timed, function, *arguments))

    def _timed(self, function: Callable[..., T], *arguments: object) -> T:
        began = monotonic()
        try:
            return within(LONGEST, function, *arguments)
        finally:
            self._usual += (monotonic() - began - self._usual) / 4

    def _admit(self, who: str) -> None:
        own = sum(work.who == who for work in self._work.values())
        if len(self._work) >= self.most or own >= max(1, self.most // 2):
            raise QueueFull(ceil(self._usual * len(self._work) / self.at_once))

    def _ended(self, whole: Hashable, task: asyncio.Task) -> None:
        if whole in self._work and self._work[whole].task is task:
            del self._work[whole]
        if task.done() and not task.cancelled():
            # Told to those who wait; that none does is no fault to be logged.
            task.exception()


#: threads that find out what a request asks for; it waits for no figure, and may open a data set
_reading = ThreadPoolExecutor(2, thread_name_prefix="requests")


async def read_in_thread(function: Callable[..., T], *arguments: object) -> T:
    """What a request asks for, found out beside the event loop."""
    return await asyncio.wrap_future(_reading.submit(function, *arguments))


async def unless_gone(request: Request, answer: Awaitable[Response]) -> Response:
    """The answer to a request without content; cancelled when the client goes before it is there.

    A server says that the client is gone to those who listen, and to nobody else.
    """
    work, gone = asyncio.ensure_future(answer), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else Response(status_code=GONE)
    finally:
        gone.cancel()
        if not work.done():
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
