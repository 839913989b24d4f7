"""Threads for programs that ask for numbers, few and apart from those that pages are served by."""

from collections.abc import Callable
from typing import TypeVar

import anyio

T = TypeVar("T")

#: questions of the API and of assistants worked out at once; the others wait
AT_ONCE = 4
_turns = anyio.CapacityLimiter(AT_ONCE)


async def in_turn(function: Callable[..., T], *arguments: object) -> T:
    """The result of a function, worked out beside the event loop when its turn has come."""
    return await anyio.to_thread.run_sync(function, *arguments, limiter=_turns)
