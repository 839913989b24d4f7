"""URLs: every address with parameters is spelled, and percent-encoded, here and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlencode

from hustings.link.view import View


def permalink(base: str, page: str, view: View, version: str, embed: bool = False) -> str:
    """The full link to a view: every choice spelled out, with the data version.

    It still means the same when defaults change.

    Parameters
    ----------
    base : str
        Address of the dashboard's first page, with or without a slash at its end.
    page : str
        Path of the page, "" for the map.
    """
    pairs = [*view.query(page), ("v", version)]
    if embed:
        pairs.append(("embed", "true"))
    return f"{base.rstrip('/')}/{page}?{_query(pairs)}"


def relative(page: str, parameters: Mapping[str, str | Sequence[str]], data: str = "") -> str:
    """A link between pages that also holds behind a path prefix: "./compare?axis=…".

    `data` is the address of the data set that it is about, "" for that of the server.
    """
    pairs = []
    for name, values in parameters.items():
        values = [values] if isinstance(values, str) else list(values)
        pairs += [(name, value) for value in values] or [(name, "")]
    pairs += _about(data)
    return f"./{page}?{_query(pairs)}"


def relative_view(page: str, view: View) -> str:
    """Such a link with every choice of a view that the page has."""
    return f"./{page}?{_query(view.query(page))}"


def actor(base: str, name: str, data: str = "") -> str:
    """The page of one actor, with nothing else chosen.

    `base` is "." on a page, the address of the dashboard's first page in a file; `data` is the
    address of the data set, "" for that of the server.
    """
    return f"{base}/actor?{_query([('actor', name), *_about(data)])}"


def statement(base: str, actor: str, key: str, data: str = "") -> str:
    """One statement, opened on the page of its actor; `base` and `data` as for `actor`."""
    return f"{base}/actor?{_query([('actor', actor), ('id', key), *_about(data)])}"


def card(base: str, key: str, format: str, data: str = "", **look: str) -> str:
    """One statement as a square picture: "png", "svg" or "pdf"; `look` as for `figure`."""
    pairs = [("id", key), *_about(data), *((name, value) for name, value in look.items() if value)]
    return f"{base}/charts/statement.{format}?{_query(pairs)}"


def feed(base: str, view: View, takes: Sequence[str], format: str) -> str:
    """The feed of the statements that a view lists, "atom" or "json": it follows the data.

    `takes` are the names of the parameters that choose statements.
    """
    view = view.having(actor=view.listed.groups)
    pairs = [(name, value) for name, value in view.query("statements") if name in takes and value]
    return f"{base}/api/feed.{format}?{_query([*pairs, *_about(view.data)])}"


def correction(address: str, title: str, body: str) -> str:
    """Where a reader says what is wrong: a new mail, or a new issue of a forge, filled in.

    Parameters
    ----------
    address : str
        That of a mailbox, or of a page that takes `title` and `body`, as GitHub, Gitea and Forgejo
        do ("https://github.com/owner/repository/issues/new").
    """
    if "://" not in address:
        return f"mailto:{address}?{_query([('subject', title), ('body', body)])}"
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{_query([('title', title), ('body', body)])}"


def figure(
    base: str, page: str, view: View, version: str, name: str, format: str, **look: str
) -> str:
    """Where the server gives a figure as a picture or a file, every choice spelled out.

    Parameters
    ----------
    base : str
        Address of the dashboard's first page, without a slash at its end; "." on a page.
    page : str
        Path of the page that shows the figure: its choices are those that matter.
    name : str
        Of `hustings.figures.FIGURES`.
    format : str
        "png", "svg", "pdf", "html", "csv", "xlsx", "txt" or "json".
    **look : str
        `size` (of `hustings.figures.sizes.SIZES`), `ground` and `frame`; empty ones are left out.
    """
    pairs = [*view.query(page), ("v", version)]
    pairs += [(key, value) for key, value in look.items() if value]
    return f"{base}/charts/{name}.{format}?{_query(pairs)}"


def report(base: str, page: str, view: View, version: str, format: str) -> str:
    """Where the server gives the report of a page, "html" or "pdf", every choice spelled out."""
    pairs = [*view.query(page), ("v", version)]
    return f"{base}/report.{format}?{_query([('page', page), *pairs] if page else pairs)}"


def next_page(base: str, endpoint: str, asked: Sequence[tuple[str, str]], cursor: str) -> str:
    """The next page of a list that the API gives: the same parameters with another cursor."""
    pairs = [pair for pair in asked if pair[0] != "cursor"] + [("cursor", cursor)]
    return f"{base}/api/{endpoint}?{_query(pairs)}"


def at_words(url: str | None, words_there: str | None) -> str | None:
    """The address, opening at the quoted words where the browser can (a text fragment)."""
    if not url or not words_there:
        return url
    # A hyphen has a meaning of its own inside a text fragment.
    fragment = quote(" ".join(words_there.split()), safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def own_data(address: str) -> str:
    """A link to the first page with another data set: a reader's own, or ("") the server's."""
    return f"./?{_query(_about(address))}" if address else "./"


def _about(data: str) -> list[tuple[str, str]]:
    return [("data", data)] if data else []


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values as they stand after "?": a space is %20, which every program reads alike.

    A colon stays, as in "type: academia": Plotly would escape its %3A once more in its links.
    """
    return urlencode(list(pairs), safe=":", quote_via=quote)
