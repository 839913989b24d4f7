"""Download menu: a figure as picture, page or table in any size, and the report of its page.

All of it are links to routes of the server, so that the menu is there at once and nothing is made
before it is asked for; a click fetches the file and says what happens meanwhile.
"""

from dataclasses import replace
from pathlib import Path

import streamlit as st
from plotly.offline import get_plotlyjs_version

from hustings import pictures, words
from hustings.export.chart_file import GROUNDS
from hustings.figures.sizes import SIZES
from hustings.findings import GROUP_WORDS
from hustings.pictures import fonts
from hustings.scene import Scene
from hustings.ui.button_style import BUTTON
from hustings.web.assets import PLOTLY_PATH

#: what a menu offers of a figure: ending -> label, in groups
FIGURE = {
    "Picture": {"png": "PNG", "svg": "SVG", "pdf": "PDF"},
    "Page": {"html": "HTML"},
    "Data": {"xlsx": "XLSX", "csv": "CSV", "txt": "Notes"},
}
#: the figures that can be drawn with the picked alone
ALONE = ("map",)
#: sizes on offer; pictures beside links have theirs by themselves
OFFERED = tuple(name for name in SIZES if name != "preview")
#: endings that the server's browser draws, and those of them that the reader's can draw instead
DRAWN, BY_READER = ("png", "svg", "pdf"), ("png", "svg")

_HERE = Path(__file__).parent
_element = st.components.v2.component(
    "hustings_download",
    html='<div class="place"></div>',
    css=BUTTON + (_HERE / "download.css").read_text(encoding="utf-8"),
    js=(_HERE / "download.js").read_text(encoding="utf-8"),
)


def figure_menu(scene: Scene, name: str) -> None:
    """The menu of one figure, with the report of the page that shows it."""
    here = replace(scene, base=".")
    drawn = pictures.browser() is not None
    endings = [ending for group in FIGURE.values() for ending in group]
    links = {ending: here.figure_link(name, ending) for ending in endings}
    if not drawn:
        # drawn by the reader's browser from the figure itself
        links |= dict.fromkeys(BY_READER, here.figure_link(name, "json"))
        del links["pdf"]
    alone = name in ALONE and bool(scene.view.actor)
    many = GROUP_WORDS[scene.view.by][1]
    data = {
        "groups": [
            {"label": label, "files": [[e, said] for e, said in group.items() if e in links]}
            for label, group in FIGURE.items()
        ],
        "links": links,
        "sizes": [[size, SIZES[size].label, SIZES[size].width] for size in OFFERED],
        "grounds": [[ground, ground.capitalize()] for ground in GROUNDS],
        "only": [scene.view.only, f"Picked {many} only"] if alone else [],
        "draws": not drawn,
        **_drawing(),
    }
    with _menu(name):
        _element(data=_with_report(data, here), key=f"take {name}")


def report_menu(scene: Scene, key: str) -> None:
    """The report alone, for pages that have no figure; stands inside a menu or a page."""
    data: dict = {"groups": [], "links": {}, "sizes": [], "grounds": [], "only": [], "draws": False}
    _element(data=_with_report(data, replace(scene, base=".")), key=f"take {key}")


def _menu(name: str):
    return st.popover("Download", icon=":material/download:", key=f"download {name}")


def _with_report(data: dict, here: Scene) -> dict:
    """The same with the report of the page at its end."""
    files = [["html", "Report"]]
    if pictures.browser():
        files.append(["pdf", "Report as PDF"])
    rows = words.many(here.data.meta.unit)
    about = f"Figures, tables, {rows}, method, limits and citation, as one file without a network."
    links = {f"report {ending}": here.report_link(ending) for ending, _ in files}
    offered = [[f"report {ending}", said] for ending, said in files]
    group = {"label": "Report", "about": about, "files": offered}
    return {**data, "groups": [*data["groups"], group], "links": {**data["links"], **links}}


def _drawing() -> dict:
    """What the reader's browser needs to draw a figure itself."""
    return {
        "plotly": PLOTLY_PATH,
        "version": get_plotlyjs_version(),
        "fonts": fonts.addresses(),
    }
