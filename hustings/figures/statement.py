"""The card of one statement: a square picture of its words, speaker, day and positions."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from hustings import findings, query, words
from hustings.charts.base import Credit
from hustings.charts.statement import SIDE, Code, statement_card
from hustings.figures.sizes import SIZES, SizedFigure
from hustings.link import urls
from hustings.one_line import apart, one_line
from hustings.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card: its figure, what it says in two lines, and what its file is called after."""

    figure: go.Figure
    title: str
    about: str
    named: tuple[str, ...]

    @property
    def sized(self) -> SizedFigure:
        """The figure as a square is drawn."""
        return SizedFigure(
            figure=self.figure, width=SIDE, height=SIDE, scale=SIZES["square"].width / SIDE
        )


def card(scene: Scene, key: str) -> Card | None:
    """The card of the statement with this id; None where the data set has none.

    Of the view only the filters count, by whose coders a statement is shown.
    """
    data = scene.data
    found = query.by_ids(data, (key,))
    if found.empty:
        return None
    codes = findings.codes_of(data, scene.view, found)
    (row,) = found.to_dict("records")
    told = {name: "" if pd.isna(value) else one_line(value) for name, value in row.items()}
    main, summary = apart(told["summary"]), ""
    if told["quote"]:
        main, summary = f"“{apart(told['quote'])}”", main
    who = apart(told["speaker"] or told["actor"])
    if told["speaker"] and told["speaker"] != told["actor"]:
        who += f", {apart(told['role'] or told['actor'])}"
    day = query.as_date(row["date"])
    when = " · ".join(filter(None, (words.moment(day, told["time"] or None), told["event"])))
    by = f"{apart(told['actor'])}, {when}"
    printed = scene.printed_link
    said = Credit(
        headline=f"{who}: {main}" if main else who,
        subline=by,
        notes="",
        source=" ".join(filter(None, (_source(told), scene.source_line))),
        link=urls.statement(scene.base, row["actor"], key, data.address) if scene.base else "",
        printed=printed,
    )
    figure = statement_card(main or who, summary, who, when, _codes(scene, codes), said)
    named = (told["actor"], day.isoformat() if day else "", told["quote"] or told["summary"])
    return Card(figure=figure, title=said.headline, about=by, named=named)


def _source(told: dict[str, str]) -> str:
    where = ", ".join(filter(None, (told["source_title"], told["publisher"])))
    return f"Words: {where}." if where else ""


def _codes(scene: Scene, codes: pd.DataFrame) -> list[Code]:
    axes = {axis.id: axis for axis in scene.data.axes}
    return [
        Code(
            low=apart(_pole(axes[code.axis], axes[code.axis].low)),
            high=apart(_pole(axes[code.axis], axes[code.axis].high)),
            at=float(code.x),
        )
        for code in codes.itertuples()
    ]


def _pole(axis, pole: str) -> str:
    # "for" alone does not say for what
    return f"{pole}: {axis.name}" if axis.plain else pole
