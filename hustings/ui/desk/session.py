"""Who is at the desk, in which role; acts with their refusals, undo, and what is said of them."""

import getpass
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from hustings import settings
from hustings.desk import roles
from hustings.desk.desk import Desk
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError, Store, address
from hustings.desk.tables import AGREED
from hustings.ui.text import md, prose

P = ParamSpec("P")
R = TypeVar("R")

#: keys of the session: the name given, what the desk has to say, and whether that is a refusal
_NAME, _SAID = "desk name", "desk said"
#: characters of a name
_LONGEST = 80


@st.cache_resource(show_spinner=False)
def _desk(where: str) -> Desk:
    """The desk of an address, opened once for the server."""
    return Desk(Store(where))


def seat() -> Seat | None:
    """The seat of this reader; None after asking for a name, or saying why there is none.

    Raises
    ------
    DeskError
        When the store cannot be opened.
    """
    options = settings.current()
    desk = _desk(address(options))
    who = _signed_in() if options.for_others else st.session_state.get(_NAME, "")
    if not who:
        _ask_name(desk)
        return None
    role = roles.role_of(options, who)
    if not role:
        prose(
            f"You have signed in as {who}, who is not named at this desk. Whoever runs the "
            "server can add this address to HUSTINGS_DESK_ROLES."
        )
        return None
    return Seat(desk, who, role)


def _signed_in() -> str:
    """The mail address that the provider vouches for; "" where there is none."""
    if st.user.get("email_verified") in (False, "false"):
        # whoever can write any address into an account could sit down as anybody
        return ""
    return str(st.user.get("email") or "")


def _ask_name(desk: Desk) -> None:
    """On one's own machine: who is coding? Asked once in a session."""
    if settings.current().for_others:
        prose("Your provider vouches for no mail address, by which the desk would know you.")
        return
    known = sorted({row["coder"] for row in desk.progress()})
    prose("Under which name do you code? Each code carries it, and it stays on this machine.")
    with st.form("desk name form", border=False):
        st.text_input("Your name", value=_login(), key="desk name asked", max_chars=_LONGEST)
        st.form_submit_button("Sit down", type="primary", on_click=_keep_name)
    said()
    if known:
        prose("Here before: " + ", ".join(known))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # no such user in this container
        return ""


def _keep_name() -> None:
    name = " ".join(st.session_state["desk name asked"].split())
    if not name or name.casefold() == AGREED:
        tell(f"Please give a name; “{AGREED}” is kept for settled codes.", refused=True)
        return
    st.session_state[_NAME] = name


def leave() -> None:
    """Get up, so that another can sit down at the same machine."""
    st.session_state.pop(_NAME, None)


def attempt(
    seat: Seat, act: Callable[Concatenate[Desk, str, P], R], *args: P.args, **more: P.kwargs
) -> R | None:
    """Do an act, in a callback or a run; a refusal is said on the page, and gives None.

    `attempt(seat, Desk.code, statement, axis, 1.0)`
    """
    try:
        return seat.do(act, *args, **more)
    except DeskError as error:
        tell(str(error), refused=True)
        return None


def undo(seat: Seat) -> None:
    """Take back this person's last act, and say which it was."""
    try:
        last = seat.do(Desk.undo)
    except DeskError as error:
        tell(str(error), refused=True)
        return
    tell(f"Taken back: {last.what}." if last else "There is nothing of yours to take back.")


def tell(text: str, refused: bool = False) -> None:
    """Keep one sentence, plain text, for the head of the desk in the next run."""
    st.session_state[_SAID] = (text, refused)


def said() -> None:
    """Say what was kept, once."""
    text, refused = st.session_state.pop(_SAID, ("", False))
    if text:
        (st.warning if refused else st.success)(
            md(text), icon=":material/block:" if refused else ":material/check:"
        )
