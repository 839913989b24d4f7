"""Servers of Streamlit, and a reader without a browser who speaks to them over the websocket."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import clock_gettime, perf_counter
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import connect

ROOT = Path(__file__).parents[1]
#: seconds that a server may take to start or to answer
PATIENCE = 90


class Server(NamedTuple):
    """A running server: its address, `host:port`, and the number of its process."""

    address: str
    process: int

    def worked(self) -> float:
        """Seconds of processor time since its start, all threads together."""
        # What clock_getcpuclockid() gives on Linux; Python has it for threads only.
        return clock_gettime(~self.process << 3 | 2)

    def memory(self) -> float:
        """Megabytes of memory in use now."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Spent(NamedTuple):
    """Seconds that a rerun took: by the clock, and of the server's processor time."""

    clock: float
    work: float


@contextmanager
def server(script: str | Path = "dashboard.py", **environment: str) -> Iterator[Server]:
    """A fresh server of Streamlit with nothing in its memory."""
    command = [
        "{python}", "-m", "streamlit", "run", str(script),
        "--server.headless=true", "--server.address=127.0.0.1", "--server.port={port}",
        "--server.fileWatcherType=none", "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    with running(command, "/_stcore/health", HUSTINGS_LOG="false", **environment) as found:
        yield found


@contextmanager
def running(command: Sequence[str], health: str, **environment: str) -> Iterator[Server]:
    """A process that serves on a free port of loopback, from when it answers at `health`.

    "{python}" and "{port}" in the command stand for this interpreter and the port.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [part.format(python=sys.executable, port=port) for part in command],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _await(process, f"http://127.0.0.1:{port}{health}")
        yield Server(f"127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _await(process: subprocess.Popen, health: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(URLError, OSError), urlopen(health, timeout=5) as answer:
            if answer.status == 200:
                return
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
    raise SystemExit("The server did not start.")


class Reader:
    """One reader's session: sends what a browser sends when a widget is changed.

    The states of widgets that were never touched are not sent, they are what the server has.
    Messages that the reader has kept are named to the server, as a browser does, so that it need
    not send the same figure twice.

    Parameters
    ----------
    server : Server
    query : mapping of str to str or list of str, optional
        The parameters of the link that the reader opens.
    page : str
        Its path; without it, the first page.

    Attributes
    ----------
    opened : Spent
        What opening the page took.
    """

    def __init__(self, server: Server, query: Mapping[str, object] | None = None, page: str = ""):
        self.server = server
        self._page = page
        self.messages: list[ForwardMsg] = []
        self._kept: dict[str, ForwardMsg] = {}
        self._touched: dict[str, WidgetState] = {}
        self._query: dict[str, object] = dict(query or {})

    def __enter__(self) -> "Reader":
        self._line = connect(
            f"ws://{self.server.address}/_stcore/stream", subprotocols=["streamlit"], max_size=None
        ).__enter__()
        self.opened = self.rerun()
        return self

    def __exit__(self, *exception) -> None:
        self._line.__exit__(*exception)

    def change(self, key: str, value: object) -> Spent:
        """Set the widget with this key and rerun the page.

        Parameters
        ----------
        key : str
        value : str, list of str, date or None
        """
        (state,) = (
            WidgetState(id=element.id)
            for element in self.widgets()
            if element.id.split("-", 2)[-1] == key
        )
        if isinstance(value, str):
            state.string_value = value
        else:
            state.string_array_value.data[:] = value
        self._touched[state.id] = state
        self._query[key] = value
        return self.rerun()

    def rerun(self) -> Spent:
        """Rerun the page as it stands; the time is that from request to the run's last message."""
        ask = BackMsg()
        ask.rerun_script.query_string = urlencode(self._query, doseq=True)
        ask.rerun_script.page_name = self._page
        ask.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=self._touched.values()))
        ask.rerun_script.cached_message_hashes.extend(self._kept)
        ask.rerun_script.context_info.url = f"http://{self.server.address}/"
        request = ask.SerializeToString()
        answers = []
        start, before = perf_counter(), self.server.worked()
        self._line.send(request)
        finished = False
        while not finished:
            self._acknowledge()
            answers.append(ForwardMsg.FromString(self._line.recv(timeout=PATIENCE)))
            finished = answers[-1].WhichOneof("type") == "script_finished"
        spent = Spent(perf_counter() - start, self.server.worked() - before)
        self.messages = [self._kept.get(message.ref_hash, message) for message in answers]
        self._kept |= {m.hash: m for m in self.messages if m.metadata.cacheable}
        if any(m.delta.new_element.WhichOneof("type") == "exception" for m in self.messages):
            raise SystemExit(f"The page at {self.server.address} shows an error.")
        return spent

    def _acknowledge(self) -> None:
        """Confirm at once what has arrived.

        The server holds small messages back until earlier ones are confirmed, and Linux confirms
        with a delay: 40 ms in which nobody works would be added to every run.
        """
        if hasattr(socket, "TCP_QUICKACK"):
            self._line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def elements(self) -> Iterator[tuple[str, object]]:
        """Kind and content of every element and container on the page."""
        for message in self.messages:
            if message.WhichOneof("type") == "delta":
                delta = message.delta
                node = delta.new_element if delta.HasField("new_element") else delta.add_block
                kind = node.WhichOneof("type")
                if kind:
                    yield kind, getattr(node, kind)

    def widgets(self) -> list:
        """Everything on the page that can be changed by the reader."""
        return [content for _, content in self.elements() if getattr(content, "id", "")]

    def figure(self) -> str:
        """The Plotly figure on the page, as it was sent."""
        return next(content.spec for kind, content in self.elements() if kind == "plotly_chart")
