"""Crop of a picture that is too high for a preview: its upper part and the credit at its foot."""

from PIL import Image

#: share of the frame in which what is cut off fades to white
FADE = 0.14
WHITE = (255, 255, 255)


def cropped(picture: Image.Image, height: int, foot: int) -> Image.Image:
    """A picture of the asked height: its top, fading out, and the strip at its bottom.

    Parameters
    ----------
    picture : Image
        On white, higher than `height`.
    height, foot : int
        Pixels of the whole and of the strip.

    Returns
    -------
    Image
    """
    whole = picture.convert("RGB")
    shown = Image.new("RGB", (whole.width, height), WHITE)
    above = height - foot
    shown.paste(whole.crop((0, 0, whole.width, above)))
    fade = round(FADE * height)
    white = Image.new("RGB", (whole.width, fade), WHITE)
    shown.paste(white, (0, above - fade), Image.linear_gradient("L").resize(white.size))
    shown.paste(whole.crop((0, whole.height - foot, whole.width, whole.height)), (0, above))
    return shown
