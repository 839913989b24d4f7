"""Names as long as a name may be: every figure fits its frame, and longer ones are named."""

import csv
import json
from html import escape
from pathlib import Path

import pytest

from hustings import figures
from hustings.dataset import open_dataset
from hustings.figures.sizes import SIZES, brief, sized
from hustings.link import default_view
from hustings.pictures import Renderer
from hustings.scene import Scene
from hustings.schema import AXIS_COLUMNS, COLUMNS, EVENT_COLUMNS, LONGEST_NAME

NAMES = [column.name for column in COLUMNS if column.kind == "name"]


def named(text: str, length: int, word: str) -> str:
    """A name of a length that begins with a text and goes on in equal words."""
    return (text + word * length)[:length]


def write(folder: Path, length: int, word: str) -> Path:
    """A small data set in which whatever is a name has this length."""
    rows = []
    for i in range(24):
        for axis in range(3):
            cells = {name: named(f"{name} {i % 6}", length, word) for name in NAMES}
            cells |= {"statement_id": named(f"{i}", length, word), "quote": "Yes",
                      "axis": named(f"Axis {axis}", length, word),
                      "date": f"2024-{i % 12 + 1:02d}-15"}  # fmt: skip
            for coder in "AB":
                judged = {"coder": named(coder, length, word), "stance": (i * 7 + axis) % 5 / 2 - 1}
                rows.append({**cells, **judged})
    axes = [{column.name: named(f"{column.name} {axis}", length, word) for column in AXIS_COLUMNS}
            | {"axis": named(f"Axis {axis}", length, word)} for axis in range(3)]  # fmt: skip
    events = [{column.name: named(column.name, length, word) for column in EVENT_COLUMNS}
              | {"date": "2024-06-01"}]  # fmt: skip
    for name, table in (("positions", rows), ("axes", axes), ("events", events)):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, table[0])
            writer.writeheader()
            writer.writerows(table)
    title = {"title": named("Title", length, word), "licenses": [{"name": "CC0"}]}
    (folder / "datapackage.json").write_text(json.dumps(title))
    return folder


@pytest.mark.parametrize("word", [" word", "W", "語"])
def test_every_figure_fits_every_frame(tmp_path, word):
    data = open_dataset(write(tmp_path, LONGEST_NAME, word))
    assert data.problems == () and len(data.axes) == 3 and len(data.events) == 1
    start = default_view(data)
    picked = tuple(named(f"actor {i}", LONGEST_NAME, word) for i in range(3))
    view = start.having(actor=picked)
    for figure in figures.FIGURES:
        scene = Scene(data, view, figure.page, "https://h.example")
        panel = figure.of(scene)
        for shown, size in ((brief(panel), "preview"), (panel, "slide")):
            frame = SIZES[size]
            fitted = sized(shown, frame, crop=True)
            high = fitted.height if fitted.shown is None else fitted.shown
            assert round(fitted.width * fitted.scale) == frame.width
            assert round(high * fitted.scale) == frame.height


def test_a_figure_with_a_very_long_address_is_drawn(tmp_path):
    data = open_dataset(write(tmp_path, LONGEST_NAME, "語"))
    figure = figures.named("compare")
    scene = Scene(data, default_view(data), figure.page, "https://h.example")
    assert len(scene.link) > 5000
    drawn = figure.of(scene).draw(960)
    [credit] = (note.text for note in drawn.layout.annotations if note.name == "credit")
    # Plotly takes minutes to read a long address that stands in each line
    assert credit.count("<a ") == 1 and len(credit) < 2 * len(scene.link) + 2000
    assert (
        credit.endswith(f"{scene.printed_link}</a></span>")
        and f'href="{escape(scene.link)}"' in credit
    )
    renderer = Renderer()
    try:
        assert renderer.draw_now(drawn.to_json(validate=False), "svg", 960, 800)
    finally:
        renderer.close_now()


def test_longer_names_are_named_as_problems(tmp_path):
    write(tmp_path, LONGEST_NAME, " word")
    head, *rows = (tmp_path / "positions.csv").read_text(encoding="utf-8").splitlines()
    for column in NAMES:
        cells = dict(zip(head.split(","), rows[0].split(","), strict=True))
        cells |= {"statement_id": "new", column: named("Axis 0", LONGEST_NAME + 1, " word")}
        (tmp_path / "positions.csv").write_text(
            "\n".join([head, *rows, ",".join(cells.values())]), encoding="utf-8"
        )
        data = open_dataset(tmp_path)
        problem = data.problems[0]
        assert (problem.row, problem.column, len(problem.value)) == (len(rows) + 2, column, 301)
        assert problem.allowed.startswith("a name of at most 300 characters")
        assert (data.left_out, data.rows) == (1, len(rows) + 1)
