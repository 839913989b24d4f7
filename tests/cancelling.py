"""Asking an engine something, and cancelling it before the answer is there."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from hustings.engine.base import Cancelled, Engine


def cancelled(engine: Engine, question) -> None:
    """A question that is cancelled ends with an error that says so."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(engine.run, question)
        [thread] = pool._threads
        while not asked.done():
            engine.cancel(thread.ident)
            wait([asked], 0.05)
        with pytest.raises(Cancelled):
            asked.result()
