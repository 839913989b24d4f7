"""The frame of a figure: headline, sub-line, notes, source, link, and the size of it all."""

from collections.abc import Sequence
from html import escape

from hustings.charts.base import AXIS, HEAD, NOTE, SUB, Credit, lines
from hustings.charts.sheet import Room, Sheet
from hustings.charts.text_metrics import shorten, text_width

#: lines of an address that are printed; the link behind them is always whole
MOST_LINES = 6


def framed(
    sheet: Sheet,
    credit: Credit,
    width: int,
    height: int,
    left: int = 46,
    right: int = 16,
    below: int = 30,
    legend: Sequence[str] | None = None,
    above: int = 0,
) -> Room:
    """Put headline, sub-line, notes, source and link on the sheet, and size it.

    Parameters
    ----------
    sheet : Sheet
        Changed in place.
    width, height : int
        px of the whole figure's width and of the plot's own height.
    left, right, below : int
        px round the plot for its axis texts.
    legend : sequence of str, optional
        Names in the legend, for the room it needs below the plot; by default those it has so far.
    above : int
        px between the sub-line and the plot, for a key.

    Returns
    -------
    Room
        Where the plot lies, for placing labels in px.
    """
    text = width - 16
    head_size = HEAD if width >= 500 else round(HEAD * 0.86)
    head = [f"<b>{line}</b>" for line in lines(credit.headline, text, head_size)]
    sub = lines(credit.subline, text, SUB)
    lead = len(head) * head_size * 1.3
    inner = width - left - right
    legend = sheet.entries if legend is None else legend
    rows, entry = 0, 0.0
    if legend:
        # A fixed width of the entries makes the number of rows certain. A legend that begins left
        # of the plot has, for Plotly, that margin as well.
        entry = max(text_width(shorten(name), AXIS) for name in legend)
        rows = -(-len(legend) // max(1, int((inner + (left if left > 8 else 0)) // (entry + 46))))
    top = round(lead + len(sub) * SUB * 1.45 + 18 + above)
    notes = lines(credit.notes, text, NOTE) + lines(credit.source, text, NOTE)
    link = lines(credit.link and (credit.printed or credit.link), text, NOTE - 1)
    if len(link) > MOST_LINES:
        link = [*link[: MOST_LINES - 1], f"{link[MOST_LINES - 1]}…"]
    foot = len(notes) * NOTE * 1.35 + len(link) * (NOTE - 1) * 1.35
    bottom = round(below + rows * 21 + (8 if rows else 0) + foot + 12)
    sheet.layout.update(
        width=width,
        height=top + height + bottom,
        margin=dict(l=left, r=right, t=top, b=bottom, pad=0),
        showlegend=bool(legend),
        legend=dict(
            orientation="h",
            x=(8 - left) / inner,
            xanchor="left",
            yref="paper",
            y=-(below + 4) / height,
            yanchor="top",
            itemclick=False,
            itemdoubleclick=False,
            font=dict(size=AXIS),
            traceorder="normal",
            entrywidth=entry,
            entrywidthmode="pixels",
            title=None,
        ),
        hovermode="closest",
        dragmode=False,
    )
    # Annotations, not layout.title: Streamlit's theme would restyle that one.
    corner = dict(
        xref="paper",
        yref="paper",
        x=0,
        xanchor="left",
        xshift=8 - left,
        align="left",
    )
    sheet.note(
        text="<br>".join(head),
        name="headline",
        y=1,
        yanchor="top",
        yshift=top - 4,
        font=dict(size=head_size),
        **corner,
    )
    sheet.note(
        text="<br>".join(sub),
        name="subline",
        y=1,
        yanchor="top",
        yshift=top - 8 - lead,
        font=dict(size=SUB),
        **corner,
    )
    sheet.note(
        text="<br>".join([*notes, _linked(credit.link, link)] if link else notes),
        name="credit",
        y=0,
        yanchor="bottom",
        yshift=4 - bottom,
        font=dict(size=NOTE),
        opacity=0.75,
        **corner,
    )
    return Room(width=width, left=left, top=top, inner=inner, height=height)


def _linked(address: str, printed: list[str]) -> str:
    # In the ink of the other words: Plotly's own blue is too faint on white and on the dark page.
    # One link for all lines of it: Plotly takes minutes to read a long one in each of many.
    link = f'<a href="{escape(address)}" style="color:inherit">{"<br>".join(printed)}</a>'
    return f'<span style="font-size:{NOTE - 1}px">{link}</span>'
