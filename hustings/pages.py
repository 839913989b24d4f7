"""The pages there are: navigation, previews and tests loop over this list."""

from dataclasses import dataclass
from pathlib import Path

from hustings.bundle import ROOT

FOLDER = ROOT / "pages"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its script, its path in the address ("" for the first), and how it is offered."""

    script: str
    path: str
    title: str
    icon: str
    about: str
    #: whether it shows the data set by a view, which a reader can filter
    filtered: bool = True

    @property
    def file(self) -> Path:
        """The script of the page."""
        return FOLDER / self.script


#: a new page is one file in `pages/` and one line here
PAGES = (
    Page(
        script="map.py",
        path="",
        title="Map",
        icon="scatter_plot",
        about="Actors on two axes: who stands where.",
    ),
    Page(
        script="compare.py",
        path="compare",
        title="Compare",
        icon="compare_arrows",
        about="Two to eight actors on every axis, and their statements face to face.",
    ),
    Page(
        script="grid.py",
        path="grid",
        title="Grid",
        icon="table_chart",
        about="Everybody on every axis, in words: one table to read, sort and print.",
    ),
    Page(
        script="statements.py",
        path="statements",
        title="Statements",
        icon="format_quote",
        about="The words behind every position: read, search, cite, download.",
    ),
    Page(
        script="actor.py",
        path="actor",
        title="Actor",
        icon="person",
        about="One actor: where it stands, since when, near whom.",
    ),
    Page(
        script="agreement.py",
        path="agreement",
        title="Agreement",
        icon="hub",
        about="Who stands with whom: all against all, the network, its coalitions.",
    ),
    Page(
        script="landscape.py",
        path="landscape",
        title="Landscape",
        icon="bubble_chart",
        about="All axes in one picture: who answers alike, and in which clusters.",
    ),
    Page(
        script="divides.py",
        path="divides",
        title="Divides",
        icon="call_split",
        about="What splits the field, what all share, and what sets a group apart.",
    ),
    Page(
        script="change.py",
        path="change",
        title="Change",
        icon="trending_up",
        about="Positions over time, and who has moved: before and after an event.",
    ),
    Page(
        script="evidence.py",
        path="evidence",
        title="Evidence",
        icon="fact_check",
        about="How far the evidence carries: who is covered, how coders agree, what would flip.",
    ),
    Page(
        script="data.py",
        path="data",
        title="Your data",
        icon="upload_file",
        about="Drop a file, say what it means, and see who stands where in it.",
        filtered=False,
    ),
    Page(
        script="desk.py",
        path="desk",
        title="Desk",
        icon="edit_note",
        about="The coding desk: from an article to positions, by coders who judge blind.",
        filtered=False,
    ),
    Page(
        script="method.py",
        path="method",
        title="Method",
        icon="menu_book",
        about="What is measured, how, from which data, and with which limits.",
        filtered=False,
    ),
)

#: paths of the pages that take no filters
UNFILTERED = tuple(page.path for page in PAGES if not page.filtered)
#: the page on which readers bring data of their own
OWN_DATA = "data"
#: the page on which articles are coded
DESK = "desk"
#: pages that show nothing of the data set that could be counted, filtered or shared
APART = (OWN_DATA, DESK)
#: pages that show a view of the data set, of which there are reports
VIEWS = tuple(page for page in PAGES if page.path not in APART)
