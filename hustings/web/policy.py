"""Content security policy (CSP) of each kind of answer: anyone may embed, nobody may script."""

import re
from collections.abc import Iterable

from hustings.settings import SettingError
from hustings.web import paths

#: a source as it may stand in a policy: a host, a scheme, or a keyword in quotes
_SOURCE = re.compile(r"\*|'(none|self)'|[A-Za-z][A-Za-z0-9+.-]*:|[A-Za-z0-9*:/.\[\]_-]+")

#: pages. Streamlit writes styles into elements, imports the scripts of its components from blobs,
#: has fonts and icons in data addresses and a reader of messages in WebAssembly; plotly.js makes
#: pictures of blobs. Each of these was taken away and missed. Nothing comes from another host.
_PAGES = {
    "default-src": "'none'",
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
#: an HTML file that scripts itself, such as a chart: in a sandbox it has no origin, so that it can
#: neither read nor change anything of the dashboard
_FILE = {
    "default-src": "'none'",
    "script-src": "'unsafe-inline'",
    "style-src": "'unsafe-inline'",
    "img-src": "data: blob:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "sandbox": "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox",
}
#: the documentation of the API: text, and links to files that a sandbox would not let through
_DOCS = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
#: numbers and pictures: nothing but the styles inside an SVG
_PLAIN = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "sandbox": "",
}


def ancestors(setting: str) -> str:
    """Who may show the dashboard in a frame, as a policy says it.

    Parameters
    ----------
    setting : str
        Sources separated by spaces; the words none and self may stand without quotes.

    Raises
    ------
    SettingError
        For what is no source: it would end up as another rule of the policy.
    """
    sources = [f"'{s}'" if s in ("none", "self") else s for s in setting.split()]
    for source in sources:
        if not _SOURCE.fullmatch(source):
            raise SettingError(
                f"HUSTINGS_FRAME_ANCESTORS has {source!r}; allowed: *, none, self, and sources "
                "such as https://example.org"
            )
    if len(sources) > 1 and "'none'" in sources:
        raise SettingError("HUSTINGS_FRAME_ANCESTORS has none among others; allowed: none alone")
    return " ".join(sources) or "'none'"


def policy(first_segment: str, media: str, scripts: Iterable[str] = ()) -> str:
    """The policy of an answer, without who may frame it.

    Parameters
    ----------
    first_segment : str
        First segment of the path: "charts", "api", ...
    media : str
        Media type of the answer.
    scripts : iterable of str
        Hashes of the scripts inside the first HTML of a page: "sha256-...".
    """
    if first_segment not in paths.ANSWERS:
        hashes = "".join(f" '{script}'" for script in scripts)
        rules = {**_PAGES, "script-src": _PAGES["script-src"] + hashes}
    elif media == "text/html":
        rules = _DOCS if first_segment == "api" else _FILE
    elif media == "application/pdf":
        # A browser shows no PDF in a sandbox, and what a PDF scripts stays in its viewer.
        return ""
    else:
        rules = _PLAIN
    return "; ".join(f"{name} {sources}".strip() for name, sources in rules.items())
