"""Report routes: /report.html and /report.pdf with the page and the parameters of the link."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hustings import current_dataset, link
from hustings.export import report
from hustings.export.file_names import disposition
from hustings.pages import VIEWS
from hustings.pictures import PictureError
from hustings.pictures.launch import required
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.web.problem_json import no_data, no_picture, problem_json, unknown_note
from hustings.web.refusal import too_busy, too_long
from hustings.web.request import base, keeping, known, pairs
from hustings.web.time_limit import TooLong
from hustings.web.work_queue import QueueFull, WorkQueue, read_in_thread, unless_gone

#: seconds that a copy may be used: a report names the day on which it was made
SHORT = 60
#: written one after the other; those that may wait for it
WAITING = 20
_reports = WorkQueue("reports", 1, WAITING)


def routes(below: str = "") -> list[Route]:
    """The routes of reports, below a path of the dashboard's own."""

    async def made(request: Request) -> Response:
        return await unless_gone(request, _answer(request, below))

    return [Route(f"{below}/report.{format}", made) for format in report.FORMATS]


async def _answer(request: Request, below: str) -> Response:
    asked = await read_in_thread(_wanted, request, below)
    if isinstance(asked, Response):
        return asked
    scene, note = asked
    format = request.url.path.rpartition(".")[2]
    tag = report.tag(scene, format, note)
    headers = {
        "ETag": tag,
        "Cache-Control": keeping(SHORT),
        "Content-Disposition": disposition(report.file_name(scene, format)),
    }
    if known(request, tag):
        return Response(status_code=304, headers=headers)
    try:
        if format == "pdf":
            required()
        content = await _reports.answer(request, tag, partial(_made, scene, format, note, tag))
    except QueueFull as error:
        return too_busy(request.scope, error)
    except TooLong as error:
        return too_long(request.scope, error)
    except PictureError as error:
        return no_picture(error)
    return Response(content, headers=headers, media_type=report.FORMATS[format])


async def _made(scene: Scene, format: str, note: str, tag: str) -> bytes:
    content = await _reports.in_thread(partial(report.html, scene, note=note))
    return await report.pdf(content, tag) if format == "pdf" else content


def _wanted(request: Request, below: str) -> tuple[Scene, str] | Response:
    """The scene that is asked for and what is to be said of it, or why it cannot be had."""
    page = request.query_params.get("page", "")
    if page not in {item.path for item in VIEWS}:
        allowed = ", ".join(item.path for item in VIEWS if item.path)
        wrong = {"parameter": "page", "value": page[:100], "allowed": allowed}
        detail = f"page can be {allowed}; without it, the report is of the map."
        return problem_json(404, "No such page", detail, errors=[wrong])
    try:
        data = current_dataset.asked(pairs(request)).data
    except DataError as error:
        return no_data(error)
    view, unknown = link.read(data, pairs(request))
    return Scene(data, view, page, base(request, below)), unknown_note(unknown)
