"""Cache of results: limited in bytes, computed once for all who ask, changed by nobody."""

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import date
from threading import Event, Semaphore

import numpy as np
import pandas as pd
import pytest
from found import FOUND, ask

from hustings import cache, findings, query
from hustings.cache import MEGABYTE, cached, size
from hustings.link import View, default_view

#: more than a third of a megabyte, and less than the half
PART = 400_000


class Data:
    """Stands for a data set."""


@pytest.fixture
def one_megabyte(monkeypatch):
    monkeypatch.setenv("HUSTINGS_RESULT_CACHE", "1")
    monkeypatch.setattr(cache, "_results", type(cache._results)())


@cached
def part(data: Data, name: str) -> np.ndarray:
    made.append(name)
    return np.zeros(PART, dtype=np.uint8)


made: list[str] = []


def asked(data: Data, *names: str) -> list[str]:
    """The names for which something had to be computed."""
    made.clear()
    for name in names:
        part(data, name)
    return list(made)


def test_sizes_are_those_of_what_is_held():
    frame = pd.DataFrame({"a": np.zeros(1000), "b": ["é" * 100] * 1000})
    assert size(np.zeros(1000)) == 8000
    assert 8000 + 200_000 <= size(frame) <= 8000 + 400_000
    names = tuple(f"name {i}" for i in range(100))
    assert size(names) > sum(map(len, names))
    assert size((frame, frame)) < 2 * size(frame), "what is held twice counts once"
    found = findings.Count("year", frame, None)
    assert size(found) > size(frame) and size({"x": found}) > size(found)


def test_the_longest_unused_goes_when_the_limit_is_reached(one_megabyte):
    data, other = Data(), Data()
    assert asked(data, "a", "b", "a", "b") == ["a", "b"]
    assert asked(data, "a") == []
    assert asked(other, "c") == ["c"], "one limit for all data sets"
    assert asked(data, "a") == [] and asked(other, "c") == []
    assert asked(data, "b") == ["b"]
    assert asked(data, "a") == ["a"], "the longest unused, of whichever data set"
    assert sum(each.size for each in cache._results.values()) <= MEGABYTE


def test_what_is_larger_than_the_limit_is_not_kept(one_megabyte, monkeypatch):
    data = Data()
    asked(data, "a")
    huge = cached(lambda data: made.append("huge") or np.zeros(2 * MEGABYTE, dtype=np.uint8))
    huge(data), huge(data)
    assert made == ["a", "huge", "huge"]
    assert asked(data, "a") == [], "and nothing made room for it"
    monkeypatch.setenv("HUSTINGS_RESULT_CACHE", "0")
    assert asked(data, "b", "b") == ["b", "b"]


def test_results_go_with_their_data_set(one_megabyte):
    data, other = Data(), Data()
    asked(data, "a", "b")
    del data
    gc.collect()
    assert len(cache._results) == 0
    assert asked(other, "c", "d", "c") == ["c", "d"]


class Together:
    """Several who ask the same at once; the first is held until all others wait for it."""

    def __init__(self, monkeypatch, ends: list[BaseException | None]):
        self.data, self.ends, self.calls = Data(), ends, 0
        self.begun, self.go, waiting = Event(), Event(), Semaphore(0)

        class Watched(Future):
            def result(self, timeout=None):
                waiting.release()
                return super().result(timeout)

        monkeypatch.setattr(cache, "Future", Watched)
        self.waiting = waiting

        @cached
        def slow(data):
            number, self.calls = self.calls, self.calls + 1
            self.begun.set()
            assert self.go.wait(60)
            if self.ends[min(number, len(self.ends) - 1)] is not None:
                raise self.ends[number]
            return {"answer": [number]}

        self.slow = slow

    def ask(self, many: int) -> list[Future]:
        with ThreadPoolExecutor(many) as threads:
            told = [threads.submit(self.slow, self.data)]
            assert self.begun.wait(60)
            told += [threads.submit(self.slow, self.data) for _ in range(many - 1)]
            for _ in range(many - 1):
                assert self.waiting.acquire(timeout=60)
            self.go.set()
        return told


