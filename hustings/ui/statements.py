"""Statements page: its headline, pagination, citations, and downloads of the whole list."""

from collections.abc import Callable
from functools import partial
from math import ceil

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.export import citation
from hustings.export import table as tables
from hustings.export.file_names import file_name
from hustings.scene import Scene
from hustings.ui import download
from hustings.ui.text import small

#: statements on one page
PER_PAGE = 20
#: more statements than this are not cited in one go
MOST_CITED = 2000


def pages(n: int, asked: int) -> int:
    """The page control; its value is in the link as `p`."""
    last = max(1, ceil(n / PER_PAGE))
    if asked > last:
        small(f"There is no page {asked:,}: the list has {last:,}.")
    if last == 1:
        return 1
    return min(last, st.pagination(last, key="p", bind="query-params"))


def take_away(scene: Scene, found: findings.StatementsFinding) -> None:
    """Download what is filtered, and cite all of it."""
    total = found.total.statements
    with st.container(horizontal=True, key="take away"):
        with st.popover("Download", icon=":material/download:", key="download statements"):
            small("Every coding that passes the filters; the notes say where they are from.")
            with st.container(horizontal=True):
                for form in tables.FORMATS:
                    st.download_button(
                        form.label,
                        partial(_table, form, scene, found.headline),
                        file_name(scene, "statements", form.extension),
                        form.mime,
                        key=f"statements {form.key}",
                        on_click="ignore",
                    )
            download.report_menu(scene, "statements")
        box = st.popover(
            f"Cite all {total:,}",
            icon=":material/menu_book:",
            on_change="rerun",
            key="cite all",
        )
        if box.open:
            with box:
                if total > MOST_CITED:
                    small(f"The first {MOST_CITED:,} in this order.")
                view = scene.view
                _citations(
                    "all",
                    lambda: query.statements(
                        scene.data, view.filters, view.listed, view.axis, view.sort, MOST_CITED
                    ),
                )


def _codings(scene: Scene) -> pd.DataFrame:
    view = scene.view
    return query.codings(scene.data, view.filters, view.listed, view.axis)


def _table(form: tables.Format, scene: Scene, headline: str) -> bytes:
    """The file of all codings that pass."""
    return form.function(_codings(scene), tables.about_view(scene, headline))


def _references(form: tables.Format, fetch: Callable[[], pd.DataFrame]) -> bytes:
    """The file of references to statements."""
    return form.function(fetch()).encode()


def cite_one(scene: Scene, found: pd.DataFrame) -> None:
    """Cite one or several statements of this page."""
    with st.expander(
        f"Cite {words.many(scene.data.meta.unit)} of this page", icon=":material/menu_book:"
    ):
        labels = {row.statement_id: _label(row) for row in found.itertuples()}
        chosen = st.multiselect(
            words.many(scene.data.meta.unit).capitalize(),
            list(labels),
            format_func=lambda key: str(labels.get(key, key))[:110],
            key="cite these",
            placeholder="Choose one or many",
            filter_mode="contains",
            select_all=False,
        )
        if chosen:
            ids = tuple(chosen)
            picked = query.by_ids(scene.data, ids)
            st.code(citation.apa(picked), language=None, wrap_lines=True)
            _citations("these", lambda: query.by_ids(scene.data, ids))


def _label(row) -> str:
    """A statement in one line: who, when, and its first words."""
    texts = (row.quote, row.summary, row.source_title, row.statement_id)
    first = next(text for text in texts if isinstance(text, str))
    return f"{row.actor}, {words.day(query.as_date(row.date))}: {first}"


def _citations(key: str, fetch: Callable[[], pd.DataFrame]) -> None:
    """Download buttons in every citation format; made when clicked."""
    with st.container(horizontal=True):
        for form in citation.FORMATS:
            st.download_button(
                form.label,
                partial(_references, form, fetch),
                f"references-{form.key}.{form.extension}",
                form.mime,
                key=f"cite {key} {form.key}",
                on_click="ignore",
            )
