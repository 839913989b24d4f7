"""The coding desk for the tools: it is asked for when a tool needs it, and may not be installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hustings.mcp.context import ToolError

if TYPE_CHECKING:
    from hustings.desk.desk import Desk


@contextmanager
def desk() -> Iterator["Desk"]:
    """The desk of this server; what cannot be done there is told to the assistant.

    Raises
    ------
    ToolError
    """
    try:
        from hustings.desk.opened import opened
        from hustings.desk.store import DeskError
    except ImportError as error:
        raise ToolError("This server has no coding desk: it is not installed.") from error
    try:
        yield opened()
    except DeskError as error:
        raise ToolError(str(error)) from error
