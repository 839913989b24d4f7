"""Names of files: they say the view, and every file system and header takes them."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hustings.export.chart_file import Look, named
from hustings.export.file_names import MOST, disposition, file_name, joined, slug
from hustings.link import default_view
from hustings.query import Filters
from hustings.scene import Scene


def test_a_name_says_axes_picks_and_filters(bundled):
    view = default_view(bundled).having(actor=("France", "China"))
    scene = Scene(bundled, view, "", "https://h.example")
    assert file_name(scene, "map", "png") == "hustings-map-regulation-openness-france-china.png"
    listed = replace(scene, page="statements")
    assert file_name(listed, "statements", "csv") == "hustings-statements-france-china.csv"
    listed = replace(listed, view=view.having(whose="all"))
    assert file_name(listed, "statements", "csv") == "hustings-statements.csv"
    filters = Filters(type=("civil society",), since=date(2025, 1, 20), q="Égalité!")
    scene = replace(scene, view=view.having(axis=("Footprint",), actor=()), page="divides")
    scene = replace(scene, view=replace(scene.view, filters=filters))
    assert file_name(scene, "divides", "csv") == (
        "hustings-divides-footprint-civil-society-2025-01-20-egalite.csv"
    )
    assert file_name(replace(scene, page="method"), "report method", "pdf") == (
        "hustings-report-method.pdf"
    )


def test_pictures_that_look_otherwise_are_called_otherwise(bundled):
    view = default_view(bundled).having(actor=("France",))
    scene = Scene(bundled, view, "", None)
    dark = Look(size="slide", ground="dark")
    stem = "hustings-map-regulation-openness-france"
    assert named(scene, "map", "png", Look()) == f"{stem}.png"
    assert named(scene, "map", "png", dark) == f"{stem}-slide-dark.png"
    # a table is the same in every look
    assert named(scene, "map", "csv", dark) == f"{stem}.csv"


def test_all_scripts_keep_their_letters():
    assert slug("الذكاء الاصطناعي") == "الذكاء-الاصطناعي"
    assert slug("हिन्दी") == unicodedata.normalize("NFC", "हिन्दी")
    assert slug("서울 · 中国") == "서울-中国"
    assert slug("../../etc/passwd\0") == "etc-passwd" and slug("CON:*?<>|") == "con"
    assert slug("\u202egnp.exe") == "gnp-exe" and slug("…") == ""


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_name_holds_what_a_file_system_or_a_header_refuses(parts):
    name = f"{joined(['hustings', *parts])}.png"
    assert len(name.encode()) <= MOST + 4
    assert not re.search(r'[\x00-\x1f<>:"/\\|?*\s]', name)
    assert not any(unicodedata.category(char) in ("Cf", "Cc", "Cs") for char in name)
    header = disposition(name)
    assert header.isascii() and "\n" not in header and header.count('"') == 2
