"""What a link says of itself where it is pasted: title, description and picture of its view.

Programs that make previews run no scripts: they read the first HTML. This puts the words of
exactly the view that the address names into it, for every page and every parameter.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings import current_dataset, figures, findings, link, pictures
from hustings.export.feed import FORMATS, TAKES
from hustings.figures import statement
from hustings.link import urls
from hustings.pages import PAGES, UNFILTERED, VIEWS
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.web.head import Card, tags, without_scripts
from hustings.web.request import base, pairs

_log = logging.getLogger("hustings")
#: the page whose picture stands for pages that have no figure of their own
USUAL = ""
#: paths of the pages of which there are reports
_REPORTED = tuple(page.path for page in VIEWS)
#: characters of a description; programs show fewer
MOST = 300
#: previews worked out at once, so that probes, API and pages keep their threads; and seconds after
#: which a page goes without: readers do not see what it lacks, but would see that they wait
AT_ONCE, PATIENCE = 2, 3
#: threads of its own: work that nobody waits for any longer still counts among those at once
_workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="preview")
#: asked of the pages' HTML these would bring what was served before, without a look at the view
_CONDITIONS = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range")


class Preview:
    """ASGI middleware: writes the tags of a view into the HTML of its page.

    Parameters
    ----------
    app : ASGI application
    placeholder : bytes
        What the tags take the place of: the title in the HTML as it comes from `app`.
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    script : str
        Runs in every page but the first, before all other scripts; "" for none.
    no_script : (bytes, bytes)
        The first and the last tag of what is said where no scripts run; nothing for none.
    """

    def __init__(
        self,
        app: ASGIApp,
        placeholder: bytes,
        below: str = "",
        script: str = "",
        no_script: tuple[bytes, ...] = (),
    ):
        self.app = app
        self.placeholder = placeholder
        self.below = below
        self.no_script = no_script
        self.script = f"<script>{script}</script>".encode() if script else b""
        self.pages = {f"{below}/{page.path}": page.path for page in PAGES}
        self.pages |= {f"{below}/{page.path}/": page.path for page in PAGES if page.path}
        self.pages[below or "/"] = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on as it is but for the HTML of the pages."""
        path = scope.get("path", "")
        method = scope.get("method")
        if path not in self.pages or method not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        page = self.pages[path]
        make = partial(self._tags, Request(scope), page)
        headers = [(k, v) for k, v in scope["headers"] if k not in _CONDITIONS]
        # HEAD says how long the answer to GET is, so that answer is written for it too.
        asked = {**scope, "headers": headers, "method": "GET"}
        script = self.script if page else b""
        writer = _Writer(
            send,
            make,
            placeholder=self.placeholder,
            script=script,
            no_script=self.no_script,
            bodiless=method == "HEAD",
        )
        await self.app(asked, receive, writer)

    def _tags(self, request: Request, page: str) -> tuple[bytes, bytes]:
        told = None
        try:
            told = card(request, page, self.below)
        except DataError:
            pass  # The page itself says what is wrong with the data.
        except Exception as error:
            # A page without a preview is better than no page.
            _log.error("No preview could be made", exc_info=error)
        return tags(told).encode(), without_scripts(told).encode()


