"""Who works on what: no kind of request takes the threads that another needs."""

from threading import Barrier

import anyio
import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from hustings import api
from hustings.web import health
from hustings.web.threads import AT_ONCE, in_worker_thread

APP = Starlette(routes=[*health.routes(), *api.routes()])


@pytest.mark.parametrize(
    ("path", "status"), [("/api/ready", 200), ("/api/axes", 200), ("/api/axes?by=z", 400)]
)
def test_probes_and_api_are_answered_though_pages_have_all_their_threads(path, status):
    async def asked() -> int:
        usual = anyio.to_thread.current_default_thread_limiter()
        for taken in range(int(usual.total_tokens)):
            usual.acquire_on_behalf_of_nowait(taken)
        async with AsyncClient(transport=ASGITransport(APP), base_url="http://h") as client:
            with anyio.fail_after(20):
                return (await client.get(path)).status_code

    assert anyio.run(asked) == status


def test_no_more_than_a_few_questions_are_worked_out_at_once():
    running, seen, gate = set(), [], Barrier(AT_ONCE)

    def work(number: int) -> None:
        running.add(number)
        gate.wait(20)
        seen.append(len(running))
        gate.wait(20)
        running.discard(number)

    async def asked() -> None:
        async with anyio.create_task_group() as group:
            for number in range(5 * AT_ONCE):
                group.start_soon(in_worker_thread, work, number)

    anyio.run(asked)
    assert seen == [AT_ONCE] * 5 * AT_ONCE
