"""A bar for what takes a while on a reader's own data: which part of it is being done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

Step = Callable[[str], None]


@contextmanager
def shown(*parts: str) -> Iterator[Step]:
    """A bar that goes on with each of these parts, and is gone when all are done.

    Yields
    ------
    function of str
        To be told which part begins; what is none of them leaves the bar where it is.
    """
    bar = st.progress(0.0, text=f"{parts[0]}…")

    def step(part: str) -> None:
        if part in parts:
            bar.progress(parts.index(part) / len(parts), text=f"{part}…")

    try:
        yield step
    finally:
        bar.empty()
