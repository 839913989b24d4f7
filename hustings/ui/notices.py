"""Notices and error messages: unknown values, another data version, rows left out, faults."""

import logging
from html import escape

import streamlit as st

from hustings.current_dataset import CurrentDataset, NoSuchData
from hustings.dataset import Dataset
from hustings.engine.base import EngineError
from hustings.link import Unknown, own_data
from hustings.schema import DataError
from hustings.ui.text import md

_log = logging.getLogger("hustings")
_UNKNOWN, _NAMED = "unknown values", "named before"
#: how many problems a notice spells out
MOST = 20


def unknown_values(found: list[Unknown]) -> None:
    """Name what a link asked for and this data set does not have, until dismissed.

    Kept in the session, because the address loses unknown values as soon as it is read.
    """
    # What was named once is not named again: some values stay in the address.
    named = st.session_state.setdefault(_NAMED, set())
    kept = st.session_state.setdefault(_UNKNOWN, [])
    kept += [u for u in found if u not in named]
    named.update(found)
    if not kept:
        return
    with st.container(key="unknown"):
        st.warning(
            "\n".join(
                f"- {md(u.name)}: {md(u.value[:120]) or '(empty)'} is not in these data. "
                f"Allowed: {md(u.allowed)}."
                for u in kept[:MOST]
            ),
            title="The link asks for something unknown; the rest of it is shown",
            icon=":material/link_off:",
        )
        st.button("Dismiss", key="dismiss", on_click=_dismiss)


def _dismiss() -> None:
    st.session_state.pop(_UNKNOWN, None)


def other_version(data: Dataset) -> None:
    """Say so when the link was made with other data."""
    asked = st.query_params.get("v")
    if asked and asked != data.version:
        st.info(
            f"This link was made with data version {md(asked[:40])}; this is version "
            f"{data.version}. Figures may differ from what its sender saw.",
            icon=":material/update:",
        )


def left_out(data: Dataset) -> None:
    """Say how many rows of the data set are not shown, and why."""
    if not data.problems:
        return
    with st.expander(
        f"{data.left_out:,} of {data.rows:,} rows are left out; "
        f"{len(data.problems):,} problems in the data",
        icon=":material/rule:",
    ):
        _list(data.problems)


def outdated(opened: CurrentDataset) -> None:
    """Say why newer files are not shown, while the data set as it was stays up."""
    if not opened.trouble:
        return
    if opened.silent:
        st.warning(opened.silent, icon=":material/cloud_off:")
        return
    with st.expander(
        "The files of this data set have changed, but cannot be read; this is the data set as it "
        f"was before, version {opened.data.version}",
        icon=":material/sync_problem:",
    ):
        _list(opened.trouble)


def of_reader(opened: CurrentDataset) -> None:
    """Say of a reader's own data set how long it is there, and the way back to the server's."""
    if opened.data.kept:
        st.html(
            f'<p style="margin:0;font-size:0.9rem">{escape(opened.data.kept)} {_way_back()}</p>',
        )


def no_such_data(error: NoSuchData) -> None:
    """The link asks for a data set that is not there: say why, and show no other in its place."""
    st.error(md(error.brief), icon=":material/link_off:")
    st.html(_way_back())


def _way_back() -> str:
    target = "_blank" if st.context.is_embedded else "_self"
    return (
        f'<a href="{escape(own_data(""))}" target="{target}" style="color:inherit">'
        "The data set of this server</a>"
    )


def not_drawn() -> None:
    """Say that these data have failed once already, before a page fails or shows too little."""
    st.warning(
        "The first figure of these data could not be drawn when the server started; the reason "
        "stands in its log. What fails on a page is told there; the rest works.",
        icon=":material/report:",
    )


def unusable(error: DataError) -> None:
    """The data set cannot be opened at all: say what is wrong, with no stack trace."""
    st.error("Nothing can be shown from these data.", icon=":material/error:")
    _list(error.problems)


def unexpected(error: Exception) -> bool:
    """A fault of ours: keep the trace for the log, and tell the reader what still works."""
    if isinstance(error, EngineError):
        _log.error("A page could not be drawn: %s", error)
        st.error(error.brief, icon=":material/cloud_off:")
        return True
    _log.error("A page failed", exc_info=error)
    st.error(
        "This view could not be drawn. The fault is ours and has been noted. The link above still "
        "holds your choices; another page or fewer filters may work.",
        icon=":material/error:",
    )
    return True


def _list(problems) -> None:
    st.markdown("\n".join(f"- {md(problem)}" for problem in problems[:MOST]))
    if len(problems) > MOST:
        st.markdown(f"… and {len(problems) - MOST:,} more: `python -m hustings check SOURCE`")
