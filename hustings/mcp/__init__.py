"""Model Context Protocol (MCP) server, read-only: the findings as tools for assistants."""

from hustings.mcp.http import lifespan, routes

__all__ = ["lifespan", "routes"]
