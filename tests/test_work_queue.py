"""Figures and reports are worked out once for equals, and not for those who have gone."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest
from asgi import scope_of
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from hustings.export import chart_file, report
from hustings.web import charts
from hustings.web import report as reports
from hustings.web.work_queue import GONE, QueueFull, WorkQueue, unless_gone

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("tiny")]
APP = Starlette(routes=[*charts.routes(), *reports.routes()])
#: seconds that anything may take on a busy machine
PATIENCE = 30


class Reader:
    """A client that asks an application and stays until the answer is there, or it goes."""

    def __init__(self, target: str, client: str = "192.0.2.1", app=APP):
        self.gone = asyncio.Event()
        self.sent: list[dict] = []
        self.asked = False
        work = app(scope_of(target, client=client), self._receive, self._send)
        self.answered = asyncio.ensure_future(work)

    async def _receive(self) -> dict:
        if not self.asked:
            self.asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict) -> None:
        self.sent.append(message)

    async def status(self) -> int:
        await asyncio.wait_for(self.answered, PATIENCE)
        return self.sent[0]["status"]


def request(client: str = "192.0.2.1") -> Request:
    return Request(scope_of("/", client=client))


async def until(condition) -> None:
    """Let others go on until the condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)


class Gate:
    """Work that begins, and ends when it is let; who began it is noted."""

    def __init__(self) -> None:
        self.begun: list[object] = []
        self.open = Event()

    def __call__(self, what: object = None, *_, **__) -> bytes:
        self.begun.append(what)
        assert self.open.wait(PATIENCE)
        return b"made"


@pytest.fixture
def gate() -> Iterator[Gate]:
    """A gate that is open at the end whatever happens."""
    gate = Gate()
    yield gate
    gate.open.set()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_equal_work_is_done_once_and_all_get_it(gate):
    queue = WorkQueue("test", 2, 10)
    asked = [
        asyncio.ensure_future(queue.answer(request(), "key", lambda: queue.in_thread(gate, "one")))
        for _ in range(200)
    ]
    await until(lambda: gate.begun)
    gate.open.set()
    assert await asyncio.gather(*asked) == [b"made"] * 200
    assert gate.begun == ["one"] and len(queue) == 0


async def test_what_nobody_waits_for_is_not_begun(gate):
    queue = WorkQueue("test", 1, 10)
    asked = [
        asyncio.ensure_future(
            queue.answer(request(), key, lambda key=key: queue.in_thread(gate, key))
        )
        for key in ("first", "dropped", "shared", "shared", "last")
    ]
    await until(lambda: gate.begun)
    for one in (1, 2):
        asked[one].cancel()
    await until(lambda: len(queue) == 3)
    gate.open.set()
    assert [await asked[one] for one in (0, 3, 4)] == [b"made"] * 3
    assert gate.begun == ["first", "shared", "last"]


async def test_work_that_has_begun_keeps_its_thread_though_nobody_waits(gate):
    queue = WorkQueue("test", 1, 10)
    dropped = asyncio.ensure_future(
        queue.answer(request(), "dropped", lambda: queue.in_thread(gate, "dropped"))
    )
    await until(lambda: gate.begun)
    dropped.cancel()
    again = asyncio.ensure_future(
        queue.answer(request(), "dropped", lambda: queue.in_thread(gate, "again"))
    )
    await until(lambda: len(queue) == 1)
    assert gate.begun == ["dropped"]
    gate.open.set()
    assert await again == b"made" and gate.begun == ["dropped", "again"]


