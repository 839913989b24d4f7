"""Validation of API requests: every unknown parameter and value is named."""

from collections import Counter
from collections.abc import Sequence

from hustings import link
from hustings.api.endpoint import Endpoint
from hustings.dataset import Dataset
from hustings.link import MOST_VALUES, View

#: characters of a value that an error repeats
SHOWN = 100


def read(
    endpoint: Endpoint,
    data: Dataset,
    pairs: Sequence[tuple[str, str]],
    invalid: Sequence[dict] = (),
) -> tuple[View, list[dict[str, str]]]:
    """The view that a request asks for, and all that is wrong with the request.

    Parameters
    ----------
    pairs : sequence of (str, str)
        Names and values as they stand in the address.
    invalid : sequence of dict
        What the typed model of the endpoint refuses, as pydantic names it.

    Returns
    -------
    View
        Nobody is picked where `actor` is not given: a data set may offer picks to readers of
        pages, but a program that names nobody wants everybody.
    list of dict
        `parameter, value, allowed` of each error; the view holds only if there is none.
    """
    known = {asked.name: asked for asked in endpoint.asked}
    ours = [(name, value) for name, value in pairs if name in endpoint.chosen]
    view, unknown = link.read(data, ours)
    errors = [_error(name, value, _names(known)) for name, value in pairs if name not in known]
    for name, times in Counter(name for name, _ in pairs).items():
        if name in known and times > 1 and not known[name].several:
            errors.append(_error(name, f"given {times} times", "to be given once"))
        elif times > MOST_VALUES:
            errors.append(_error(name, f"given {times} times", f"at most {MOST_VALUES} values"))
    errors += [_error(value.name, value.value, value.allowed) for value in unknown]
    # What link and model both refuse is told once, in the words of the link.
    told = {error["parameter"] for error in errors}
    for found in invalid:
        name = str(found["loc"][1])
        if name not in told and name in known:
            errors.append(_error(name, found["input"], known[name].allowed))
    if not any(name == "actor" for name, _ in ours):
        view = view.having(actor=())
    return view, errors


def _names(known) -> str:
    return f"the parameters {', '.join(known)}"


def _error(parameter: str, value: object, allowed: str) -> dict[str, str]:
    return {"parameter": parameter[:SHOWN], "value": str(value)[:SHOWN], "allowed": allowed}
