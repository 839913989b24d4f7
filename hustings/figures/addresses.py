"""Where the server gives a figure as a picture or a file."""

from urllib.parse import quote, urlencode

from hustings.scene import Scene


def address(scene: Scene, name: str, format: str, size: str = "") -> str:
    """The address of a figure of this view, every choice spelled out.

    Parameters
    ----------
    scene : Scene
        On the page of the figure; the address begins with its base.
    name : str
        Of `FIGURES`.
    format : str
        "png", "svg", "pdf", "html" or "json".
    size : str
        Of `hustings.figures.sizes.SIZES`.
    """
    pairs = [*scene.view.query(scene.page), ("v", scene.data.version)]
    pairs += [("size", size)] if size else []
    return f"{scene.base}/charts/{name}.{format}?{urlencode(pairs, quote_via=quote)}"
