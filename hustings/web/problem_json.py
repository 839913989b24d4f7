"""Error answers that programs can read: problem+json (RFC 9457), with Retry-After."""

from collections.abc import Mapping, Sequence

from starlette.responses import JSONResponse, Response

from hustings.current_dataset import NoSuchData
from hustings.dataset import EngineError
from hustings.link import Unknown
from hustings.pictures import Busy, NoBrowser, PictureError
from hustings.schema import DataError

#: Retry-After in seconds where no better one is known: files of data may have been mended by then,
#: and what kept a picture from being drawn may be over
RETRY_AFTER = 30


def problem_json(
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
    if isinstance(error, NoSuchData):
        fresh = {"Cache-Control": "no-store"}
        wrong = {
            "parameter": "data",
            "value": "",
            "allowed": "the link of a data set that is there",
        }
        return problem_json(404, "No such data set", error.brief, fresh, errors=[wrong])
    title = "No answer from the engine" if isinstance(error, EngineError) else "No data set"
    return problem_json(503, title, error.brief, {"Retry-After": str(RETRY_AFTER)})


def no_picture(error: PictureError) -> Response:
    """Why there is no picture: 501 where there is no browser, else 503 and when to come back."""
    if isinstance(error, NoBrowser):
        return problem_json(501, "No browser on this server", str(error))
    title, seconds = "The picture could not be drawn", RETRY_AFTER
    if isinstance(error, Busy):
        title, seconds = "Too many pictures at once", error.retry_after
    wait = {"Retry-After": str(seconds)}
    return problem_json(503, title, str(error), wait)


def unknown_note(unknown: Sequence[Unknown]) -> str:
    """That the link asks for more than is shown, by the names of its parameters only."""
    if not unknown:
        return ""
    names = ", ".join(dict.fromkeys(value.name for value in unknown))
    return f"The link also asks for what these data do not have ({names})."
