"""Text on one line, apart from what stands around it: for feeds, cards, titles and messages."""

import re
import unicodedata

from hustings.bidi import END, FIRST

#: control characters and lone surrogates, which could end a line or spoil a file; they part words
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: embeddings, overrides and isolates: left open, they would turn round what follows the text
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: object) -> str:
    """The text on one line, without controls and without marks that turn its direction.

    >>> one_line("a\\n\\u202eb\\x00")
    'a b'
    """
    return " ".join(_TURNS.sub("", _CONTROLS.sub(" ", str(text))).split())


def apart(text: object) -> str:
    """The same, isolated as a whole where it has letters that run from right to left.

    A quotation of several clauses keeps their order, which `hustings.bidi.isolated`, made for names
    in a sentence, would not.

    >>> apart("France"), len(apart("مصر"))
    ('France', 5)
    """
    line = one_line(text)
    turned = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line)
    return f"{FIRST}{line}{END}" if turned else line
