"""Errors that programs can read: problem+json (RFC 9457)."""

from collections.abc import Mapping

from starlette.responses import JSONResponse

from hustings.schema import DataError

#: seconds after which a server without data may be asked again: its files may have been mended
LATER = 30


def problem(
    status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> JSONResponse:
    """An answer that says what went wrong.

    Parameters
    ----------
    status : int
        Code of HTTP.
    title : str
        The kind of problem, the same each time it occurs.
    detail : str
        This occurrence: what to do about it.
    headers : mapping, optional
    **more
        Further members, such as `errors`, a list of {parameter, value, allowed}.
    """
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(content, status, dict(headers or {}), media_type="application/problem+json")


def no_data(error: DataError) -> JSONResponse:
    """Why there is nothing to answer from."""
    return problem(503, "No data set", error.brief, {"Retry-After": str(LATER)})
