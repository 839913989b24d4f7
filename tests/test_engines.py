"""The same answers from every engine: questions, findings, endpoints, whatever holds the tables.

One small data set, with what engines could see differently (accents, other scripts, two coders,
missing cells, equal names), is opened from files, from a prepared folder, from PostgreSQL and from
Spark. Files in DuckDB, as every other test uses them, say what is right.
"""

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import clusters
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from asgi import ask
from starlette.applications import Starlette

from hustings import api, current_dataset, features, findings, query, tables
from hustings.dataset import Dataset, open_dataset
from hustings.engine.postgres import Postgres
from hustings.link import View
from hustings.prepare import prepare
from hustings.query import Filters, Picks
from hustings.schema import REASONS

OTHERS = ("prepared", "postgres", "spark")
CODERS = ("A", "B")
NAMES = (
    "Zambia",
    "Éire",
    "Österreich",
    "अर्जेंटीना",
    "ÉIRE",
    "zoo",
    "İzmir",
    "한국",
    "Ann O'Hara",
    "100%_x",
)
AXES = ("Tax", "Transport", "Ärzte")


def day_of(i: int) -> date | None:
    """The day of a statement; the last two of each actor are of one day."""
    if i >= 96 - 2 * len(NAMES):
        return date(2025, 12, 31)
    return None if i % 13 == 0 else date(2023 + i % 3, 1 + i % 12, 1 + i % 28)


def table() -> pa.Table:
    """The positions: 96 statements by ten actors, most of them on two axes and by two coders."""
    rows = []
    for i in range(96):
        actor = NAMES[i % len(NAMES)]
        statement = {
            "statement_id": f"s{i}",
            "date": day_of(i),
            "time": (None, "10:30", "09:15:20.5")[i % 3],
            "actor": actor,
            "actor_type": ("state", "firm", None)[i % len(NAMES) % 3],
            "country": ("IRL", "AUT")[i % len(NAMES) % 2],
            "speaker": (None, "Łucja", "Ωmega", actor)[i % 4],
            "quote": ("Égalité d'abord", "हिन्दी में", "Straße\r\nzwei", "more = less", None)[i % 5],
            "summary": f"Point {i % 7}",
            "kind": ("direct", "document")[i % 2],
            "theme": ("work", "health", "Ärger")[i % 3],
            "event": None if i % 2 else "Fair",
            "source_title": f"Paper {i % 9}",
            "source_kind": ("original", "copy", "report", None)[i % 4],
            "url": None if i % 6 else f"https://paper.example/{i % 11}",
        }
        for k, axis in enumerate(AXES[: 1 + i % 3]):
            for coder in CODERS[: 1 + (i + k) % 2]:
                if i % 11 == 5 and (coder == "B" or i % 2):
                    reason = REASONS[i % len(REASONS)]
                    rows.append({**statement, "axis": axis, "answer": reason, "coder": coder})
                    continue
                stance = ((i * 7 + k * 3 + len(coder) * (coder == "B")) % 9 - 4) / 4
                code = {"axis": axis, "stance": stance, "coder": coder}
                code |= {"n": (12, None, 1)[i % 3], "se": (None, 0.1, 0.25, 0.05)[k or i % 4]}
                day = f"2026-01-{1 + i % 9:02}" if (i + k) % 5 == 0 else None
                check = {"checked": day, "checked_by": day and (None, "Łucja")[i % 2]}
                rows.append({**statement, **code, **check})
            if i % 7 == 0:
                own = {"axis": axis, "stance": ((i + k) % 5 - 2) / 2, "coder": "Eve"}
                rows.append({**statement, **own, "checked": "2026-02-01", "checked_by": "Eve"})
    every = dict.fromkeys(("answer", "n", "se", "checked", "checked_by"))
    return pa.Table.from_pylist([{**every, **row} for row in rows])


@pytest.fixture(scope="module", autouse=True)
def summaries_of_few_statements() -> Iterator[None]:
    """Make summaries of this data set too, small as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "LEAST", 0)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The data set as a folder of files."""
    home = tmp_path_factory.mktemp("engines") / "votes"
    home.mkdir()
    pq.write_table(table(), home / "positions.parquet")
    (home / "axes.csv").write_text(
        "axis,name,low,high\nTax,Taxes,Cut,Raise\nTransport,Ways,Rail,Road\nÄrzte,Care,Less,More\n",
        encoding="utf-8",
    )
    (home / "events.csv").write_text("date,event\n2024-02-01,Fair\n", encoding="utf-8")
    (home / "datapackage.json").write_text('{"title": "Votes"}', encoding="utf-8")
    return home


class Opened(dict):
    """Something for each engine, made when it is first asked for."""

    def __init__(self, make: Callable):
        super().__init__()
        self.make = make

    def __missing__(self, engine: str):
        self[engine] = self.make(engine)
        return self[engine]


