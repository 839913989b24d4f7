"""Readers who take no notice of what they are sent do not keep others waiting."""

import socket
from urllib.parse import urlsplit
from urllib.request import urlopen

import charts
from servers import PATIENCE

#: readers who ask and never read
SLOW = 40


def test_slow_readers_do_not_keep_others_waiting(site, page, errors):
    where = urlsplit(site)
    lines = [socket.create_connection((where.hostname, where.port)) for _ in range(SLOW)]
    try:
        for i, line in enumerate(lines):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            # A half request, one for a large file, one for a figure: none of them is read.
            line.send(
                (
                    b"GET / HTTP/1.1\r\nHost: ",
                    b"GET /charts/map.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    b"GET /charts/network.json HTTP/1.1\r\nHost: localhost\r\n\r\n",
                )[i % 3]
            )
        with urlopen(f"{site}/api/health", timeout=PATIENCE) as answer:
            assert answer.status == 200
        with urlopen(f"{site}/charts/map.json", timeout=PATIENCE) as answer:
            assert answer.read()
        reader = page(f"{site}/?actor=France")
        assert charts.chart(reader).is_visible()
        assert errors == []
    finally:
        for line in lines:
            line.close()
