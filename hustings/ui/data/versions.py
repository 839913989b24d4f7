"""Two versions of a reader's data set beside each other: what came, went, changed and moved."""

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from hustings import store, words
from hustings.dataset import Dataset, open_dataset
from hustings.findings.versions import Versions, compare
from hustings.schema import DataError
from hustings.store import Refused, Saved, StoreError
from hustings.ui.data import progress, session
from hustings.ui.text import md, small

#: rows of a table that are listed
MOST_LISTED = 1_000
_POSITION = st.column_config.NumberColumn(format="%+.2f")
_LABELS = {"n_before": "n before", "n": "n after"}
_PARTS = {"open": "Opening the version before", "read": "Opening this one", "compare": "Comparing"}
_KEPT = "own compared"


def show() -> None:
    """For a draft: a button that compares it with the version before, and what it has brought."""
    now = session.held()
    before = now.previous
    if before is None and now.saved is not None and now.saved.previous:
        before = _found(now.saved.previous)
    if before is None:
        return
    st.subheader("Since the version before", anchor=False)
    if st.button(f"Compare with version {before.version}", key="own compare"):
        now.compared = _compared(before, _of_draft)
    if now.compared is not None:
        _tables(now.compared)


def of_saved(saved: Saved) -> None:
    """The same for a saved data set that names the version before it."""
    if not saved.previous or (before := _found(saved.previous)) is None:
        return
    kept: dict[str, Versions | None] = st.session_state.setdefault(_KEPT, {})
    if st.button(f"Compare with version {before.version}, which it replaces", key="own compare"):
        kept[saved.hash] = _compared(before, lambda step: _of_store(saved))
    if (found := kept.get(saved.hash)) is not None:
        _tables(found)


def _found(hash: str) -> Saved | None:
    try:
        return store.find(hash)
    except (Refused, StoreError):
        return None


def _compared(before: Saved, after) -> Versions | None:
    with progress.shown(*_PARTS.values()) as step:
        try:
            if (old := store.open_saved(before.hash)) is None:
                st.error("The version before is no longer there.", icon=":material/error:")
                return None
            step(_PARTS["read"])
            with after(step) as new:
                step(_PARTS["compare"])
                return compare(old.data, new)
        except (Refused, StoreError) as error:
            st.error(md(str(error)), icon=":material/error:")
        except DataError as error:
            st.error(md(error.brief), icon=":material/error:")
        except OSError as error:
            told = f"The disk of the server does not take it: {error.strerror}."
            st.error(md(told), icon=":material/error:")
    return None


@contextmanager
def _of_draft(step: progress.Step) -> Iterator[Dataset]:
    with session.package() as folder:
        data = open_dataset(folder)
    try:
        yield data
    finally:
        data.engine.close()


@contextmanager
def _of_store(saved: Saved) -> Iterator[Dataset]:
    if (found := store.open_saved(saved.hash)) is None:
        raise Refused("This version is no longer there.")
    yield found.data


def _tables(found: Versions) -> None:
    small(found.sentence)
    if len(found.moves):
        _listed(found.moves, "Positions that moved, the widest move first")
    if len(found.statements):
        _listed(
            found.statements, f"{words.many(found.unit).capitalize()} that came, went or changed"
        )


def _listed(rows: pd.DataFrame, told: str) -> None:
    more = len(rows) - MOST_LISTED
    small(f"{told}{f'; the first {MOST_LISTED:,} of {len(rows):,}' if more > 0 else ''}:")
    st.dataframe(
        rows.head(MOST_LISTED).rename(columns=_LABELS),
        hide_index=True,
        column_config={"before": _POSITION, "after": _POSITION},
        placeholder="",
        alt=told,
    )
