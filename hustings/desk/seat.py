"""A seat at the desk: one person with a role, who does and sees what that role may, and no more."""

from collections.abc import Callable, Iterator
from typing import Concatenate, ParamSpec, TypeVar

from hustings.desk import roles
from hustings.desk.desk import Desk
from hustings.desk.events import Event, Row, State
from hustings.desk.sight import seen_state, seen_trail

P = ParamSpec("P")
R = TypeVar("R")


class Seat:
    """What pages use of a desk: acts are refused by role, and codes of others stay hidden.

    Parameters
    ----------
    desk : Desk
    who : str
        The name under which this person acts, which is that of the coder.
    role : str
        One of `hustings.settings.DESK_ROLES`.
    """

    def __init__(self, desk: Desk, who: str, role: str):
        self.desk, self.who, self.role = desk, who, role

    def may(self, act: str) -> bool:
        """Whether this person may do an act of `hustings.desk.roles.LEAST`."""
        return roles.may(self.role, act)

    def do(self, act: Callable[Concatenate[Desk, str, P], R], *args: P.args, **more: P.kwargs) -> R:
        """Do an act of the desk in this person's name: `seat.do(Desk.code, statement, axis, 1)`.

        Raises
        ------
        NotAllowed
            When the role may not do it; `DeskError` for what the desk refuses.
        """
        roles.require(self.role, act.__name__)
        return act(self.desk, self.who, *args, **more)

    def documents(self) -> list[Row]:
        """All documents without their text, as `Desk.documents`."""
        return self.desk.documents()

    def codes(self, document: str | None = None) -> list[Row]:
        """The codes that this person may see."""
        return self.desk.codes(self.who, document)

    def state(self, until: str | None = None) -> State:
        """How everything stands, or stood, as far as this person may see it."""
        return seen_state(self.desk, self.who, until)

    def trail(self, until: str | None = None) -> Iterator[Event]:
        """All acts, as far as this person may see what they changed."""
        return seen_trail(self.desk, self.who, until)
