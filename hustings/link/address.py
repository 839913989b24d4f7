"""From a view to an address that still means the same when defaults change."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from hustings.link.view import View


def permalink(base: str, page: str, view: View, version: str, embed: bool = False) -> str:
    """The full link to a view: every choice spelled out, with the data version.

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
    return f"{base.rstrip('/')}/{page}?{urlencode(pairs, quote_via=quote)}"


def relative(page: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """A link between pages that also holds behind a path prefix: "./compare?axis=…"."""
    pairs = []
    for name, values in parameters.items():
        values = [values] if isinstance(values, str) else list(values)
        pairs += [(name, value) for value in values] or [(name, "")]
    return f"./{page}?{urlencode(pairs, quote_via=quote)}"
