"""Static assets: plotly.js with gzip, ETag and a long cache lifetime; robots.txt; favicon.ico."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from plotly.offline import get_plotlyjs, get_plotlyjs_version
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hustings.web.request import known, takes_gzip

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


def _plotly(request: Request) -> Response:
    """plotly.js from plotly's own package data, to draw figures for files in the browser."""
    compressed = takes_gzip(request)
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


#: what crawlers leave alone: a report takes a second to make, and there is one for each link. They
#: may fetch figures, which are the pictures of previews; each page names its canonical address.
_ROBOTS = """\
User-agent: *
Disallow: {below}/report.
Disallow: {below}/mcp
Disallow: {below}/_stcore/
"""
_DAY = {"Cache-Control": "public, max-age=86400"}


def routes(below: str = "", icon: Path | None = None) -> list[Route]:
    """The routes of plotly.js, robots.txt and the icon, below a path of the dashboard's own.

    Parameters
    ----------
    below : str
        Path that the dashboard lives under, "" or "/hustings".
    icon : Path, optional
        An SVG that browsers show for what has no icon of its own, such as pictures and files.
    """

    async def robots(request: Request) -> Response:
        return PlainTextResponse(_ROBOTS.format(below=below), headers=_DAY)

    found = [Route(f"{below}/{PLOTLY_PATH}", _plotly), Route(f"{below}/robots.txt", robots)]
    if icon:
        content = icon.read_bytes()

        async def favicon(request: Request) -> Response:
            return Response(content, headers=_DAY, media_type="image/svg+xml")

        found.append(Route(f"{below}/favicon.ico", favicon))
    return found
