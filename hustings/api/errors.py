"""Error answers of the API as problem+json, and how the OpenAPI schema describes them."""

import logging
from collections.abc import Callable
from typing import Annotated

from pydantic import BaseModel, WithJsonSchema
from starlette.responses import Response

from hustings.api.endpoint import InvalidRequest, TooLarge
from hustings.schema import DataError
from hustings.web.problem_json import no_data, problem_json
from hustings.web.time_limit import LONGEST, TooLong, within

_log = logging.getLogger("hustings")


class ParameterError(BaseModel):
    """One parameter or value that cannot be used."""

    parameter: str
    value: str
    allowed: str


#: spelled out, since only models of whole answers get a place of their own in the schema
_Error = Annotated[dict[str, str], WithJsonSchema(ParameterError.model_json_schema())]


class Problem(BaseModel):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[_Error] = []


_PROBLEM = {"application/problem+json": {"schema": Problem.model_json_schema()}}
#: what an endpoint can answer besides JSON
ANSWERS = {
    200: {
        "description": "What is asked for",
        "content": {"text/csv": {"schema": {"type": "string"}}},
    },
    304: {"description": "What is known has not changed"},
    "4XX": {"description": "What is wrong with the request", "content": _PROBLEM},
    503: {"description": "No data set, or too much at once", "content": _PROBLEM},
}


def guarded(work: Callable[[], Response]) -> Response:
    """The answer, or the problem that keeps it back; a fault of ours is only named as one."""
    try:
        return within(LONGEST, work)
    except InvalidRequest as error:
        names = ", ".join(dict.fromkeys(wrong["parameter"] for wrong in error.errors))
        detail = f"The request asks for what there is not; see errors. Parameters: {names}."
        return problem_json(400, "Unknown parameter or value", detail, errors=error.errors)
    except TooLarge as error:
        return problem_json(400, "Answer too large", str(error))
    except TooLong as error:
        return problem_json(503, "This takes too long", str(error))
    except DataError as error:
        return no_data(error)
    except Exception as error:
        _log.error("The API could not answer", exc_info=error)
        detail = "The fault is on this side and has been noted. Please try something else."
        return problem_json(500, "Something went wrong", detail)