@pytest.fixture(scope="module")
def sources(folder, request) -> Iterator[dict[str, str]]:
    """Where each engine finds the data set."""
    with ExitStack() as stack:

        def make(engine: str) -> str:
            if engine == "prepared":
                prepare(folder, folder.parent / "prepared")
                return str(folder.parent / "prepared")
            if engine == "postgres":
                database = stack.enter_context(clusters.postgres())
                fill(database, folder)
                return f"{database}?table=votes"
            if engine == "spark":
                cluster = request.getfixturevalue("spark_cluster")
                return f"{cluster.address}?{urlencode({'path': folder, **clusters.SMALL})}"
            return str(folder)

        yield Opened(make)


def fill(database: str, folder: Path) -> None:
    """Put the data set into tables of a database."""
    engine = Postgres(database, "public")
    engine.make("votes", table(), keep=True)
    for name in ("axes", "events"):
        engine.make(name, as_text(pyarrow.csv.read_csv(folder / f"{name}.csv")), keep=True)
    package = (folder / "datapackage.json").read_text(encoding="utf-8")
    engine.make("package", pa.table({"content": [package]}), keep=True)
    engine.close()


def as_text(rows: pa.Table) -> pa.Table:
    return rows.cast(pa.schema([(name, pa.string()) for name in rows.column_names]))


@pytest.fixture(scope="module")
def opened(sources) -> dict[str, Dataset]:
    return Opened(lambda engine: open_dataset(sources[engine]))


FILTERS = (
    Filters(),
    Filters(type=("state",), since=date(2023, 2, 1), until=date(2025, 6, 30)),
    Filters(theme=("Ärger", "work"), since=date(2023, 2, 3)),
    Filters(coder=("A",), kind=("direct",), source_kind=("copy", "report")),
    Filters(checked=("yes",)),
    Filters(checked=("no",), theme=("work",)),
    Filters(q="EGALITE d'"),
    Filters(q="हिन्दी strasse"),
    Filters(country=("nowhere",)),
)
EIRE, TYPES = Picks("actor", ("Éire", "Zambia")), Picks("type", ("state",))
#: groups of several levels side by side
MIXED = Picks("actor", ("Éire", "type: firm", "country: AUT"))
IDS = ("s7", "s1", "none", "s12")
#: every function of the query floor -> the ways in which it is asked
QUESTIONS: dict[str, list[tuple]] = {
    "axes_by_evidence": [(), (EIRE,), (TYPES,)],
    "by_ids": [(IDS,)],
    "cells": [("actor", "all"), ("type", "document"), ("speaker", "latest"), ("country", "all")],
    "checks": [(IDS,), (("s5",), Filters(coder=("B",)))],
    "codes": [(IDS,)],
    "codings": [(EIRE, ("Tax",))],
    "codings_checked": [()],
    "counts": [("year",), ("theme",), ("publisher",), ("speaker", ("Tax",))],
    "days": [()],
    "double_coded": [()],
    "estimates": [("actor", "all"), ("type", "document"), ("speaker", "latest")],
    "extent": [("actor", "all"), ("type", "document", EIRE, ("Tax",), 2)],
    "facets": [()],
    "first_and_checked": [("actor",), ("speaker",)],
    "groups": [("actor",), ("type", ("Tax",)), ("speaker", ("Tax", "Transport"))],
    "heard": [("actor",), ("type",), ("country",)],
    "occasions": [("actor", 3), ("type", 100)],
    "quotes": [(IDS,)],
    "reasons": [("actor",), ("type", EIRE, ("Tax",))],
    "scale_values": [()],
    "speakers": [(EIRE,)],
    "stance_counts": [("actor", "all"), ("type", "document", ("Tax",))],
    "statements": [(query.EVERYONE, (), sort, 15, 5) for sort in query.SORTS],
    "strongest": [(EIRE,)],
    "tally": [("actor", "all"), ("type", "document"), ("actor", "latest", EIRE, ("Tax",))],
    "totals": [(), (EIRE,), (TYPES, ("Tax",)), (MIXED,)],
    "units": [(EIRE, ("Tax", "Transport"), 10), (MIXED, (), 10)],
}
#: functions that ask nothing of the engine, or what another one asks
WITHOUT = {
    "as_date", "each_level", "is_in", "level_of", "renamed", "says_what_is_checked", "searched",
    "within_words",
}  # fmt: skip
#: functions that take ids first, and no filters or filters last, or that take no filters
BY_IDS = {"by_ids", "checks", "codes", "quotes", "scale_values"}


def test_every_function_of_the_query_floor_is_asked():
    functions = {name for name in query.__all__ if inspect.isfunction(getattr(query, name))}
    assert functions - WITHOUT == set(QUESTIONS)


