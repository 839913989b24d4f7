"""Argument models of the MCP tools, made from the parameters of the link."""

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from hustings.link import FILTER_NAMES, NO_MOST, PARAMETERS

#: what an argument is called -> its name in the link, where they differ
LINK_NAMES = {"words": "q"}
_ARGUMENT_NAMES = {name: argument for argument, name in LINK_NAMES.items()}
#: longest value, and most values of one argument
LONGEST, MOST = 300, 20
_MEANING = {parameter.name: parameter.meaning for parameter in PARAMETERS}


def argument_name(name: str) -> str:
    """What a parameter of the link is called here."""
    return _ARGUMENT_NAMES.get(name, name)


def _as_list(value: object) -> object:
    """Some assistants send a list as its JSON, or a single value without its list."""
    if not isinstance(value, str):
        return value
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return [value]
    return found if isinstance(found, list) else [value]


Value = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Values = Annotated[list[Value], BeforeValidator(_as_list), Field(max_length=MOST)]
By = Annotated[Literal["actor", "speaker", "type", "country"], Field(description=_MEANING["by"])]
Axes = Annotated[Values, Field(description="ids of axes; all when left out")]
Offset = Annotated[int, Field(ge=0, le=NO_MOST)]
#: the type of an argument for each kind of parameter, and what it is when left out
_KINDS = {
    "many": (Values, []),
    "words": (Annotated[str, Field(max_length=LONGEST)], ""),
    # Read by the link's own reader, as in every address.
    "date": (
        Annotated[str, Field(max_length=LONGEST, json_schema_extra={"format": "date"})] | None,
        None,
    ),
}


class Arguments(BaseModel):
    """Arguments of a tool; one that it does not have is refused, never dropped in silence."""

    model_config = ConfigDict(extra="forbid")


def _filter(parameter) -> tuple:
    kind, default = _KINDS[parameter.kind]
    return Annotated[kind, Field(description=parameter.meaning)], default


_filters: dict[str, Any] = {
    argument_name(p.name): _filter(p) for p in PARAMETERS if p.name in FILTER_NAMES
}
_filters["flip"] = Annotated[Values, Field(description=_MEANING["flip"])], []
#: the filters of the link, and how axes are turned, which every question about statements can carry
if TYPE_CHECKING:

    class Filtered(Arguments):
        """Its fields are those of the link's filters."""

else:
    Filtered = create_model("Filtered", __base__=Arguments, **_filters)


def pairs(arguments: Arguments) -> list[tuple[str, str]]:
    """The arguments as names and values of an address; nobody picked is spelled out.

    A data set may pick actors by default, which is for readers who come without a question.
    """
    given = {LINK_NAMES.get(name, name): value for name, value in arguments}
    found = []
    for name, value in {"actor": [], **given}.items():
        if name not in _MEANING or value in (None, ""):
            continue
        values = value if isinstance(value, list) else [value]
        found += [(name, str(text)) for text in values]
        if name == "actor" and not values:
            found.append(("actor", ""))
    return found
