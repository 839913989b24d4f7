"""The data set and the view of the running page."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from hustings.dataset import Dataset, open_dataset, signature
from hustings.link import View, permalink

#: environment variable: folder or file of the data set; relative to where the server was started
SOURCE = "HUSTINGS_DATA"
#: the data set that comes with the dashboard
BUNDLED = Path(__file__).parents[2] / "data"
_KEY = "hustings"


@dataclass(frozen=True)
class Session:
    """What the frame hands to the page."""

    data: Dataset
    view: View
    page: str
    base: str

    @property
    def link(self) -> str:
        """The permalink of what is on screen."""
        return permalink(self.base, self.page, self.view, self.data.version)

    @property
    def source_line(self) -> str:
        """Data set, version and licence: the credit under every figure and in every file."""
        meta = self.data.meta
        licence = f" {meta.licence}." if meta.licence else ""
        return f"Source: {meta.title}, data version {self.data.version}.{licence} Hustings."


def put(session: Session) -> None:
    """Hand the session to the page that runs next."""
    st.session_state[_KEY] = session


def current() -> Session:
    """The session of the running page."""
    return st.session_state[_KEY]


def settle(session: Session, **values) -> Session:
    """The session with what the page's own widgets hold, for the page and for Share.

    The frame reads these values from the address, which follows a value that a callback has set
    only after the run.
    """
    settled = replace(session, view=session.view.having(**values))
    put(settled)
    return settled


def source() -> str:
    """The data set that the server was told to show."""
    return os.environ.get(SOURCE) or str(BUNDLED)


def load() -> Dataset:
    """The data set, opened once for all readers and again when its files change."""
    where = source()
    return _opened(where, signature(where))


@st.cache_resource(max_entries=2, show_spinner="Opening the data …")
def _opened(where: str, files: tuple) -> Dataset:
    return open_dataset(where)
