"""What the README tells a reader to write, or to open, does what it says."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

from hustings import link
from hustings.dataset import open_dataset
from hustings.schema import AXIS_COLUMNS, COLUMNS, EVENT_COLUMNS

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_every_column_of_a_table_is_named():
    named = set(re.findall(r"`(\w+)`", README))
    assert {column.name for column in (*COLUMNS, *EVENT_COLUMNS)} <= named


def test_the_tables_to_bring_can_be_opened_as_they_stand(tmp_path):
    positions, axes = re.findall(r"```csv\n(.*?)```", README, re.DOTALL)
    (tmp_path / "positions.csv").write_text(positions, encoding="utf-8")
    axes = "\n".join(line.strip() for line in axes.splitlines())
    (tmp_path / "axes.csv").write_text(axes, encoding="utf-8")
    data = open_dataset(tmp_path)
    assert (data.rows, data.problems, data.passed_over) == (2, (), ())
    assert set(axes.splitlines()[0].split(",")) <= {column.name for column in AXIS_COLUMNS}
    assert [(axis.low, axis.high) for axis in data.axes] == [("Keep", "Remove")]


def test_the_addresses_to_start_from_are_those_that_the_dashboard_offers(bundled):
    rows = re.findall(r"^\| ([^|]+) \| `/(\w*)\?([^`]*)` \|$", README, re.MULTILINE)
    told = {
        title: (page, *link.read(bundled, parse_qsl(query, keep_blank_values=True)))
        for title, page, query in rows
    }
    offered = {
        view.title: (view.page, *link.read(bundled, parse_qsl(query, keep_blank_values=True)))
        for view in bundled.meta.views
        for query in [link.relative(view.page, view.parameters).partition("?")[2]]
    }
    assert told == offered
    assert not any(unknown for _, _, unknown in told.values())
