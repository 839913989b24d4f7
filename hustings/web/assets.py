"""Static assets: serves plotly.js with gzip, ETag and a long cache lifetime."""

import gzip
from functools import cache
from hashlib import sha256

from plotly.offline import get_plotlyjs, get_plotlyjs_version
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hustings.web.request import known

#: where plotly.js lies, relative to any page; a new version has a new address
PLOTLY_PATH = f"assets/plotly-{get_plotlyjs_version()}.min.js"


@cache
def _script(compressed: bool) -> tuple[bytes, str]:
    """plotly.js as it is sent, and its entity tag."""
    plain = get_plotlyjs().encode()
    tag = sha256(plain).hexdigest()[:16]
    if compressed:
        return gzip.compress(plain, mtime=0), f'"{tag}-gzip"'
    return plain, f'"{tag}"'


def _takes_gzip(request: Request) -> bool:
    """Whether the client lists gzip, or anything, among its encodings and does not refuse it."""
    quality = {}
    for item in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = item.replace(" ", "").partition(";q=")
        quality[name] = weight.strip("0.") != "" if weight else bool(name)
    return quality.get("gzip", quality.get("*", False))


def _plotly(request: Request) -> Response:
    """plotly.js from plotly's own package data, to draw figures for files in the browser."""
    compressed = _takes_gzip(request)
    body, tag = _script(compressed)
    headers = {
        "ETag": tag,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if known(request, tag):
        return Response(status_code=304, headers=headers)
    if compressed:
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    content = b"" if request.method == "HEAD" else body
    return Response(content, headers=headers, media_type="text/javascript")


def routes(below: str = "") -> list[Route]:
    """The route of plotly.js, below a path of the dashboard's own."""
    return [Route(f"{below}/{PLOTLY_PATH}", _plotly)]
