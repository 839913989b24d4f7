"""Work that takes too long is stopped: its thread is free, and readers are told what to narrow."""

import logging
from dataclasses import replace
from threading import get_ident

import pyarrow as pa
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, current_dataset
from hustings.api import errors
from hustings.export import chart_file, report
from hustings.mcp import protocol
from hustings.mcp.tools import TOOLS
from hustings.web import charts, work_queue
from hustings.web import report as reports
from hustings.web.time_limit import TooLong, within

#: seconds after which work of these tests is stopped
SOON = 0.1
APP = Starlette(routes=[*charts.routes(), *reports.routes(), *api.routes()])


def endless(*_, **__):
    """Work that handles errors of its own, and never ends."""
    while True:
        try:
            get_ident()
        except Exception:
            logging.exception("not an error of the work")


def test_what_takes_too_long_is_stopped_and_its_thread_goes_on():
    with pytest.raises(TooLong, match=r"more than 0\.1 seconds"):
        within(SOON, endless)
    assert within(60, "{} {}".format, 1, 2) == "1 2"


def test_errors_of_the_work_are_its_own():
    with pytest.raises(ZeroDivisionError):
        within(60, lambda: 1 / 0)


@pytest.mark.usefixtures("tiny")
def test_a_question_is_cancelled_where_it_runs():
    engine = current_dataset.current().data.engine
    many = engine.make("many", pa.table({"x": list(range(3000))}))
    for _ in range(2):
        many = many.cross_join(many.view()).select("x")
    with pytest.raises(TooLong):
        within(SOON, engine.run, many.agg(n=(many.x % 7).sum()))
    assert engine.run(engine.table("many").count().as_table()).iloc[0, 0] == 3000
    engine.drop("many")


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(
    ("module", "name", "path"),
    [
        (chart_file, "written", "/charts/map.json"),
        (report, "html", "/report.html"),
        (api, "answer", "/api/positions"),
    ],
)
def test_the_next_reader_is_answered(monkeypatch, module, name, path):
    client = TestClient(APP)
    for holder in (work_queue, errors):
        monkeypatch.setattr(holder, "LONGEST", SOON)
    with monkeypatch.context() as slow:
        slow.setattr(module, name, endless)
        for _ in range(3):
            told = client.get(path)
            assert told.status_code == 503
            assert told.json()["title"] == "This takes too long"
            assert "fewer groups or axes" in told.json()["detail"]
    for holder in (work_queue, errors):
        monkeypatch.setattr(holder, "LONGEST", 60)
    assert client.get(path).status_code == 200


@pytest.mark.usefixtures("tiny")
def test_assistants_are_told_so(monkeypatch):
    monkeypatch.setattr(protocol, "LONGEST", SOON)
    tool = replace(TOOLS["describe"], function=endless)
    told = protocol.answered(tool, {}, None)
    assert told.is_error and "fewer groups or axes" in told.content[0].text
