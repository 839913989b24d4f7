"""Browser tab without network: all its requests are answered from memory, or refused."""

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress

from hustings.pictures.chromium import Chromium, CommandError, Gone

#: a name that no network knows (RFC 2606): the page has an origin, and none to ask
ORIGIN = "https://pictures.invalid"
#: the page may use what it holds and what it is given; no other address, no frame, no form
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src 'self' data:; form-action 'none'; base-uri 'none'"
)
#: content type and content of each path
Given = Mapping[str, tuple[str, bytes]]


class Tab:
    """A page in a browser; `given` answers all its requests."""

    def __init__(self, chromium: Chromium, target: str, session: str, given: Given):
        self.chromium = chromium
        self._target = target
        self._session = session
        self._given = given
        self._answering: set[asyncio.Task] = set()
        self._loaded = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, chromium: Chromium, given: Given) -> "Tab":
        """A new page, once it is loaded; its document is what is given for "/".

        Raises
        ------
        Gone, CommandError
        """
        target = (await chromium.send("Target.createTarget", url="about:blank"))["targetId"]
        attached = await chromium.send("Target.attachToTarget", targetId=target, flatten=True)
        tab = cls(chromium, target, attached["sessionId"], given)
        chromium.listen(tab._session, "Fetch.requestPaused", tab._asked)
        chromium.listen(tab._session, "Page.loadEventFired", tab._load)
        await tab.send("Fetch.enable")
        await tab.send("Page.enable")
        await tab.send("Page.navigate", url=f"{ORIGIN}/")
        await chromium.until(tab._loaded)
        await tab.run("async () => { await document.fonts.ready }")
        return tab

    async def close(self) -> None:
        """Close the page."""
        self.chromium.forget(self._session)
        await self.chromium.send("Target.closeTarget", targetId=self._target)

    async def send(self, method: str, **params) -> dict:
        """Give an order to the page and wait for its result; see `Chromium.send`."""
        return await self.chromium.send(method, self._session, **params)

    async def run(self, function: str, *arguments: object) -> object:
        """What a function of JavaScript, called in the page, returns or promises.

        Raises
        ------
        Gone
        CommandError
            When the function throws.
        """
        window = await self.send("Runtime.evaluate", expression="globalThis")
        found = await self.send(
            "Runtime.callFunctionOn",
            objectId=window["result"]["objectId"],
            functionDeclaration=function,
            arguments=[{"value": each} for each in arguments],
            awaitPromise=True,
            returnByValue=True,
        )
        if thrown := found.get("exceptionDetails"):
            raise CommandError(thrown.get("exception", {}).get("description", thrown["text"]))
        return found["result"].get("value")

    def _load(self, _: dict) -> None:
        if not self._loaded.done():
            self._loaded.set_result(None)

    def _asked(self, request: dict) -> None:
        task = asyncio.create_task(self._answer(request))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, request: dict) -> None:
        """Give what there is to give for a request; all else is refused."""
        url, paused = request["request"]["url"], request["requestId"]
        found = self._given.get(url.removeprefix(ORIGIN)) if url.startswith(ORIGIN) else None
        # The page may have gone on, or away, since it asked.
        with suppress(Gone, CommandError):
            if not found:
                # Aborted, so that a document that would go elsewhere stays.
                await self.send("Fetch.failRequest", requestId=paused, errorReason="Aborted")
                return
            kind, content = found
            headers = {"Content-Type": kind, "Content-Security-Policy": POLICY}
            await self.send(
                "Fetch.fulfillRequest",
                requestId=paused,
                responseCode=200,
                responseHeaders=[{"name": k, "value": v} for k, v in headers.items()],
                body=b64encode(content).decode(),
            )
