"""The trail: every act, filtered by document, person and day; a day replayed; all of it to take."""

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from hustings.desk.events import Event, Row, State
from hustings.desk.seat import Seat
from hustings.desk.tables import AGREED
from hustings.ui import session as page
from hustings.ui.desk import exchange
from hustings.ui.text import prose, small

#: acts that are listed at most; all are in the file
MOST = 500
_ALL = "all"
#: what of a change tells what it is about, in the order in which it is looked for
_ABOUT = ("exact", "title", "axis", "coder")


def show(seat: Seat) -> None:
    """The acts that pass the filters, the newest first, and how everything stood on a day."""
    acts = list(seat.trail())
    if not acts:
        prose("Nothing has been done at this desk yet.")
        return
    titles = {row["id"]: row["title"] or row["id"][:12] for row in seat.documents()}
    owner, begun, ended = _owners(acts), _day(acts[0]), _day(acts[-1])
    with st.container(horizontal=True, key="trail filters"):
        asked = st.selectbox(
            "Document", [_ALL, *titles], format_func=lambda key: titles.get(key, "All documents"),
            key="trail document",
        )  # fmt: skip
        who = st.selectbox(
            "Person", [_ALL, *sorted({each.who for each in acts})], key="trail person",
            format_func=lambda name: "Everybody" if name == _ALL else name,
        )  # fmt: skip
        days = st.date_input(
            "Days", (begun, ended), min_value=begun, max_value=ended, format="YYYY-MM-DD",
            # a new day begins with all days
            key=f"trail days {ended}",
        )  # fmt: skip
    first, last = (days[0], days[-1]) if isinstance(days, tuple) and days else (date.min, date.max)
    found = [
        each
        for each in acts
        if who in (_ALL, each.who)
        and first <= _day(each) <= last
        and (asked == _ALL or asked in owner[each.id])
    ]
    prose(f"{len(found):,} of {len(acts):,} acts; days and times are those of UTC.")
    _table(found, titles, owner)
    st.download_button(
        "Take these acts",
        lambda: "\n".join(each.line() for each in found).encode("utf-8", "replace"),
        "trail.jsonl", "application/jsonl", key="trail take", on_click="ignore",
        icon=":material/download:", help="JSON lines: who, when, what, and what each changed",
    )  # fmt: skip
    small(
        "Undo, above, takes back your own last act. Of codes that you may not see yet, because you "
        "are not done with their document, the trail says only that there are some."
    )
    _replay(seat, begun, ended)


def _day(event: Event) -> date:
    return date.fromisoformat(event.at[:10])


def _owners(acts: list[Event]) -> dict[int, set[str]]:
    """The documents that each act is about."""
    of_statement: dict[str, str] = {}
    found = {}
    for each in acts:
        rows = [change.after or change.before or {} for change in each.changes]
        for change, row in zip(each.changes, rows, strict=True):
            if change.table == "statement":
                of_statement[row["id"]] = row["document"]
        found[each.id] = {document for row in rows if (document := _document(row, of_statement))}
    return found


def _document(row: Row, of_statement: dict[str, str]) -> str:
    if "text" in row:
        return str(row["id"])
    return str(row.get("document") or of_statement.get(row.get("statement", ""), ""))


def _table(found: list[Event], titles: dict[str, str], owner: dict[int, set[str]]) -> None:
    newest = found[::-1][:MOST]
    st.dataframe(
        pd.DataFrame(
            {
                "when": [each.at[:16].replace("T", " ") for each in newest],
                "who": [each.who for each in newest],
                "what": [each.what for each in newest],
                "of what": ["; ".join(_about(each)) for each in newest],
                "document": [
                    ", ".join(sorted(titles.get(key, key[:12]) for key in owner[each.id]))
                    for each in newest
                ],
            }
        ),
        hide_index=True,
        alt="Acts at the desk, the newest first: when, who, what, of what, in which document",
    )
    if len(found) > MOST:
        small(f"The newest {MOST:,}; the file below has all.")


def _about(each: Event) -> Iterator[str]:
    """What the first changes of an act are about, in a few words."""
    for change in each.changes[:3]:
        row = change.after or change.before or {}
        name = next((str(row[key]) for key in _ABOUT if row.get(key)), "")
        stance = row.get("stance")
        yield f"{name[:60]}{f' {stance:+g}' if isinstance(stance, int | float) else ''}"
    if len(each.changes) > 3:
        yield f"and {len(each.changes) - 3} more"


def _replay(seat: Seat, first: date, last: date) -> None:
    """How everything stood at the end of a day."""
    st.subheader("As it stood at the end of a day", anchor=False)
    day = st.date_input(
        "Day", last, min_value=first, max_value=last, format="YYYY-MM-DD", width=200,
        key=f"trail replay {last}",
    )  # fmt: skip
    state = seat.state((day + timedelta(days=1)).isoformat())
    prose(_counts(state))
    exchange.take(state, page.current().data.axes, f"trail {day}")


def _counts(state: State) -> str:
    people = sorted({code["coder"] for code in state["code"].values()} - {AGREED})
    done = len({row["document"] for row in state["reading"].values() if row["done"]})
    whose = f" (of {', '.join(people)})" if people else ""
    return (
        f"{_count(len(state['document']), 'document')}, "
        f"{_count(len(state['statement']), 'statement')}, "
        f"{_count(len(state['code']), 'code')} that you may see{whose}; "
        f"{_count(done, 'document')} somebody was done with."
    )


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
