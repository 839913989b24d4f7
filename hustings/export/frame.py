"""A figure as a page for a frame of another site: the chart alone, drawn for the frame's width."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from hustings.charts.base import WHITE
from hustings.charts.dark import GROUND, darkened
from hustings.export.figure import EVERY
from hustings.figures import Panel
from hustings.html.inert import inert
from hustings.html.table import table_html
from hustings.html.unseen import UNSEEN
from hustings.pictures import fonts

#: px for which the chart is drawn; the widest that the frame has room for is shown
WIDTHS = (960, 620, 340)
_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{faces}
:root {{ color-scheme: {scheme}; }}
body {{ margin: 0; background: {ground}; }}
figure {{ margin: 0 auto; overflow-x: auto; }}
.unseen {{ {unseen} }}
</style>
</head>
<body>
<figure aria-label="{label}"></figure>
<div class="unseen">{table}</div>
{drawings}
<script src="{plotly}"></script>
<script>{script}</script>
</body>
</html>
"""


def frame_bytes(panel: Panel, plotly: str, dark: bool = False) -> bytes:
    """A page that shows the chart alone, for readers of another page.

    Parameters
    ----------
    panel : Panel
    plotly : str
        Where plotly.js lies, as seen from the page.
    dark : bool
        Whether it stands on the dark ground.

    Returns
    -------
    bytes
        HTML in UTF-8. The values that the chart draws follow as a table for screen readers.
    """
    said = panel.credit
    page = _PAGE.format(
        title=escape(said.headline),
        label=escape(f"{said.headline} {said.subline}"),
        unseen=UNSEEN,
        faces=fonts.embedded(italic=False),
        scheme="dark" if dark else "light",
        ground=GROUND if dark else WHITE,
        table="" if panel.empty else table_html(panel.headed, EVERY),
        drawings="\n".join(_drawing(panel, width, dark) for width in WIDTHS),
        plotly=escape(plotly),
        script=_SCRIPT,
    )
    return page.encode(errors="replace")


def _drawing(panel: Panel, width: int, dark: bool) -> str:
    figure = panel.draw(width)
    json = (darkened(figure) if dark else figure).to_json(validate=False)
    return f'<script type="application/json" data-width="{width}">{inert(json)}</script>'


def policy(base: str) -> str:
    """The content security policy of such a page: its own script and plotly.js, in a sandbox.

    `base` is the address of the dashboard's first page.
    """
    digest = b64encode(sha256(_SCRIPT.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}' 'self' {base}/assets/; "
        "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; "
        "form-action 'none'; sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox"
    )
