"""What a tool is."""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.mcp.answers import Answer
from hustings.mcp.arguments import Arguments
from hustings.mcp.asked import Asked


@dataclass(frozen=True)
class Tool:
    """A question that assistants can ask: `function(asked, arguments)` gives its answer."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    answer: type[Answer]
    function: Callable[[Asked, Arguments], Answer]
