"""MCP tool: its name, description, argument and answer models, and its function."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hustings.mcp.arguments import Arguments
from hustings.mcp.context import Context


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A question that assistants can ask: `function(context, arguments)` gives its answer.

    `writes` says that it is no question but puts something down.
    """

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    answer: type[BaseModel]
    function: Callable[[Context, Any], BaseModel]
    writes: bool = False
