"""Pictures and PDF on the server: one renderer with one Chromium, and the picture cache.

All of the server draws with one renderer; `close` belongs at the end of the server's life.
"""

from hustings.pictures.cache import Cache
from hustings.pictures.errors import Busy, Failed, NoBrowser, PictureError, TooSlow
from hustings.pictures.launch import browser
from hustings.pictures.renderer import FORMATS, Renderer

_renderer = Renderer()
draw, draw_now = _renderer.draw, _renderer.draw_now
print_page, print_page_now = _renderer.print_page, _renderer.print_page_now
close, close_now = _renderer.close, _renderer.close_now
#: finished pictures, for those who serve them
picture_cache = Cache()

__all__ = [
    "FORMATS",
    "Busy",
    "Failed",
    "NoBrowser",
    "PictureError",
    "Renderer",
    "TooSlow",
    "browser",
    "close",
    "close_now",
    "draw",
    "draw_now",
    "picture_cache",
    "print_page",
    "print_page_now",
]
