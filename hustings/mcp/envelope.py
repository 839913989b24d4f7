"""JSON-RPC 2.0 envelope: what is wrong with a message, found before any tool sees it.

The library takes a request whose id is no id for a notification, and leaves it without an answer.
"""

from dataclasses import dataclass

from mcp_types import INVALID_REQUEST, PARSE_ERROR
from pydantic_core import from_json
from starlette.responses import JSONResponse


@dataclass(frozen=True)
class Fault:
    """An error of the protocol: its code, what is allowed instead, and whose request it was."""

    code: int
    said: str
    id: str | int | None = None

    def answer(self) -> JSONResponse:
        """The error as it is sent."""
        error = {"code": self.code, "message": self.said}
        return JSONResponse({"jsonrpc": "2.0", "id": self.id, "error": error}, 400)


def fault(body: bytes) -> Fault | None:
    """What is wrong with a message that was sent, or None."""
    try:
        message = from_json(body, allow_inf_nan=False)
    except ValueError:
        return Fault(PARSE_ERROR, "What was sent is no JSON in UTF-8, or is nested too deeply.")
    if not isinstance(message, dict):
        return Fault(INVALID_REQUEST, "A request is one object; several at once are not taken.")
    if "id" in message and not _is_id(message["id"]):
        return Fault(
            INVALID_REQUEST, "id can be a text or a whole number; a notification has none."
        )
    wrong = None
    if message.get("jsonrpc") != "2.0":
        wrong = 'jsonrpc must be "2.0".'
    elif not isinstance(message.get("method"), str):
        wrong = "method must be there, and a text."
    elif not isinstance(message.get("params"), dict | None):
        wrong = "params can be an object, or left out."
    return Fault(INVALID_REQUEST, wrong, message.get("id")) if wrong else None


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
