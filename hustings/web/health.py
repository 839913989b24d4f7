"""Health checks: /api/health (is the server alive?) and /api/ready (can it serve readers?)."""

from collections.abc import Callable

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from hustings import settings
from hustings.current_dataset import current
from hustings.schema import DataError
from hustings.web.problem_json import problem_json

_FRESH = {"Cache-Control": "no-store"}
#: problems of the data set that are spelled out
MOST = 20
#: a thread that is there however busy all others are: a server is ready though it has much to do
_turns = anyio.CapacityLimiter(1)


def routes(below: str = "", pictures: Callable[[], bool] | None = None) -> list[BaseRoute]:
    """`/api/health` and `/api/ready`.

    Parameters
    ----------
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    pictures : callable, optional
        Says whether the server can draw pictures; without it, nothing is said about them.
    """

    async def ready(request: Request) -> JSONResponse:
        return await anyio.to_thread.run_sync(_ready, pictures, limiter=_turns)

    return [
        Route(f"{below}/api/health", _alive, methods=["GET"]),
        Route(f"{below}/api/ready", ready, methods=["GET"]),
    ]


async def _alive(request: Request) -> JSONResponse:
    return JSONResponse({"status": "alive"}, headers=_FRESH)


def _ready(pictures: Callable[[], bool] | None) -> JSONResponse:
    # Where readers sign in, a probe that did not is told only whether they can be served.
    private = settings.current().sign_in
    try:
        opened = current()
    except DataError as error:
        errors = [] if private else [str(problem) for problem in error.problems[:MOST]]
        return problem_json(
            503, "Not ready", "No data set could be opened.", {**_FRESH}, errors=errors
        )
    answer: dict[str, object] = {"status": "ready"}
    if not private:
        answer |= {"version": opened.data.version, "title": opened.data.meta.title}
        answer["outdated"] = [str(problem) for problem in opened.trouble[:MOST]]
    if pictures:
        answer["pictures"] = pictures()
    return JSONResponse(answer, headers=_FRESH)