def test_equal_askers_share_one_computation(monkeypatch):
    together = Together(monkeypatch, [None])
    results = [each.result() for each in together.ask(5)]
    assert together.calls == 1 and results == [{"answer": [0]}] * 5
    assert len({id(result["answer"]) for result in results}) == 5, "and each may change its own"


def test_an_exception_reaches_all_who_wait_and_is_not_kept(monkeypatch):
    fault = ValueError("no such axis")
    together = Together(monkeypatch, [fault, None])
    assert [each.exception() for each in together.ask(5)] == [fault] * 5
    assert together.calls == 1
    assert together.slow(together.data) == {"answer": [1]}


def test_whoever_is_stopped_leaves_the_work_to_those_who_wait(monkeypatch):
    together = Together(monkeypatch, [KeyboardInterrupt(), None])
    first, *others = together.ask(4)
    assert isinstance(first.exception(), KeyboardInterrupt)
    assert [each.result() for each in others] == [{"answer": [1]}] * 3
    assert together.calls == 2


def test_how_to_compute_is_no_part_of_the_question():
    @cached
    def answer(data, what, *, _how):
        return _how(what)

    data = Data()
    assert answer(data, "a", _how=str.upper) == "A"
    assert answer(data, "a", _how=pytest.fail) == "A", "nobody asks again"
    assert answer(data, "b", _how=str.upper) == "B"


def test_what_one_caller_changes_does_not_reach_the_next(bundled):
    view = default_view(bundled)
    before = findings.map(bundled, view).points.loc[0, "x"]
    findings.map(bundled, view).points.loc[0, "x"] = 99
    assert findings.map(bundled, view).points.loc[0, "x"] == before != 99
    query.facets(bundled, query.Filters())["type"]["evil"] = 1
    assert "evil" not in query.facets(bundled, query.Filters())["type"]
    square = findings.agreement(bundled, view).among
    with pytest.raises(ValueError, match="read-only"):
        square.value[0, 0] = 0


def spoil(value) -> None:
    """Change whatever can be changed."""
    if isinstance(value, pd.DataFrame):
        for at in range(value.shape[1]):
            value.iloc[:, at] = value.iloc[::-1, at].to_numpy()
        value.insert(0, "evil", 1)
        value.drop(value.index, inplace=True)
    elif isinstance(value, np.ndarray):
        with pytest.raises(ValueError, match="read-only"):
            value[...] = 0
    elif isinstance(value, dict):
        for each in value.values():
            spoil(each)
        value.clear()
    elif isinstance(value, tuple | list):
        for each in value:
            spoil(each)
        if isinstance(value, list):
            value.clear()
    elif is_dataclass(value):
        for each in fields(value):
            spoil(getattr(value, each.name))


