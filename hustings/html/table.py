"""A table as HTML, for pages and files: every cell is plain text."""

from collections.abc import Sequence
from datetime import date
from html import escape
from numbers import Integral, Real

import numpy as np
import pandas as pd

from hustings.bidi import isolated


def table_html(
    frame: pd.DataFrame, caption: str, links: Sequence[str] = (), label: str = ""
) -> str:
    """The frame as an HTML table that scrolls sideways, by keyboard too; every cell is plain text.

    Parameters
    ----------
    frame : pandas.DataFrame
        The first column is what a row is about.
    caption : str
    links : sequence of str
        For each row an address, not yet escaped, where its statements are; "" for none.
    label : str
        Name of the box that scrolls; "" for the caption.
    """
    name = escape(label or caption)
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    heads += '<th scope="col">statements</th>' if links else ""
    rows = "\n".join(
        f"<tr>{_row(row, links[i] if links else None)}</tr>"
        for i, row in enumerate(frame.itertuples(index=False, name=None))
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{name}"><table>\n'
        f"<caption>{escape(isolated(caption))}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def shown(value: object) -> tuple[str, str]:
    """The text of a cell and its kind, "number", "day" or "".

    Empty where nothing is known, fractions to three places, days without a time.
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "", ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no", ""
    if isinstance(value, Integral):
        return str(value), "number"
    if isinstance(value, Real):
        return f"{round(float(value), 3) + 0:.12g}", "number"
    if isinstance(value, date):
        return str(value).removesuffix(" 00:00:00"), "day"
    return str(value), ""


def _row(values: tuple, link: str | None) -> str:
    if link is None:
        return "".join(map(_cell, values))
    said = [shown(value)[0] for value in values]
    head = f'<th scope="row">{escape(isolated(said[0]))}</th>'
    to = ""
    if link:
        about = escape(", ".join(text for text in said[:2] if text))
        to = f'<a href="{escape(link)}" target="_self" aria-label="Read: {about}">Read</a>'
    return f"{head}{''.join(map(_cell, values[1:]))}<td>{to}</td>"


def _cell(value: object) -> str:
    text, kind = shown(value)
    return f'<td class="{kind}">{text}</td>' if kind else f"<td>{escape(isolated(text))}</td>"
