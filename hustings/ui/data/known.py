"""Recipes that may meet the next file: of this session, of the link, of one's own machine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from hustings import settings, store, words
from hustings.intake.again import fitted, header_of
from hustings.intake.draft import Draft
from hustings.intake.recipe import Recipe
from hustings.intake.recipe_json import from_json
from hustings.intake.table import Reading
from hustings.schema import DataError
from hustings.store import Refused, Saved, StoreError
from hustings.ui import link_state

_KEY = "own recipes"
#: recipes that a session remembers
MOST = 20


@dataclass(frozen=True, kw_only=True)
class Known:
    """A recipe, and the saved data set that was made by it, if there is one.

    `given` says that it came along with the file, whose header may be another.
    """

    recipe: Recipe
    saved: Saved | None = None
    given: bool = False

    @property
    def told(self) -> str:
        """Where it comes from, in a sentence."""
        if self.given:
            return "A recipe came with this file."
        if self.saved is not None:
            day = words.day(self.saved.saved)
            return f"The recipe of “{self.saved.title}”, saved on {day}, has the same header."
        return f"The recipe of “{self.recipe.title}” has the same header."


def remember(draft: Draft, saved: Saved | None) -> None:
    """Keep what was said of a file for the next one with its header, for this session."""
    if not draft.before and saved is None:
        return
    kept: dict[str, Known] = st.session_state.setdefault(_KEY, {})
    header = header_of(draft.table)
    kept.pop(header, None)
    kept[header] = Known(recipe=draft.recipe, saved=saved)
    while len(kept) > MOST:
        del kept[next(iter(kept))]


def met(reading: Reading) -> Known | None:
    """The newest recipe that was made for a file with the header of this one."""
    headers = {header_of(table) for table in reading.tables if len(table.cells.columns)}
    for header, known in _all(headers):
        if header in headers and (recipe := fitted(known.recipe, header, reading.tables)):
            return replace(known, recipe=recipe)
    return None


def _all(headers: set[str]) -> Iterator[tuple[str, Known]]:
    yield from reversed(st.session_state.get(_KEY, {}).items())
    try:
        for saved in _saved():
            if saved.header in headers and (said := store.recipe_of(saved.hash)) is not None:
                yield saved.header, Known(recipe=from_json(said), saved=saved)
    except (Refused, StoreError, DataError):
        # a store that does not answer costs the recipe, and not the file
        return


def _saved() -> Iterator[Saved]:
    """Saved data sets whose recipes a reader may have: of the link, of one's own machine."""
    if (found := store.find(link_state.data_address())) is not None:
        yield found
    if not settings.current().url:
        yield from store.list_saved()
