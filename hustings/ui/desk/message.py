"""Messages of the article view: what a browser sends is checked before it is an act."""

import math
from collections.abc import Mapping
from typing import Any

from hustings.desk.desk import Desk
from hustings.desk.items import proposal_key
from hustings.desk.marking import OF_STATEMENT
from hustings.desk.proposals.model import ModelAnswer
from hustings.desk.recording import Judged
from hustings.desk.saying import is_day
from hustings.desk.seat import Seat
from hustings.desk.store import DeskError

#: characters that one field may have
_LONGEST = 2_000


def handled(
    seat: Seat,
    document: str,
    axes: frozenset[str],
    sent: Mapping[str, Any],
    model: ModelAnswer | None = None,
) -> str:
    """Do what a message asks.

    Parameters
    ----------
    seat : Seat
    document : str
        The one that is open, whatever the message says.
    axes : frozenset of str
        On which this data set can be judged.
    sent : mapping
        `act` ("save" or "remove"), `key` (a statement, "35-73" for a proposal, or ""), and to save
        `start`, `end`, `said`, `codes`, `note`.
    model : ModelAnswer, optional
        Whose stances are kept, hidden, when its proposal becomes a statement.

    Returns
    -------
    str
        The id of the statement.

    Raises
    ------
    DeskError
        With what cannot be kept, and what is allowed.
    """
    key = sent.get("key")
    act = sent.get("act")
    if not isinstance(key, str) or act not in ("save", "remove"):
        raise DeskError("That message cannot be read.")
    statement = key if any(key == row["id"] for row in seat.desk.statements(document)) else ""
    if key and not statement and "-" not in key:
        raise DeskError("There is no such statement any more.")
    if act == "remove":
        seat.do(Desk.remove_statement, statement)
        return ""
    proposed = {}
    if model:
        proposed = {proposal_key(each.proposal): each.codes for each in model.proposals}
    judged = Judged(
        start=_place(sent.get("start")),
        end=_place(sent.get("end")),
        said=_said(sent.get("said")),
        codes=_codes(sent.get("codes"), axes),
        note=_note(sent.get("note")),
        model=model.coder if model and key in proposed else "",
        proposed=proposed.get(key, {}),
    )
    return seat.do(Desk.save, document, judged, statement)


def _place(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise DeskError("The place of the words cannot be read.")
    return int(value)


def _said(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise DeskError("What is said of the statement cannot be read.")
    found = {}
    for name, text in value.items():
        if name not in OF_STATEMENT or not isinstance(text, str):
            raise DeskError(f"{name} cannot be said of a statement.")
        if len(text) > _LONGEST:
            raise DeskError(f"{name} has {len(text):,} characters, allowed: {_LONGEST:,}.")
        found[name] = " ".join(text.split())
    if found.get("date") and not is_day(found["date"]):
        raise DeskError(f"The date is {found['date']!r}, allowed: a day as 2026-02-03.")
    return found


def _codes(value: object, axes: frozenset[str]) -> dict[str, float | None]:
    if not isinstance(value, dict):
        raise DeskError("The codes cannot be read.")
    found: dict[str, float | None] = {}
    for axis, stance in value.items():
        if axis not in axes:
            raise DeskError(f"{axis!r} is no axis of these data.")
        number = isinstance(stance, int | float) and not isinstance(stance, bool)
        if stance is not None and not (number and math.isfinite(stance)):
            raise DeskError(f"The stance is {stance!r}, allowed: a number from -1 to 1.")
        found[axis] = None if stance is None else float(stance)
    return found


def _note(value: object) -> str | None:
    if value is not None and (not isinstance(value, str) or len(value) > _LONGEST):
        raise DeskError(f"The note is longer than {_LONGEST:,} characters, or no text.")
    return value
