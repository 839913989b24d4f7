"""Documents of the desk: what is there, and how far everybody is with it."""

from collections import defaultdict

import pandas as pd
import streamlit as st

from hustings.desk.seat import Seat
from hustings.ui.text import prose


def show(seat: Seat) -> None:
    """All documents with their progress."""
    rows = seat.documents()
    if not rows:
        prose("There is no article on the desk yet.")
        return
    people = defaultdict(list)
    for row in seat.desk.progress():
        people[row["document"]].append(row)
    st.dataframe(
        pd.DataFrame(
            {
                "title": [row["title"] or row["id"][:12] for row in rows],
                "statements": [row["statements"] for row in rows],
                "coders": [
                    ", ".join(
                        f"{one['coder']}: {'done' if one['done'] else one['coded']}"
                        for one in people[row["id"]]
                    )
                    for row in rows
                ],
            }
        ),
        hide_index=True,
    )
