"""Chromium driver: a browser process, spoken to in the Chrome DevTools Protocol by a pipe.

A pipe needs no port that others could reach, and tells at once when the browser is gone; when
the server is gone, the browser sees the pipe closed and ends itself.
"""

import asyncio
import json
import logging
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress

from hustings.pictures import launch
from hustings.pictures.profile_folder import ProfileFolder, remove_left

_log = logging.getLogger("hustings")
#: bytes of the longest answer
LONGEST = 2**28
#: seconds in which a killed browser must have ended
ENDED = 5
#: what the browser tells when the process behind a page dies
CRASHED = "Target.targetCrashed"


class Gone(Exception):
    """The browser has ended, or the process behind one of its pages has."""


class CommandError(Exception):
    """The browser answers an order with an error."""


class Chromium:
    """A running browser, used from the event loop that started it."""

    def __init__(self, process: Process, folder: ProfileFolder):
        assert process.stdin and process.stdout, "started with pipes"
        self._process = process
        self._orders, self._answers = process.stdin, process.stdout
        self._folder = folder
        self._count = 0
        self._asked: dict[int, asyncio.Future] = {}
        self._listeners: dict[tuple[str | None, str], Callable[[dict], None]] = {}
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """The process, which leads a group that all others of this browser belong to."""
        return self._process.pid

    @classmethod
    async def start(cls) -> "Chromium":
        """Start the browser of this server; for how long it may take is up to who waits.

        Raises
        ------
        NoBrowser
        Gone
            When it ends instead of starting.
        """
        path = launch.required()
        remove_left()
        ways = launch.sandboxes()
        for sandbox in ways:
            with suppress(Gone):
                started = await cls._start(path, sandbox)
                if sandbox != ways[0]:
                    _log.warning("%s does not start in its sandbox; it runs without one", path)
                return started
        raise Gone(f"{path} does not start")

    @classmethod
    async def _start(cls, path: str, sandbox: bool) -> "Chromium":
        folder = ProfileFolder.make()
        process = await asyncio.create_subprocess_exec(
            *launch.command(path, folder.path, sandbox),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST, start_new_session=True,
        )  # fmt: skip
        started = cls(process, folder)
        try:
            await started.send("Target.setDiscoverTargets", discover=True)
        except BaseException:
            await started.kill()
            raise
        return started

    async def send(self, method: str, session: str | None = None, **params) -> dict:
        """Give an order and wait for its result.

        Parameters
        ----------
        method : str
            Such as "Page.navigate".
        session : str, optional
            The page that the order is for; by default the browser as a whole.
        **params
            As the protocol names them.

        Raises
        ------
        Gone, CommandError
        """
        if self._reading.done():
            raise Gone(method)
        self._count += 1
        number = self._count
        order: dict[str, object] = {"id": number, "method": method, "params": params}
        if session:
            order["sessionId"] = session
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        self._orders.write(json.dumps(order).encode() + b"\0")
        try:
            return await answer
        finally:
            self._asked.pop(number, None)

    async def until(self, told: asyncio.Future) -> None:
        """Wait for what a listener will tell.

        Raises
        ------
        Gone
        """
        await asyncio.wait([told, self._reading], return_when=asyncio.FIRST_COMPLETED)
        if not told.done():
            raise Gone("it has ended")

    def listen(self, session: str, event: str, heard: Callable[[dict], None]) -> None:
        """Call `heard` with the parameters of each such event of a page."""
        self._listeners[session, event] = heard

    def forget(self, session: str) -> None:
        """Listen to a page no longer."""
        self._listeners = {key: to for key, to in self._listeners.items() if key[0] != session}

    async def kill(self) -> None:
        """End the browser with all its processes and files."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._orders.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(ENDED):
                await self._process.wait()
        self._reading.cancel()
        await asyncio.wait([self._reading])
        self._folder.remove()

    async def _read(self) -> None:
        """Hand out answers and events until the browser ends."""
        reason = "the browser has ended"
        try:
            while True:
                message = json.loads((await self._answers.readuntil(b"\0"))[:-1])
                if message.get("method") == CRASHED:
                    reason = "a page has crashed"
                    return
                self._hand_out(message)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(Gone(reason))

    def _hand_out(self, message: dict) -> None:
        if "id" not in message:
            heard = self._listeners.get((message.get("sessionId"), message["method"]))
            if heard:
                heard(message["params"])
            return
        answer = self._asked.get(message["id"])
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(CommandError(message["error"].get("message", "")))
        else:
            answer.set_result(message["result"])
