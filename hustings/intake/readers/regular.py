"""Whether the quotes of a text file are written as CSV has them, told without reading its cells."""

from mmap import mmap

import numpy as np

_QUOTE = ord('"')
#: bytes that are looked at in one go
_CHUNK = 2**23


def regular(raw: bytes | mmap, start: int, separator: str) -> bool:
    """Whether every quote that opens follows a separator, and every one that closes precedes one.

    Of the quotes of a file the first, third and so on open a cell and the others close it; two for
    one in a cell close it and open it again at once. Any other place makes the file irregular, and
    so does an odd number of quotes, or a backslash before one.
    """
    if raw.find(b'"', start) < 0:
        return True
    if raw.find(b'\\"', start) >= 0:
        return False
    beside = np.zeros(256, bool)
    beside[[ord(separator), ord("\n"), ord("\r"), _QUOTE]] = True
    count = 0
    for place in range(start, len(raw), _CHUNK):
        # one byte more on either side, as quotes are judged by their neighbours
        before = raw[place - 1 : place] if place > start else b"\n"
        chunk = np.frombuffer(before + raw[place : place + _CHUNK + 1] + b"\n", np.uint8)
        quotes = np.flatnonzero(chunk[1 : min(_CHUNK, len(raw) - place) + 1] == _QUOTE) + 1
        opening, closing = quotes[count % 2 :: 2], quotes[1 - count % 2 :: 2]
        if not (beside[chunk[opening - 1]].all() and beside[chunk[closing + 1]].all()):
            return False
        count += len(quotes)
    return count % 2 == 0