class _Writer:
    """Sends an answer on; in an HTML page, the tags take the place of the placeholder.

    `make` gives the tags, and what is said where no scripts run; it is asked only once there is a
    page to write them into. The script follows the tags.
    """

    def __init__(
        self,
        send: Send,
        make: Callable[[], tuple[bytes, bytes]],
        *,
        placeholder: bytes,
        script: bytes,
        no_script: tuple[bytes, ...],
        bodiless: bool,
    ) -> None:
        self.send, self.make = send, make
        self.placeholder, self.script, self.bodiless = placeholder, script, bodiless
        self.no_script = no_script
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if message["status"] == 200 and kind.startswith("text/html"):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if message.get("more_body", False):
                return
            await self._finish()
            return
        if self.bodiless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self.send(message)

    async def _finish(self) -> None:
        work = asyncio.wrap_future(_workers.submit(self.make))
        try:
            made, unscripted = await asyncio.wait_for(work, PATIENCE)
        except TimeoutError:
            # What has begun goes on, and the next page that asks finds its results kept.
            made, unscripted = tags(None).encode(), without_scripts(None).encode()
        assert self.start, "an answer begins with its status and headers"
        body = self.body.replace(self.placeholder, made + self.script, 1)
        if self.no_script:
            first, last = self.no_script
            before, _, rest = body.partition(first)
            body = before + first + unscripted + last + rest.partition(last)[2] if rest else body
        headers = MutableHeaders(raw=list(self.start["headers"]))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-cache"
        await self.send({**self.start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": b"" if self.bodiless else body})


def card(request: Request, page: str, below: str = "") -> Card:
    """What is told of the view that a request asks for.

    What the data do not have never appears: unknown values fall back to the default, and words
    that no statement contains are left out, as is a group to set apart that there is not; where no
    statement contains them the description says that there is none.

    Raises
    ------
    DataError
        When there is no data set.
    """
    given = pairs(request)
    data = current_dataset.asked(given).data
    view, _ = link.read(data, given)
    missed = findings.unheard(data, view) if view.filters.q else ""
    if missed:
        view = view.having(q="")
    # Method is about the data set, whatever is searched for.
    missed = missed if page not in UNFILTERED else ""
    if page == "divides" and view.apart not in findings.apart_options(data, view):
        view = view.having(apart="")
    if page == "actor" and not any(name == "v" for name, _ in given):
        # A link to one statement, as feeds have it, is about that.
        told = _of_statement(Scene(data, view, page, base(request, below)))
        if told is not None:
            return told
    # What was opened by a click is no part of what the link is about.
    view = replace(view, id=())
    scene = Scene(data, view, page, base(request, below))
    said = f"{missed}." if missed else _said(scene)
    shown = (figures.on_page(page) or figures.on_page(USUAL))[0]
    seen = replace(scene, page=shown.page)
    picture = seen.figure_link(shown.name, "png", size="preview")
    near = replace(seen, base=".").figure_link(shown.name, "png", size="preview")
    drawn = pictures.browser() is not None and not missed
    return Card(
        title=findings.title(data, view, page),
        description=said if len(said) <= MOST else f"{said[: MOST - 1].rstrip()}…",
        address=scene.link,
        # It would print the words of the search.
        picture=picture if drawn else "",
        near_picture=near if drawn else "",
        report=urls.report(".", page, view, data.version, "html") if page in _REPORTED else "",
        site=data.meta.title,
        indexed=not data.address,
        feeds=_feeds(scene),
    )


def _of_statement(scene: Scene) -> Card | None:
    """What is told of one statement, with its card as the picture; None where there is not one."""
    if len(scene.view.id) != 1 or (found := statement.card(scene, scene.view.id[0])) is None:
        return None
    (key,), address = scene.view.id, scene.data.address
    picture = urls.card(scene.base or "", key, "png", address)
    return Card(
        title=found.title,
        description=found.about,
        address=urls.statement(scene.base or "", found.named[0], key, address),
        picture=picture if pictures.browser() else "",
        site=scene.data.meta.title,
        indexed=not address,
        size="square",
        feeds=_feeds(scene),
        near_picture=urls.card(".", key, "png", address) if pictures.browser() else "",
    )


def _feeds(scene: Scene) -> tuple[tuple[str, str], ...]:
    """The feeds of a list of statements, or of the actor of a profile."""
    view = scene.view
    if scene.page == "actor" and view.actor:
        view = view.having(actor=view.actor[:1], whose="picked")
    elif scene.page != "statements":
        return ()
    return tuple(
        (media, urls.feed(scene.base or "", view, TAKES, format))
        for format, (media, _) in FORMATS.items()
    )


def _said(scene: Scene) -> str:
    """What a page shows: the headline of its figure, else what it is for and the list it holds."""
    if own := figures.on_page(scene.page):
        credit = own[0].of(scene).credit
        return f"{credit.headline.rstrip('.')}. {credit.subline}"
    about = next(page.about for page in PAGES if page.path == scene.page)
    if scene.page != "statements":
        return about
    found = findings.statements(scene.data, scene.view)
    return f"{about} {found.subline if found.total.statements else f'{found.headline}.'}"