def same(found: object, right: object, where: str = "") -> None:
    """Two answers are equal: frames in every cell and type, numbers but for the last digits."""
    assert type(found) is type(right), where
    if isinstance(right, pd.DataFrame):
        pd.testing.assert_frame_equal(found, right, rtol=1e-12, atol=1e-12, obj=where)
    elif isinstance(right, pd.Series):
        pd.testing.assert_series_equal(found, right, rtol=1e-12, atol=1e-12, obj=where)
    elif isinstance(right, np.ndarray):
        np.testing.assert_allclose(found, right, rtol=1e-12, atol=1e-12, err_msg=where)
    elif is_dataclass(right):
        for each in fields(right):
            same(getattr(found, each.name), getattr(right, each.name), f"{where}.{each.name}")
    elif isinstance(right, dict):
        assert list(found) == list(right), where
        for key in right:
            same(found[key], right[key], f"{where}[{key}]")
    elif isinstance(right, list | tuple):
        assert len(found) == len(right), where
        for i, (one, other) in enumerate(zip(found, right, strict=True)):
            same(one, other, f"{where}[{i}]")
    elif isinstance(right, float):
        assert found == pytest.approx(right, rel=1e-12, abs=1e-12, nan_ok=True), where
    else:
        assert found == right, where


def answers(data: Dataset, name: str) -> dict[tuple, object]:
    """Answers of one function: asked in its first way with each filter, in the others without."""
    function: Callable = getattr(query, name)
    first, *others = QUESTIONS[name]
    if name in BY_IDS:
        return {args: function(data, *args) for args in (first, *others)}
    asked = [*((filters, *first) for filters in FILTERS), *((Filters(), *args) for args in others)]
    return {each: function(data, *each) for each in asked}


@pytest.mark.parametrize("engine", OTHERS)
def test_what_is_said_of_a_data_set_is_the_same(opened, engine):
    found, right = opened[engine], opened["files"]
    assert found.engine.name == {"prepared": "DuckDB", "postgres": "PostgreSQL"}.get(
        engine, "Spark"
    )
    for name in ("version", "rows", "left_out", "passed_over", "axes", "problems", "events"):
        same(getattr(found, name), getattr(right, name), name)
    assert found.meta.title == right.meta.title
    same(found.tables.sizes, right.tables.sizes)
    assert found.tables.summaries, "some questions are answered from summaries"


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("engine", OTHERS)
def test_questions_have_the_same_answer(opened, engine, name):
    same(answers(opened[engine], name), answers(opened["files"], name), name)


VIEW = View(x="Tax", y="Transport", actor=("Éire", "Zambia"), axis=("Tax", "Transport"))


#: every finding of a view; `apart` is a part of divides, for a type that stands apart
FINDINGS = [
    name
    for name in findings.__all__
    if name != "apart"
    and inspect.isfunction(function := getattr(findings, name))
    and [*inspect.signature(function).parameters] == ["data", "view"]
]


def test_there_are_findings_of_every_feature():
    named = {feature.name for feature in features.FEATURES} - {"change"}
    assert named - {"actor", "statements"} <= {*FINDINGS}
    assert {"shifts", "history"} <= {*FINDINGS}


@pytest.mark.parametrize("engine", OTHERS)
def test_actors_and_pages_of_statements_are_the_same(opened, engine):
    found, right = opened[engine], opened["files"]
    same(findings.actor(found, VIEW, "Éire"), findings.actor(right, VIEW, "Éire"), "actor")
    same(findings.statements(found, VIEW, 10), findings.statements(right, VIEW, 10), "statements")


@pytest.mark.parametrize("name", FINDINGS)
@pytest.mark.parametrize("engine", OTHERS)
def test_findings_are_the_same(opened, engine, name):
    finding = getattr(findings, name)
    same(finding(opened[engine], VIEW), finding(opened["files"], VIEW), name)


@pytest.fixture(scope="module")
def data_sets_stay_open() -> Iterator[None]:
    """What one endpoint has opened serves the others, until all have been asked."""
    yield
    current_dataset._sources.clear()


@pytest.fixture
def served(monkeypatch, data_sets_stay_open) -> Callable:
    """Answers of endpoints on a source."""

    def answer(source: str, asked: str) -> dict:
        monkeypatch.setenv("HUSTINGS_DATA", source)
        monkeypatch.setenv("HUSTINGS_URL", "https://votes.example")
        found = ask(Starlette(routes=api.routes()), f"/api/{asked}")
        assert found.status == 200, found.body
        return json.loads(found.body)

    return answer


@pytest.mark.parametrize("endpoint", [endpoint.name for endpoint in api.ENDPOINTS])
@pytest.mark.parametrize("engine", OTHERS)
def test_endpoints_give_the_same(sources, served, engine, endpoint):
    for asked in (endpoint, f"{endpoint}?q=%C3%89GALITE" if endpoint != "meta" else endpoint):
        same(served(sources[engine], asked), served(sources["files"], asked), asked)
