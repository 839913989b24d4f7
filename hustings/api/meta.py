"""API endpoint /api/meta: the data set's title, version, licence, citation and counts."""

from datetime import date

from pydantic import BaseModel, Field

from hustings import __version__, query
from hustings.api.endpoint import Endpoint, Found, Question

#: what the data set says of itself
SAID = ("name", "title", "description", "licence", "licence_url", "homepage", "citation")


class DataSetFacts(BaseModel):
    """The data set: title, version, licence, citation, counts."""

    name: str
    title: str
    description: str
    version: str = Field(description="a hash of the content")
    licence: str
    licence_url: str
    homepage: str
    citation: str
    statements: int
    actors: int
    axes: int
    codings: int = Field(description="statements × axes × coders")
    reasons: int = Field(description="codings that hold a reason in the place of a stance")
    left_out: int = Field(description="rows of the file that could not be used")
    first: date | None = Field(description="day of the first dated statement")
    last: date | None = Field(description="day of the last dated statement")
    expires: date | None = Field(description="last day of a data set that a reader has saved")
    kept: str = Field(description="how long the data set of a reader is there, in a sentence")
    program: str = Field(description="version of the program")


def _meta(question: Question) -> Found:
    data, meta = question.data, question.data.meta
    total = query.totals(data, query.Filters())
    return Found(
        tables={},
        facts={
            **{name: getattr(meta, name) for name in SAID},
            **vars(total),
            "version": data.version,
            "axes": len(data.axes),
            "codings": data.rows - data.left_out,
            "reasons": data.tables.sizes.get("reasons", 0),
            "left_out": data.left_out,
            "expires": data.expires,
            "kept": data.kept,
            "program": __version__,
        },
        count=1,
    )


META = Endpoint(
    name="meta",
    summary="The data set",
    about="Title, version, licence, citation and counts of the data set, and the version of the "
    "program.",
    page=lambda view: "method",
    takes=(),
    tables={},
    facts=DataSetFacts,
    of=_meta,
)
