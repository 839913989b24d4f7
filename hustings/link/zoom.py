"""Zoom: the part of the map that is seen, as it stands in a link: `zoom=-0.5,0.5,0,1`."""

from math import isfinite

#: the whole map, from left to right and from bottom to top: it reaches past the poles, at −1 and
#: +1, so that points at a pole are whole
FARTHEST = 1.3
#: the least that a window shows of an axis, and digits after the point of what a link says
NARROWEST, DIGITS = 0.05, 3
Window = tuple[float, float, float, float]
#: what is seen where nobody has zoomed
WHOLE: Window = (-FARTHEST, FARTHEST, -FARTHEST, FARTHEST)
ALLOWED = (
    f"four numbers from -{FARTHEST} to {FARTHEST} with commas between: left, right, bottom, top, "
    f"at least {NARROWEST} apart"
)


def window_of(text: str) -> Window | None:
    """The window that a link asks for; None where it names none.

    >>> window_of("-0.5,0.5,0,1"), window_of("0,0,0,0")
    ((-0.5, 0.5, 0.0, 1.0), None)
    """
    try:
        left, right, bottom, top = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(isfinite(end) and abs(end) <= FARTHEST for end in (left, right, bottom, top)):
        return None
    return (left, right, bottom, top) if min(right - left, top - bottom) >= NARROWEST else None


def zoomed(left: float, right: float, bottom: float, top: float) -> str:
    """A window as a link spells it: ends in order, inside the map, and wide enough to be one.

    >>> zoomed(0.5, -0.5, 0.2, 0.2), zoomed(-9, 9, -9, 9)
    ('-0.5,0.5,0.15,0.25', '-1.3,1.3,-1.3,1.3')
    """
    ends: list[float] = []
    for pair in ((left, right), (bottom, top)):
        low, high = (min(max(end, -FARTHEST), FARTHEST) for end in sorted(pair))
        wide = max(high - low, 2 * NARROWEST)
        low = min(max((low + high - wide) / 2, -FARTHEST), FARTHEST - wide)
        ends += [low, low + wide]
    return ",".join(f"{round(end, DIGITS):g}" for end in ends)
