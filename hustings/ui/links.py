"""Links from a number to the statements behind it."""

from html import escape
from urllib.parse import quote, urlencode

from hustings.query import Picks
from hustings.ui.session import Session


def address(session: Session, page: str, **changes) -> str:
    """A relative link to a page with this view and some parameters changed."""
    pairs = session.view.having(**changes).query(page)
    return f"./{page}?{urlencode(pairs, quote_via=quote)}"


def statements_link(session: Session, picks: Picks, axes: tuple[str, ...], label: str) -> str:
    """HTML of a link to the statements of these groups on these axes, filters kept."""
    href = address(session, "statements", by=picks.by, actor=picks.groups, axis=tuple(axes))
    return f'<a href="{escape(href)}" target="_self" style="color:inherit">{escape(label)} →</a>'


def about(session: Session, title: str, filters: str = "") -> dict[str, str]:
    """What a file of data says of itself: source, filters, version, licence, link."""
    meta = session.data.meta
    return {
        "Title": title,
        "Filters": filters or session.view.sentence(),
        "Source": meta.title,
        "Data version": session.data.version,
        "Licence": meta.licence,
        "Link": session.link,
    }
