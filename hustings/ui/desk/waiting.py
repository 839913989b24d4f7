"""Proposals of assistants that wait at an article: marked in its text, and declined below it."""

import streamlit as st

from hustings.desk.desk import Desk
from hustings.desk.events import Row
from hustings.desk.proposals import Proposal
from hustings.desk.seat import Seat
from hustings.ui.desk import scale
from hustings.ui.desk.session import attempt
from hustings.ui.text import small

_OF_PROPOSAL = ("start", "end", "exact", "speaker", "role", "actor", "kind")


def proposals(seat: Seat, document: str) -> dict[str, list[Proposal]]:
    """What waits at an article, by who proposes it; never with a stance."""
    found: dict[str, list[Proposal]] = {}
    for row in seat.desk.proposals(seat.who, document):
        made = Proposal(**{name: row[name] for name in _OF_PROPOSAL})
        found.setdefault(row["by"], []).append(made)
    return found


def show(seat: Seat, document: Row) -> None:
    """The list of what waits, each to be declined; saved in the text, a proposal is a statement."""
    rows = seat.desk.proposals(seat.who, document["id"])
    if not rows:
        return
    with st.expander(f"Proposed by assistants: {len(rows)}", icon=":material/smart_toy:"):
        small(
            "They are marked in the text; nothing of them counts before somebody saves it there. "
            "A stance that comes with one stays hidden until you have judged the same words."
        )
        for row in rows:
            scale.words(row["exact"])
            scale.told((row["by"], row["speaker"], row["actor"], *_stances(row)))
            if seat.may("decline"):
                st.button(
                    "Decline", key=f"decline {row['id']}", type="tertiary",
                    on_click=attempt, args=(seat, Desk.decline, row["id"]),
                )  # fmt: skip


def _stances(row: Row) -> list[str]:
    return [f"{axis} {stance:+g}" for axis, stance in row["codes"].items()]
