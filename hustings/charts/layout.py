"""Label placement without collisions, and circle packing of markers, both in px."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from hustings.charts.text_metrics import LINE, text_width

#: px kept free round every label, and the step of the search for a far place
PADDING = 2

Numbers = Sequence[float] | np.ndarray
Circle = tuple[float, float, float]
Box = tuple[float, float, float, float]


def pack(
    x: Numbers, y: Numbers, radius: Numbers, gap: float = 1.0, order: Sequence | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Offsets in px that lay circles of the very same place side by side, the largest inmost.

    Parameters
    ----------
    x, y : sequence of float
        Places in any unit; the same place if both agree to nine decimals.
    radius, gap : sequence of float, float
        px of each circle, and px between two of them.
    order : sequence, optional
        A sortable key for each point, to decide between equal radii; by default its index.
    """
    radii = np.asarray(radius, float)
    keys = range(len(radii)) if order is None else order
    dx, dy = np.zeros(len(radii)), np.zeros(len(radii))
    places = defaultdict(list)
    for i, spot in enumerate(zip(np.round(x, 9).tolist(), np.round(y, 9).tolist(), strict=True)):
        places[spot].append(i)
    for members in places.values():
        if len(members) > 1:
            members.sort(key=lambda i: (-radii[i], keys[i]))
            centres = _cluster((radii[members] + gap / 2).tolist())
            dx[members], dy[members] = centres.real, centres.imag
    return dx, dy


def _cluster(radii: list[float]) -> np.ndarray:
    """Centres, as complex numbers, of touching circles round their common centre of area.

    Each circle goes to the outer side of those two neighbours on the outline that touch nearest
    to the middle (Wang et al. 2006, Visualization of large hierarchical data by circle packing).
    Neighbours on the outline touch, so that what meets none of it cannot meet a circle inside.
    """
    centres = [0j, complex(radii[0] + radii[1])]

    def contact(a: int, b: int) -> float:
        return abs(centres[a] * radii[b] + centres[b] * radii[a]) / (radii[a] + radii[b])

    # counter-clockwise; near[k] is how far from the middle outline[k - 1] and outline[k] touch
    outline, near = [0, 1], [contact(1, 0), contact(0, 1)]
    for new in range(2, len(radii)):
        k, r = near.index(min(near)), radii[new]
        outline, near = outline[k:] + outline[:k], near[k:] + near[:k]
        while True:
            a, b = outline[-1], outline[0]
            centre = _touching(centres[a], radii[a] + r, centres[b], radii[b] + r)
            between = enumerate(outline[1:-1], start=1)
            hits = [i for i, c in between if abs(centres[c] - centre) < radii[c] + r - 1e-9]
            if not hits:
                break
            # the circle spans the gap before the nearest one it meets; the rest is inside now
            if hits[0] <= len(outline) - 1 - hits[-1]:
                outline, near = outline[hits[0] :], near[hits[0] :]
            else:
                outline, near = outline[: hits[-1] + 1], near[: hits[-1] + 1]
        centres.append(centre)
        near[0] = contact(new, b)
        near.append(contact(a, new))
        outline.append(new)
    found, area = np.array(centres), np.square(radii)
    return found - (found * area).sum() / area.sum()


def _touching(a: complex, to_a: float, b: complex, to_b: float) -> complex:
    """The point at these distances from a and b, on the right of the way from a to b."""
    length = abs(b - a)
    along = (to_a**2 - to_b**2 + length**2) / (2 * length)
    return a + (b - a) / length * complex(along, -(max(to_a**2 - along**2, 0) ** 0.5))


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name for the marker at x, y, in px from the top left; its text keeps `radius` px away."""

    text: str
    x: float
    y: float
    radius: float
    size: float  # of the font, in px
    priority: float = 0.0
    required: bool = False  # placed before the others, and wherever there is room
    under: str = ""  # a second line, smaller

    @property
    def size_under(self) -> float:
        """px of the font of the second line."""
        return self.size - 1

    @property
    def box(self) -> tuple[float, float]:
        """Width and height of the text in px."""
        width, height = text_width(self.text, self.size), self.size * LINE
        if not self.under:
            return width, height
        # one line of HTML is as high as the font of the whole
        return max(width, text_width(self.under, self.size_under)), 2 * height


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The box of a label; the text is fastened to its `anchor` and `vertical` sides, at x, y."""

    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    anchor: str
    vertical: str
    leader: bool  # far from its marker: a line should join them


#: places beside a marker, the best first: radii to the right and down from its centre
NEAR = np.array(
    [(1, 0), (-1, 0), (0, -1), (0, 1), (0.71, -0.71), (0.71, 0.71), (-0.71, -0.71), (-0.71, 0.71)]
)
#: the side of the text that faces the marker, by the sign of the way there
ANCHOR, VERTICAL = ("center", "left", "right"), ("middle", "top", "bottom")
#: from a box to the room it keeps free
KEPT = np.array([-PADDING, -PADDING, PADDING, PADDING])
#: cost of hiding the centre of another's marker: above the sum of all other costs
HIDING = 10


