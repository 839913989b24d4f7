"""Finish of a drawn picture: a PNG is cropped where it is too high, and says what it shows."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hustings.pictures.crop import cropped

#: what every file of this format begins with
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def finished(drawn: bytes, said: dict[str, str], crop: tuple[int, int] | None = None) -> bytes:
    """The same picture with words that programs show as its properties; other formats as they are.

    Parameters
    ----------
    drawn : bytes
    said : dict
        Keyword of the PNG specification -> text, such as "Title", "Description", "Source".
    crop : (int, int), optional
        Height and foot in pixels (see `hustings.pictures.crop.cropped`) where it is too high.

    Returns
    -------
    bytes
    """
    if not drawn.startswith(SIGNATURE):
        return drawn
    info = PngInfo()
    for keyword, text in said.items():
        if text:
            info.add_itxt(keyword, text, zip=True)
    made = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        shown = cropped(picture, *crop) if crop else picture
        shown.save(made, "PNG", pnginfo=info)
    return made.getvalue()
