"""Size of groups: every figure, report, answer of the API and page for very many actors or axes.

A table is generated, with a fixed seed, into a temporary folder: each tenth actor has a name of 300
characters. Figures, reports, answers and pages have a process each, which opens the data set first
and draws one small figure, so that the program is loaded. Before each measurement all remembered
results are dropped: measured are the time of a first answer, and the most memory that the process
takes meanwhile, data set and program included. An answer that refuses is shown with its sentence.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import timing

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SEED = 20250212
FIRST_DAY = date(2015, 1, 1)
TYPES, COUNTRIES, SORTS, CODERS, DAYS = 8, 190, 4, 2, 3650
#: axes on which half of all statements are
MAIN = 6
#: characters of the longest names
LONGEST = 300
#: seconds after which a page is given up
PATIENCE = 120
KINDS = ("figure", "report", "api", "page")
BASE = "https://board.example"


def generate(path: Path, actors: int, axes: int, each: int) -> None:
    """Write a table in which every actor makes `each` statements, each on one axis.

    Half of them are on any axis, half on a few main ones, so that many actors share axes and some
    cells hold several statements.

    Parameters
    ----------
    path : Path
        Of the Parquet file.
    """
    draw = np.random.default_rng(SEED)
    codings = actors * each
    actor = np.repeat(np.arange(actors), each)
    main = draw.integers(0, min(axes, MAIN), codings)
    axis = np.where(draw.random(codings) < 0.5, main, draw.integers(0, axes, codings))
    day = draw.integers(0, DAYS, codings) + (FIRST_DAY - date(1970, 1, 1)).days
    long = " of many words" * LONGEST
    names = [f"actor {i}{long if i % 10 == 0 else ''}"[:LONGEST] for i in range(actors)]

    def named(word: str, many: int, which: np.ndarray) -> pa.Array:
        return of([f"{word} {i}" for i in range(many)], which)

    def of(names: list[str], which: np.ndarray) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(which.astype("int32")), names)

    table = pa.table(
        {
            "statement_id": [f"s{i}" for i in range(codings)],
            "date": pa.array(day.astype("int32")).cast("date32"),
            "actor": of(names, actor),
            "actor_type": named("type", TYPES, actor % TYPES),
            "country": named("country", COUNTRIES, actor % COUNTRIES),
            "kind": named("kind", SORTS, draw.integers(0, SORTS, codings)),
            "coder": named("coder", CODERS, draw.integers(0, CODERS, codings)),
            "axis": named("axis", axes, axis),
            "stance": draw.integers(-2, 3, codings) / 2,
        }
    )
    pq.write_table(table, path)


def names(kind: str) -> list[str]:
    """What is measured of a kind: names of figures and endpoints, paths of pages."""
    from hustings import api, figures
    from hustings.pages import PAGES

    if kind == "figure":
        return [figure.name for figure in figures.FIGURES]
    if kind == "api":
        return [endpoint.name for endpoint in api.ENDPOINTS]
    return [page.path for page in PAGES]


def run(kind: str, source: str, only: str) -> None:
    """Do all of a kind, and print what each took as a line of JSON; two actors are picked."""
    os.environ.update(HUSTINGS_DATA=source, HUSTINGS_URL=BASE)
    from hustings import cache, query
    from hustings.current_dataset import current
    from hustings.link import default_view

    data = current().data
    groups = query.groups(data, query.Filters()).group
    view = default_view(data).having(actor=(groups[0], groups[len(groups) // 2]))
    _figure(data, view, "statements-by")()
    make = {"figure": _figure, "report": _report, "api": _api, "page": _page}[kind]
    for name in names(kind):
        task = f"{kind} {name or 'map'}"
        if only not in task:
            continue
        act = make(data, view, name)
        cache._results.clear()
        gc.collect()
        # the most memory is counted anew
        Path("/proc/self/clear_refs").write_text("5")
        start, used = perf_counter(), process_time()
        size, said = act()
        clock, processor = perf_counter() - start, process_time() - used
        print(json.dumps([task, clock, processor, _peak(), size, said]), flush=True)


def _peak() -> float:
    """MiB of memory that the process has taken at the most since it was counted anew."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def _figure(data, view, name):
    from hustings import figures
    from hustings.scene import Scene

    def act() -> tuple[int, str]:
        panel = figure.of(Scene(data, view, figure.page, BASE))
        return len(panel.draw(figures.EXPORT_WIDTH).to_json()) + len(panel.table.to_csv()), ""

    figure = figures.named(name)
    return act


def _report(data, view, path):
    from hustings.export.report import html
    from hustings.scene import Scene

    return lambda: (len(html(Scene(data, view, path, BASE))), "")


def _api(data, view, name):
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from hustings import api

    client = TestClient(Starlette(routes=api.routes()))

    def act() -> tuple[int, str]:
        answer = client.get(f"/api/{name}")
        return len(answer.content), "" if answer.is_success else answer.json()["detail"]

    return act


def _page(data, view, path):
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "hustings" / "app.py"), default_timeout=PATIENCE)
    app.query_params["actor"] = list(view.actor)

    def act() -> tuple[int, str]:
        if path:
            app.switch_page(str(ROOT / "pages" / f"{path}.py"))
        app.run()
        if app.exception:
            raise RuntimeError(app.exception[0].value)
        return 0, ""

    return act


def _measured(kind: str, source: str, only: str) -> Iterator[tuple[str, ...]]:
    """The rows of the table for a kind, from a process of its own."""
    command = [sys.executable, __file__, "--kind", kind, "--source", source, "--only", only]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("["):
                task, clock, processor, peak, size, said = json.loads(line)
                written = f"{size / 1e6:.1f}" if size else ""
                yield task, f"{clock:.1f}", f"{processor:.1f}", f"{peak:,.0f}", written, said
    if process.returncode:
        raise SystemExit(f"The process of kind {kind} ended with {process.returncode}.")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--actors", type=int, default=100_000, help="how many")
    parser.add_argument("--axes", type=int, default=5000, help="how many")
    parser.add_argument("--each", type=int, default=6, help="statements of each actor")
    parser.add_argument("--only", default="", help="what is measured, if its name holds this")
    for inner in ("--kind", "--source"):
        parser.add_argument(inner, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.kind:
        run(args.kind, args.source, args.only)
        return
    with TemporaryDirectory() as folder:
        source = Path(folder) / "positions.parquet"
        generate(source, args.actors, args.axes, args.each)
        rows = []
        for kind in KINDS:
            for row in _measured(kind, str(source), args.only):
                print(*row, file=sys.stderr, flush=True)
                rows.append(row)
    timing.table(("what", "clock, s", "processor, s", "memory, MiB", "MB", "said"), rows)


if __name__ == "__main__":
    main()
