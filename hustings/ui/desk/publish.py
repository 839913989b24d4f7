"""Publish: what changes, position by position, then a new version of the data set with a link."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from hustings import settings, store
from hustings.dataset import Dataset
from hustings.desk import roles
from hustings.desk.folder import POSITIONS
from hustings.desk.publishing import Plan, plan, publish
from hustings.desk.seat import Seat
from hustings.desk.snapshot import plan_of_saved, save_publication
from hustings.desk.store import DeskError
from hustings.link import own_data
from hustings.schema import as_text
from hustings.ui import session as page
from hustings.ui.desk.session import tell
from hustings.ui.text import md, prose, small
from hustings.words import signed

#: positions that are listed
MOST = 200
FOLDER, SAVED = "Into its folder", "As a saved set with a link"
_PLAN, _WHERE, _DONE = "desk plan", "desk publish where", "desk published"


def show(seat: Seat) -> None:
    """The plan, and the button that does it."""
    data = page.current().data
    _told_last()
    source = _source(data)
    if source is None:
        prose(
            "Only a data set in a folder, or a saved one, can be published to; this server's is "
            "none. HUSTINGS_DATA can name a folder with positions.csv."
        )
        return
    choices = _choices(source)
    if not choices:
        prose("This server keeps no saved sets, and the folder of its data cannot be written.")
        return
    with st.spinner("Looking at what would change…"):
        planned = _planned(seat, source)
    _changes(planned)
    if planned.empty:
        return
    where = st.segmented_control(
        "Where the new version goes", choices, default=choices[0], key=_WHERE, required=True
    )
    if isinstance(source, Path) and where == FOLDER:
        small(
            f"The new rows go into the folder {as_text(source.resolve().name)}; rows that are not "
            "the desk's stay as they are."
        )
    else:
        small("The data set stays as it is; the new version is beside it, under a link of its own.")
    st.button(
        "Publish", key="desk publish", type="primary", icon=":material/publish:",
        on_click=_publish, args=(seat, planned, source, where),
    )  # fmt: skip


def _source(data: Dataset) -> Path | str | None:
    """The folder, or the hash, of the data set that is open; None where it is neither."""
    if data.address:
        return data.address if store.is_hash(data.address) else None
    folder = Path(settings.current().data)
    return folder if (folder / POSITIONS).is_file() else None


def _choices(source: Path | str) -> list[str]:
    """Where a new version may go; the first is chosen."""
    found = [SAVED] if store.open_for_uploads() else []
    if isinstance(source, Path):
        # the data that come with the program change with the program
        bundled = source.resolve() == settings.BUNDLED.resolve()
        found = [*found, FOLDER] if bundled else [FOLDER, *found]
    return found


def _planned(seat: Seat, source: Path | str) -> Plan:
    """The plan, worked out anew when the desk or the data set has changed."""
    seen: object = source
    if isinstance(source, Path):
        file = (source / POSITIONS).stat()
        seen = (source, file.st_mtime_ns, file.st_size)
    now = (seen, seat.desk.last())
    if st.session_state.get(_PLAN, (None,))[0] != now:
        made = plan(seat.desk, source) if isinstance(source, Path) else (
            plan_of_saved(seat.desk, source)
        )  # fmt: skip
        st.session_state[_PLAN] = (now, made)
    found: Plan = st.session_state[_PLAN][1]
    return found


def _changes(planned: Plan) -> None:
    """What would change: statements, checked rows, and positions with how far they move."""
    if planned.empty:
        prose("Nothing would change: what is done at the desk stands in the data set already.")
    else:
        prose(
            f"Statements: {planned.added:,} new, {planned.changed:,} changed, {planned.removed:,} "
            f"gone. Rows that people have checked: {planned.checked:,}. "
            f"Positions that move: {len(planned.moves):,}."
        )
    for why in planned.left_out:
        small(f"Left out: {why}")
    if planned.moves.empty:
        return
    moves = planned.moves.head(MOST)
    st.dataframe(
        pd.DataFrame(
            {
                "actor": moves.actor.to_list(),
                "axis": moves.axis.to_list(),
                "now": [_number(x) for x in moves.before],
                "then": [_number(x) for x in moves.after],
                "moves by": [_move(a, b) for a, b in zip(moves.before, moves.after, strict=True)],
                "statements": [
                    f"{0 if pd.isna(a) else a:.0f} → {0 if pd.isna(b) else b:.0f}"
                    for a, b in zip(moves.n_before, moves.n, strict=True)
                ],
            }
        ),
        hide_index=True,
        alt="Positions that move: actor, axis, position now and then, and statements behind it",
    )
    if len(planned.moves) > MOST:
        small(f"The {MOST} that move farthest, of {len(planned.moves):,}.")


def _number(value: float) -> str:
    return "none" if pd.isna(value) else signed(value)


def _move(before: float, after: float) -> str:
    return "new" if pd.isna(before) else "gone" if pd.isna(after) else signed(after - before)


def _publish(seat: Seat, planned: Plan, source: Path | str, where: str) -> None:
    """Write or save what was shown, in a callback."""
    try:
        roles.require(seat.role, "publish")
        if where == FOLDER:
            publish(planned)
            st.session_state[_DONE] = ("", "")
        else:
            saved = save_publication(planned, source, by=seat.who)
            st.session_state[_DONE] = (saved.hash, saved.key)
    except DeskError as error:
        tell(str(error), refused=True)
    st.session_state.pop(_PLAN, None)


def _told_last() -> None:
    """What was published last, once, with its link."""
    if _DONE not in st.session_state:
        return
    hash, key = st.session_state.pop(_DONE)
    st.success(md("The new version is there."), icon=":material/check:")
    st.html(
        f'<p style="margin:0"><a href="{escape(own_data(hash))}" target="_self" '
        'style="color:inherit">See it on the map →</a></p>'
    )
    if key:
        small(f"The key with which it can be removed, shown this once: {key}")
