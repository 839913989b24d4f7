"""How axes and stances are codes elsewhere: an axis is a parent, its stances are children."""

import re
import uuid

from hustings.axes import Axis

#: the names from which identifiers are made, the same each time
_SPACE = uuid.UUID("5f3a0c1e-6d0b-4a53-9d53-0a6e6a6f7573")
#: what a child is called where coders have agreed on no stance
NONE = "no stance"
STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0)
_STANCE = re.compile(r"^([+−-]?\d+(?:\.\d+)?(?:e-?\d+)?)(?:\s|$)")


def guid(*parts: str) -> str:
    """An identifier as REFI-QDA writes them, the same for the same parts."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(parts)))


def called(stance: float | None, axis: Axis | None) -> str:
    """The name of a stance, which begins with its number.

    >>> called(-0.5, None), called(1.0, None), called(None, None)
    ('-0.5', '+1', 'no stance')
    """
    if stance is None:
        return NONE
    number = repr(stance).removesuffix(".0")
    number = f"+{number}" if stance > 0 else number
    pole = {-1.0: axis.low, 1.0: axis.high}.get(stance, "") if axis else ""
    return f"{number} {pole}".strip()


def stance_of(name: str) -> tuple[bool, float | None]:
    """Whether a name is that of a stance, and which.

    >>> stance_of("+0.5"), stance_of("-1 Rail"), stance_of("no stance"), stance_of("Trains")
    ((True, 0.5), (True, -1.0), (True, None), (False, None))
    """
    if name == NONE:
        return True, None
    found = _STANCE.match(name)
    value = float(found[1].replace("−", "-")) if found else None
    return (value is not None and -1 <= value <= 1), value


def means(stance: float | None, axis: Axis | None) -> str:
    """What a pole stands for."""
    return {-1.0: axis.low_means, 1.0: axis.high_means}.get(stance or 0.0, "") if axis else ""
