"""The pages there are: navigation, previews and tests loop over this list."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True)
class Page:
    """One page: its script, its path in the address ("" for the first), and how it is offered."""

    script: str
    path: str
    title: str
    icon: str
    about: str

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
)  # fmt: skip
