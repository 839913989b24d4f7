"""Names that run from right to left are isolated in sentences, figures, tables and links."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.bidi import END, FIRST, isolated
from hustings.charts.base import safe
from hustings.charts.text_metrics import text_width
from hustings.html.table import table_html
from hustings.ui import text

OPENNESS, CLOSED = "الانفتاح", "مغلق"
ALSO = "שלום עכשיו"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (f"on {OPENNESS}, 4 stand", f"on {FIRST}{OPENNESS}{END}, 4 stand"),
        (f"Speakers: {ALSO} (3).", f"Speakers: {FIRST}{ALSO}{END} (3)."),
        (f"{OPENNESS}, {CLOSED}", f"{FIRST}{OPENNESS}{END}, {FIRST}{CLOSED}{END}"),
        (
            f"↑ {OPENNESS} · ↓ {CLOSED}",
            f"↑ {FIRST}{OPENNESS}{END} · ↓ {FIRST}{CLOSED}{END}",
        ),
        ("France and Éire, 中国", "France and Éire, 中国"),
    ],
)
def test_each_name_is_isolated_and_nothing_else(plain, expected):
    assert isolated(plain) == expected
    assert isolated(expected) == expected, "and once only"
    assert safe(plain) == expected


@given(st.text(st.sampled_from(f"ab,.·() {OPENNESS}{ALSO}")))
def test_isolates_are_closed_and_the_text_is_the_same(plain):
    found = isolated(plain)
    assert re.sub(f"[{FIRST}{END}]", "", found) == plain
    assert re.sub(f"[^{FIRST}{END}]", "", found) == (FIRST + END) * found.count(FIRST)


def test_pages_and_tables_isolate():
    sentence = f"leans towards {CLOSED} (few statements)"
    assert f"{FIRST}{CLOSED}{END} (few" in table_html(pd.DataFrame({"in words": [sentence]}), "x")
    assert f"{FIRST}{CLOSED}{END}" in text.md(sentence)
    assert f"{FIRST}{CLOSED}{END}" in text.safe(sentence)


def test_letters_of_other_scripts_have_their_own_widths():
    """Measured in Chromium at 12 px (DejaVu Sans, a wide font): 122 px."""
    measured = 122
    assert measured <= text_width("المملكة العربية السعودية", 12) < 1.15 * measured
