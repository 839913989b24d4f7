"""What of a reader's file cannot be used: by cause, mended in place, or taken away with reasons."""

import pandas as pd
import streamlit as st

from hustings.intake.draft import Draft, Place
from hustings.intake.mending import REASON, ROW, TABLE, csv_of, faulty
from hustings.intake.table import Fault
from hustings.ui.data import session
from hustings.ui.text import small

#: causes that are listed, and rows that can be mended at a time
MOST_CAUSES, MOST_ROWS = 100, 200


def show() -> None:
    """Faults by cause, their rows to be mended, and notes on what was mended unasked."""
    now = session.held()
    made = session.made()
    st.subheader("What cannot be used", anchor=False)
    used = f"{len(made.applied.positions):,} of {made.applied.rows:,} cells are used."
    small(" ".join([used, *map(_noted, made.applied.notes)]))
    if not made.faults:
        small("Nothing is wrong.")
        return
    st.dataframe(
        pd.DataFrame([_told(fault) for fault in made.faults[:MOST_CAUSES]]),
        hide_index=True,
        alt="What is wrong, by cause",
    )
    tables = now.draft.tables
    wrong = faulty(tables, now.draft.recipe, made.faults)
    if wrong.empty:
        return
    number = min(len(wrong), MOST_ROWS)
    rows = "the row" if number == 1 else f"{number:,} rows"
    with st.expander(f"Mend {rows} here", icon=":material/edit:"):
        _editor(now.draft, wrong.head(MOST_ROWS), now.step)
    st.download_button(
        "Download these rows with their reasons",
        csv_of(wrong),
        "rows-to-mend.csv",
        "text/csv",
        key="own faulty",
        on_click="ignore",
        icon=":material/download:",
    )


def _noted(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."


def _told(fault: Fault) -> dict[str, object]:
    more = "…" if fault.count > len(fault.rows) else ""
    return {
        "where": fault.column or fault.file,
        "found": fault.value or "nothing",
        "allowed": fault.allowed,
        "cells": fault.count,
        "first rows": ", ".join(f"{row:,}" for row in fault.rows) + more,
    }


def _editor(draft: Draft, wrong: pd.DataFrame, step: int) -> None:
    shown = wrong if len(draft.reading.tables) > 1 else wrong.drop(columns=TABLE)
    key = f"own mend {step}"
    places = list(zip(wrong[TABLE], wrong[ROW], strict=True))
    st.data_editor(
        shown,
        hide_index=True,
        disabled=[TABLE, ROW, REASON],
        key=key,
        placeholder="",
        on_change=_mended,
        args=(key, places),
        alt="The rows in which something is wrong",
    )


def _mended(key: str, places: list[tuple[str, int]]) -> None:
    edits = st.session_state[key]["edited_rows"]
    new: dict[Place, str] = {
        (*places[int(row)], column): str(text or "")
        for row, said in edits.items()
        for column, text in said.items()
    }
    session.change(lambda draft: draft.changed(mends={**draft.mends, **new}))
