"""Exceptions of pictures: no browser, busy queue, timeout, failure; in words for readers."""


class PictureError(Exception):
    """A picture or a printed page could not be made."""


class NoBrowser(PictureError):
    """This server has no browser to draw with."""


class Busy(PictureError):
    """Too many pictures wait already; `retry_after` is the number of seconds to wait."""

    def __init__(self, retry_after: int):
        super().__init__(f"The server draws other pictures; try again in {retry_after} seconds.")
        self.retry_after = retry_after


class TooSlow(PictureError):
    """The picture took longer than a picture may take."""


class Failed(PictureError):
    """The browser could not draw the picture."""
