"""Statement list on a page: quotations with speaker, date, source and codes."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from hustings import findings, pictures
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.html.statements import rendered
from hustings.scene import Scene


def show(
    scene: Scene, found: pd.DataFrame, coded: pd.DataFrame | None = None, level: int = 4
) -> None:
    """Draw statements: words, who, when, where, source, and their codes from pole to pole.

    `coded` are the `hustings.findings.codes_of` these statements and any others, for lists of one
    statement each: all of them cost one question to the engine instead of one each. `level` is
    that of the headings that nobody sees, one for each statement.
    """
    target = "_blank" if st.context.is_embedded else "_self"
    cards = pictures.browser() is not None

    def make() -> str:
        codes = findings.codes_of(scene.data, scene.view, found) if coded is None else coded
        return rendered(scene, found, codes, ".", target, cards, level)

    ids = tuple(found.statement_id)
    st.html(_html(scene.data, scene.link, ids, target, cards, level, _make=make))


@cached
def _html(
    data: Dataset,
    link: str,
    ids: tuple[str, ...],
    target: str,
    cards: bool,
    level: int,
    *,
    _make: Callable[[], str],
) -> str:
    """Statements as HTML, made once for all readers of a view.

    All arguments but `_make`, which makes it, say which statements they are, and how they look.
    """
    return _make()
