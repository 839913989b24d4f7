"""A reader's own data come in: a dropped file, a pasted table, an example; what was read."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import streamlit as st

from hustings import settings
from hustings.intake import readers
from hustings.intake.draft import begin, title_of
from hustings.intake.examples import EXAMPLES, Example
from hustings.intake.faults import sentence
from hustings.intake.readers.data_package import DESCRIPTOR
from hustings.intake.recipe import Recipe
from hustings.intake.recipe_json import parse
from hustings.intake.table import Reading
from hustings.schema import DataError
from hustings.ui import streamlit_internals
from hustings.ui.data import known, linked, progress, session
from hustings.ui.text import md, prose, small
from hustings.zipped import RECIPE

#: characters of a pasted table
MOST_PASTED = 2_000_000
PASTED = "pasted table.csv"
#: files that are read at once
MOST_FILES = 50
#: rows of the file that are shown
FIRST = 20
#: px of their table, which scrolls
HEIGHT = 180
_PROBLEM = "own data problem"
_TRIED = "own files tried"


class Dropped(Protocol):
    """A file that a reader has dropped."""

    name: str
    size: int

    def read(self, size: int, /) -> bytes:
        """So many bytes more of it."""


def closed() -> None:
    """What is said where the server takes no files."""
    prose(
        "This server takes no files of its readers. On your own machine it does: install Hustings, "
        "and run “hustings serve”."
    )


def choose() -> None:
    """Drop files, paste a table, or begin with an example."""
    prose("Drop a file, say what it means, and see who stands where in it. It stays in this tab.")
    linked.show()
    if told := st.session_state.pop(_PROBLEM, ""):
        st.error(md(told), icon=":material/error:")
    tried = st.session_state.setdefault(_TRIED, 0)
    files = st.file_uploader(
        f"Your file, or several waves of it: {readers.NAMES}",
        # a new one for each try: what was read once is not read again
        key=f"own file {tried}",
        accept_multiple_files=True,
        max_upload_size=settings.current().upload_mb,
    )
    if files:
        with progress.shown("Taking it in", "Reading", "Guessing what it means") as step:
            _read_files(files, step)
        for file in files:
            streamlit_internals.forget_file(file)
        st.session_state[_TRIED] = tried + 1
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
    _take(readers.read(example.path), [example.file])


def _pasted() -> None:
    text = st.session_state["own paste"]
    if text.strip():
        with TemporaryDirectory(prefix="hustings") as folder:
            path = Path(folder, PASTED)
            path.write_text(text, encoding="utf-8", errors="replace")
            _take(readers.read(path, PASTED), [PASTED])


def _read_files(files: Sequence[Dropped], step: progress.Step) -> None:
    """Read uploaded files by way of the disk; a recipe among them is applied."""
    most = settings.current().upload_mb
    if len(files) > MOST_FILES or sum(file.size for file in files) > most * 2**20:
        st.session_state[_PROBLEM] = (
            f"These are {len(files):,} files with more than can be read at once: {MOST_FILES} "
            f"files, and {most:,} MB together."
        )
        return
    try:
        with TemporaryDirectory(prefix="hustings") as folder:
            paths = [_copied(file, Path(folder, str(n))) for n, file in enumerate(files)]
            names = [file.name for file in files]
            given = None
            if RECIPE in names and DESCRIPTOR not in names and len(names) > 1:
                place = names.index(RECIPE)
                given = parse(paths.pop(place).read_bytes())
                del names[place]
            step("Reading")
            alone = len(paths) == 1
            _take(
                readers.read(paths[0], names[0]) if alone else readers.read_many(paths, names),
                names,
                given,
                step,
            )
    except DataError as error:
        st.session_state[_PROBLEM] = error.brief
    except OSError as error:
        st.session_state[_PROBLEM] = f"The disk of the server does not take it: {error.strerror}."


def _copied(file: Dropped, path: Path) -> Path:
    with path.open("wb") as copy:
        while piece := file.read(2**20):
            copy.write(piece)
    return path


def _take(
    reading: Reading,
    names: list[str],
    given: Recipe | None = None,
    step: progress.Step = lambda part: None,
) -> None:
    """Begin a draft, by a recipe that fits it if there is one; or say why nothing can be read."""
    if not any(len(table.cells.columns) for table in reading.tables):
        said = [sentence(fault) for fault in reading.faults] or [f"{names[0]} holds no table."]
        st.session_state[_PROBLEM] = said[0]
        return
    step("Guessing what it means")
    more = len(names) - 1
    name = f"{names[0]} and {more:,} more file{'s' * (more > 1)}" if more else names[0]
    draft = begin(name, reading, title_of(*names))
    met = known.Known(recipe=given, given=True) if given is not None else known.met(reading)
    session.put(draft if met is None else draft.changed(met.recipe), met)


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
    _met()
    shown = f"The first {min(FIRST, rows):,} rows of {draft.name}"
    st.dataframe(table.cells.head(FIRST), height=HEIGHT, placeholder="", alt=shown)


def _met() -> None:
    """Say that a recipe of another file was applied, with the way back, or offer it again."""
    now = session.held()
    if now.known is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        guessed = now.draft.guess.recipe
        if now.draft.recipe in (now.known.recipe, guessed) and now.known.recipe == guessed:
            small(f"{now.known.told} It says what would be guessed.")
        elif now.draft.recipe != guessed:
            small(f"{now.known.told} It was applied.")
            st.button("Guess instead", key="own guess", on_click=_guess, type="tertiary")
        else:
            small(f"{now.known.told} It can be applied.")
            st.button("Apply it", key="own apply", on_click=_apply, type="tertiary")


def _guess() -> None:
    session.say(lambda recipe: session.held().draft.guess.recipe)


def _apply() -> None:
    if (met := session.held().known) is not None:
        session.say(lambda recipe: met.recipe)


def _other_table() -> None:
    name = st.session_state["own table"]
    session.change(lambda draft: draft.taking(name))
