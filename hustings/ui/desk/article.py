"""The article view of the desk: read, mark, judge; by mouse, touch or keyboard alone."""

from typing import Any

import streamlit as st

from hustings import query, settings
from hustings.dataset import Dataset
from hustings.desk.events import Row
from hustings.desk.items import items
from hustings.desk.proposals import Proposal, propose
from hustings.desk.proposals.model import ModelAnswer, ask_model
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError
from hustings.link import values_in
from hustings.query import Filters
from hustings.ui.desk import details, element, message, parts, session, waiting
from hustings.ui.session import current
from hustings.ui.text import md, prose, small

#: names that are offered while one writes
MOST_OFFERED = 1_000
#: what the offline finder is called beside its proposals
RULES = "rules"
_KEY, _ANSWER, _MODEL = "desk article", "desk answer", "desk model"


def show(seat: Seat) -> None:
    """The article that the address asks for."""
    document = parts.document(seat)
    if document is None:
        prose("There is no article on the desk yet.")
        st.button("Add an article", key="desk to documents", on_click=parts.go, args=("documents",))
        return
    done = any(seat.who in row["done"] for row in seat.documents() if row["id"] == document["id"])
    details.show(seat, document)
    _coding(seat, document, done)
    details.below(seat, document, done)
    waiting.show(seat, document)
    if settings.current().model_url and seat.may("save") and not done:
        _ask(document, current().data)


@st.fragment
def _coding(seat: Seat, document: Row, done: bool) -> None:
    """Text and card; what is saved runs this part of the page alone."""
    data = current().data
    model: ModelAnswer | None = st.session_state.get(_MODEL, {}).get(document["id"])
    proposals: dict[str, list[Proposal]] = {}
    if seat.may("save") and not done:
        proposals = {model.coder: [each.proposal for each in model.proposals]} if model else {}
        proposals |= waiting.proposals(seat, document["id"])
        proposals[RULES] = _proposed(document["id"], document["text"], _actors(data))
    shown = {
        "doc": document["id"],
        "who": seat.who,
        "text": document["text"],
        "date": document["date"],
        "items": [vars(item) for item in items(seat, document, proposals)],
        "axes": [
            {
                "id": axis.id, "name": axis.called, "low": axis.low, "high": axis.high,
                "low_means": axis.low_means, "high_means": axis.high_means,
            }
            for axis in data.axes
        ],
        "offers": _offers(data),
        "may": seat.may("save"),
        "answer": st.session_state.get(_ANSWER),
    }  # fmt: skip

    def act() -> None:
        sent = st.session_state[_KEY].get("act")
        if isinstance(sent, dict):
            axes = frozenset(axis.id for axis in data.axes)
            st.session_state[_ANSWER] = _answer(seat, document["id"], axes, sent, model)

    element.article(shown, _KEY, act)


def _answer(
    seat: Seat, document: str, axes: frozenset[str], sent: dict[str, Any], model: ModelAnswer | None
) -> dict[str, Any]:
    """What the browser is told of its message."""
    try:
        made = message.handled(seat, document, axes, sent, model)
        return {"n": sent.get("n"), "problem": "", "key": made}
    except DeskError as error:
        return {"n": sent.get("n"), "problem": str(error), "key": sent.get("key")}


@st.cache_data(show_spinner="Looking for quotations…", max_entries=64)
def _proposed(document: str, _text: str, actors: tuple[str, ...]) -> list[Proposal]:
    """What the rules find in a document, once for each data set."""
    return propose(_text, actors)


def _actors(data: Dataset) -> tuple[str, ...]:
    return tuple(query.groups(data, Filters()).group[:MOST_OFFERED])


def _offers(data: Dataset) -> dict[str, dict[str, Any]]:
    """Names that the data know, which the fields of the card offer."""
    known = query.groups(data, Filters())[:MOST_OFFERED]
    actors = {
        row.group: {
            "n": int(row.n),
            "type": row.type if isinstance(row.type, str) else "",
            "country": row.country if isinstance(row.country, str) else "",
        }
        for row in known.itertuples()
    }
    values = values_in(data)
    named = ("type", "country", "theme", "event", "kind")
    return {"actor": actors} | {
        name: dict.fromkeys(map(str, values[name][:MOST_OFFERED]), 0) for name in named
    }


def _ask(document: Row, data: Dataset) -> None:
    """A model's proposals, where the server names one: asked for, never by itself."""
    options = settings.current()
    if st.button("Ask the model for proposals", key="desk ask", icon=":material/smart_toy:"):
        try:
            with st.spinner("The model reads the article…", show_time=True):
                found = ask_model(document["text"], options, data.axes)
        except DeskError as error:
            st.error(md(error), icon=":material/error:")
            return
        st.session_state.setdefault(_MODEL, {})[document["id"]] = found
        session.tell(
            f"{found.coder} proposes {len(found.proposals)} statements; {found.dropped} had words "
            "that do not stand in the text. Its stances stay hidden until you are done."
        )
        st.rerun()
    small(f"The article is sent to {options.model_url}. Nothing is saved without you.")
