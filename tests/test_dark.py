"""Dark ground: figures whose every ink is changed, and nothing that data say."""

import plotly.graph_objects as go
import pytest

from hustings import figures
from hustings.charts.base import GRID, INK, MORE, WHITE, ZERO
from hustings.charts.dark import GROUND, LIGHT, ON_DARK, darkened
from hustings.link import default_view
from hustings.scene import Scene


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_and_marks_can_be_seen():
    assert contrast(LIGHT, GROUND) > 7
    assert all(contrast(ON_DARK[colour], GROUND) >= 3 for colour in (ZERO, MORE, "#b2182b"))


def test_colours_change_and_words_stay():
    figure = go.Figure(
        go.Scatter(
            x=[0], y=[0], text=[WHITE], name=INK, customdata=[[GRID]], marker_color=["#ffffff"],
            mode="markers+text", textfont_color=WHITE, marker_line_color=INK,
        ),
        {"annotations": [{"text": INK, "font": {"color": INK}}], "paper_bgcolor": "#FFFFFF",
         "hoverlabel": {"bgcolor": WHITE}},
    )  # fmt: skip
    dark = darkened(figure)
    (trace,), layout = dark.data, dark.layout
    assert (list(trace.text), trace.name, trace.customdata[0][0]) == ([WHITE], INK, GRID)
    assert list(trace.marker.color) == [GROUND] and trace.marker.line.color == LIGHT
    # it stands on a mark, not on the ground
    assert trace.textfont.color == WHITE and layout.hoverlabel.bgcolor == WHITE
    assert (layout.paper_bgcolor, layout.annotations[0].font.color) == (GROUND, LIGHT)
    assert layout.annotations[0].text == INK
    assert figure.layout.paper_bgcolor == "#FFFFFF", "the figure itself is left as it was"


@pytest.mark.parametrize("name", [figure.name for figure in figures.FIGURES])
def test_every_figure_has_a_dark_form_without_white_ground(bundled, name):
    figure = figures.named(name)
    panel = figure.of(Scene(bundled, default_view(bundled), figure.page, "https://h.example"))
    dark = darkened(panel.draw(620))
    template = dark.layout.template.layout
    assert template.paper_bgcolor == template.plot_bgcolor == GROUND
    assert template.font.color == LIGHT
    go.Figure(dark.to_dict())
