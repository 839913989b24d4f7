"""Card route: /charts/statement.FORMAT gives one statement as a square picture."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hustings import current_dataset, link
from hustings.charts.dark import darkened
from hustings.etag import entity_tag
from hustings.export.chart_file import FORMATS, GROUNDS
from hustings.export.file_names import disposition, joined
from hustings.figures.statement import Card, card
from hustings.pictures import PictureError, draw, picture_cache
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.web.problem_json import no_data, no_picture, problem_json
from hustings.web.refusal import too_long
from hustings.web.request import base, keeping, known, pairs
from hustings.web.time_limit import TooLong, within
from hustings.web.work_queue import read_in_thread, unless_gone

NAME = "statement"
#: endings that a card has
ENDINGS = tuple(ending for ending, format in FORMATS.items() if format.drawn)
#: seconds that a copy may be used, and that finding a statement may take
SHORT, LONGEST = 3600, 20


@dataclass(frozen=True, kw_only=True)
class _Found:
    card: Card
    tag: str
    dark: bool


def routes(below: str = "") -> list[Route]:
    """The routes of cards, below a path of the dashboard's own; they come before other charts'."""

    async def one(request: Request) -> Response:
        return await unless_gone(request, _answer(request, below))

    return [Route(f"{below}/charts/{NAME}.{ending}", one) for ending in ENDINGS]


async def _answer(request: Request, below: str) -> Response:
    format = request.url.path.rpartition(".")[2]
    try:
        found = await read_in_thread(within, LONGEST, _found, request, format, below)
    except TooLong as error:
        return too_long(request.scope, error)
    if isinstance(found, Response):
        return found
    headers = {
        "ETag": found.tag,
        "Cache-Control": keeping(SHORT),
        "Content-Disposition": disposition(f"{joined(('hustings', *found.card.named))}.{format}"),
    }
    if known(request, found.tag):
        return Response(status_code=304, headers=headers)
    content = picture_cache.get(found.tag)
    if content is None:
        try:
            content = await _drawn(found, format)
        except PictureError as error:
            return no_picture(error)
        picture_cache.put(found.tag, content)
    return Response(content, headers=headers, media_type=FORMATS[format].mime)


async def _drawn(found: _Found, format: str) -> bytes:
    sheet = found.card.sized
    figure = darkened(sheet.figure) if found.dark else sheet.figure
    text = await asyncio.to_thread(figure.to_json, validate=False)
    return await draw(text, format, sheet.width, sheet.height, sheet.scale)


def _found(request: Request, format: str, below: str) -> _Found | Response:
    """The card that is asked for, or why it cannot be had."""
    ground = request.query_params.get("ground", GROUNDS[0])
    if ground not in GROUNDS:
        allowed = ", ".join(GROUNDS)
        wrong = {"parameter": "ground", "value": ground[:100], "allowed": allowed}
        return problem_json(400, "Unknown value", f"ground can be {allowed}.", errors=[wrong])
    key = request.query_params.get("id", "")
    try:
        data = current_dataset.asked(pairs(request)).data
        view = link.default_view(data).having(actor=())
        scene = Scene(data, view, "actor", base(request, below))
        made = card(scene, key)
    except DataError as error:
        return no_data(error)
    if made is None:
        wrong = {"parameter": "id", "value": key[:100], "allowed": "the id of a statement"}
        return problem_json(404, "No such statement", "id is that of a statement.", errors=[wrong])
    told = (NAME, format, ground, key, scene.base, data.address, data.version, scene.made)
    return _Found(card=made, tag=entity_tag(*told), dark=ground == "dark")
