"""API documentation page, made from the OpenAPI schema: plain HTML, no script."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from hustings.api.endpoint import Endpoint

ABOUT = """\
The numbers of the dashboard, read-only. Parameters have the names that they have in the links of \
the pages; those marked repeatable may be given several times and then mean any of the values. \
Without `actor` an answer is about everybody.

An answer holds `data`, and in `meta` the title, data version and licence of the data set, the \
filters in words and the link of the page that shows the same. What is missing is null: silence is \
never zero. `format=csv`, or `.csv` after the name, gives one table as CSV, whose first \
line names the columns; the headers of the answer hold the data version, the next page and, as \
`canonical`, the page that shows the same.

`/api/feed.atom` and `/api/feed.json` follow a list of statements or an actor: the newest that \
pass the same filters, as Atom and as JSON Feed. Beside the API, `/charts/NAME.FORMAT` gives any \
figure (png, svg, pdf, html, csv, xlsx, txt for its notes, json; `size`, `ground`, and \
`frame=true` for a page that stands in a frame), and `/charts/statement.png` the card of the \
statement that `id` names (svg and pdf too).

Each answer has an `ETag`: ask again with `If-None-Match` and get 304 while nothing has changed. \
Whatever cannot be answered is told as `application/problem+json`, with every parameter and value \
that is wrong and what is allowed; an answer of very many rows is refused with the parameters that \
narrow it. Pages of any site may read all of it, without credentials. Who \
asks too often gets 429, and in `Retry-After` the seconds to wait."""


def _coded(text: str) -> Markup:
    """Text as HTML, with what stands between backticks as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))


_pages = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
)
_pages.filters["coded"] = _coded
_TEMPLATE = _pages.get_template("docs.html")


def route(endpoints: Sequence[Endpoint], below: str) -> Callable[[Request], Response]:
    """What answers requests for the page; `below` is the path that the dashboard lives under."""

    def page(request: Request) -> Response:
        schema = request.app.openapi()
        return HTMLResponse(
            _TEMPLATE.render(
                info=schema["info"],
                about=ABOUT.split("\n\n"),
                base=f"{below}/api",
                endpoints=[
                    (endpoint, _parameters(schema["paths"][f"/{endpoint.name}"]["get"]))
                    for endpoint in endpoints
                ],
            ),
            headers={"Cache-Control": "no-cache"},
        )

    return page


def _parameters(operation: dict) -> list[dict]:
    """Name, values and meaning of each parameter, as the schema has them."""
    return [
        {
            "name": parameter["name"],
            "values": _values(parameter["schema"]),
            "default": parameter["schema"].get("default"),
            "meaning": parameter["description"],
        }
        for parameter in operation.get("parameters", ())
    ]


def _values(schema: dict) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema["type"] == "integer":
        return f"{schema['minimum']} to {schema['maximum']}"
    return {"array": "text", "string": schema.get("format", "text")}.get(
        schema["type"], schema["type"]
    )
