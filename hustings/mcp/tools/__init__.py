"""Registry of the MCP tools: a new tool is one file here and one line."""

from hustings.mcp.tools import actor, actors, agreement, compare, describe, grid, statements

TOOLS = {
    module.TOOL.name: module.TOOL
    for module in (describe, actors, actor, compare, grid, agreement, statements)
}
