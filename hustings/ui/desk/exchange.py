"""Exchange: the desk for other programs to take, and their projects and codebooks to bring in."""

import csv
import io
from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from hustings.axes import Axis, described
from hustings.desk.events import State
from hustings.desk.exchange.annotations import annotations_json
from hustings.desk.exchange.codebook import codebook_bytes, read_codebook
from hustings.desk.exchange.dna import dna_csv
from hustings.desk.exchange.project import project_bytes
from hustings.desk.exchange.reading import bring, read_project
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError
from hustings.ui import session as page
from hustings.ui.desk.session import attempt
from hustings.ui.text import md, prose, small

#: columns of axes.csv that a codebook fills
COLUMNS = ("axis", "name", "low", "high", "low_means", "high_means", "low_noun", "high_noun")
_FILE = "desk import"


def show(seat: Seat) -> None:
    """What can be taken and brought."""
    axes = page.current().data.axes
    st.subheader("Take", anchor=False)
    prose("The desk as you may see it: of documents that you are not done with, your codes alone.")
    take(seat.state(), axes, "exchange")
    if seat.may("bring"):
        st.subheader("Bring", anchor=False)
        _bring(seat)


def take(state: State, axes: tuple[Axis, ...], key: str) -> None:
    """Files of a state of the desk; each is made when it is asked for."""
    with st.container(horizontal=True, key=f"{key} take files"):
        for label, name, mime, told, write in _files(state, axes):
            st.download_button(
                label, write, name, mime, key=f"{key} {name}", on_click="ignore", help=told,
                icon=":material/download:",
            )  # fmt: skip


def _files(
    state: State, axes: tuple[Axis, ...]
) -> Iterable[tuple[str, str, str, str, Callable[[], bytes]]]:
    """Label, name, type, what it is, and what writes it."""
    known = {axis.id for axis in axes}
    coded = sorted({code["axis"] for code in state["code"].values()} - known)
    book = (*axes, *(described(name) for name in coded))
    yield (
        "Project", "desk.qdpx", "application/zip",
        "REFI-QDA: articles, statements, codes and coders, for programs of text analysis",
        partial(project_bytes, state, axes),
    )  # fmt: skip
    yield (
        "Codebook", "codebook.qdc", "application/xml",
        "REFI-QDA: axes as codes, their stances as codes below them",
        partial(codebook_bytes, book),
    )  # fmt: skip
    yield (
        "Events for DNA", "dna.csv", "text/csv",
        "Discourse Network Analyzer: what would be published, as agreement with each axis or not",
        partial(dna_csv, state),
    )  # fmt: skip
    yield (
        "Annotations", "annotations.json", "application/json",
        "W3C Web Annotations: each statement by its words and its place in the text",
        partial(annotations_json, state),
    )  # fmt: skip


def _bring(seat: Seat) -> None:
    """A project becomes part of the desk; a codebook a table of axes for a data set."""
    file = st.file_uploader(
        "A project (.qdpx) or a codebook (.qdc) of another program", ("qdpx", "qdc"), key=_FILE
    )
    if file is None:
        return
    try:
        if file.name.lower().endswith(".qdc"):
            _axes(read_codebook(file.getvalue()))
        else:
            _project(seat, file.getvalue())
    except DeskError as error:
        st.error(md(f"{file.name}: {error}"), icon=":material/error:")


def _axes(axes: list[Axis]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([COLUMNS, *([getattr(a, name if name != "axis" else "id") for name in COLUMNS]
                                 for a in axes)])  # fmt: skip
    prose(f"Axes: {', '.join(axis.heading for axis in axes)}.")
    st.download_button(
        "Take axes.csv", out.getvalue().encode("utf-8", "replace"), "axes.csv", "text/csv",
        key="desk axes", on_click="ignore", help="Beside positions.csv it names the axes",
    )  # fmt: skip


def _project(seat: Seat, content: bytes) -> None:
    project = read_project(content)
    counts = {name: len(rows) for name, rows in project.state.items() if rows}
    prose("It holds " + ", ".join(f"{count} × {name}" for name, count in counts.items()) + ".")
    for lost in project.lost[:20]:
        small(f"Not taken over: {lost}")
    if st.button("Add it to the desk", key="desk bring", type="primary"):
        added = attempt(seat, bring, project)
        if added is not None:
            prose("Added: " + ", ".join(f"{count} × {name}" for name, count in added.items()) + ".")
        else:
            st.rerun()
