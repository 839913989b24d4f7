"""A slow line to a server on loopback: a relay that holds back what it brings.

Chromium's own emulation of a slow line now and then brings nothing at all: about one page in two
hundred hung until it was closed, while the server answered others.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

#: seconds that anything is on its way
LATENCY = 0.06
#: bytes that may be on their way at once, for each connection: a megabyte a second
WINDOW = 65536


@contextmanager
def slow_line(address: str) -> Iterator[str]:
    """The address of a relay to a server, for as long as the context is open.

    Parameters
    ----------
    address : str
        Of the server, `http://127.0.0.1:8501`.
    """
    server = urlsplit(address)
    # a thread of its own: Playwright's loop runs in that of the tests
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    started = asyncio.start_server(_connected(server.hostname, server.port), "127.0.0.1", 0)
    relay = asyncio.run_coroutine_threadsafe(started, loop).result()
    port = relay.sockets[0].getsockname()[1]
    try:
        yield urlunsplit(server._replace(netloc=f"127.0.0.1:{port}"))
    finally:
        asyncio.run_coroutine_threadsafe(_ended(relay), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _connected(host: str, port: int):
    async def both_ways(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, asked = await asyncio.open_connection(host, port)
        await asyncio.gather(_carried(reader, asked), _carried(answers, writer))

    return both_ways


async def _carried(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while brought := await source.read(WINDOW):
            await asyncio.sleep(LATENCY)
            target.write(brought)
            await target.drain()
    target.close()


async def _ended(relay: asyncio.Server) -> None:
    relay.close()
    carrying = asyncio.all_tasks() - {asyncio.current_task()}
    for task in carrying:
        task.cancel()
    await asyncio.gather(*carrying, return_exceptions=True)
