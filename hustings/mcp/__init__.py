"""The same answers as tools for assistants: a read-only server of the Model Context Protocol."""

from hustings.mcp.http import lifespan, routes

__all__ = ["lifespan", "routes"]
