"""Chart routes: /charts/NAME.FORMAT draws any figure with the parameters of the link."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from plotly.offline import get_plotlyjs_version
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hustings import current_dataset, figures, link
from hustings.charts.base import Credit
from hustings.etag import entity_tag
from hustings.export import chart_file, frame
from hustings.export.chart_file import FORMATS, GROUNDS, Look
from hustings.export.file_names import disposition
from hustings.figures.sizes import SIZES, SizedFigure
from hustings.pictures import PictureError, draw, picture_cache, scripts
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.web.assets import PLOTLY_PATH
from hustings.web.problem_json import no_data, no_picture, problem_json, unknown_note
from hustings.web.refusal import too_busy, too_long
from hustings.web.request import base, keeping, known, pairs
from hustings.web.time_limit import TooLong
from hustings.web.work_queue import QueueFull, WorkQueue, read_in_thread, unless_gone

#: figures worked out at once, and those that may wait for it
AT_ONCE, WAITING = 2, 50
#: whether a page is to stand in a frame of another page
FRAMED = ("true", "false")
#: seconds that a copy may be used: of a link that names the data version in force, and of others
LONG, SHORT = 86400, 60

_figures = WorkQueue("figures", AT_ONCE, WAITING)
#: pictures that are drawn wait for no figure of others
_finishing = ThreadPoolExecutor(1, thread_name_prefix="pictures")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One file of one figure: all that decides what is in it."""

    figure: figures.Figure
    format: str
    look: Look
    framed: bool
    scene: Scene
    note: str

    @property
    def tag(self) -> str:
        """A strong entity tag, which is also the key under which the file is kept."""
        look = (self.look.size, self.look.ground, self.framed)
        asked = (self.figure.name, self.format, *look, self.scene.link, self.note)
        return entity_tag(*asked, self.scene.made, get_plotlyjs_version())


def routes(below: str = "") -> list[Route]:
    """The routes of all figures, below a path of the dashboard's own."""

    async def chart(request: Request) -> Response:
        return await unless_gone(request, _answer(request, below))

    # All else there would be answered by a page.
    others = (f"{below}/charts", f"{below}/charts/{{other:path}}")
    return [
        Route(f"{below}/charts/{{name}}.{{format}}", chart),
        *(Route(path, lambda request: _no_figure()) for path in others),
    ]


async def _answer(request: Request, below: str) -> Response:
    asked = await read_in_thread(_wanted, request, below)
    if isinstance(asked, Response):
        return asked
    current = request.query_params.get("v") == asked.scene.data.version
    name = chart_file.named(asked.scene, asked.figure.name, asked.format, asked.look)
    headers = {
        "ETag": asked.tag,
        "Cache-Control": keeping(LONG if current else SHORT),
        "Content-Disposition": disposition(name),
    }
    if asked.framed:
        headers["Content-Security-Policy"] = frame.policy(asked.scene.base or "")
    if known(request, asked.tag):
        return Response(status_code=304, headers=headers)
    content = picture_cache.get(asked.tag)
    if content is None:
        try:
            content = await _figures.answer(request, asked.tag, lambda: _made(asked))
        except QueueFull as error:
            return too_busy(request.scope, error)
        except TooLong as error:
            return too_long(request.scope, error)
        except PictureError as error:
            return no_picture(error)
    if FORMATS[asked.format].drawn and (missing := scripts.undrawn(asked.scene.data)):
        headers["X-Missing-Fonts"] = ", ".join(missing)
    return Response(content, headers=headers, media_type=FORMATS[asked.format].mime)


def _wanted(request: Request, below: str) -> Wanted | Response:
    """What is asked for, or why it cannot be had."""
    name, ending = request.path_params["name"], request.path_params["format"]
    figure = figures.named(name)
    if figure is None or ending not in FORMATS:
        return _no_figure()
    size = request.query_params.get("size", "")
    ground = request.query_params.get("ground", GROUNDS[0])
    framed = request.query_params.get("frame", "false")
    choices = (("size", size, SIZES), ("ground", ground, GROUNDS), ("frame", framed, FRAMED))
    for parameter, value, known_values in choices:
        if value not in known_values:
            allowed = ", ".join(filter(None, known_values))
            wrong = {"parameter": parameter, "value": value[:100], "allowed": allowed}
            detail = f"{parameter} can be {allowed}."
            return problem_json(400, "Unknown value", detail, errors=[wrong])
    try:
        data = current_dataset.asked(pairs(request)).data
    except DataError as error:
        return no_data(error)
    view, unknown = link.read(data, pairs(request))
    scene = Scene(data, view, figure.page, base(request, below))
    return Wanted(
        figure=figure,
        format=ending,
        look=Look(size=size, ground=ground),
        framed=framed == "true" and ending == "html",
        scene=scene,
        note=unknown_note(unknown),
    )


def _no_figure() -> Response:
    names = ", ".join(figure.name for figure in figures.FIGURES)
    detail = f"Figures: {names}. Formats: {', '.join(FORMATS)}. An address is /charts/map.png."
    return problem_json(404, "No such figure", detail)


async def _made(asked: Wanted) -> bytes:
    """The bytes of a file, from the same figure as on the page; kept for who asks next."""
    if FORMATS[asked.format].drawn:
        text, sheet, said = await _figures.in_thread(_to_draw, asked)
        drawn = await draw(text, asked.format, sheet.width, sheet.height, sheet.scale)
        fitting = _finishing.submit(chart_file.fitted, drawn, sheet, said)
        content = await asyncio.wrap_future(fitting)
    else:
        content = await _figures.in_thread(_written, asked)
    picture_cache.put(asked.tag, content)
    return content


def _to_draw(asked: Wanted) -> tuple[str, SizedFigure, Credit]:
    """A figure as its browser takes it, its size, and its credit."""
    panel, sheet = _arranged(asked)
    return sheet.figure.to_json(validate=False), sheet, panel.credit


def _written(asked: Wanted) -> bytes:
    if asked.framed:
        return frame.frame_bytes(asked.figure.of(asked.scene), f"../{PLOTLY_PATH}", asked.look.dark)
    return chart_file.written(*_arranged(asked), asked.scene, asked.format, asked.look)


def _arranged(asked: Wanted) -> tuple[figures.Panel, SizedFigure]:
    panel = asked.figure.of(asked.scene)
    return chart_file.arranged(panel, asked.format, asked.look, asked.note)
