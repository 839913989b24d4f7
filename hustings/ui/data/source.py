"""A reader's own data come in: a dropped file, a pasted table, an example; what was read."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from hustings import settings
from hustings.intake import readers
from hustings.intake.draft import begin, title_of
from hustings.intake.examples import EXAMPLES, Example
from hustings.intake.faults import sentence
from hustings.intake.table import Reading
from hustings.ui import streamlit_internals
from hustings.ui.data import session
from hustings.ui.text import md, prose, small

#: characters of a pasted table
MOST_PASTED = 2_000_000
PASTED = "pasted table.csv"
#: rows of the file that are shown
FIRST = 20
#: px of their table, which scrolls
HEIGHT = 180
_PROBLEM = "own data problem"


def closed() -> None:
    """What is said where the server takes no files."""
    prose(
        "This server takes no files of its readers. On your own machine it does: install Hustings, "
        "and run “hustings serve”."
    )


def choose() -> None:
    """Drop a file, paste a table, or begin with an example."""
    prose("Drop a file, say what it means, and see who stands where in it. It stays in this tab.")
    if told := st.session_state.pop(_PROBLEM, ""):
        st.error(md(told), icon=":material/error:")
    file = st.file_uploader(
        f"Your file: {readers.NAMES}", key="own file", max_upload_size=settings.current().upload_mb
    )
    if file is not None:
        with st.spinner("Reading the file…", show_time=True):
            _read_bytes(file, file.name)
        streamlit_internals.forget_file(file)
        st.rerun()
    with st.expander("Paste a table instead", icon=":material/content_paste:"):
        st.text_area(
            "A table with its header, as a spreadsheet copies it",
            key="own paste",
            max_chars=MOST_PASTED,
            height=160,
        )
        st.button("Read it", key="own paste read", on_click=_pasted)
    st.subheader("Or begin with an example", anchor=False)
    small("All three are invented. A template is the same table with one row to write over.")
    for example in EXAMPLES:
        _offered(example)


def _offered(example: Example) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(example.label, key=f"example {example.file}", on_click=_begin, args=(example,))
        st.download_button(
            "Template",
            example.template,
            f"template-{example.file}",
            "text/csv",
            key=f"template {example.file}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            help=f"A table of {example.label.lower()} to fill in",
        )
        small(example.about)


def _begin(example: Example) -> None:
    _take(readers.read(example.path), example.file)


def _pasted() -> None:
    text = st.session_state["own paste"]
    if text.strip():
        with TemporaryDirectory(prefix="hustings") as folder:
            path = Path(folder, PASTED)
            path.write_text(text, encoding="utf-8", errors="replace")
            _take(readers.read(path, PASTED), PASTED)


def _read_bytes(file, name: str) -> None:
    """Read an uploaded file by way of the disk, where readers find it."""
    try:
        with TemporaryDirectory(prefix="hustings") as folder:
            path = Path(folder, "file")
            with path.open("wb") as copy:
                while piece := file.read(2**20):
                    copy.write(piece)
            _take(readers.read(path, name), name)
    except OSError as error:
        st.session_state[_PROBLEM] = f"The disk of the server does not take it: {error.strerror}."


def _take(reading: Reading, name: str) -> None:
    """Begin a draft, or say why nothing can be read."""
    if any(len(table.cells.columns) for table in reading.tables):
        session.put(begin(name, reading, title_of(name)))
    else:
        said = [sentence(fault) for fault in reading.faults] or [f"{name} holds no table."]
        st.session_state[_PROBLEM] = said[0]


def told() -> None:
    """What was read, the way to another sheet or file, and the step back."""
    draft = session.held().draft
    table = draft.table
    rows, columns = table.cells.shape
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        how = "; ".join((draft.reading.kind, *table.notes))
        where = f", “{table.name}”" if len(draft.reading.tables) > 1 else ""
        prose(f"{draft.name}{where}: {rows:,} rows × {columns:,} columns. {how}.", width="content")
        st.space("stretch")
        if len(draft.reading.tables) > 1:
            names = [each.name for each in draft.reading.tables]
            st.session_state["own table"] = table.name
            st.selectbox(
                "Table", names, key="own table", on_change=_other_table,
                label_visibility="collapsed", width=200,
            )  # fmt: skip
        st.button(
            "Undo", key="own undo", on_click=session.undo, disabled=not draft.before,
            icon=":material/undo:",
        )  # fmt: skip
        st.button("Another file", key="own other", on_click=session.drop)
    shown = f"The first {min(FIRST, rows):,} rows of {draft.name}"
    st.dataframe(table.cells.head(FIRST), height=HEIGHT, placeholder="", alt=shown)


def _other_table() -> None:
    name = st.session_state["own table"]
    session.change(lambda draft: draft.taking(name))
