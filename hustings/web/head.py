"""HTML that tells of a link: the title and tags in the head, and what is read without scripts."""

from dataclasses import dataclass, replace
from html import escape

from hustings.bidi import isolated
from hustings.figures.sizes import SIZES


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is told of a link; plain text, not yet escaped. No picture where none can be drawn.

    Readers' own data sets are not `indexed`: search engines are told to pass over them. `feeds` are
    media type and address of those of the statements that the page lists; `size` is that of the
    picture. For readers without scripts `near_picture` and `report` say, from the page itself,
    where the picture and the report of the view are.
    """

    title: str
    description: str
    address: str
    picture: str
    site: str
    indexed: bool = True
    feeds: tuple[tuple[str, str], ...] = ()
    size: str = "preview"
    near_picture: str = ""
    report: str = ""


def without_scripts(told: Card | None) -> str:
    """What stands on a page where no scripts run: what it shows, its picture, and its report."""
    if told is None:
        return "<p>This page needs JavaScript.</p>"
    text = {name: escape(isolated(getattr(told, name))) for name in ("title", "description")}
    said = [f"<h1>{text['title']}</h1>", f"<p>{text['description']}</p>"]
    if told.near_picture:
        said.append(
            f'<p><img src="{escape(told.near_picture)}" alt="{text["description"]}" '
            'style="max-width:100%;height:auto"></p>'
        )
    if told.report:
        said.append(
            f'<p><a href="{escape(told.report)}">The report of this view</a> has its figures as '
            "tables, its statements with their sources, method and limits. To choose, search and "
            "filter, this page needs JavaScript.</p>"
        )
    return f"<main>{''.join(said)}</main>"


def tags(told: Card | None) -> str:
    """The HTML head's title and preview tags, every value escaped."""
    if told is None:
        return "<title>Hustings</title>"
    size = SIZES[told.size]
    told = replace(told, title=isolated(told.title), description=isolated(told.description))
    og = {
        "og:type": "website",
        "og:site_name": f"Hustings: {told.site}",
        "og:title": told.title,
        "og:description": told.description,
        "og:url": told.address,
    }
    named = {
        "description": told.description,
        "twitter:card": "summary_large_image" if told.picture else "summary",
        "twitter:title": told.title,
        "twitter:description": told.description,
    }
    if told.picture:
        og |= {
            "og:image": told.picture,
            "og:image:type": "image/png",
            "og:image:width": str(size.width),
            "og:image:height": str(size.height),
            "og:image:alt": told.description,
        }
        named |= {"twitter:image": told.picture, "twitter:image:alt": told.description}
    lines = [f"<title>{escape(told.title)} · Hustings</title>"]
    if not told.indexed:
        lines.append('<meta name="robots" content="noindex" />')
    lines += [f'<link rel="canonical" href="{escape(told.address)}" />']
    lines += [
        f'<link rel="alternate" type="{media}" title="{escape(told.title)}" '
        f'href="{escape(address)}" />'
        for media, address in told.feeds
    ]
    lines += [f'<meta property="{k}" content="{escape(v)}" />' for k, v in og.items()]
    lines += [f'<meta name="{k}" content="{escape(v)}" />' for k, v in named.items()]
    return "\n    ".join(lines)
