"""Documents of the desk: what is there, how far everybody is with it, and how articles come in."""

from collections import Counter

import pandas as pd
import streamlit as st

from hustings import words
from hustings.desk.events import Row
from hustings.desk.seat import Seat
from hustings.ui.desk import adding, parts
from hustings.ui.text import prose, small

#: articles that one page of the list has
ON_PAGE = 20


def show(seat: Seat) -> None:
    """All articles with their progress, who has done what, and a way to add one."""
    rows = seat.documents()
    people: dict[str, list[Row]] = {}
    for row in seat.desk.progress():
        people.setdefault(row["document"], []).append(row)
    if rows:
        _list(seat, _found(rows), people)
        _people(people)
    elif seat.may("add_document"):
        adding.first(seat)
    else:
        prose("There is no article on the desk yet.")
    if seat.may("add_document"):
        adding.show(seat, expanded=not rows)


def _found(rows: list[Row]) -> list[Row]:
    """The articles that are looked for, and of those one page."""
    if len(rows) <= ON_PAGE:
        return rows
    asked = st.text_input("Title or publisher", key="desk find", type="search").casefold().split()
    rows = [
        row
        for row in rows
        if all(word in f"{row['title']} {row['publisher']}".casefold() for word in asked)
    ]
    last = max(1, -(-len(rows) // ON_PAGE))
    page = 1
    if last > 1:
        page = int(st.number_input(f"Page, of {last}", 1, last, key="desk page"))
    return rows[(page - 1) * ON_PAGE : page * ON_PAGE]


def _list(seat: Seat, rows: list[Row], people: dict[str, list[Row]]) -> None:
    for row in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                prose(row["title"] or f"Without a title, {row['id'][:12]}")
                source = " · ".join(each for each in (row["publisher"], row["date"]) if each)
                small(
                    f"{source}{' · ' if source else ''}{progress(row, people.get(row['id'], []))}"
                )
            st.button(
                "Read and code" if seat.may("save") else "Read",
                key=f"desk read {row['id']}",
                on_click=parts.go,
                args=("article", row["id"]),
                type="secondary" if seat.who in row["done"] else "primary",
            )
    if not rows:
        prose("No article is called so.")


def progress(document: Row, people: list[Row]) -> str:
    """How far everybody is with a document, in words; never what they have judged.

    >>> progress({"statements": 5}, [
    ...     {"coder": "Ann", "coded": 2, "done": False}, {"coder": "Bob", "coded": 5, "done": True}
    ... ])
    '5 statements; Ann 2 of 5, Bob done'
    """
    count = document["statements"]
    far = {one["coder"]: "done" if one["done"] else f"{one['coded']} of {count}" for one in people}
    told = ", ".join(f"{who} {how}" for who, how in far.items())
    return f"{words.statements(count)}; {told or 'nobody has begun'}"


def _people(people: dict[str, list[Row]]) -> None:
    """What each person has done in all."""
    coded: Counter[str] = Counter()
    done: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    for row in (row for each in people.values() for row in each):
        coded[row["coder"]] += row["coded"]
        done[row["coder"]] += row["done"]
        begun[row["coder"]] += 1
    if not begun:
        return
    st.subheader("Who has done what", anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                "coder": sorted(begun),
                "statements judged": [coded[who] for who in sorted(begun)],
                "begun": [begun[who] for who in sorted(begun)],
                "done": [done[who] for who in sorted(begun)],
            }
        ),
        hide_index=True,
        width="content",
    )
