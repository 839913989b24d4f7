"""Sidebar widgets (filters, picks, counting) of all pages, bound to the query parameters (URL).

They stand in the frame, and always in the same place, because a bound widget that exists on one
page only, or moves, loses its hold on the address at the first change of page.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from hustings import query, words
from hustings.dataset import Dataset
from hustings.findings import GROUP_WORDS, MOST_OFFERED, names, offered_picks
from hustings.link import (
    MOST_LEAST,
    PAGE_NAMES,
    Unknown,
    View,
    default_view,
    levels_of,
    picks_in,
    read,
    values_in,
)
from hustings.pages import UNFILTERED
from hustings.scene import Scene
from hustings.ui import (
    axis_controls,
    facets,
    filter_button,
    link_state,
    listed,
    streamlit_internals,
)

#: facet -> label
LABELS = {
    "type": "Actor type",
    "country": "Country",
    "theme": "Theme",
    "event": "Event",
    "kind": "Kind of statement",
    "source_kind": "Kind of source",
    "coder": "Coder",
    "checked": "Checked by a person",
}
#: facets that are folded away, and offered where there is something to choose; and the others
SELDOM = ("source_kind", "coder", "checked")
OFTEN = tuple(name for name in LABELS if name not in SELDOM)
#: page -> widgets of the sidebar that change nothing there
IDLE = {"statements": ("min", "repeat")}
#: the date widget's own bounds are ten years round its value
_EARLIEST, _LATEST = date(1800, 1, 1), date(2199, 12, 31)
#: px of the picker at the head of a page
PICKED = 560


def linked(data: Dataset) -> tuple[View, list[Unknown]]:
    """What the address asks for, with the values that this data set does not have.

    Read before the widgets are made: a bound widget drops unknown values from the address.
    """
    pairs = [(name, v) for name in st.query_params for v in st.query_params.get_all(name)]
    return read(data, pairs)


def show(data: Dataset, page: str, asked: View) -> View:
    """Draw all widgets and give the view that they say.

    The page's own widgets are drawn later; what they hold stands in the address, as `asked`. In
    another site's frame there is no sidebar, and they stand where `embed.bare` hides them.
    """
    start = default_view(data)
    options = values_in(data)
    embedded = st.context.is_embedded
    with st.container(key="choices") if embedded else st.sidebar:
        _unseen(page)
        with st.container(key="filters"):
            found = _grouping()
            st.subheader("Filter", anchor=False)
            often = st.container()
            found |= _dates_and_words()
            with st.expander("More filters"):
                seldom = st.container()
                found |= _counting(data.meta.unit)
        found |= _held(data, start, options, found["by"])
    found |= {name: asked.get(name) for name in PAGE_NAMES}
    found["whose"] = listed.whose(data, page, found["by"], found["actor"], asked)
    view = start.having(**found)
    if embedded or page in UNFILTERED:
        return view
    counts = query.facets(data, view.filters)
    labels = {name: words.told(label, data.meta.unit) for name, label in LABELS.items()}
    wanted = {*OFTEN, *(name for name in SELDOM if len(options[name]) > 1 or view.get(name))}
    for slot, key, some in ((often, "facets", OFTEN), (seldom, "more facets", SELDOM)):
        with slot:
            told = {name: labels[name] for name in some if name in wanted}
            facets.show(data, key, told, options, counts)
    return view


def _unseen(page: str) -> None:
    """Keep out of sight what only holds the link's choices, and what does nothing on this page."""
    hidden = ["held", *IDLE.get(page, ())]
    if page in UNFILTERED:
        hidden.append("filters")
    names = ",".join(f".{streamlit_internals.key_class(name)}" for name in hidden)
    st.html(f"<style>{names} {{display: none}}</style>")


