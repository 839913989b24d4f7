"""Text on one line, apart from what stands around it: for feeds, cards, titles and messages."""

import re
import unicodedata

#: control characters and lone surrogates, which could end a line or spoil a file; they part words
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: embeddings, overrides and isolates: left open, they would turn round what follows the text
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: first strong isolate, and its end: the direction of what stands between is its own
ISOLATE, END = "\u2068", "\u2069"


def one_line(text: object) -> str:
    """The text on one line, without controls and without marks that turn its direction.

    >>> one_line("a\\n\\u202eb\\x00")
    'a b'
    """
    return " ".join(_TURNS.sub("", _CONTROLS.sub(" ", str(text))).split())


def isolated(text: object) -> str:
    """The same, its direction kept to itself where it has letters written from right to left.

    >>> isolated("France"), len(isolated("مصر"))
    ('France', 5)
    """
    line = one_line(text)
    turned = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line)
    return f"{ISOLATE}{line}{END}" if turned else line
