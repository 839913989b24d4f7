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


def called(stance: float | None, axis: Axis) -> str:
    """The name of a stance, which begins with its number and names its axis.

    Some programs, as QualCoder, hold no two codes of one name.

    >>> from hustings.axes import described
    >>> axis = described("Trams", low="Fewer", high="More")
    >>> called(-0.5, axis), called(1.0, axis), called(None, axis)
    ('-0.5 (Trams)', '+1 More (Trams)', 'no stance (Trams)')
    """
    of_axis = f"({axis.id})"
    if stance is None:
        return f"{NONE} {of_axis}"
    number = repr(stance).removesuffix(".0")
    number = f"+{number}" if stance > 0 else number
    pole = {-1.0: axis.low, 1.0: axis.high}.get(stance, "")
    return " ".join(filter(None, (number, pole, of_axis)))


def pole_of(name: str, axis: str) -> str:
    """The pole in the name of a stance.

    >>> pole_of("+1 More (Trams)", "Trams"), pole_of("-1 Rail", "Trams")
    ('More', 'Rail')
    """
    return name.partition(" ")[2].removesuffix(f"({axis})").strip()


def stance_of(name: str) -> tuple[bool, float | None]:
    """Whether a name is that of a stance, and which.

    >>> stance_of("+0.5"), stance_of("-1 Rail"), stance_of("no stance (Rail)"), stance_of("Trains")
    ((True, 0.5), (True, -1.0), (True, None), (False, None))
    """
    if name == NONE or name.startswith(f"{NONE} ("):
        return True, None
    found = _STANCE.match(name)
    value = float(found[1].replace("−", "-")) if found else None
    return (value is not None and -1 <= value <= 1), value


def means(stance: float | None, axis: Axis) -> str:
    """What a pole stands for."""
    return {-1.0: axis.low_means, 1.0: axis.high_means}.get(stance or 0.0, "")
