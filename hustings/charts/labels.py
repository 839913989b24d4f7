"""Names beside marks: what `place_labels` found, written onto a sheet."""

from hustings.charts import base
from hustings.charts.layout import Label, Placed


def write(
    sheet: base.Sheet,
    label: Label,
    spot: Placed,
    room: base.Room,
    look: str = "{}",
    opacity: float = 1.0,
) -> None:
    """Write a label where it was placed, with a thin line to its mark if it had to move away.

    Parameters
    ----------
    look : str
        The text's dress, with "{}" where the text goes: for example "<b>{}</b>".
    """
    sheet.note(
        text=look.format(base.safe(label.text)),
        name="label",
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor=spot.anchor,
        yanchor=spot.vertical,
        xshift=spot.x,
        yshift=-spot.y,
        font=dict(size=label.size),
        opacity=opacity,
    )
    if spot.leader:
        near_x = min(max(label.x, spot.left), spot.right)
        near_y = min(max(label.y, spot.top), spot.bottom)
        sheet.line(
            xref="paper",
            yref="paper",
            line=dict(width=1, color=base.ZERO),
            x0=label.x / room.inner,
            x1=near_x / room.inner,
            y0=1 - label.y / room.height,
            y1=1 - near_y / room.height,
        )
