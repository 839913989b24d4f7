"""Static files middleware: packs the scripts and styles of the pages with gzip, once for all.

Streamlit sends them as they are and leaves packing to a proxy, which not every server has.
"""

import asyncio
import gzip
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hustings.web.request import known, takes_gzip

#: endings of files that packing makes much smaller; fonts and pictures are packed already
PACKED = (".css", ".js", ".json", ".svg", ".ttf", ".wasm")
#: names of these files hold a hash of what is in them
KEPT = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class _Packed:
    body: bytes
    tag: str


class StaticFiles:
    """Middleware: who takes gzip gets the static files of the pages packed.

    Each file is packed when it is first asked for, beside the event loop, and kept.

    Parameters
    ----------
    app : ASGI application
    directory : Path
        Of the files that Streamlit serves under /static.
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    """

    def __init__(self, app: ASGIApp, directory: Path, below: str = "") -> None:
        self.app = app
        self._files = dict(_files(directory, f"{below}/static"))
        self._packed: dict[str, Future[_Packed]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if takes_gzip(request) and "range" not in request.headers:
            await (await self._answer(request, file))(scope, receive, send)
            return

        async def varied(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            await send(message)

        await self.app(scope, receive, varied)

    async def _answer(self, request: Request, file: Path) -> Response:
        path = request.scope["path"]
        if path not in self._packed:
            self._packed[path] = self._thread.submit(_pack, file)
        # Shielded: others wait for the same.
        packed = await asyncio.shield(asyncio.wrap_future(self._packed[path]))
        headers = {"ETag": packed.tag, "Cache-Control": KEPT, "Vary": "Accept-Encoding"}
        if known(request, packed.tag):
            return Response(status_code=304, headers=headers)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(packed.body))
        content = b"" if request.method == "HEAD" else packed.body
        return Response(content, headers=headers, media_type=guess_type(file.name)[0])


def _files(directory: Path, address: str) -> Iterator[tuple[str, Path]]:
    for file in directory.rglob("*"):
        if file.suffix in PACKED and file.is_file():
            yield f"{address}/{file.relative_to(directory).as_posix()}", file


def _pack(file: Path) -> _Packed:
    body = gzip.compress(file.read_bytes(), 6, mtime=0)
    return _Packed(body, f'"{sha256(body).hexdigest()[:16]}-gzip"')
