"""The parts of the desk, and the address `?view=…&doc=…` that says which of them is open.

A new part is one file in this folder with `show(seat)`, and one line in `PARTS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import streamlit as st

from hustings.desk.events import Row
from hustings.desk.seat import Seat

#: names of the address
_VIEW, _DOC = "view", "doc"
#: digits of a document's id that stand in the address
_DIGITS = 12


@dataclass(frozen=True)
class Part:
    """A part: the name of its module and in the address, its title, and who may see it."""

    name: str
    title: str
    #: the act of `hustings.desk.roles.LEAST` that it is for
    act: str = "read"

    @property
    def show(self) -> Callable[[Seat], None]:
        """What draws it."""
        found: Callable[[Seat], None] = import_module(f"hustings.ui.desk.{self.name}").show
        return found


PARTS = (
    Part("documents", "Documents"),
    Part("article", "Read and code"),
    Part("differences", "Differences"),
    Part("check", "Check queue", "check"),
    Part("trail", "Trail"),
    Part("publish", "Publish", "publish"),
    Part("exchange", "Exchange"),
)  # fmt: skip


def offered(seat: Seat) -> dict[str, Part]:
    """The parts that this person may see, by name."""
    return {part.name: part for part in PARTS if seat.may(part.act)}


def chosen(seat: Seat) -> Part:
    """The part that the address asks for; the first where it asks for none of them."""
    there = offered(seat)
    return there.get(st.query_params.get(_VIEW, ""), next(iter(there.values())))


def go(view: str, document: str | None = None) -> None:
    """Open a part, from a callback; of a document, or of the one that is open."""
    named = {_DOC: document[:_DIGITS]} if document else {}
    # at once, so that Back is one step
    st.query_params.update({_VIEW: view, **named})


def document(seat: Seat) -> Row | None:
    """The document that the address asks for, else the first that this person is not done with.

    With its text; None where the desk is empty.
    """
    rows = seat.documents()
    asked = st.query_params.get(_DOC, "")
    found = [row for row in rows if asked and row["id"].startswith(asked)]
    found = found or [row for row in rows if seat.who not in row["done"]] or rows
    return seat.desk.document(found[0]["id"]) if found else None
