"""Read a recipe from JSON, strictly: every unknown key and every wrong value is named at once."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from math import isfinite
from typing import Any

from hustings.intake.recipe import MEANINGS, ORDERS, AxisRecipe, Recipe, Scale
from hustings.package import UNITS
from hustings.schema import REASONS, DataError, Problem, is_text

#: what the recipe is called in problems
FILE = "recipe"
#: bytes of the longest recipe that is read
MOST = 2**24
_REASONS = f"{', '.join(REASONS[:-1])} or {REASONS[-1]}"
_MEANT = f"a stance from -1 to 1, a reason ({_REASONS}), or null"


def parse(text: str | bytes) -> Recipe:
    """The recipe that a text of JSON holds.

    Raises
    ------
    DataError
        Naming everything that is wrong.
    """
    if len(text) > MOST:
        raise DataError([_problem("", f"more than {MOST:,} bytes", "a recipe in JSON")])
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        found = str(error) or type(error).__name__
        raise DataError([_problem("", found, "a recipe in JSON")]) from None
    return from_json(said)


def from_json(said: object) -> Recipe:
    """The recipe that objects of JSON say (see `parse`)."""
    reader = _Reader()
    recipe = reader.recipe(said)
    if reader.problems:
        raise DataError(reader.problems)
    return recipe


def _problem(where: str, value: object, allowed: str) -> Problem:
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return Problem(file=FILE, row=None, column=where, value=text, allowed=allowed)


class _Reader:
    """Takes values of the right type out of a recipe, and notes the others."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, where: str, value: object, allowed: str) -> None:
        self.problems.append(_problem(where, value, allowed))

    def recipe(self, said: object) -> Recipe:
        text, names = self.text, self.meanings
        return self.build(
            Recipe,
            said,
            "",
            {
                "tables": self.texts,
                "columns": lambda where, value: names(where, value, text),
                "fixed": lambda where, value: names(where, value, text),
                "wide": self.texts,
                "marked": self.texts,
                "heads": lambda where, value: self.one_of(where, value, ("axis", "actor")),
                "fill_down": lambda where, value: self.texts(where, value, MEANINGS),
                "empty": lambda where, value: names(where, value, self.texts),
                "axes": self.axes,
                "scale": self.scale,
                "dates": lambda where, value: self.one_of(where, value, tuple(ORDERS)),
                "aliases": lambda where, value: names(where, value, self.spellings),
                "unit": lambda where, value: self.one_of(where, value, tuple(UNITS)),
            },
        )

    def build(self, kind: type, said: object, where: str, how: dict[str, Callable]) -> Any:
        """A dataclass of this kind; fields without a reader of their own are texts."""
        if not isinstance(said, Mapping):
            self.note(where, said, "an object of names and values")
            said = {}
        known = [field.name for field in fields(kind)]
        for key in said:
            if key not in known:
                self.note(f"{where}{key}", key, f"one of {', '.join(known)}")
        given = {name: said[name] for name in known if name in said}
        read = {name: how.get(name, self.text)(f"{where}{name}", v) for name, v in given.items()}
        return kind(**read)

    def text(self, where: str, value: object) -> str:
        if isinstance(value, str) and is_text(value):
            return value
        self.note(where, value, "text")
        return ""

    def texts(self, where: str, value: object, allowed: tuple[str, ...] = ()) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.note(where, value, "a list of texts")
            return ()
        each = enumerate(value)
        if allowed:
            return tuple(self.one_of(f"{where}[{place}]", one, allowed) for place, one in each)
        return tuple(self.text(f"{where}[{place}]", one) for place, one in each)

    def one_of(self, where: str, value: object, allowed: tuple[str, ...]) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        self.note(where, value, f"one of {', '.join(allowed)}")
        return allowed[0]

    def switch(self, where: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.note(where, value, "true or false")
        return value is True

    def number(self, where: str, value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            return float(value)
        self.note(where, value, "a number")
        return 0.0

    def objects(self, where: str, value: object) -> dict[str, object]:
        if isinstance(value, dict):
            return value
        self.note(where, value, "an object of names and values")
        return {}

    def meanings(self, where: str, value: object, how: Callable) -> dict[str, Any]:
        """An object whose keys are meanings of columns."""
        found = {}
        for key, said in self.objects(where, value).items():
            if key in MEANINGS:
                found[key] = how(f"{where}.{key}", said)
            else:
                self.note(f"{where}.{key}", key, f"one of {', '.join(MEANINGS)}")
        return found

    def spellings(self, where: str, value: object) -> dict[str, str]:
        given = self.objects(where, value).items()
        return {self.text(where, name): self.text(f"{where}.{name}", to) for name, to in given}

    def scale(self, where: str, value: object) -> Scale:
        how = {"values": self.values, "low": self.number, "high": self.number, "empty": self.reason}
        made: Scale = self.build(Scale, value, f"{where}.", how)
        if (made.low is None) != (made.high is None) or (made.low == made.high is not None):
            self.note(where, [made.low, made.high], "low and high that differ, or neither of them")
        return made

    def reason(self, where: str, value: object) -> str:
        return self.one_of(where, value, ("", *REASONS))

    def values(self, where: str, value: object) -> dict[str, float | str | None]:
        found: dict[str, float | str | None] = {}
        for key, said in self.objects(where, value).items():
            stance = isinstance(said, int | float) and not isinstance(said, bool)
            if said is None or said in REASONS:
                found[self.text(where, key)] = said
            elif stance and -1 <= said <= 1:  # type: ignore[operator]
                found[self.text(where, key)] = float(said)  # type: ignore[arg-type]
            else:
                self.note(f"{where}.{key}", said, _MEANT)
        return found

    def axes(self, where: str, value: object) -> tuple[AxisRecipe, ...]:
        if not isinstance(value, list):
            self.note(where, value, "a list of axes")
            return ()
        found = []
        for place, said in enumerate(value):
            within = f"{where}[{place}]."
            if not isinstance(said, dict) or not isinstance(said.get("source"), str):
                self.note(f"{within}source", said, "an axis with its name in the file")
                continue
            how = {"turned": self.switch, "scale": self.scale}
            found.append(self.build(AxisRecipe, said, within, how))
        sources = [axis.source for axis in found]
        for source in {each for each in sources if sources.count(each) > 1}:
            self.note(where, source, "each axis once")
        return tuple(found)
