"""HTTP API under /api: the numbers of the pages for programs, read-only, as JSON or CSV.

Each endpoint takes the parameters of the link that matter to it, asks the findings that the pages
ask, and answers in JSON or CSV. The endpoint of a feature is `ENDPOINT` in the module of its name.
"""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from hustings import __version__, current_dataset, features
from hustings.api import docs, feed, validation
from hustings.api.actors import ACTORS
from hustings.api.answers import answer
from hustings.api.axes import AXES
from hustings.api.common_ground import COMMON_GROUND
from hustings.api.endpoint import Endpoint, InvalidRequest, envelope
from hustings.api.errors import ANSWERS, guarded
from hustings.api.meta import META
from hustings.api.parameters import model
from hustings.api.positions import POSITIONS
from hustings.api.reasons import REASONS
from hustings.web.problem_json import problem_json
from hustings.web.request import pairs
from hustings.web.threads import in_worker_thread

ENDPOINTS: tuple[Endpoint, ...] = (
    META,
    AXES,
    ACTORS,
    POSITIONS,
    REASONS,
    COMMON_GROUND,
    *(module.ENDPOINT for module in features.modules("api")),
)
_BY_NAME = {endpoint.name: endpoint for endpoint in (*ENDPOINTS, feed.FEED)}


def routes(below: str = "") -> list[BaseRoute]:
    """The routes of the API, below a path of the dashboard's own."""

    def to_docs(request: Request) -> Response:
        return RedirectResponse(f"{below}/api/docs")

    doors = [Route(f"{below}/api{end}", to_docs) for end in ("", "/")]
    return [*doors, Mount(f"{below}/api", app=application(below))]


def application(below: str) -> FastAPI:
    """The API as an application of its own."""
    app = FastAPI(
        title="Hustings",
        version=__version__,
        description=docs.ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for endpoint in ENDPOINTS:
        _add(app, endpoint, below)
    feed.add(app, below)
    app.add_route("/docs", docs.route(ENDPOINTS, below))
    app.add_exception_handler(RequestValidationError, _invalid_parameters)
    app.add_exception_handler(HTTPException, _elsewhere)
    return app


def _add(app: FastAPI, endpoint: Endpoint, below: str) -> None:
    """The routes of one endpoint: by its name, and by its name as a CSV file."""
    own = [asked.name for asked in endpoint.all_own]
    parameters: Any = model(f"{endpoint.name.title()}Parameters", endpoint.asked)

    async def answered(request: Request, asked: Annotated[parameters, Query()]) -> Response:
        values = {name: getattr(asked, name) for name in own}
        if request.url.path.endswith(".csv"):
            values["format"] = "csv"
        return await in_worker_thread(guarded, lambda: answer(endpoint, request, values, below))

    said: dict[str, Any] = {
        "summary": endpoint.summary,
        "description": endpoint.about,
        "response_model": envelope(endpoint),
        "responses": ANSWERS,
        "name": endpoint.name,
        "operation_id": endpoint.name,
    }
    app.add_api_route(f"/{endpoint.name}", answered, methods=["GET"], **said)
    # Said once for all in the description: the same without a body, and the same as a file.
    hidden = said | {"include_in_schema": False}
    app.add_api_route(f"/{endpoint.name}", answered, methods=["HEAD"], **hidden)
    app.add_api_route(f"/{endpoint.name}.csv", answered, methods=["GET", "HEAD"], **hidden)
    for former in endpoint.former:
        for path in (f"/{former}", f"/{former}.csv"):
            app.add_api_route(path, answered, methods=["GET", "HEAD"], **hidden)


async def _invalid_parameters(request: Request, error: Exception) -> Response:
    """What the typed parameters of an endpoint refuse, with all else that is wrong."""
    assert isinstance(error, RequestValidationError)
    refused = error.errors()

    def work() -> Response:
        endpoint = _BY_NAME[request.scope["route"].name]
        data = current_dataset.asked(pairs(request)).data
        raise InvalidRequest(validation.read(endpoint, data, pairs(request), refused)[1])

    return await in_worker_thread(guarded, work)


def _elsewhere(request: Request, error: Exception) -> Response:
    """An address or a method that there is not."""
    assert isinstance(error, HTTPException)
    names = ", ".join(endpoint.name for endpoint in ENDPOINTS)
    detail = f"Endpoints: {names}; each also with .csv at its end. They are read with GET."
    headers = {"Allow": "GET, HEAD"} if error.status_code == 405 else error.headers
    return problem_json(error.status_code, HTTPStatus(error.status_code).phrase, detail, headers)
