"""How a report fits on paper."""

from dataclasses import replace

import pandas as pd
import pytest

from hustings import figures
from hustings.charts.base import Credit
from hustings.charts.text_metrics import wrap
from hustings.export.report import drawing, paper
from hustings.link import default_view
from hustings.scene import Scene


def of(data, name: str) -> figures.Panel:
    figure = figures.named(name)
    return figure.of(Scene(data, default_view(data), figure.page, "https://board.example"))


def test_no_figure_is_cut_by_the_end_of_a_page():
    assert paper.size(672, 400, 850, first=True) == paper.size(672, 850, 850, first=False) == 1
    assert paper.size(672, 700, 850, first=True) == 0.8
    # too small below the head, it gets a page of its own
    assert paper.size(672, 1000, 850, first=True) == paper.size(672, 1000, 850, first=False) == 0.85
    # wider than the page
    assert paper.size(1360, 400, 850, first=True) == paper.size(1360, 400, 850, first=False) == 0.5


def test_words_above_and_below_a_figure_take_from_its_page():
    bare = Credit(headline="", subline="", notes="", source="", link="")
    assert paper.room(bare) == pytest.approx(1009 - 64 - 15.9)
    assert paper.room(replace(bare, headline="Short")) == pytest.approx(paper.room(bare) - 22.4)
    lines = len(wrap("long " * 100, paper.WIDE, 13.3))
    said = replace(bare, subline="long " * 100)
    assert lines > 2 and paper.room(said) == pytest.approx(paper.room(bare) - 20 * lines)


def test_a_figure_too_high_for_paper_is_drawn_wider_for_it(bundled):
    panel = of(bundled, "change")
    wide, narrow, wider = drawing.drawing(panel, 2).pictures
    assert (wide.width, narrow.width, wider.name) == (672, 344, "print")
    assert wide.printed < paper.LEAST and wider.width > 672 and wider.printed > wide.printed
    assert wider.height * wider.printed <= paper.room(panel.credit) + 1
    assert wider.width * wider.printed <= paper.WIDE + 1
    assert len(drawing.drawing(of(bundled, "map"), 1).pictures) == 2


def test_narrow_tables_are_printed_in_columns():
    narrow = pd.DataFrame({"a": ["x"] * 60, "n": range(60)})
    assert paper.columns(narrow) == 3
    assert paper.columns(narrow.head(59)) == 1
    assert paper.columns(narrow.assign(a="letters " * 11)) == 2
    assert paper.columns(narrow.assign(a="word " * 60)) == 1
