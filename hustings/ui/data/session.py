"""The draft of a reader's own data, kept for the session: no change of page loses it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from hustings.dataset import Dataset
from hustings.findings.versions import Versions
from hustings.intake import seen
from hustings.intake.apply import Applied, apply, same_rows, worded
from hustings.intake.draft import Draft
from hustings.intake.folder import write_folder
from hustings.intake.guess import NAMED, look_alikes
from hustings.intake.names import Alike
from hustings.intake.recipe import Recipe
from hustings.intake.table import Fault
from hustings.schema import DataError
from hustings.store import Saved
from hustings.ui.data import known, progress
from hustings.ui.data.known import Known
from hustings.zipped import RECIPE

_KEY = "own data"
_steps = count()


@dataclass(frozen=True, eq=False, kw_only=True)
class Made:
    """What a draft makes: positions, all faults, and a look at them, or why there is none.

    `recipe` is the one that it was made by.
    """

    recipe: Recipe
    applied: Applied
    faults: tuple[Fault, ...]
    data: Dataset | None
    why: str = ""


@dataclass(kw_only=True)
class Own:
    """What a session holds: the draft, the number of its step, and what it makes.

    `token` opens the data set of this very step, `saved` is the one that was saved last, `kept`
    what was said of it then, `known` the recipe of another file that fits this one.

    Editors of tables are named after the step: each begins anew with what the last one has said.
    """

    draft: Draft
    step: int = field(default_factory=lambda: next(_steps))
    made: Made | None = None
    looks: dict[str, list[Alike]] | None = None
    token: str = ""
    saved: Saved | None = None
    kept: tuple | None = None
    known: Known | None = None
    compared: Versions | None = None

    @property
    def changed(self) -> bool:
        """Whether something else was saved last."""
        return self.kept != (self.draft.recipe, self.draft.mends)

    @property
    def previous(self) -> Saved | None:
        """The saved data set of which this is a new version, if it is one."""
        if self.saved is not None and self.changed:
            return self.saved
        return self.known.saved if self.saved is None and self.known is not None else None


def own() -> Own | None:
    """What the session holds, if a file was read."""
    return st.session_state.get(_KEY)


def held() -> Own:
    """What the session holds, on a page that has a file."""
    found: Own = st.session_state[_KEY]
    return found


def put(draft: Draft, known: Known | None = None) -> None:
    """Keep a draft; what the one before made is let go, but for what cannot have changed."""
    before, now = own(), Own(draft=draft, known=known)
    if before is not None:
        now.saved, now.kept, now.known = before.saved, before.kept, before.known
        if _names(before.draft) == _names(draft):
            now.looks = before.looks
        if _only_words(before, draft):
            now.made = _reworded(before.made, draft.recipe)  # type: ignore[arg-type]
        else:
            _close(before)
    st.session_state[_KEY] = now


def _only_words(before: Own, draft: Draft) -> bool:
    """Whether what was made holds for a draft as well, under other words."""
    return (
        before.made is not None
        and before.draft.reading is draft.reading
        and before.draft.mends == draft.mends
        and same_rows(before.made.recipe, draft.recipe)
    )


def _reworded(made: Made, recipe: Recipe) -> Made:
    applied = worded(made.applied, recipe)
    data = seen.worded(made.data, applied, recipe) if made.data is not None else None
    return replace(made, recipe=recipe, applied=applied, data=data)


def _names(draft: Draft) -> tuple:
    """What names that look alike depend on."""
    columns = [draft.recipe.columns.get(meaning) for meaning in NAMED]
    return id(draft.reading), draft.recipe.tables, columns, draft.mends


def looks() -> dict[str, list[Alike]]:
    """Names that may be one, by meaning."""
    now = held()
    if now.looks is None:
        now.looks = look_alikes(now.draft.recipe, now.draft.table.cells)
    return now.looks


def drop() -> None:
    """Let go of everything, for another file; what was said of this one meets the next like it."""
    if (before := st.session_state.pop(_KEY, None)) is not None:
        known.remember(before.draft, before.saved or (before.known and before.known.saved))
        _close(before)


def _close(before: Own) -> None:
    """Give back the memory of a data set that nobody sees any more."""
    if before.made is not None and before.made.data is not None:
        before.made.data.engine.close()


def change(how: Callable[[Draft], Draft]) -> None:
    """One step of the draft, in a callback of a widget."""
    now = held()
    draft = how(now.draft)
    if draft is not now.draft:
        put(draft)


def say(how: Callable[[Recipe], Recipe]) -> None:
    """One step that changes the recipe."""
    change(lambda draft: draft.changed(how(draft.recipe)))


def undo() -> None:
    """Take the last step back."""
    change(Draft.undone)


def made() -> Made:
    """What the draft makes; worked out once for each step."""
    now = held()
    if now.made is None:
        with progress.shown("Taking the cells for what they mean", "Counting") as step:
            now.made = _make(now.draft, step)
    return now.made


@contextmanager
def package() -> Iterator[Path]:
    """The folder of the Data Package that the draft makes, with its recipe, for as long as needed.

    Raises
    ------
    OSError
        Where the disk does not take it.
    """
    with TemporaryDirectory(prefix="hustings") as name:
        folder = Path(name)
        write_folder(folder, made().applied, held().draft.recipe)
        said = json.dumps(held().draft.recipe.to_json(), ensure_ascii=False, indent=2)
        (folder / RECIPE).write_text(said + "\n", encoding="utf-8")
        yield folder


def _make(draft: Draft, step: progress.Step) -> Made:
    tables = draft.tables
    applied = apply(tables, draft.recipe)
    faults = (*draft.reading.faults, *(f for t in tables for f in t.faults), *applied.faults)
    made = Made(recipe=draft.recipe, applied=applied, faults=faults, data=None)
    if applied.positions.empty:
        return replace(made, why="Nothing can be used yet: no row says who stands where on what.")
    step("Counting")
    try:
        return replace(made, data=seen.look(applied, draft.recipe))
    except DataError as error:
        return replace(made, why=error.brief)
