"""Uploads: bounds that a reader's file passes, so that nobody fills the memory."""

from collections.abc import Callable
from math import ceil

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from hustings.web import paths
from hustings.web.rate import Buckets, client
from hustings.web.refusal import refusal

#: where Streamlit takes files from its pages
PATH = "/_stcore/upload_file/"
#: what is asked there: a file is put, and taken back
METHODS = ("PUT", "DELETE", "OPTIONS")
#: files that one reader may bring in a minute
RATE = 12
#: files of the largest size that all readers together may have in memory
HELD = 6
#: bytes that a form has round its file
_ROUND = 64 * 1024
_MB = 2**20


class Uploads:
    """Bounds of the files that readers bring: size of each, number in a minute, bytes of all.

    Parameters
    ----------
    megabytes : int
        Of one file.
    held : callable
        Gives the bytes of all files that are held in memory.
    """

    def __init__(self, megabytes: int, held: Callable[[], int]) -> None:
        self.megabytes, self.held = megabytes, held
        self.bucket = Buckets(RATE)

    def refused(self, scope: Scope) -> Response | None:
        """Why a file is not taken; None where it is."""
        if scope["method"] != "PUT":
            return None
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdigit():
            # Without a length nobody knows whether there is room before it is taken.
            return refusal(scope, 411, "No length", "A file is sent with its length.")
        if int(length) > self.megabytes * _MB + _ROUND:
            most = f"A file has at most {self.megabytes:,} MB."
            return refusal(scope, 413, "Too much content", most)
        if wait := self.bucket.take(client((scope.get("client") or ("",))[0])):
            said = f"At most {RATE} files in a minute; the next one in {ceil(wait)} s."
            return refusal(scope, 429, "Too many files", said, {"Retry-After": str(ceil(wait))})
        if self.held() + int(length) > HELD * self.megabytes * _MB:
            said = "Other readers are reading files of theirs; there is room again in a minute."
            return refusal(scope, 503, "No room for files", said, {"Retry-After": "60"})
        return None


def is_upload(path: str, below: str) -> bool:
    """Whether a path is one that takes a file."""
    return paths.inside(path, below).startswith(PATH)
