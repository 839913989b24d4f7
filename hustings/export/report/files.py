"""Reports as files, kept for those who ask for the same again; no disk is written to here."""

import errno
from collections.abc import Callable
from datetime import date

from hustings import pictures
from hustings.etag import entity_tag
from hustings.export import file_names
from hustings.export.report.page import report
from hustings.pictures import Failed, PictureError, fonts, picture_cache
from hustings.scene import Scene

#: ending -> type of the content; the second is printed by a browser
FORMATS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
FULL = (
    "The disk of the server is full, and printing needs a little room on it. The report as HTML "
    "needs none: any browser prints it to PDF."
)


def file_name(scene: Scene, format: str) -> str:
    """What the file of a report is called."""
    return file_names.file_name(scene, f"report {scene.page or 'map'}", format)


def tag(scene: Scene, format: str, note: str = "") -> str:
    """A strong entity tag of today's report, which is also the key under which it is kept."""
    return entity_tag("report", format, scene.link, note, scene.data.kept, date.today())


def html(
    scene: Scene,
    on_step: Callable[[float, str], None] = lambda share, doing: None,
    note: str = "",
) -> bytes:
    """The report of a scene, see `report`; made only once a day for all who ask."""
    key = tag(scene, "html", note)
    if (content := picture_cache.get(key)) is None:
        content = report(scene, on_step, note=note)
        picture_cache.put(key, content)
    return content


async def pdf(content: bytes, key: str) -> bytes:
    """A report in HTML as PDF, kept under a key.

    Raises
    ------
    NoBrowser, Busy, TooSlow, Failed
        From `hustings.pictures`, in words for readers.
    """
    if (printed := picture_cache.get(key)) is None:
        try:
            printed = await pictures.print_page(fonts.for_paper(content))
        except PictureError as error:
            raise _told(error) from error
        picture_cache.put(key, printed)
    return printed


def pdf_now(content: bytes, key: str) -> bytes:
    """`pdf`, for where there is no event loop."""
    if (printed := picture_cache.get(key)) is None:
        try:
            printed = pictures.print_page_now(fonts.for_paper(content))
        except PictureError as error:
            raise _told(error) from error
        picture_cache.put(key, printed)
    return printed


def _told(error: PictureError) -> PictureError:
    """The error as it is told: a full disk is named, since whoever runs the server can help it."""
    cause = error.__cause__
    full = isinstance(cause, OSError) and cause.errno == errno.ENOSPC
    return Failed(FULL) if full else error