def told(value) -> str:
    """All that a value holds, as text."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv()
    if isinstance(value, np.ndarray):
        return str(value.tolist())
    if isinstance(value, dict):
        return str([(key, told(each)) for key, each in value.items()])
    if isinstance(value, tuple | list):
        return str([told(each) for each in value])
    if is_dataclass(value):
        return str([(each.name, told(getattr(value, each.name))) for each in fields(value)])
    return repr(value)


@pytest.fixture
def view(bundled) -> View:
    return default_view(bundled).having(apart="coalition: 1", k="3")


@pytest.mark.parametrize("name", FOUND)
def test_no_finding_can_be_spoiled(bundled, view, name):
    before = told(ask(name, bundled, view))
    spoil(ask(name, bundled, view))
    assert told(ask(name, bundled, view)) == before


#: another value of every field
OTHER = View(
    x="Openness", y="Coordination", axis=("Openness",), actor=("China",), by="country",
    flip=("Openness",),
    filters=query.Filters(type=("company",)), min=2, repeat="latest", interval="all",
    averages=True, only=True, zoom="0,1,0,1", sort="oldest", p=3, id=("x",), whose="all",
    edge="ratio", norm="jaccard", once=True, least=10, top=9, data="another",
    k="2", cover=3, apart="type: company", cut=date(2024, 7, 1), window=30,
    order="low: Openness",
    metric="nominal",
    gather=True,
    panels="period",
    everybody=True,
)  # fmt: skip


def kept() -> int:
    return sum(len(each.kept) for each in cache._results.values())


@pytest.mark.parametrize("name", FOUND)
def test_a_field_that_a_finding_does_not_use_computes_nothing(bundled, view, name, questions):
    ask(name, bundled, view)
    asked, held = len(questions), kept()
    for each in fields(View):
        if each.name not in FOUND[name].uses:
            assert getattr(OTHER, each.name) != getattr(view, each.name)
            # whose profile it is stands beside the view
            group = view if name == "actor.actor" and each.name == "actor" else None
            ask(name, bundled, group or view.having(**{each.name: getattr(OTHER, each.name)}))
    assert (len(questions), kept()) == (asked, held)


def test_choices_of_other_pages_leave_the_map_alone(bundled, view, questions):
    findings.map(bundled, view)
    asked, held = len(questions), kept()
    for name in ("interval", "p", "norm", "window", "k", "sort"):
        findings.map(bundled, view.having(**{name: getattr(OTHER, name)}))
    assert (len(questions), kept()) == (asked, held)
    findings.map(bundled, view.having(min=3))
    assert kept() > held


class Watched(View):
    """A view that tells when a field is read that is not among those allowed."""

    def __getattribute__(self, name: str):
        own = object.__getattribute__(self, "__dict__")
        if name in own["known"] and name not in own["allowed"]:
            raise AssertionError(f"{name} is read, and not declared")
        return object.__getattribute__(self, name)

    def having(self, **values) -> View:
        inner = {"filters"} if set(values) - self.known else set()
        assert inner <= self.allowed, "filters are changed, and not declared"
        return watched(self.plain.having(**values), self.allowed | set(values) & self.known)

    def keeping(self, *names: str) -> View:
        assert set(names) <= self.allowed, f"{set(names) - self.allowed}: used, and not declared"
        return watched(self.plain.keeping(*names), names)

    def __hash__(self) -> int:
        return hash(self.plain)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watched) and self.plain == other.plain


def watched(view: View, allowed) -> Watched:
    found = object.__new__(Watched)
    known = {each.name for each in fields(View)}
    own = {name: getattr(view, name) for name in known}
    vars_of = object.__getattribute__(found, "__dict__")
    vars_of.update(own, known=known, allowed=set(allowed), plain=view)
    return found


@pytest.fixture(scope="module")
def many_axes(tmp_path_factory):
    """Five actors on sixteen axes: more than a page shows where none is chosen."""
    rows = [
        f"{who}{axis}{day},{who},{kind},A{axis},{(who_at + axis + day) % 3 - 1},2024-0{day}-01"
        for who_at, (who, kind) in enumerate(zip("abcde", "ttuuu", strict=True))
        for axis in range(16)
        for day in (1, 2, 3)
        if (who_at + axis) % 4
    ]
    folder = tmp_path_factory.mktemp("many")
    header = "statement_id,actor,actor_type,axis,stance,date"
    (folder / "positions.csv").write_text("\n".join([header, *rows]) + "\n")
    from hustings.dataset import open_dataset

    return open_dataset(folder)


@pytest.mark.parametrize("name", FOUND)
@pytest.mark.parametrize("which", ["bundled", "many_axes"])
def test_no_finding_reads_a_field_that_it_does_not_declare(request, which, name):
    data = request.getfixturevalue(which)
    first = default_view(data).having(apart="coalition: 1")
    picked = tuple(query.groups(data, query.Filters()).group[:2])
    for view in (
        first.having(actor=picked),
        first.having(actor=(), axis=(data.axes[1].id,), min=2, repeat="document", edge="conflict"),
        first.having(by="type", apart="type: company", k="auto", q="zz", actor=()),
    ):
        ask(name, data, watched(view, {each.name for each in fields(View)}))


def test_the_watch_tells():
    view = watched(View(), {"by", "filters"})
    assert view.by == "actor" and view.having(x="X").x == "X"
    for reads in (lambda: view.x, lambda: view.picks, lambda: view.keeping("x")):
        with pytest.raises(AssertionError, match="not declared"):
            reads()
