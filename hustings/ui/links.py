"""Links from a number to the statements behind it."""

from html import escape
from urllib.parse import quote, urlencode

from hustings.query import Picks
from hustings.scene import Scene


def address(scene: Scene, page: str, **changes) -> str:
    """A relative link to a page with this view and some parameters changed."""
    pairs = scene.view.having(**changes).query(page)
    return f"./{page}?{urlencode(pairs, quote_via=quote)}"


def statements_link(scene: Scene, picks: Picks, axes: tuple[str, ...], label: str) -> str:
    """HTML of a link to the statements of these groups on these axes, filters kept."""
    href = address(scene, "statements", by=picks.by, actor=picks.groups, axis=tuple(axes))
    return f'<a href="{escape(href)}" target="_self" style="color:inherit">{escape(label)} →</a>'


def about(scene: Scene, title: str, filters: str = "") -> dict[str, str]:
    """What a file of data says of itself: source, filters, version, licence, link."""
    meta = scene.data.meta
    return {
        "Title": title,
        "Filters": filters or scene.view.sentence(),
        "Source": meta.title,
        "Data version": scene.data.version,
        "Licence": meta.licence,
        "Link": scene.link,
    }
