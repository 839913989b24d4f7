"""Print style: pages carry a style that takes controls off the paper."""

import re
from pathlib import Path

from hustings.ui import print_style

STYLE = Path(print_style.__file__).with_suffix(".css").read_text(encoding="utf-8")


def test_all_of_it_is_for_print_alone():
    assert re.fullmatch(r"\s*/\*.*?\*/\s*@media print \{.*\}\s*", STYLE, re.DOTALL)
    assert STYLE.count("{") == STYLE.count("}")
    # nothing in it could end the element that holds it
    assert "<" not in STYLE


def test_every_page_has_it(visit, folder):
    app = visit("method.py", folder)
    assert any(STYLE in part.proto.body for part in app.get("html"))


def test_what_is_for_screens_ends_no_element_either():
    style = Path(print_style.__file__).with_name("page_style.css").read_text(encoding="utf-8")
    assert style.count("{") == style.count("}") and "<" not in style
    assert "@media print" not in style
