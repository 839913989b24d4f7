"""Worker threads for requests to the API and MCP, limited, apart from those that serve pages."""

from collections.abc import Callable
from typing import TypeVar

import anyio

T = TypeVar("T")

#: requests of the API and of assistants worked on at once; the others wait
AT_ONCE = 4
_limiter = anyio.CapacityLimiter(AT_ONCE)


async def in_worker_thread(function: Callable[..., T], *arguments: object) -> T:
    """The result of a function, worked out beside the event loop when its turn has come."""
    return await anyio.to_thread.run_sync(function, *arguments, limiter=_limiter)
