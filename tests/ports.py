"""Ports of loopback for servers of tests: each is given once, whatever other workers do."""

import os
import random
import socket
from contextlib import suppress


def _ports() -> list[int]:
    """Ports that no other worker is given, and that the system gives to nobody by chance.

    Those that the system hands out, for servers and for every connection, begin at 32768.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    mine = list(range(20_000 + worker, 32_000, workers))
    random.SystemRandom().shuffle(mine)
    return mine


_mine = _ports()


def free_port() -> int:
    """A port of loopback that nobody listens on; no other call gives the same."""
    while True:
        port = _mine.pop()
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
