"""A page of statements with their codes, how many there are in all, and the words for both."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.dataset import Dataset
from hustings.findings.base import amount, subline, unheard
from hustings.findings.groups import called
from hustings.link import View

#: what `codes_of` says of a statement on an axis
CODE_COLUMNS = ("statement_id", "axis", "x", "coders", "least", "most", "checks")


@dataclass(frozen=True, kw_only=True)
class StatementsFinding:
    """A page of the statements that pass.

    `rows` holds the columns of `hustings.query.STATEMENT_COLUMNS`, `codes` their `codes_of`;
    `total` counts all statements that pass, of which `offset` come before this page. `headline`
    says how many there are by how many actors, `subline` that with filters and dates, `sentence`
    by whom and on what, and how they are sorted; `period` is from when to when they are.
    """

    rows: pd.DataFrame
    codes: pd.DataFrame
    total: query.Totals
    offset: int
    headline: str
    subline: str
    sentence: str
    period: str
    order: str

    @property
    def end(self) -> int:
        """How many statements this page and those before it hold."""
        return self.offset + len(self.rows)

    @property
    def next_offset(self) -> int | None:
        """Where the next page starts; None on the last one, and after it."""
        return self.end if len(self.rows) and self.end < self.total.statements else None


def statements(data: Dataset, view: View, limit: int = 0, offset: int = 0) -> StatementsFinding:
    """The statements of the picked groups, or of all, on the chosen axes and in the view's order.

    Not remembered as a whole: totals, short pages and codes are, each by itself.

    Parameters
    ----------
    data : Dataset
    view : View
        Its `p` is not read: pages differ in length.
    limit, offset : int
        Statements at the most, and how many to pass over before. Without a limit nothing but
        totals is asked for, and `rows` and `codes` are empty.
    """
    total = query.totals(data, view.filters, view.listed, view.axis)
    rows = pd.DataFrame(columns=list(query.STATEMENT_COLUMNS))
    if limit and offset < total.statements:
        page = (view.filters, view.listed, view.axis, view.sort, limit, offset)
        rows = query.statements(data, *page)
    return StatementsFinding(
        rows=rows,
        codes=codes_of(data, view, rows),
        total=total,
        offset=offset,
        headline=unheard(data, view, view.listed, view.axis) or amount(total, unit=data.meta.unit),
        subline=subline(data, view, total),
        sentence=_sentence(data, view, total),
        period=words.period(total.first, total.last),
        order=query.SORTS[view.sort],
    )


def codes_of(data: Dataset, view: View, found: pd.DataFrame) -> pd.DataFrame:
    """The codes that stand under these statements, by the coders of the view, or by all.

    Parameters
    ----------
    data : Dataset
    view : View
        Of its filters only those of coders and of what is checked count: a statement that passes
        is shown with its codes on all axes.
    found : DataFrame
        Statements, by their `statement_id`.

    Returns
    -------
    DataFrame
        The columns of `CODE_COLUMNS`, as `hustings.query.codes` gives them; `checks` is a list
        of a dict `coder, checked, checked_by` for each of the codes that a person has checked.
    """
    if found.empty:
        return pd.DataFrame(columns=list(CODE_COLUMNS))
    filters, ids = view.filters, tuple(found.statement_id)
    passing = query.Filters(coder=filters.coder, checked=filters.checked)
    codes = query.codes(data, ids, passing)
    by_code: dict[tuple[str, str], list[dict]] = {}
    if codes.checked.any():
        for row in query.checks(data, ids, passing).itertuples():
            check = {
                "coder": None if pd.isna(row.coder) else row.coder,
                "checked": query.as_date(row.checked),
                "checked_by": None if pd.isna(row.checked_by) else row.checked_by,
            }
            by_code.setdefault((row.statement_id, row.axis), []).append(check)
    keys = zip(codes.statement_id, codes.axis, strict=True)
    checks = pd.Series([by_code.get(key, []) for key in keys], index=codes.index, dtype=object)
    return codes.drop(columns="checked").assign(checks=checks)


def _sentence(data: Dataset, view: View, total: query.Totals) -> str:
    n, unit = total.statements, data.meta.unit
    said = [words.statements(n, unit) if n else f"no {words.one(unit)}"]
    if view.listed.groups:
        who = called(data, view.by, view.listed.groups)
        said.append(f"by {words.listing(who, 'or', most=words.MOST_NAMED)}")
    if view.axis:
        named = (axis.called for axis in data.axes if axis.id in view.axis)
        said.append(f"on {words.listing(named, 'or', most=words.MOST_NAMED)}")
    sentence = " ".join(said)
    if total.statements:
        sentence += f"; {query.SORTS[view.sort]}"
    return words.sentence(sentence)
