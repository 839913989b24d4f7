"""Words inside a PNG: what it shows, where it is from, and the link to the very same view."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

#: what every file of this format begins with
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def with_words(png: bytes, said: dict[str, str]) -> bytes:
    """The same picture with words that programs show as its properties; other formats as they are.

    Parameters
    ----------
    png : bytes
    said : dict
        Keyword of the PNG specification -> text, such as "Title", "Description", "Source".

    Returns
    -------
    bytes
        PNG.
    """
    if not png.startswith(SIGNATURE):
        return png
    info = PngInfo()
    for keyword, text in said.items():
        if text:
            info.add_itxt(keyword, text, zip=True)
    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.save(made, "PNG", pnginfo=info)
    return made.getvalue()
