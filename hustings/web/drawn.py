"""What pictures and reports have in common as answers: faults, and a word on the link."""

from collections.abc import Sequence

from starlette.responses import Response

from hustings.link import Unknown
from hustings.pictures import Busy, NoBrowser, PictureError
from hustings.web.problem import problem

#: seconds after which a picture that failed may be asked for again
LATER = 30


def refused(error: PictureError) -> Response:
    """Why there is no picture: 501 where there is no browser, else 503 and when to come back."""
    if isinstance(error, NoBrowser):
        return problem(501, "No browser on this server", str(error))
    busy = isinstance(error, Busy)
    title = "Too many pictures at once" if busy else "The picture could not be drawn"
    wait = {"Retry-After": str(error.retry_after if busy else LATER)}
    return problem(503, title, str(error), wait)


def missed(unknown: Sequence[Unknown]) -> str:
    """That the link asks for more than is shown, by the names of its parameters only."""
    if not unknown:
        return ""
    names = ", ".join(dict.fromkeys(value.name for value in unknown))
    return f"The link also asks for what these data do not have ({names})."