def head(scene: Scene) -> None:
    """The row at the head of a page: who is picked, on which axes, and the way to the filters."""
    if scene.page in UNFILTERED:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        if scene.page != "actor":
            _picked_twin(scene)
        axis_controls.head(scene.data, scene.page)
        filter_button.show(len(scene.view.clauses()))
    axis_controls.in_full(scene.data, scene.page)


def _picked_twin(scene: Scene) -> None:
    """Who is picked, to be seen and changed where the sidebar is closed."""
    key = "actor here"
    chosen = st.session_state["actor"]
    st.session_state[key] = chosen
    options = list(dict.fromkeys([*chosen, *offered_picks(scene.data, scene.view.by)]))
    known = names(scene.data, scene.view)

    def hand_on() -> None:
        listed.by_picks()
        link_state.change(actor=st.session_state[key])

    st.multiselect(
        f"Pick {GROUP_WORDS[scene.view.by][1]}",
        options,
        key=key,
        on_change=hand_on,
        format_func=lambda group: known.get(group, group),
        placeholder="Pick whom to show by name",
        filter_mode="contains",
        select_all=False,
        label_visibility="collapsed",
        width=PICKED,
    )


def _held(data: Dataset, start: View, options: Mapping[str, Sequence[str]], by: str) -> dict:
    """The bound widgets of what pages show at their heads, and of the facets: nobody sees them."""
    with st.container(key="held"):
        found = {"actor": _picked(data, by)}
        for name, values in options.items():
            if values:
                found[name] = tuple(_many(name, LABELS[name], values))
        return found | axis_controls.bound(data, start)


def _many(name: str, label: str, options: Sequence[str]) -> list[str]:
    if len(options) > MOST_OFFERED:
        # What is chosen stays, wherever it stands in the list.
        asked = {*st.query_params.get_all(name), *st.session_state.get(name, ())}
        options = [each for i, each in enumerate(options) if i < MOST_OFFERED or each in asked]
    return st.multiselect(label, options, key=name, bind="query-params")


def _grouping() -> dict:
    by = st.segmented_control(
        "One point for each",
        list(query.GROUPINGS),
        default="actor",
        required=True,
        key="by",
        bind="query-params",
        help="What a point, row or dot stands for.",
    )
    return {"by": by}


def _picked(data: Dataset, by: str) -> tuple[str, ...]:
    asked = [*st.query_params.get_all("actor"), *st.session_state.get("actor", ())]
    known = set(picks_in(data, by, levels_of(asked, by)))
    default = link_state.default_picks(data, by)
    held = [group for group in asked if group in known]
    options = list(dict.fromkeys([*offered_picks(data, by), *held, *default]))
    return tuple(
        st.multiselect("Picked", options, key="actor", bind="query-params", default=default)
    )


def _dates_and_words() -> dict:
    with st.container(horizontal=True):
        since = st.date_input(
            "Since",
            value=None,
            key="since",
            bind="query-params",
            format="YYYY-MM-DD",
            min_value=_EARLIEST,
            max_value=_LATEST,
        )
        until = st.date_input(
            "Until",
            value=None,
            key="until",
            bind="query-params",
            format="YYYY-MM-DD",
            min_value=_EARLIEST,
            max_value=_LATEST,
        )
    asked = st.text_input(
        "Words",
        key="q",
        bind="query-params",
        type="search",
        placeholder="in quotation, summary, speaker, title",
    )
    return {"since": since, "until": until, "q": query.within_words(asked)[0]}


def _counting(unit: str) -> dict:
    many = words.many(unit)
    least = st.number_input(
        f"At least so many {many}",
        1,
        MOST_LEAST,
        1,
        key="min",
        bind="query-params",
        help=f"Positions that rest on fewer {many} are not shown.",
    )
    repeat = st.selectbox(
        f"Repeated {many}",
        list(query.REPEATS),
        key="repeat",
        bind="query-params",
        help=words.told("; ".join(f"{name}: {text}" for name, text in query.REPEATS.items()), unit),
    )
    return {"min": least, "repeat": repeat}
