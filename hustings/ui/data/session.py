"""The draft of a reader's own data, kept for the session: no change of page loses it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from hustings.dataset import Dataset, open_dataset
from hustings.intake.apply import Applied, apply
from hustings.intake.draft import Draft
from hustings.intake.folder import write_folder
from hustings.intake.guess import NAMED, look_alikes
from hustings.intake.names import Alike
from hustings.intake.recipe import Recipe
from hustings.intake.table import Fault
from hustings.schema import DataError
from hustings.store import Saved
from hustings.zipped import RECIPE

_KEY = "own data"
_steps = count()


@dataclass(frozen=True, eq=False, kw_only=True)
class Made:
    """What a draft makes: positions, all faults, and the data set, or why there is none."""

    applied: Applied
    faults: tuple[Fault, ...]
    data: Dataset | None
    why: str = ""


@dataclass(kw_only=True)
class Own:
    """What a session holds: the draft, the number of its step, and what it makes.

    `token` opens the data set of this very step, `saved` is the one that was saved last.

    Editors of tables are named after the step: each begins anew with what the last one has said.
    """

    draft: Draft
    step: int = field(default_factory=lambda: next(_steps))
    made: Made | None = None
    looks: dict[str, list[Alike]] | None = None
    token: str = ""
    saved: Saved | None = None


def own() -> Own | None:
    """What the session holds, if a file was read."""
    return st.session_state.get(_KEY)


def held() -> Own:
    """What the session holds, on a page that has a file."""
    found: Own = st.session_state[_KEY]
    return found


def put(draft: Draft) -> None:
    """Keep a draft; what the one before made is let go, but for what cannot have changed."""
    before, now = own(), Own(draft=draft)
    if before is not None:
        now.saved = before.saved
        if _names(before.draft) == _names(draft):
            now.looks = before.looks
        _close(before)
    st.session_state[_KEY] = now


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
    """Let go of everything, for another file."""
    if (before := st.session_state.pop(_KEY, None)) is not None:
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
        with st.spinner("Reading what it says…", show_time=True):
            now.made = _make(now.draft)
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


def _make(draft: Draft) -> Made:
    tables = draft.tables
    applied = apply(tables, draft.recipe)
    faults = (*draft.reading.faults, *(f for t in tables for f in t.faults), *applied.faults)
    if applied.positions.empty:
        why = "Nothing can be used yet: no row says who stands where on what."
        return Made(applied=applied, faults=faults, data=None, why=why)
    try:
        with TemporaryDirectory(prefix="hustings") as folder:
            write_folder(Path(folder), applied, draft.recipe)
            return Made(applied=applied, faults=faults, data=open_dataset(folder))
    except DataError as error:
        return Made(applied=applied, faults=faults, data=None, why=error.brief)
    except OSError as error:
        why = f"The disk of the server does not take it: {error.strerror}."
        return Made(applied=applied, faults=faults, data=None, why=why)
