"""What a reader's data set gives so far: counts, axes with intervals, a map; and taking it."""

import json

import streamlit as st

from hustings import figures
from hustings.figures.map import of as map_of
from hustings.findings.outcome import outcome
from hustings.link import default_view
from hustings.scene import Scene
from hustings.store import zip_of
from hustings.ui import figure
from hustings.ui.data import session, sharing
from hustings.ui.text import prose, small

#: what brings the files to be taken
PACKAGE, RECIPE = "data-package.zip", "recipe.json"


def show(width: int) -> None:
    """Counts, what is thin, the map in a width of px, and what can be taken away."""
    st.subheader("What you will get", anchor=False)
    made = session.made()
    if made.data is None:
        prose(made.why)
        _recipe()
        return
    found = outcome(made.data)
    prose(found.sentence)
    for line in found.told:
        small(line)
    panel = map_of(Scene(made.data, default_view(made.data), "", None))
    if panel.empty:
        small("No map yet: nobody has a position on both of the first two axes.")
    else:
        figure.preview(panel, min(width, figures.EXPORT_WIDTH))
    sharing.show()
    st.download_button(
        "Take it as a Data Package",
        _package,
        PACKAGE,
        "application/zip",
        key="own package",
        on_click="ignore",
        icon=":material/download:",
        help="A zip of CSV files, datapackage.json and the recipe, which HUSTINGS_DATA opens",
    )
    _recipe()


def brief() -> None:
    """The counts alone, where the outcome itself stands below all questions."""
    made = session.made()
    prose(outcome(made.data).sentence if made.data else made.why)


def _package() -> bytes:
    with session.package() as folder:
        return zip_of(folder)


def _recipe() -> None:
    said = json.dumps(session.held().draft.recipe.to_json(), ensure_ascii=False, indent=2)
    st.download_button(
        "Take the recipe",
        said.encode(),
        RECIPE,
        "application/json",
        key="own recipe",
        on_click="ignore",
        icon=":material/receipt_long:",
        type="tertiary",
        help="What you have said here, for “hustings convert --recipe”",
    )
