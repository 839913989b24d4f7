"""API endpoint /api/statements: the statements behind positions, page by page (cursor)."""

from datetime import date
from typing import Any

import pandas as pd
from pydantic import BaseModel, Field, create_model

from hustings import findings, query, words
from hustings.api import cursor
from hustings.api.endpoint import FILTERS, Endpoint, Found, InvalidRequest, Question, Row
from hustings.api.parameters import Asked
from hustings.dataset import Dataset
from hustings.link import Parameter
from hustings.schema import COLUMNS, Column

#: statements in one answer: where nothing is said, and at the most
LIMIT, MOST = 50, 200
#: columns that every statement has
_ALWAYS = ("statement_id", "actor")


class Check(BaseModel):
    """A code that a person has checked."""

    coder: str | None = Field(description="whose code it is")
    checked: date = Field(description="day on which a person checked it")
    checked_by: str | None = Field(description="who did")


class Code(BaseModel):
    """How a statement is judged on one axis."""

    axis: str
    stance: float = Field(description="mean of its coders, -1 first pole, 1 second pole")
    coders: int
    least: float = Field(description="lowest stance of any coder")
    most: float = Field(description="highest stance of any coder")
    checks: list[Check] = Field(
        [],
        description="the codes that a person has checked, one by one; left out where the data do "
        "not say what a person has checked",
    )


def _field(column: Column) -> tuple:
    kind: Any = date if column.kind == "date" else str
    kind = kind if column.name in _ALWAYS else kind | None
    return kind, Field(description=column.description)


_columns: dict[str, Any] = {
    column.name: _field(column) for column in COLUMNS if column.level == "statement"
}
StatementRow = create_model(
    "StatementRow",
    __base__=Row,
    __doc__="One statement and its codes.",
    **_columns,
    codes=(
        list[Code],
        Field(
            description="in CSV one column for each axis, named stance.AXIS; and, where the data "
            "say what a person has checked, one in words named checked.AXIS"
        ),
    ),
)


def _statements(question: Question) -> Found:
    data, view, limit = question.data, question.view, question.own["limit"]
    asked = view.having(p=1).query("statements")
    place = _place(question.own["cursor"], asked, data.version)
    found = findings.statements(data, view, limit, place)
    rows, after = found.rows, found.next_offset
    codes = found.codes.rename(columns={"x": "stance"})
    if not query.says_what_is_checked(data):
        codes = codes.drop(columns="checks")
    return Found(
        tables={"statements": rows.assign(codes=_listed(codes, rows))},
        count=found.total.statements,
        next=cursor.write(after, asked, data.version) if after else None,
        flat=_flat(data, codes, rows),
    )


def _place(text: str, asked: list[tuple[str, str]], version: str) -> int:
    if not text:
        return 0
    try:
        return cursor.read(text, asked, version)
    except cursor.CursorError as error:
        wrong = {"parameter": "cursor", "value": text[:100], "allowed": str(error)}
        raise InvalidRequest([wrong]) from None


def _listed(codes: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """For each statement its codes as a list of objects."""
    names = [name for name in Code.model_fields if name in codes.columns]
    by_id = {key: part[names].to_dict("records") for key, part in codes.groupby("statement_id")}
    return pd.Series([by_id.get(key, []) for key in found.statement_id], dtype=object)


def _flat(data: Dataset, codes: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The statements with one column for each axis of the data set, or two where some is checked.

    The second says in words which of the codes a person has checked.
    """

    def wide(values: str) -> pd.DataFrame:
        table = codes.pivot(index="statement_id", columns="axis", values=values)
        table = table.reindex(index=found.statement_id, columns=[axis.id for axis in data.axes])
        return table.add_prefix(f"{values}.").reset_index(drop=True)

    parts = [found[list(query.STATEMENT_COLUMNS)], wide("stance").astype(float)]
    if "checks" in codes.columns:
        pairs = zip(codes.coders, codes.checks, strict=True)
        said = pd.Series([words.checked(n, checks) or None for n, checks in pairs], codes.index)
        codes = codes.assign(checked=said)
        parts.append(wide("checked"))
    return pd.concat(parts, axis=1)


ENDPOINT = Endpoint(
    name="statements",
    summary="Statements with their sources and codes",
    about="The statements that pass, page by page: give `meta.next` (with CSV it is in the header "
    "`Link`) as `cursor` with the same query to get the next page. Each statement is on exactly "
    "one page.",
    page=lambda view: "statements",
    takes=(*FILTERS, "by", "axis", "actor", "sort"),
    tables={"statements": StatementRow},
    of=_statements,
    own=(
        Asked(
            Parameter(name="limit", kind="count", meaning="statements in one answer", most=MOST),
            LIMIT,
        ),
        Asked(Parameter(name="cursor", kind="words", meaning="`meta.next` of the page before"), ""),
    ),
)
