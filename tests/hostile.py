"""A data set whose every text tries to be something else."""

import csv
from pathlib import Path

from hustings.schema import COLUMNS, LONGEST_NAME

TEXTS = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    ":red[loud] :tiger: $x^2$ `code` **bold**",
    '=HYPERLINK("https://e.example","x")',
    "\u202eמימין לשמאל",
    "long " * 1000,
    "%{x} {{ 7*7 }} <b>bold</b> </script>",
)
#: texts that leave a mark on the page if a browser runs them
ATTACKS = (
    "<script>window.__pwned = 1</script>",
    '<img src="x" onerror="window.__pwned = 2">',
    '"><svg onload="window.__pwned = 3"></svg>',
    '<a href="javascript:window.__pwned = 4">open</a>',
    "[open](javascript:window.__pwned=5) ![](x)",
    "</script></title></style><iframe srcdoc='<script>parent.__pwned = 6</script>'></iframe>",
    "'-alert(7)-' ${window.__pwned = 7} {{constructor.constructor('alert(8)')()}}",
)
HEAD = [column.name for column in COLUMNS]
_NAMES = {column.name for column in COLUMNS if column.kind == "name"}


def write(folder: Path, texts: tuple[str, ...] = TEXTS) -> Path:
    """Write positions.csv with each of the texts in every column that takes text.

    All actors speak on two axes, and each on one more that is named by a text of its own. Names are
    as long as a name may be.
    """
    rows = []
    for i, bad in enumerate(texts):
        plain = {
            "statement_id": f"{bad} {i}",
            "date": "2025-02-11",
            "time": "10:30",
            "checked": "2025-02-12",
            "answer": "",
            "n": "",
            "se": "",
            "url": f"https://e.example/{i}",
        }
        for axis in dict.fromkeys(("First", texts[0], texts[i - 1])):
            row = dict.fromkeys(HEAD, bad) | plain | {"axis": axis, "stance": (i % 5) / 2 - 1}
            row |= {name: row[name][-LONGEST_NAME:] for name in _NAMES}
            rows.append([row[name] for name in HEAD])
    with (folder / "positions.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return folder
