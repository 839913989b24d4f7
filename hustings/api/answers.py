"""API answers: JSON or CSV of what an endpoint finds, with ETag and pagination headers."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pandas as pd
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hustings import current_dataset
from hustings.api import validation
from hustings.api.endpoint import Endpoint, Found, InvalidRequest, Question, Row, bound
from hustings.dataset import Dataset
from hustings.etag import entity_tag
from hustings.export.table import csv_bytes, plain
from hustings.link import urls
from hustings.scene import Scene
from hustings.web.cors import VERSION
from hustings.web.request import base, known, pairs

#: characters of the address of the next page in a header; programs and proxies drop an answer whose
#: headers are longer, and the answer itself names the cursor
MOST_LINK = 8000


def answer(endpoint: Endpoint, request: Request, own: Mapping[str, Any], below: str) -> Response:
    """Answer a request that the typed model of the endpoint has let through.

    Parameters
    ----------
    own : mapping
        Values of the parameters that the link does not have.
    below : str
        Path that the dashboard lives under.

    Raises
    ------
    InvalidRequest, hustings.schema.DataError
    """
    given = pairs(request)
    data = current_dataset.asked(given).data
    view, errors = validation.read(endpoint, data, given)
    if own.get("table") and own["format"] == "json":
        allowed = "to be given with format=csv: JSON holds all tables"
        errors.append({"parameter": "table", "value": own["table"], "allowed": allowed})
    if request.query_params.get("format", own["format"]) != own["format"]:
        allowed = "csv, or no format: the address ends in .csv"
        errors.append({"parameter": "format", "value": "json", "allowed": allowed})
    if errors:
        raise InvalidRequest(errors)
    question = Question(Scene(data, view, endpoint.page(view), base(request, below)), own)
    headers = {
        "ETag": _tag(endpoint, question),
        "Cache-Control": "no-cache",
        VERSION: data.version,
    }
    if known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    found = endpoint.of(question)
    bound(sum(map(len, found.tables.values())), endpoint.takes)
    if found.next:
        address = urls.next_page(question.scene.base or "", endpoint.name, given, found.next)
        if len(address) <= MOST_LINK:
            headers["Link"] = f'<{address}>; rel="next"'
    make = _csv if own["format"] == "csv" else _json
    made = make(endpoint, question, found, headers)
    if request.method == "HEAD":
        # The length stays that of the whole answer.
        made.body = b""
    return made


def _tag(endpoint: Endpoint, question: Question) -> str:
    """A strong entity tag of all that decides what is in an answer."""
    view = question.view
    asked = [(name, view.get(name)) for name in endpoint.chosen]
    scene = question.scene
    return entity_tag(endpoint.name, asked, dict(question.own), scene.base, scene.data.version)


def meta(endpoint: Endpoint, question: Question, found: Found) -> dict[str, Any]:
    """Where an answer is from, and what it is about."""
    data, scene = question.data, question.scene
    if found.view is not None:
        scene = replace(scene, view=found.view)
    rows = next(iter(found.tables.values()), ())
    expected, note = question.own["v"], ""
    if expected and expected != data.version:
        note = f"The data have changed: version {data.version}, not the one asked for."
    return {
        "title": data.meta.title,
        "version": data.version,
        "licence": data.meta.licence,
        "coding": data.meta.coding,
        "filters": scene.view.sentence(data),
        "axes": _poles(data, found),
        "link": scene.link,
        "headline": found.headline,
        "claims": [value(asdict(claim)) for claim in found.claims],
        "count": len(rows) if found.count is None else found.count,
        "note": note,
        "next": found.next,
    }


def _poles(data: Dataset, found: Found) -> dict[str, str]:
    """The axes in the tables of an answer, by both their poles."""
    there = {key for table in found.tables.values() if "axis" in table for key in table.axis}
    return {axis.id: axis.poles for axis in data.axes if axis.id in there and axis.poles}


def _json(endpoint: Endpoint, question: Question, found: Found, headers) -> Response:
    tables = {name: records(found.tables[name], row) for name, row in endpoint.tables.items()}
    facts = {name: value(found.facts[name]) for name in _fields(endpoint.facts)}
    data = next(iter(tables.values())) if endpoint.plain else {**facts, **tables}
    return JSONResponse({"data": data, "meta": meta(endpoint, question, found)}, headers=headers)


def _csv(endpoint: Endpoint, question: Question, found: Found, headers) -> Response:
    name = question.own.get("table") or next(iter(endpoint.tables), None)
    if name is None:
        facts = [(key, value(found.facts[key])) for key in _fields(endpoint.facts)]
        frame = pd.DataFrame(facts, columns=["name", "value"], dtype=object)
    elif found.flat is not None:
        frame = found.flat
    else:
        frame = found.tables[name][_fields(endpoint.tables[name])].map(_flat)
    links = [headers["Link"]] if "Link" in headers else []
    link = (replace(question.scene, view=found.view) if found.view else question.scene).link
    if len(link) <= MOST_LINK:
        links.append(f'<{link}>; rel="canonical"')
    file = f"{endpoint.name}-{name}" if len(endpoint.tables) > 1 else endpoint.name
    disposition = f'inline; filename="{file}-{question.data.version}.csv"'
    content = csv_bytes(frame)
    more = {"Content-Disposition": disposition, **({"Link": ", ".join(links)} if links else {})}
    return Response(content, headers=headers | more, media_type="text/csv")


def _fields(model: type[BaseModel] | None) -> list[str]:
    return list(model.model_fields) if model else []


def records(frame: pd.DataFrame, row: type[Row]) -> list[dict]:
    """The rows of a frame as objects of JSON, with the fields of their model."""
    names = _fields(row)
    return [
        {name: value(cell) for name, cell in zip(names, cells, strict=True)}
        for cells in frame[names].itertuples(index=False, name=None)
    ]


def value(cell: object) -> object:
    """A cell as JSON says it: what is missing is null, a date is ISO text."""
    if isinstance(cell, dict):
        return {key: value(inner) for key, inner in cell.items()}
    if isinstance(cell, list | tuple):
        return [value(inner) for inner in cell]
    found = plain(cell)
    return found.isoformat() if isinstance(found, date) else found


def _flat(cell: object) -> object:
    """A cell as one cell of CSV."""
    if isinstance(cell, dict):
        return "; ".join(f"{key}: {inner}" for key, inner in cell.items())
    return "; ".join(map(str, cell)) if isinstance(cell, list | tuple) else cell
