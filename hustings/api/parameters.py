"""Query parameters of the API as typed models, made from the contract of the link."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import SkipJsonSchema

from hustings.link import DATA, FIXED, NO_MOST, PARAMETERS, Parameter, View
from hustings.words import listing

#: parameters of which several values make sense
MANY = ("many", "ids")
_BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}


@dataclass(frozen=True)
class Asked:
    """One parameter of an endpoint: that of the contract, its default, and its fixed values."""

    parameter: Parameter
    default: object = None
    values: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the address."""
        return self.parameter.name

    @property
    def several(self) -> bool:
        """Whether it may be given more than once."""
        return self.parameter.kind in MANY

    @property
    def allowed(self) -> str:
        """What it can hold, for readers."""
        if self.values:
            return listing(self.values, "or")
        low, high = self.parameter.least, self.parameter.most
        return {
            "date": "a date as YYYY-MM-DD",
            "switch": "true or false",
            "count": f"a whole number from {low}{'' if high == NO_MOST else f' to {high}'}",
        }.get(self.parameter.kind, "text")


#: every endpoint has these
EVERYWHERE = (
    Asked(
        Parameter(name="format", kind="one", meaning="json, or csv for one table"),
        "json",
        ("json", "csv"),
    ),
    Asked(
        Parameter(
            name="v",
            kind="words",
            meaning="the data version expected; a `note` says if it is another",
        ),
        "",
    ),
    Asked(DATA, ""),
)


def of_link(names: tuple[str, ...]) -> tuple[Asked, ...]:
    """Parameters of the contract by their names."""
    return tuple(Asked(_BY_NAME[name], View().get(name), FIXED.get(name, ())) for name in names)


def model(name: str, asked: tuple[Asked, ...]) -> type[BaseModel]:
    """A typed model of parameters that refuses names it does not know.

    Parameters
    ----------
    name : str
        What the model is called.
    asked : tuple of Asked

    Returns
    -------
    type of pydantic.BaseModel
    """
    fields: dict[str, Any] = {one.name: _field(one) for one in asked}
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)


def _optional(kind: Any) -> Any:
    """The type, or None, which the schema does not speak of: it means that nothing is given."""
    nothing: Any = SkipJsonSchema.__class_getitem__(None)
    return kind | nothing


def _field(asked: Asked) -> tuple:
    parameter = asked.parameter
    meaning = parameter.meaning
    if parameter.kind in MANY:
        return list[str], Field(default_factory=list, description=f"{meaning} (repeatable)")
    if parameter.kind == "date":
        return _optional(date), Field(asked.default, description=meaning)
    if parameter.kind == "count":
        bounds: dict[str, Any] = {"ge": parameter.least, "le": parameter.most}
        return int, Field(asked.default, description=meaning, **bounds)
    if parameter.kind == "switch":
        return bool, Field(asked.default, description=meaning)
    if asked.values:
        kind: Any = Literal.__getitem__(asked.values)
        # No default: what holds then is said in the meaning.
        kind = kind if asked.default is not None else _optional(kind)
        return kind, Field(asked.default, description=meaning)
    return str, Field(asked.default, description=meaning)