async def test_the_queue_is_bounded_and_no_client_fills_it(gate):
    queue = WorkQueue("test", 1, 5)

    async def asked(key: int, client: str) -> bytes:
        return await queue.answer(request(client), key, lambda: queue.in_thread(gate, key))

    waiting = [asyncio.ensure_future(asked(key, "192.0.2.1")) for key in range(3)]
    await until(lambda: len(queue) == 3)
    with pytest.raises(QueueFull) as refused:
        await asked(3, "192.0.2.1")
    # Three wait at the second that a step is thought to take before one was seen.
    assert refused.value.retry_after == 3 and "in 3 seconds" in str(refused.value)
    waiting += [asyncio.ensure_future(asked(key, f"192.0.2.{key}")) for key in range(3, 6)]
    await until(lambda: len(queue) == 6)
    with pytest.raises(QueueFull):
        await asked(6, "192.0.2.9")
    # Who asks for what is on its way adds nothing to it.
    waiting.append(asyncio.ensure_future(asked(5, "192.0.2.9")))
    gate.open.set()
    assert await asyncio.gather(*waiting) == [b"made"] * 7
    assert sorted(gate.begun) == list(range(6)) and len(queue) == 0


async def test_a_fault_is_told_to_all_who_wait_and_is_not_kept(gate):
    queue = WorkQueue("test", 1, 5)

    def fails() -> bytes:
        raise ValueError("no")

    waiting = [queue.answer(request(), 1, lambda: queue.in_thread(fails)) for _ in range(3)]
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(each) for each in told] == [ValueError] * 3
    gate.open.set()
    assert await queue.answer(request(), 1, lambda: queue.in_thread(gate)) == b"made"


async def test_requests_dropped_in_the_line_of_reports_are_never_worked_out(gate, monkeypatch):
    monkeypatch.setattr(report, "html", lambda scene, note: gate(scene.view.filters.since))
    queue = WorkQueue("test", 1, reports.WAITING)
    monkeypatch.setattr(reports, "_reports", queue)
    dropped = [
        Reader(f"/report.html?page=evidence&since=2010-01-{day:02}", f"192.0.2.{day}")
        for day in range(1, 16)
    ]
    await until(lambda: gate.begun and len(queue) == 15)
    for reader in dropped:
        reader.gone.set()
    assert {await reader.status() for reader in dropped} == {GONE}
    stays = Reader("/report.html?page=compare&since=2011-01-01")
    gate.open.set()
    assert await stays.status() == 200
    assert [str(day)[:4] for day in gate.begun] == ["2010", "2011"]


async def test_charts_beyond_the_line_are_refused_and_may_come_back(gate, monkeypatch):
    monkeypatch.setattr(chart_file, "written", gate)
    monkeypatch.setattr(charts, "_figures", WorkQueue("test", 1, 3))
    readers = [Reader(f"/charts/map.json?min={2 + n}", f"192.0.2.{n}") for n in range(6)]
    await until(lambda: sum(bool(reader.sent) for reader in readers) == 2)
    assert len(charts._figures) == 4
    for reader in filter(lambda reader: reader.sent, readers):
        headers = dict(reader.sent[0]["headers"])
        assert int(headers[b"retry-after"]) >= 1
        assert headers[b"content-type"] == b"application/problem+json"
    gate.open.set()
    assert sorted([await reader.status() for reader in readers]) == [200] * 4 + [503] * 2


async def test_equal_pictures_asked_for_at_once_make_one_figure(gate, monkeypatch):
    made = []

    async def draw(text, *_):
        made.append("drawn")
        return b"picture"

    monkeypatch.setattr(charts, "_to_draw", lambda asked: (gate("figure"), Sheet, None))
    monkeypatch.setattr(charts, "draw", draw)
    monkeypatch.setattr(chart_file, "fitted", lambda drawn, *about: drawn)
    readers = [Reader("/charts/map.png?min=7") for _ in range(20)]
    await until(lambda: gate.begun and list(charts._figures._work.values())[0].readers == 20)
    gate.open.set()
    assert {await reader.status() for reader in readers} == {200}
    assert gate.begun == ["figure"] and made == ["drawn"]


class Sheet:
    """The size of a figure that is none."""

    width, height, scale = 1, 1, 1


async def test_an_answer_comes_though_the_client_would_have_gone_later(gate):
    async def app(scope, receive, send):
        asked = Request(scope, receive)

        async def answer():
            return PlainTextResponse("here")

        await (await unless_gone(asked, answer()))(scope, receive, send)

    assert await Reader("/", app=app).status() == 200
