"""Feeds /api/feed.atom and /api/feed.json: the newest statements of a filtered list or an actor."""

from functools import partial
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from starlette.responses import Response

from hustings import current_dataset
from hustings.api import validation
from hustings.api.endpoint import Endpoint, Found, InvalidRequest, Question
from hustings.api.errors import ANSWERS, guarded
from hustings.api.parameters import Asked, model
from hustings.api.statements import StatementRow
from hustings.etag import entity_tag
from hustings.export.feed import FORMATS, MOST, TAKES, feed
from hustings.link import DATA, urls
from hustings.scene import Scene
from hustings.web.cors import VERSION
from hustings.web.request import base, keeping, known, pairs
from hustings.web.threads import in_worker_thread

#: seconds that a copy of a feed may be used
SHORT = 900
NAME, NAMES = "feed", {"atom": "Atom", "json": "JSON Feed 1.1"}
ABOUT = (
    f"The newest {MOST} statements that pass, newest first, as {{format}}: to follow a list or an "
    "actor in a feed reader. Entries keep their `id` when data change; each opens its statement on "
    "the page of its actor."
)


def _nothing(question: Question) -> Found:
    return Found(tables={})


class _Feed(Endpoint):
    """What a feed can be asked for: the parameters that choose statements, and the data set."""

    @property
    def all_own(self) -> tuple[Asked, ...]:
        """Neither format nor version: a feed goes with the data."""
        return (Asked(DATA, ""),)


FEED = _Feed(
    name=NAME,
    summary="Feed of statements",
    about=ABOUT,
    page=lambda view: "statements",
    takes=TAKES,
    tables={"statements": StatementRow},
    of=_nothing,
)


def add(app: FastAPI, below: str) -> None:
    """The routes of both feeds."""
    for format in FORMATS:
        _add(app, format, below)


def _add(app: FastAPI, format: str, below: str) -> None:
    parameters: Any = model("FeedParameters", FEED.asked)
    media, _ = FORMATS[format]

    async def answered(request: Request, asked: Annotated[parameters, Query()]) -> Response:
        return await in_worker_thread(guarded, partial(_answer, request, format, below))

    kind = "object" if format == "json" else "string"
    found = {"description": "The feed", "content": {media: {"schema": {"type": kind}}}}
    said: dict[str, Any] = {
        "summary": FEED.summary,
        "description": ABOUT.format(format=NAMES[format]),
        "response_class": Response,
        "responses": {**ANSWERS, 200: found},
        "name": NAME,
    }
    path = f"/{NAME}.{format}"
    app.add_api_route(path, answered, methods=["GET"], operation_id=f"{NAME}_{format}", **said)
    app.add_api_route(path, answered, methods=["HEAD"], include_in_schema=False, **said)


def _answer(request: Request, format: str, below: str) -> Response:
    given = pairs(request)
    data = current_dataset.asked(given).data
    view, errors = validation.read(FEED, data, given)
    if errors:
        raise InvalidRequest(errors)
    scene = Scene(data, view, "statements", base(request, below))
    address = urls.feed(scene.base or "", view, TAKES, format)
    headers = {
        "ETag": entity_tag(NAME, format, address, data.version),
        "Cache-Control": keeping(SHORT),
        VERSION: data.version,
    }
    if known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    media, write = FORMATS[format]
    content = b"" if request.method == "HEAD" else write(feed(scene), address)
    return Response(content, headers=headers, media_type=media)
