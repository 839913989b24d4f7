"""Registry of the MCP tools: a new tool is one file here and one line."""

from hustings.mcp.tools import actors, agreement, compare, describe, position, statements

TOOLS = {
    module.TOOL.name: module.TOOL
    for module in (describe, actors, position, compare, agreement, statements)
}
