"""HTTP request: query parameters, If-None-Match, Accept-Encoding, base address, Cache-Control."""

import re

from starlette.requests import Request

from hustings import settings

#: a host as it may stand in a link: a name or an address, with or without a port
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


def pairs(request: Request) -> list[tuple[str, str]]:
    """Names and values of the address, decoded; what is no UTF-8 becomes the replacement mark."""
    return request.query_params.multi_items()


def known(request: Request, tag: str) -> bool:
    """Whether the client has what this strong entity tag stands for, and need not be sent it."""
    tags = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    # A proxy that has packed an answer makes its tag a weak one.
    return tag in tags or f"W/{tag}" in tags or "*" in tags


def takes_gzip(request: Request) -> bool:
    """Whether the client lists gzip, or anything, among its encodings and does not refuse it."""
    quality = {}
    for item in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = item.replace(" ", "").partition(";q=")
        quality[name] = weight.strip("0.") != "" if weight else bool(name)
    return quality.get("gzip", quality.get("*", False))


def base(request: Request, below: str = "") -> str:
    """The public address of the dashboard's first page, without a slash at its end.

    Parameters
    ----------
    request : starlette Request
    below : str
        Path that the dashboard lives under, "" or "/hustings".

    Returns
    -------
    str
        What the settings say, else the address that was asked for. A host that is no host never
        appears in a link.
    """
    if public := settings.current().url:
        return public.rstrip("/")
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{request.url.scheme}://{host}{below}"


def keeping(seconds: int) -> str:
    """Cache-Control of an answer with links in it: how long a copy of it may be used, and by whom.

    Without a public address in the settings the links begin with what the client said, which must
    not reach another client by a cache that serves many.
    """
    return f"{'public' if settings.current().url else 'private'}, max-age={seconds}"
