"""Roles at the desk: who may read, code, settle differences, publish; the last may all of it."""

from hustings.desk.store import DeskError
from hustings.settings import DESK_ROLES, Settings

READER, CODER, ADJUDICATOR, OWNER = DESK_ROLES
#: who stands for everybody that signs in and is not named
EVERYBODY = "*"
#: an act -> the least role that may do it; acts of `Desk` are called by their methods
LEAST = {
    "read": READER,
    "add_document": CODER,
    "change_document": CODER,
    "add_statement": CODER,
    "change_statement": CODER,
    "remove_statement": CODER,
    "save": CODER,
    "add_marked": CODER,
    "remove_document": OWNER,
    "code": CODER,
    "finish": CODER,
    "check": CODER,
    "undo": CODER,
    "take": CODER,
    "decline": CODER,
    "agree": ADJUDICATOR,
    "publish": OWNER,
    "bring": OWNER,
}


class NotAllowed(DeskError):
    """A role may not do that."""

    def __init__(self, role: str, act: str):
        needed = DESK_ROLES[DESK_ROLES.index(LEAST[act]) :]
        super().__init__(
            f"You are {role} at this desk; {act.replace('_', ' ')} is for: {', '.join(needed)}."
        )


def may(role: str, act: str) -> bool:
    """Whether a role may do an act of `LEAST`.

    >>> may("coder", "code"), may("coder", "agree"), may("owner", "agree")
    (True, False, True)
    """
    return DESK_ROLES.index(role) >= DESK_ROLES.index(LEAST[act])


def require(role: str, act: str) -> None:
    """Raise `NotAllowed` for what a role may not do."""
    if not may(role, act):
        raise NotAllowed(role, act)


def role_of(settings: Settings, who: str) -> str:
    """The role of somebody; "" for nobody's.

    On one's own machine whoever sits there is owner. With a public address, or where people sign
    in, `HUSTINGS_DESK_ROLES` says it; mail addresses are compared without regard to capitals.
    """
    if not settings.for_others:
        return OWNER
    named = dict(each.casefold().rsplit(":", 1) for each in settings.desk_roles.split())
    return named.get(who.casefold()) or named.get(EVERYBODY, "")
