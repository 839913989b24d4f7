"""Names of files that readers take away: what is in them, in words, safe for every file system."""

import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from hustings import findings
from hustings.fold import fold
from hustings.pages import UNFILTERED
from hustings.query import FACETS
from hustings.scene import Scene

#: bytes of a name without its ending; file systems allow 255, some that encrypt 143
MOST = 120
#: characters of one part, so that one long name leaves room for the others
LONGEST = 40


def file_name(scene: Scene, what: str, ending: str, *more: str) -> str:
    """What a file of a view is called: site, what it is, axes, who is picked, filters.

    Parameters
    ----------
    scene : Scene
    what : str
        Name of the figure or list.
    ending : str
        Without its dot.
    *more : str
        What else sets the file apart: its size, its ground.

    Returns
    -------
    str
        Letters and digits of any script, joined by hyphens; without accents, capitals, and
        whatever turns the direction of a text.
    """
    return f"{joined(('hustings', what, *_said(scene), *more))}.{ending}"


def joined(parts: Iterable[str]) -> str:
    """The parts as one name, as many whole ones as there is room for.

    >>> joined(["map", "Île-de-France / Régulation", "../..", "中国"])
    'map-ile-de-france-regulation-中国'
    """
    name = ""
    for part in parts:
        longer = "-".join(filter(None, (name, slug(part))))
        if len(longer.encode()) > MOST:
            break
        name = longer
    return name


def slug(text: str) -> str:
    """A text as a part of a name: its letters and digits, all else a hyphen; "" if it has none."""
    # a character that composes others may be folded to several: they are put together again
    folded = unicodedata.normalize("NFC", fold(text))
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in folded)
    words: list[str] = []
    length = 0
    for word in "".join(kept).split():
        length += len(word) + 1
        if words and length > LONGEST + 1:
            break
        words.append(word[:LONGEST])
    return "-".join(words)


def disposition(name: str, kind: str = "inline") -> str:
    """The header `Content-Disposition` that gives a file this name (RFC 6266).

    >>> disposition("map-中国.png")
    'inline; filename="map.png"; filename*=UTF-8\\'\\'map-%E4%B8%AD%E5%9B%BD.png'
    """
    if name.isascii():
        return f'{kind}; filename="{name}"'
    stem, _, ending = name.rpartition(".")
    plain = "-".join(filter(None, stem.encode("ascii", "ignore").decode().split("-")))
    encoded = quote(name, safe="")
    return f"{kind}; filename=\"{plain or 'hustings'}.{ending}\"; filename*=UTF-8''{encoded}"


def _said(scene: Scene) -> list[str]:
    view, filters = scene.view, scene.view.filters
    if scene.page in UNFILTERED:
        return []
    axes = (view.x, view.y) if not scene.page else view.axis
    days = [day.isoformat() for day in (filters.since, filters.until) if day]
    facets = [value for name in FACETS for value in getattr(filters, name)]
    picked = view.listed.groups if scene.page == "statements" else view.actor
    who = findings.named(scene.data, view, picked)
    return [*dict.fromkeys(axes), *who, *facets, *days, filters.q]
