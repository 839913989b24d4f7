"""Registry of the MCP tools: a new tool is one file here and one line."""

from hustings.mcp.tools import (
    actor,
    actors,
    agreement,
    articles,
    compare,
    describe,
    grid,
    propose,
    statements,
)

TOOLS = {
    module.TOOL.name: module.TOOL
    for module in (describe, actors, actor, compare, grid, agreement, statements)
}
#: tools of the coding desk, for assistants with the key of the server
DESK_TOOLS = {module.TOOL.name: module.TOOL for module in (articles, propose)}
