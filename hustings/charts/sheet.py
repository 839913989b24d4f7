"""A Plotly figure being drawn: markers, bars, lines, text annotations, legend entries, axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from pandas.api.types import is_numeric_dtype

from hustings.charts.base import AXIS, TEMPLATE, WHITE, ZERO, Style, safe
from hustings.charts.layout import Label, Placed
from hustings.charts.markers import outlined
from hustings.charts.text_metrics import shorten

#: where an anchor lies along its axis, as a share of the plot
ENDS = {"left": 0, "center": 0.5, "right": 1, "bottom": 0, "middle": 0.5, "top": 1}


@dataclass(frozen=True, kw_only=True)
class Room:
    """The pixels of a figure: its width, and the plot's own left, top, width and height."""

    width: int
    left: int
    top: int
    inner: int
    height: int


class Sheet:
    """A figure being drawn: its parts are gathered here and handed to Plotly once, at the end.

    Plotly checks all annotations again with each one that is added to a figure; for the hundred
    labels of a map that alone takes half a second.

    `trace`, `note` and `shape` take Plotly's own properties; all other methods know how figures
    of this package look. Texts are data text and get escaped, unless a method says otherwise.
    """

    def __init__(self) -> None:
        self.traces: list[dict] = []
        self.annotations: list[dict] = []
        self.shapes: list[dict] = []
        self.entries: list[str] = []
        self.layout: dict = {"template": TEMPLATE}

    def trace(self, **trace) -> None:
        """Add a scatter trace; columns of frames become what Plotly need not turn into anything."""
        self.traces.append({"type": "scatter", **_plain(trace)})

    def note(self, **annotation) -> None:
        """Add an annotation without an arrow; its `text` is not escaped."""
        self.annotations.append({"showarrow": False, "borderpad": 0, **annotation})

    def shape(self, **shape) -> None:
        """Add a rectangle or a line."""
        self.shapes.append(shape)

    def marks(
        self, x: Sequence, y: Sequence, told: Sequence[str],
        customdata: Sequence[Sequence[str]] | None = None, *,
        style: Style | None = None,
        name: str = "",
        hollow: Sequence[bool] | None = None,
        edge: float | Sequence[float] | None = 1,
        rim: str | Sequence[str] | None = WHITE,
        outline: float = 2,
        selected: float = 1.0,
        trace: Mapping | None = None,
        **marker,
    ) -> None:  # fmt: skip
        """Add markers that readers can point at and click.

        Parameters
        ----------
        x, y : sequence
            In the units of the axes.
        told : sequence of str
            What hovering says of each, as `hover` makes it.
        customdata : sequence of sequence of str, optional
            What a click on each selects.
        style : Style, optional
            Colour and symbol of all of them.
        name : str, optional
            Their entry in the legend; by default they have none.
        hollow : sequence of bool, optional
            Those drawn as outlines; `one_statement` says which.
        edge, rim : optional
            px and colour of the line round filled markers, for all or for each; without an edge
            there is no line, without a rim no colour of its own.
        outline : float
            px of the line of hollow markers.
        selected : float
            Opacity of markers that are selected; the others keep theirs.
        trace : mapping, optional
            Further properties of the trace, for example `error_x`.
        **marker
            Plotly's properties of markers: `symbol`, `color`, `size`, `opacity` …
        """
        if style is not None:
            marker = dict(symbol=style.symbol, color=style.colour, **marker)
        look = outlined(marker, hollow, edge, rim, outline)
        shown = dict(name=safe(shorten(name))) if name else dict(showlegend=False)
        parts = {"x": x, "y": y, "mode": "markers", **shown, **_hovered(told), **(trace or {})}
        self._clickable(customdata, selected, look, parts)

    def bars(
        self, x: Sequence, y: Sequence, told: Sequence[str],
        customdata: Sequence[Sequence[str]] | None = None, *,
        colour: str, opacity: float | None = None, selected: float = 1.0, **bar,
    ) -> None:  # fmt: skip
        """Add bars, as `marks` adds markers; `bar` are Plotly's properties of them."""
        self.layout["barmode"] = "overlay"
        look = dict(color=colour, **({} if opacity is None else {"opacity": opacity}))
        parts = dict(type="bar", x=x, y=y, showlegend=False, **_hovered(told), **bar)
        self._clickable(customdata, selected, {**look, "line": dict(width=0)}, parts)

    def _clickable(self, customdata, selected: float, marker: dict, parts: dict) -> None:
        """Add a trace whose parts look the same until one is selected."""
        if customdata is not None:
            parts["customdata"] = customdata
        still = float(marker.get("opacity", 1))
        self.trace(
            **parts,
            marker=marker,
            selected=dict(marker=dict(opacity=selected)),
            unselected=dict(marker=dict(opacity=still)),
        )

    def path(
        self, x: Sequence, y: Sequence, told: Sequence[str] | None = None, *,
        trace: Mapping | None = None, **line,
    ) -> None:  # fmt: skip
        """Add a line through places; `line` are Plotly's properties of it, `told` as in `marks`."""
        said = dict(hoverinfo="skip") if told is None else _hovered(told)
        self.trace(x=x, y=y, mode="lines", showlegend=False, line=line, **said, **(trace or {}))

    def legend(self, name: str, style: Style, size: float = 10, line: float = 0) -> None:
        """Add an entry to the legend: a marker, on a line of so many px if it is above 0."""
        look: dict[str, Any] = dict(mode="markers", hoverinfo="skip")
        if line:
            look = dict(mode="lines+markers", line=dict(color=style.colour, width=line))
        marker = dict(symbol=style.symbol, color=style.colour, size=size)
        self.trace(x=[None], y=[None], name=safe(shorten(name)), marker=marker, **look)
        self.entries.append(name)

    def text(
        self, text: str, x: float, y: float, anchor: str, *,
        size: float = AXIS, bold: bool = False, yanchor: str = "middle", **more,
    ) -> None:  # fmt: skip
        """Write at a place in the units of the axes; `anchor` is the side of the text at `x`."""
        place = dict(x=x, y=y, xref="x", yref="y", xanchor=anchor, yanchor=yanchor)
        self.note(text=_bold(text, bold), **place, font=dict(size=size), **more)

    def row_text(
        self, text: str, y: float, anchor: str | None, *,
        at: float | None = None,
        x: float | None = None,
        px: float | None = None,
        shift: float | None = None,
        size: float = AXIS,
        bold: bool = False,
        markup: bool = False,
        name: str = "",
        yanchor: str = "middle",
        **more,
    ) -> None:  # fmt: skip
        """Write at the height `y`, at the end of the plot that `anchor` names if nothing else is.

        Parameters
        ----------
        anchor : "left", "center" or "right"
            The side of the text that is fastened.
        at, x, px : float, optional
            Where instead: share of the plot's width, place on the axis x, or px from the left edge.
        shift : float, optional
            px to the right of that place.
        markup : bool
            Whether the text is escaped already.
        name : str, optional
            By which tests find the annotation.
        **more
            Plotly's properties of annotations: `opacity` …
        """
        place: dict[str, Any]
        if x is not None:
            place = dict(x=x, xref="x")
        elif px is not None:
            place = dict(x=0, xref="paper", xshift=px)
        else:
            place = dict(x=ENDS[str(anchor)] if at is None else at, xref="paper")
        place |= {} if anchor is None else {"xanchor": anchor}
        place |= {} if shift is None else {"xshift": shift}
        text = text if markup else _bold(text, bold)
        named = {"name": name} if name else {}
        place |= dict(y=y, yref="y", yanchor=yanchor)
        self.note(text=text, **named, **place, font=dict(size=size), **more)

    def paper_text(
        self, text: str, x: float, y: float, *, size: float = AXIS, name: str = "", **place
    ) -> None:
        """Write at shares of the plot's width and height; `place` holds anchors and shifts."""
        named = {"name": name} if name else {}
        place |= dict(x=x, y=y, xref="paper", yref="paper", font=dict(size=size))
        self.note(text=safe(text), **named, **place)

    def axis_text(
        self, axis: str, text: str, anchor: str, bold: bool = False, off: float = 0
    ) -> None:
        """Write below the plot (axis "x") or, turned, left of it ("y"), at the end `anchor`.

        `off` is by how many px farther from the plot than usual.
        """
        if axis == "x":
            place = dict(x=ENDS[anchor], y=0, xanchor=anchor, yanchor="top", yshift=-6 - off)
        else:
            place = dict(
                x=0,
                y=ENDS[anchor],
                xanchor="right",
                yanchor=anchor,
                xshift=-8 - off,
                textangle=-90,
            )
        font = dict(size=AXIS)
        self.note(text=_bold(text, bold), **place, xref="paper", yref="paper", font=font)

    def label(
        self,
        label: Label,
        spot: Placed,
        room: Room,
        look: str = "{}",
        opacity: float = 1.0,
        colour: str = "",
    ) -> None:
        """Write a label where `place_labels` put it, with a thin line to its mark if that is far.

        Parameters
        ----------
        look : str
            The text's dress, with "{}" where the text goes: for example "<b>{}</b>".
        colour : str
            Of the text; by default that of all text.
        """
        below = ""
        if label.under:
            below = f'<br><span style="font-size:{label.size_under}px">{safe(label.under)}</span>'
        self.note(
            text=look.format(safe(label.text)) + below,
            name="label",
            xref="paper",
            yref="paper",
            # fastened to its mark: in a plot of another size it stays beside it
            x=label.x / room.inner,
            y=1 - label.y / room.height,
            xanchor=spot.anchor,
            yanchor=spot.vertical,
            xshift=spot.x - label.x,
            yshift=label.y - spot.y,
            align=spot.anchor,
            font=dict(size=label.size, **({"color": colour} if colour else {})),
            opacity=opacity,
        )
        if spot.leader:
            near_x = min(max(label.x, spot.left), spot.right)
            near_y = min(max(label.y, spot.top), spot.bottom)
            self.shape(
                type="line",
                xref="paper",
                yref="paper",
                line=dict(width=1, color=ZERO),
                x0=label.x / room.inner,
                x1=near_x / room.inner,
                y0=1 - label.y / room.height,
                y1=1 - near_y / room.height,
            )

    def line(
        self,
        x: float | str | tuple[float, float] | None,
        y: float | tuple[float, float],
        width: float,
        colour: str = ZERO,
        *,
        below: bool = True,
        opacity: float | None = None,
        **line,
    ) -> None:
        """Draw a line upright or level: one of `x` and `y` is a pair, from and to.

        Without `x` it is as long as the plot is wide; `below` puts it under the marks.
        """
        (x0, x1), (y0, y1) = (each if isinstance(each, tuple) else (each, each) for each in (x, y))
        across = dict(x0=0, x1=1, xref="paper") if x is None else dict(x0=x0, x1=x1)
        layer = {"layer": "below"} if below else {}
        look: dict[str, Any] = dict(line=dict(color=colour, width=width, **line))
        look |= {} if opacity is None else {"opacity": opacity}
        self.shape(type="line", **across, y0=y0, y1=y1, **layer, **look)

    def plain_axes(
        self, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None
    ) -> None:
        """Give the axes their ranges and show nothing of them: charts draw their own scales."""
        for name, ends in (("xaxis", x), ("yaxis", y)):
            if ends is not None:
                self.layout[name] = dict(range=list(ends), visible=False, fixedrange=True)

    def axes_in_px(self, room: Room) -> None:
        """Let the units of both axes be px from the top left of the plot."""
        self.plain_axes((0, room.inner), (room.height, 0))

    def figure(self) -> go.Figure:
        """The finished figure."""
        parts = {"annotations": self.annotations, "shapes": self.shapes}
        # Unchecked, which halves the time to draw; a test has Plotly check every figure.
        return go.Figure(data=self.traces, layout={**self.layout, **parts}, _validate=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    # how days are spelled is left to Plotly
    if not isinstance(value, pd.Series) or value.dtype.kind == "M":
        return value
    return value.to_numpy() if is_numeric_dtype(value.dtype) else value.tolist()


def _hovered(told: Sequence[str]) -> dict:
    return dict(hovertext=told, hovertemplate="%{hovertext}<extra></extra>")


def _bold(text: str, bold: bool) -> str:
    return f"<b>{safe(text)}</b>" if bold else safe(text)
