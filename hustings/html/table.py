"""A table as HTML, for files: every cell is plain text."""

from datetime import date
from html import escape
from numbers import Integral, Real

import pandas as pd


def table_html(frame: pd.DataFrame, caption: str) -> str:
    """The frame as an HTML table that scrolls sideways; every cell is plain text."""
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = "\n".join(
        f"<tr>{''.join(map(_cell, row))}</tr>" for row in frame.itertuples(index=False, name=None)
    )
    return (
        f'<div class="wide"><table>\n<caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def shown(value: object) -> tuple[str, str]:
    """The text of a cell and its kind, "number", "day" or "".

    Empty where nothing is known, fractions to three places, days without a time.
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "", ""
    if isinstance(value, bool):
        return str(value), ""
    if isinstance(value, Integral):
        return str(value), "number"
    if isinstance(value, Real):
        return f"{round(float(value), 3) + 0:.12g}", "number"
    if isinstance(value, date):
        return str(value).removesuffix(" 00:00:00"), "day"
    return str(value), ""


def _cell(value: object) -> str:
    text, kind = shown(value)
    return f'<td class="{kind}">{text}</td>' if kind else f"<td>{escape(text)}</td>"
