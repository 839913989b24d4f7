"""The pages there are: navigation, previews and tests loop over this list."""

from dataclasses import dataclass
from pathlib import Path

from hustings.bundle import ROOT

FOLDER = ROOT / "pages"
#: heading under which the navigation gathers the pages of analysis
ANALYSIS = "Analysis"


@dataclass(frozen=True)
class Page:
    """One page: its script, its path in the address ("" for the first), and how it is offered."""

    script: str
    path: str
    title: str
    icon: str
    about: str
    section: str = ""

    @property
    def file(self) -> Path:
        """The script of the page."""
        return FOLDER / self.script


#: a new page is one file in `pages/` and one line here
PAGES = (
    Page("map.py", "", "Map", "scatter_plot", "Actors on two axes: who stands where."),
    Page("compare.py", "compare", "Compare", "compare_arrows",
         "Two to eight actors on every axis, and their statements face to face."),
    Page("statements.py", "statements", "Statements", "format_quote",
         "The words behind every position: read, search, cite, download."),
    Page("actor.py", "actor", "Actor", "person",
         "One actor: where it stands, since when, near whom."),
    Page("method.py", "method", "Method", "menu_book",
         "What is measured, how, from which data, and with which limits."),
    Page("agreement.py", "agreement", "Agreement", "hub",
         "Who stands with whom: all against all, the network, its coalitions.", ANALYSIS),
    Page("landscape.py", "landscape", "Landscape", "bubble_chart",
         "All axes in one picture: who answers alike, and in which clusters.", ANALYSIS),
    Page("divides.py", "divides", "Divides", "call_split",
         "What splits the field, what all share, and what sets a group apart.", ANALYSIS),
    Page("change.py", "change", "Change", "trending_up",
         "Positions over time, and who has moved: before and after an event.", ANALYSIS),
    Page("evidence.py", "evidence", "Evidence", "fact_check",
         "How far the evidence carries: who is covered, how coders agree, what would flip.",
         ANALYSIS),
)  # fmt: skip
