"""A figure as one HTML file that needs nothing else."""

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.io import to_html

from hustings.charts.base import INK, WHITE
from hustings.charts.dark import GROUND, LIGHT
from hustings.html.table import table_html
from hustings.html.unseen import UNSEEN

#: what stands over a table
EVERY = "Every value that the chart shows"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<style>
:root {{ color-scheme: {scheme}; }}
body {{ margin: 1rem; background: {ground}; color: {ink};
  font: 15px/1.5 "Source Sans", Arial, sans-serif; }}
figure {{ margin: 0; }}
h1 {{ {unseen} }}
.wide {{ overflow-x: auto; }}
summary {{ cursor: pointer; }}
table {{ border-collapse: collapse; margin-top: 0.5rem; }}
caption {{ text-align: left; padding-bottom: 0.25rem; }}
th, td {{ text-align: left; vertical-align: top; padding: 0.25rem 0.75rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<figure class="wide" tabindex="0" aria-label="{label}">
{figure}
</figure>
{table}
</main>
</body>
</html>
"""


def html_bytes(
    figure: go.Figure,
    title: str,
    description: str,
    table: pd.DataFrame | None,
    dark: bool = False,
) -> bytes:
    """The figure and the table of what it draws, in one page that opens from disk.

    Parameters
    ----------
    figure : go.Figure
        Drawn at the size it has.
    title, description : str
        What is seen, and of what; together they stand for the figure where it cannot be seen.
    table : pandas.DataFrame or None
        One row for each thing drawn, with headings for readers.
    dark : bool
        Whether the figure is one for the dark ground; else it is put on white.

    Returns
    -------
    bytes
        HTML in UTF-8 with plotly.js inside; the same input gives the same bytes.
    """
    ground = GROUND if dark else WHITE
    whole = go.Figure(figure).update_layout(paper_bgcolor=ground, plot_bgcolor=ground)
    drawn = to_html(
        whole, full_html=False, include_plotlyjs=True, div_id="figure",
        config={"responsive": False, "displaylogo": False},
    )  # fmt: skip
    page = _PAGE.format(
        title=escape(title),
        description=escape(description),
        unseen=UNSEEN,
        scheme="dark" if dark else "light",
        ground=ground,
        ink=LIGHT if dark else INK,
        label=escape(f"{title} {description}"),
        figure=drawn,
        table="" if table is None else _folded(table_html(table, EVERY)),
    )
    return page.encode()


def _folded(table: str) -> str:
    """A table behind a line that opens it."""
    return f"<details>\n<summary>The figures behind this chart</summary>\n{table}\n</details>"
