"""Refused requests: an error page of a few plain lines for browsers, problem+json for programs."""

from collections.abc import Iterable, Mapping
from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from hustings.web.problem_json import problem_json
from hustings.web.time_limit import TooLong
from hustings.web.work_queue import QueueFull

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; }}
  body {{ max-width: 34rem; margin: 15vh auto 0; padding: 0 1rem; font: 1rem/1.5 sans-serif; }}
  h1 {{ font-size: 1.5rem; }}
</style>
<h1>{title}</h1>
<p>{detail}</p>
{links}
</html>
"""


def by_browser(scope: Scope) -> bool:
    """Whether a person's browser asks for a page to show (and not for a part of one)."""
    return "text/html" in Headers(scope=scope).get("accept", "").lower()


def refusal(
    scope: Scope,
    status: int,
    title: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    links: Iterable[tuple[str, str]] = (),
) -> Response:
    """An answer that is not what was asked for, in the form that suits who asks.

    Parameters
    ----------
    scope : ASGI scope of the request
    status : int
        Code of HTTP.
    title, detail : str
        What is wrong, and what to do about it; plain text.
    headers : mapping, optional
    links : (words, address) pairs
        Ways on, for readers only.
    """
    headers = {"Cache-Control": "no-store", **(headers or {})}
    if not by_browser(scope):
        return problem_json(status, title, detail, headers)
    ways = "\n".join(
        f'<p><a href="{escape(address)}">{escape(words)}</a></p>' for words, address in links
    )
    page = _PAGE.format(title=escape(title), detail=escape(detail), links=ways)
    return HTMLResponse(page, status, headers)


def too_busy(scope: Scope, error: QueueFull) -> Response:
    """That too much waits already, and when to come back."""
    wait = {"Retry-After": str(error.retry_after)}
    return refusal(scope, 503, "Too many requests at once", str(error), wait)


def too_long(scope: Scope, error: TooLong) -> Response:
    """That the answer took more time than it may, and what to ask for instead."""
    return refusal(scope, 503, "This takes too long", str(error))
