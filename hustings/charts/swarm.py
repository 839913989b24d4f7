"""Swarm of statements from pole to pole: a dot for each, a lane for each type of actor."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hustings import words
from hustings.charts import base
from hustings.charts.compare import GAP, HEADING, add_row
from hustings.charts.divides import REACH
from hustings.charts.frame import framed
from hustings.charts.layout import pack
from hustings.charts.points import dressed
from hustings.charts.sheet import Sheet
from hustings.charts.text_metrics import shorten
from hustings.dataset import Axis
from hustings.query import as_date

#: radius in px of a dot: at most and at least
LARGE, SMALL = 4.5, 2.0
#: how far a company of dots may reach: in px, and as a share of a half step
COMPANY, PART = 46, 0.42
#: px above a lane for its name, round its dots, and characters of a quotation
NAME, ROUND, QUOTED = 18, 5, 140
#: more different stances than this are drawn as if they stood at tenths
MOST_STEPS = 21


def swarm_chart(
    axis: Axis,
    dots: pd.DataFrame,
    lanes: Mapping[str, int],
    picked: Sequence[str],
    styles: Mapping[str | None, base.Style],
    credit: base.Credit,
    width: int = 960,
) -> go.Figure:
    """Draw every statement at its stance, those at one place side by side.

    Parameters
    ----------
    dots : DataFrame
        `statement_id, x, date, actor, speaker, quote, type, pick`.
    lanes : mapping
        Type -> number of its statements, from top to bottom.
    picked : sequence of str
        Groups whose statements have a colour of their own, in the order of all the picked.

    Returns
    -------
    go.Figure
        Each dot's customdata is `["statement", id]`.
    """
    sheet = Sheet()
    colours = base.picked_colours(picked, set(dots.pick.dropna()))
    for group, colour in colours.items():
        sheet.legend(group, base.Style(colour, "circle"), size=9)
    scale = (width - 24) / (2 * REACH)
    places = _places(dots, lanes)
    radius = _radius(places, scale)
    dx, dy = pack(
        places.x.to_numpy(float), places.lane.to_numpy(float), np.full(len(places), radius),
        gap=0.5, order=dots.pick.isna().astype(str).add(dots.statement_id).tolist(),
    )  # fmt: skip
    tall = np.abs(pd.Series(dy)).groupby(dots.type.to_numpy()).max() + radius + ROUND
    tops, height = {}, float(HEADING)
    for kind in lanes:
        tops[kind] = height
        height += NAME + 2 * tall[kind]
    room = framed(sheet, credit, width, round(height), left=12, right=12, below=6)
    add_row(sheet, axis, 0, height + GAP, room)
    for kind, n in lanes.items():
        text = f"{shorten(kind, 40)}, {words.statements(n, axis.unit)}"
        sheet.row_text(text, tops[kind] + NAME / 2, "left", size=base.LABEL, name="lane")
    middle = {kind: top + NAME + tall[kind] for kind, top in tops.items()}
    spots = dressed(dots, {kind: styles.get(kind, styles[None]) for kind in lanes}).assign(
        at_x=places.x.to_numpy() + dx / scale, at_y=dots.type.map(middle).to_numpy(float) + dy
    )
    if colours:
        spots["colour"] = [colours.get(pick, base.OTHER[0]) for pick in dots.pick]
    _add_dots(sheet, spots, axis, radius)
    sheet.plain_axes((-REACH, REACH), (height, 0))
    return sheet.figure()


def in_tenths(dots: pd.DataFrame) -> bool:
    """Whether stances are any numbers, so that dots stand at the nearest tenth."""
    return bool(dots.x.round(9).nunique() > MOST_STEPS)


def _places(dots: pd.DataFrame, lanes: Mapping[str, int]) -> pd.DataFrame:
    """Where dots gather: `x, lane`, the lane by its number from the top."""
    number = {kind: i for i, kind in enumerate(lanes)}
    x = dots.x.round(1) if in_tenths(dots) else dots.x
    return pd.DataFrame({"x": x.astype(float), "lane": dots.type.map(number).astype(float)})


def _radius(places: pd.DataFrame, scale: float) -> float:
    """px of a dot, so that the largest company keeps to its step."""
    most = int(places.groupby(["x", "lane"]).size().max())
    steps = np.diff(np.sort(places.x.unique()))
    step = min(0.5, steps.min()) if len(steps) else 0.5
    return float(np.clip(min(COMPANY, PART * step * scale) / (1.15 * sqrt(most)), SMALL, LARGE))


def _add_dots(sheet: Sheet, spots: pd.DataFrame, axis: Axis, radius: float) -> None:
    """Those of the picked last, so that they lie above the others."""
    for raised in (False, True):
        part = spots[spots.pick.notna() == raised]
        if part.empty:
            continue
        told = [
            base.hover(
                shorten(row.speaker if isinstance(row.speaker, str) else row.actor, 90),
                f"{axis.id}: {words.signed(row.x)}, {words.day(as_date(row.date))}",
                f"“{shorten(row.quote, QUOTED)}”" if isinstance(row.quote, str) else "",
                "click to read",
            )
            for row in part.itertuples()
        ]
        sheet.marks(
            part.at_x,
            part.at_y,
            told,
            customdata=[["statement", key] for key in part.statement_id],
            edge=0.5,
            symbol=part.symbol,
            color=part.colour,
            size=2 * radius,
            opacity=1.0,
        )
