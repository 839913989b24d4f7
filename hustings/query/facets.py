"""Facets: how many statements there are of each type, country, theme, event, kind and coder."""

import ibis

from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.query.counting import groups
from hustings.query.filters import EVERYTHING, FACETS, OF_CODINGS, Filters, passing
from hustings.query.order import most_first
from hustings.query.question import question
from hustings.query.tables import Counted, counted, statements_counted


@cached
def facets(data: Dataset, filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet its values with their number of statements, under all the *other* filters.

    One query for all facets, so that the sidebar costs one round trip; those without any value in
    the data set are left out of it.
    """
    found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    names = frozenset(found)
    if filters != EVERYTHING:
        names = frozenset(name for name, values in facets(data, EVERYTHING).items() if values)
    if not names:
        return found
    frame = most_first(_facets(data, filters, names), "value")
    for facet, value, n in zip(frame.facet, frame.value, frame.n.tolist(), strict=True):
        found[facet][value] = n
    return found


@cached
def heard(data: Dataset, filters: Filters, by: str) -> frozenset[str]:
    """The groups that say anything, of a level: types and countries cost nothing beside facets."""
    if by not in FACETS:
        return frozenset(groups(data, filters, by).group)
    asked = getattr(filters, by)
    return frozenset(each for each in facets(data, filters)[by] if not asked or each in asked)


def says_what_is_checked(data: Dataset) -> bool:
    """Whether a data set says which rows a person has checked, even if of none."""
    return bool(facets(data, EVERYTHING)["checked"])


class _Searched:
    """Statements that hold the words of a search, and their codings, found once for all facets."""

    def __init__(self, data: Dataset, filters: Filters) -> None:
        found = passing(data, data.tables.statements, filters.without(*FACETS))
        self.statements = found.drop("search")
        codings = data.table.semi_join(found, "statement_id")
        self.codings = codings.select("statement_id", *FACETS.values())

    def rows(self, filters: Filters, name: str) -> Counted:
        """What a facet is counted in: statements, where the filters ask for no single coding."""
        if filters.of_codings or name in OF_CODINGS:
            return Counted(self.codings, summed=False)
        return statements_counted(self.statements)


@question
def _facets(data, filters, names) -> ibis.Table:
    parts, searched = [], _Searched(data, filters) if filters.words else None
    for name in [name for name in FACETS if name in names]:
        column, rest = FACETS[name], filters.without(name)
        if searched:
            rest = rest.without("q", "words", "since", "until")
        source = searched.rows(rest, name) if searched else counted(data, rest, {column})
        found = passing(data, source.table, rest, known=column)
        part = found.group_by(facet=ibis.literal(name), value=found[column])
        parts.append(part.agg(n=source.n(found)))
    return ibis.union(*parts)
