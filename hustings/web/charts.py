"""Chart routes: /charts/NAME.FORMAT draws any figure with the parameters of the link."""

from dataclasses import dataclass
from functools import partial

import anyio
from plotly.offline import get_plotlyjs_version
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hustings import current_dataset, figures, link
from hustings.etag import entity_tag
from hustings.export import chart_file
from hustings.export.chart_file import FORMATS
from hustings.figures.sizes import SIZES, SizedFigure
from hustings.pictures import PictureError, draw, picture_cache
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.web.problem_json import no_data, no_picture, problem_json, unknown_note
from hustings.web.request import base, known, pairs

#: figures worked out at once; the others wait, so that pages keep a core
AT_ONCE = 2
#: seconds that a copy may be used: of a link that names the data version in force, and of others
LONG, SHORT = 86400, 60

_turns = anyio.CapacityLimiter(AT_ONCE)
_nearby = partial(anyio.to_thread.run_sync, limiter=_turns)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One file of one figure: all that decides what is in it."""

    figure: figures.Figure
    format: str
    size: str
    scene: Scene
    note: str

    @property
    def tag(self) -> str:
        """A strong entity tag, which is also the key under which the file is kept."""
        asked = (self.figure.name, self.format, self.size, self.scene.link, self.note)
        return entity_tag(*asked, get_plotlyjs_version())


def routes(below: str = "") -> list[Route]:
    """The routes of all figures, below a path of the dashboard's own."""

    async def chart(request: Request) -> Response:
        return await _answer(request, below)

    # All else there would be answered by a page.
    others = (f"{below}/charts", f"{below}/charts/{{other:path}}")
    return [
        Route(f"{below}/charts/{{name}}.{{format}}", chart),
        *(Route(path, lambda request: _no_figure()) for path in others),
    ]


async def _answer(request: Request, below: str) -> Response:
    asked = await _nearby(_wanted, request, below)
    if isinstance(asked, Response):
        return asked
    current = request.query_params.get("v") == asked.scene.data.version
    headers = {
        "ETag": asked.tag,
        "Cache-Control": f"public, max-age={LONG if current else SHORT}",
        "Content-Disposition": f'inline; filename="{asked.figure.name}-'
        f'{asked.scene.data.version}.{asked.format}"',
    }
    if known(request, asked.tag):
        return Response(status_code=304, headers=headers)
    content = picture_cache.get(asked.tag)
    if content is None:
        try:
            content = await _made(asked)
        except PictureError as error:
            return no_picture(error)
        picture_cache.put(asked.tag, content)
    return Response(content, headers=headers, media_type=FORMATS[asked.format].mime)


def _wanted(request: Request, below: str) -> Wanted | Response:
    """What is asked for, or why it cannot be had."""
    name, ending = request.path_params["name"], request.path_params["format"]
    figure = figures.named(name)
    if figure is None or ending not in FORMATS:
        return _no_figure()
    size = request.query_params.get("size", "")
    if size not in SIZES:
        allowed = ", ".join(filter(None, SIZES))
        wrong = {"parameter": "size", "value": size[:100], "allowed": allowed}
        return problem_json(400, "Unknown value", f"size can be {allowed}.", errors=[wrong])
    try:
        data = current_dataset.current().data
    except DataError as error:
        return no_data(error)
    view, unknown = link.read(data, pairs(request))
    scene = Scene(data, view, figure.page, base(request, below))
    return Wanted(figure=figure, format=ending, size=size, scene=scene, note=unknown_note(unknown))


def _no_figure() -> Response:
    names = ", ".join(figure.name for figure in figures.FIGURES)
    detail = f"Figures: {names}. Formats: {', '.join(FORMATS)}. An address is /charts/map.png."
    return problem_json(404, "No such figure", detail)


async def _made(asked: Wanted) -> bytes:
    """The bytes of a file, from the same figure as on the page."""
    panel, sheet = await _nearby(_arranged, asked)
    if not FORMATS[asked.format].drawn:
        return await _nearby(chart_file.written, panel, sheet, asked.scene, asked.format)
    drawn = await draw(
        sheet.figure.to_json(validate=False), asked.format, sheet.width, sheet.height, sheet.scale
    )
    return await _nearby(chart_file.fitted, drawn, sheet)


def _arranged(asked: Wanted) -> tuple[figures.Panel, SizedFigure]:
    panel = asked.figure.of(asked.scene)
    return chart_file.arranged(panel, asked.scene, asked.format, asked.size, asked.note)
