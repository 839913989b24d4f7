"""Five thousand groups, and as many axes: what findings, figures and the API may cost."""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from found import FOUND, ask

from hustings import api, figures, query
from hustings.api.endpoint import Question, TooLarge
from hustings.dataset import open_dataset
from hustings.link import default_view
from hustings.scene import Scene

MEGABYTE = 2**20
#: processor seconds of one finding, figure or answer, and bytes by which all of them make the
#: process grow: several times what they take. All groups against all is 200 MB for each number of a
#: pair.
SECONDS, MEMORY = 20, 400 * MEGABYTE
#: characters of a drawn figure
DRAWN = 2 * MEGABYTE
#: groups, axes and statements of each group
SIZES = {"5,000 groups": (5000, 12, 6), "5,000 axes": (120, 5000, 60)}
FIGURES = [figure.name for figure in figures.FIGURES]
ANSWERS = {f"api/{endpoint.name}": endpoint for endpoint in api.ENDPOINTS}


def write(path: Path, groups: int, axes: int, each: int) -> None:
    """A table of statements on one axis each, with names of up to 300 characters."""
    draw = np.random.default_rng(20250212)
    who = np.repeat(np.arange(groups), each)
    rows = len(who)
    names = np.array(
        [f"group {i} {'x' * 300 * (i % 10 == 0)}"[:300].strip() for i in range(groups)]
    )
    days = pd.to_timedelta(draw.integers(0, 900, rows), "D")
    frame = pd.DataFrame(
        {
            "statement_id": [f"s{i}" for i in range(rows)],
            "date": (pd.Timestamp("2020-01-01") + days).date,
            "actor": names[who],
            "actor_type": [f"type {i % 6}" for i in who],
            "country": [f"country {i % 190}" for i in who],
            "kind": draw.choice(["speech", "vote", "letter"], rows),
            "coder": draw.choice(["A", "B"], rows),
            "axis": [f"axis {i}" for i in draw.integers(0, axes, rows)],
            "stance": draw.integers(-2, 3, rows) / 2,
        }
    )
    frame.to_parquet(path)


def costs(path: Path) -> dict[str, tuple[float, float, int]]:
    """By what is asked: processor seconds, growth of the process until then, characters."""
    data = open_dataset(path)
    assert not data.problems
    groups = query.groups(data, query.Filters()).group
    # Two picked groups, and the costly choices of other pages.
    view = default_view(data).having(
        actor=(groups[0], groups[len(groups) // 2]), k="auto", apart="coalition: 1"
    )

    def drawn(name: str) -> int:
        figure = figures.named(name)
        panel = figure.of(Scene(data, view, figure.page, "https://board.example"))
        return len(panel.draw(960).to_json(validate=False))

    def of_finding(name: str) -> int:
        ask(name, data, view)
        return 0

    def answered(name: str) -> int:
        scene = Scene(data, view, "", "https://board.example")
        own = {asked.name: asked.default for asked in ANSWERS[name].all_own}
        try:
            ANSWERS[name].of(Question(scene, own))
        except TooLarge as error:
            assert "Narrow the question" in str(error)
        return 0

    found = {}
    base = getrusage(RUSAGE_SELF).ru_maxrss
    for names, act in ((FOUND, of_finding), (FIGURES, drawn), (ANSWERS, answered)):
        for name in names:
            used = process_time()
            size = act(name)
            grown = (getrusage(RUSAGE_SELF).ru_maxrss - base) * 1024
            found[name] = process_time() - used, grown, size
    return found


@pytest.fixture(scope="module", params=SIZES.values(), ids=SIZES)
def cost(request, tmp_path_factory) -> dict[str, tuple[float, float, int]]:
    """The costs in a process of its own, whose memory nothing else has filled."""
    path = tmp_path_factory.mktemp("many") / "positions.parquet"
    write(path, *request.param)
    # AppTest leaves the page it ran as the main module, which a spawned process would run again.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            return pool.submit(costs, path).result()


@pytest.mark.parametrize("name", [*FOUND, *FIGURES, *ANSWERS])
def test_what_many_groups_cost(cost, name):
    seconds, grown, size = cost[name]
    assert seconds < SECONDS and grown < MEMORY and size < DRAWN
