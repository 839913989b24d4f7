"""A recipe says how a foreign table becomes positions: columns, scale, dates, names, axes.

It is a frozen value with a canonical form in JSON, so that the same recipe has the same hash,
wherever it was made. `hustings.intake.guess` makes one, a reader mends it, and
`hustings.intake.apply` carries it out.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from typing import Any, Literal

from hustings.package import SPOKEN
from hustings.schema import AXIS_COLUMNS, COLUMNS

#: what a column of the file can be beside a column of positions: what its axis is called
AXIS_WORDS = {"axis_name": "name", "axis_low": "low", "axis_high": "high"}
#: everything that a column of the file can mean
MEANINGS = (*(column.name for column in COLUMNS), *AXIS_WORDS)
#: how dates that are all numbers are written
ORDERS = {"ymd": "year, month, day", "dmy": "day, month, year", "mdy": "month, day, year"}
#: digits of a recipe's hash that are shown
HASH_DIGITS = 12
#: what a value can mean: a stance, a reason, or (None) nothing, as if the cell were empty
Meant = float | str | None


class _Frozen(dict):
    """A mapping of a frozen value: it has a hash, and nothing can be put into it."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def _refused(self, *_: object, **__: object) -> Any:
        raise TypeError("a recipe is frozen: make another one with dataclasses.replace")

    __setitem__ = __delitem__ = __ior__ = _refused
    clear = pop = popitem = setdefault = update = _refused

    def __reduce__(self) -> tuple[type, tuple[dict]]:
        return _Frozen, (dict(self),)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What the values of an answer mean.

    Parameters
    ----------
    values : mapping of str to float, str or None
        A stance from -1 to 1, or why there is none (one of `hustings.schema.REASONS`), or None
        where the value says no more than an empty cell. They come before the range.
    low, high : float, optional
        Ends of a range of numbers: `low` becomes -1, `high` becomes 1, what lies between them is
        spread evenly. `low` may be the larger.
    empty : str
        Why there is no stance where the cell is empty; "" leaves the row out, for it says nothing.
    """

    values: Mapping[str, Meant] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    empty: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _Frozen(self.values))


@dataclass(frozen=True, kw_only=True)
class AxisRecipe:
    """What is said of one axis: how the file calls it, and how readers shall see it.

    Parameters
    ----------
    source : str
        The value in the column of axes, or the head of the column that is the axis.
    axis, name, low, high, low_means, high_means, low_noun, high_noun : str
        As in axes.csv; `axis` is `source` where it is empty.
    turned : bool
        Whether every stance changes its sign, for a question that is put the other way round. The
        poles are those of the axis as it is then.
    scale : Scale, optional
        Where this axis has another one than the others.
    """

    source: str
    axis: str = ""
    name: str = ""
    low: str = ""
    high: str = ""
    low_means: str = ""
    high_means: str = ""
    low_noun: str = ""
    high_noun: str = ""
    turned: bool = False
    scale: Scale | None = None

    @property
    def id(self) -> str:
        """The axis as it is called in positions."""
        return self.axis or self.source

    def words(self) -> dict[str, str]:
        """Its row of axes.csv."""
        said = {column.name: getattr(self, column.name) for column in AXIS_COLUMNS}
        return {**said, "axis": self.id}


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How tables of text become positions.

    Parameters
    ----------
    tables : tuple of str
        Names of the tables to take, one below the other; the first one where it is empty.
    columns : mapping of str to str
        Meaning (one of `MEANINGS`) -> column of the file.
    fixed : mapping of str to str
        Meaning -> what stands in every row, for what the file does not say.
    wide : tuple of str
        Columns of which each holds the stances of one axis (or actor); `columns` then has no
        "stance".
    heads : str
        What the heads of those columns are: "axis" or "actor".
    marked : tuple of str
        Columns of which the one with a mark in it, such as 1 or x, says the answer by its head.
    fill_down : tuple of str
        Meanings whose empty cells repeat the one above: merged cells.
    empty : mapping of str to tuple of str
        Meaning -> texts that stand for nothing in it, such as "NA".
    axes : tuple of AxisRecipe
        What is said of axes; an axis that is not named here keeps the name it has.
    scale : Scale
    dates : str
        One of `ORDERS`.
    aliases : mapping of str to mapping of str to str
        Meaning -> spelling -> the name that takes its place.
    title, description, licence, licence_url, credit : str
        What the data set says of itself; `credit` is how to cite it.
    unit : str
        What a row is: one of `hustings.package.UNITS`.
    """

    tables: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    wide: tuple[str, ...] = ()
    heads: Literal["axis", "actor"] = "axis"
    marked: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    empty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    axes: tuple[AxisRecipe, ...] = ()
    scale: Scale = field(default_factory=Scale)
    dates: str = "ymd"
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    title: str = ""
    description: str = ""
    licence: str = ""
    licence_url: str = ""
    credit: str = ""
    unit: str = SPOKEN

    def __post_init__(self) -> None:
        for name in ("columns", "fixed", "empty"):
            object.__setattr__(self, name, _Frozen(getattr(self, name)))
        inner = {meaning: _Frozen(names) for meaning, names in dict(self.aliases).items()}
        object.__setattr__(self, "aliases", _Frozen(inner))

    def to_json(self) -> dict[str, Any]:
        """The recipe as objects of JSON; what is not said is left out."""
        return _said(self)

    @property
    def canonical(self) -> str:
        """Its text in JSON: the same recipe has the same one."""
        return json.dumps(self.to_json(), sort_keys=True, ensure_ascii=True, allow_nan=False)

    @property
    def hash(self) -> str:
        """The first digits of the SHA-256 of its canonical text."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()[:HASH_DIGITS]

    def axis(self, source: str) -> AxisRecipe:
        """What is said of an axis."""
        found = (axis for axis in self.axes if axis.source == source)
        return next(found, AxisRecipe(source=source))

    def scale_of(self, source: str) -> Scale:
        """The scale of an axis."""
        return self.axis(source).scale or self.scale

    def turn(self, source: str) -> "Recipe":
        """The recipe with one axis turned round, its poles with it."""
        old = self.axis(source)
        low = {f"low{end}": getattr(old, f"high{end}") for end in ("", "_means", "_noun")}
        high = {f"high{end}": getattr(old, f"low{end}") for end in ("", "_means", "_noun")}
        new = replace(old, turned=not old.turned, **low, **high)
        if old not in self.axes:
            return replace(self, axes=(*self.axes, new))
        return replace(self, axes=tuple(new if axis == old else axis for axis in self.axes))


def _said(value: Any) -> Any:
    """A value as objects of JSON, its defaults left out."""
    if isinstance(value, Recipe | AxisRecipe | Scale):
        pairs = ((known, getattr(value, known.name)) for known in fields(value))
        return {known.name: _said(each) for known, each in pairs if each != _default(known)}
    if isinstance(value, Mapping):
        return {key: _said(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_said(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _default(known: Field) -> Any:
    return known.default if known.default_factory is MISSING else known.default_factory()
