"""The foot of Actor and Compare: who stands nearest to one group, and who farthest."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from hustings.pages import PAGES

#: Ann agrees with Bob fully, with Cid by half, with Dan not at all; Eve shares one
#: axis only, Flo two
STANCES = {
    ("Ann", "A"): [1, 1], ("Ann", "B"): [1, 1], ("Ann", "C"): [1],
    ("Bob", "A"): [1, 1], ("Bob", "B"): [1, 1], ("Bob", "C"): [1],
    ("Cid", "A"): [0], ("Cid", "B"): [0], ("Cid", "C"): [0],
    ("Dan", "A"): [-1], ("Dan", "B"): [-1], ("Dan", "C"): [-1],
    ("Eve", "A"): [1],
    ("Flo", "A"): [1], ("Flo", "B"): [-1],
}  # fmt: skip


@pytest.fixture
def seen(tmp_path, visit):
    """`seen(page, actor)`: label of each table -> its rows of (link, texts of the cells)."""
    rows = [f"{who},{axis},{x}" for (who, axis), stances in STANCES.items() for x in stances]
    (tmp_path / "positions.csv").write_text("\n".join(["actor,axis,stance", *rows]) + "\n")

    def run(path: str, actor: str) -> dict[str, list[tuple[str, list[str]]]]:
        script = str(next(p.file for p in PAGES if p.path == path))
        app = visit(script, tmp_path, actor=actor)
        html = [element.value for element in app.get("html") if "<table" in element.value]
        return {re.search('aria-label="(.*?)"', table)[1]: _rows(table) for table in html}

    return run


def _rows(table: str) -> list[tuple[str, list[str]]]:
    found = []
    for row in table.split("<tbody>")[1].split("</tr>")[:-1]:
        cells = re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)
        texts = [unescape(re.sub("<.*?>", "", cell)) for cell in cells]
        found.append((unescape(re.search('href="(.*?)"', row)[1]), texts))
    return found


@pytest.mark.parametrize("path", ["actor", "compare"])
def test_nearest_and_farthest_and_nobody_twice(seen, path):
    tables = seen(path, "Ann")
    assert {label: [texts for _, texts in rows] for label, rows in tables.items()} == {
        "Nearest to Ann": [
            ["Bob →", "100 %", "100 %", "both for A, for B, for C; 3 axes, 10 statements"],
            ["Cid →", "50 %", "50 %", "3 axes, 8 statements"],
        ],
        "Farthest from Ann": [
            ["Dan →", "0 %", "0 %", "against A; against B; against C; 3 axes, 8 statements"]
        ],
        "Thin evidence, nearest to Ann first": [["Flo →", "50 %", "50 %", "2 axes, 6 statements"]],
    }


def test_a_name_leads_to_the_two_side_by_side(seen):
    ((link, _), *_) = seen("actor", "Ann")["Nearest to Ann"]
    assert urlsplit(link).path == "./compare"
    assert parse_qs(urlsplit(link).query)["actor"] == ["Ann", "Bob"]


def test_one_other_is_nearest_and_nobody_farthest(seen, tmp_path):
    rows = [f"{who},{axis},1" for who in ("Ann", "Bob") for axis in ("A", "B", "C")]
    (tmp_path / "positions.csv").write_text("\n".join(["actor,axis,stance", *rows]) + "\n")
    assert list(seen("actor", "Ann")) == ["Nearest to Ann"]