def place_labels(
    labels: Sequence[Label], obstacles: Sequence[Box], bounds: Box, markers: Sequence[Circle] = ()
) -> list[Placed | None]:
    """Boxes, in the order of the labels, for as many of them as fit without touching.

    Parameters
    ----------
    labels : sequence of Label
        Placed one by one: required ones first, then by priority.
    obstacles : sequence of (left, top, right, bottom)
        Boxes that no label may touch.
    bounds : (left, top, right, bottom)
        What no label may leave.
    markers : sequence of (x, y, radius)
        Circles to keep clear of; the one at a label's own place is its own. The centre of
        another's is hidden only by a required label that fits nowhere else.
    """
    circles = np.array(markers, float).reshape(-1, 3)
    squares = circles[:, [0, 1, 0, 1]] + circles[:, [2]] * np.sign(KEPT)
    used = len(obstacles)
    taken = np.empty((used + len(labels), 4))
    taken[:used] = np.array(obstacles, float).reshape(-1, 4) + KEPT
    placed: list[Placed | None] = [None] * len(labels)
    hopeless = (np.inf, np.inf)
    for i in sorted(range(len(labels)), key=lambda i: (-labels[i].required, -labels[i].priority)):
        label, busy = labels[i], taken[:used]
        size = label.box
        spot, cost = _near(label, size, busy, bounds, circles)
        if cost >= HIDING and not label.required:
            continue
        # room only gets less: what is no smaller than a label that found none finds none either
        if cost >= HIDING and (size[0] < hopeless[0] or size[1] < hopeless[1]):
            own = np.sign(KEPT) * label.radius + [label.x, label.y, label.x, label.y]
            clear = _far(label, size, np.vstack([busy, squares, own]), bounds)
            spot = clear or spot or _far(label, size, busy, bounds)
            hopeless = hopeless if spot else size
        if spot:
            placed[i] = spot
            taken[used] = KEPT + [spot.left, spot.top, spot.right, spot.bottom]
            used += 1
    return placed


def _near(label: Label, size, busy, bounds: Box, circles) -> tuple[Placed | None, float]:
    """The best free place beside the marker, and its cost."""
    start = [label.x, label.y] + NEAR * label.radius - (1 - np.sign(NEAR)) / 2 * size
    left, top, right, bottom = sides = np.hstack([start, start + size]).T[..., None]
    met = (left < busy[:, 2]) & (right > busy[:, 0]) & (top < busy[:, 3]) & (bottom > busy[:, 1])
    out = (left < bounds[0]) | (top < bounds[1]) | (right > bounds[2]) | (bottom > bounds[3])
    free = np.flatnonzero(~(met.any(axis=1) | out[:, 0]))
    if not len(free):
        return None, np.inf
    left, top, right, bottom = sides[:, free]
    x, y, radius = circles.T
    across = np.maximum(np.maximum(left - x, x - right), 0)
    along = np.maximum(np.maximum(top - y, y - bottom), 0)
    other = np.hypot(x - label.x, y - label.y) > 1e-6
    touched = ((across**2 + along**2 < radius**2) & other).sum(axis=1)
    hidden = ((across + along == 0) & other).sum(axis=1)
    cost = free / 20 + touched / (1 + touched) + HIDING * hidden
    best = free[cost.argmin()]
    return _placed(start[best], size, np.sign(NEAR[best]), leader=False), float(cost.min())


def _far(label: Label, size, busy, bounds: Box) -> Placed | None:
    """The free place nearest to the marker, on a grid of cells."""
    origin = np.array(bounds[:2])
    cols, rows = ((bounds[2:] - origin) // PADDING).astype(int).tolist()
    wide, high = (ceil(side / PADDING) for side in size)
    if wide > cols or high > rows:
        return None
    cells = (busy - [*origin, *origin]) / PADDING
    cells = np.hstack([np.floor(cells[:, :2]), np.ceil(cells[:, 2:])])
    c0, r0, c1, r1 = np.clip(cells, 0, [cols, rows, cols, rows]).astype(int).T
    # each box steps up where it begins and down where it ends; summed, the steps cover its cells
    steps = np.zeros((rows + 1, cols + 1), np.int32)
    for row, col, step in ((r0, c0, 1), (r1, c1, 1), (r0, c1, -1), (r1, c0, -1)):
        np.add.at(steps, (row, col), step)
    blocked = steps.cumsum(0, np.int32).cumsum(1, np.int32)[:-1, :-1] > 0
    # of sums from the corner, four tell how many cells of any box are blocked
    sums = np.zeros((rows + 1, cols + 1), np.int32)
    sums[1:, 1:] = blocked.cumsum(0, np.int32).cumsum(1, np.int32)
    full = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    corner = origin + PADDING * np.argwhere(full == 0)[:, ::-1]
    if not len(corner):
        return None
    middle = [label.x, label.y]
    apart = np.maximum(np.maximum(corner - middle, middle - corner - size), 0)
    # of places equally near, the one whose middle is nearest
    askew = corner + np.array(size) / 2 - middle
    best = corner[(np.hypot(*apart.T) + np.hypot(*askew.T) / 20).argmin()]
    side = int(best[0] >= label.x) - int(best[0] + size[0] <= label.x)
    return _placed(best, size, np.array([side, 0]), leader=True)


def _placed(start, size, away, leader: bool) -> Placed:
    """The box that starts there, fastened to the side that faces the marker, `away` from it."""
    (left, top), (right, bottom) = map(float, start), map(float, start + size)
    x, y = map(float, start + (1 - away) / 2 * size)
    return Placed(
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        x=x,
        y=y,
        anchor=ANCHOR[int(away[0])],
        vertical=VERTICAL[int(away[1])],
        leader=leader,
    )
