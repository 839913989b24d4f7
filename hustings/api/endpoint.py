"""Endpoint of the API: its parameters, its rows, the question put to it, and what it finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pydantic import BaseModel, Field, create_model

from hustings.api.parameters import EVERYWHERE, Asked, of_link
from hustings.dataset import Dataset
from hustings.findings import KINDS, Claim
from hustings.link import FILTER_NAMES, Parameter, View
from hustings.scene import Scene
from hustings.words import listing

#: rows of all tables of an answer together
MOST_ROWS = 200_000
#: parameters of the link that choose statements
FILTERS = FILTER_NAMES


class Row(BaseModel):
    """One row of a table; its fields are the columns."""


class InvalidRequest(Exception):
    """A question that cannot be answered: `errors` holds {parameter, value, allowed}."""

    def __init__(self, errors: list[dict[str, str]]):
        super().__init__(errors)
        self.errors = errors


class TooLarge(Exception):
    """An answer of more than can be given at once: its sentence says what to narrow."""


def bound(rows: int, takes: tuple[str, ...]) -> None:
    """Refuse what would take too long to write and to read.

    Parameters
    ----------
    rows : int
        How many the answer would have.
    takes : tuple of str
        The parameters by which the question can be narrowed.

    Raises
    ------
    TooLarge
    """
    if rows > MOST_ROWS:
        ways = [name for name in ("axis", "actor", "min") if name in takes]
        raise TooLarge(
            f"This answer would have {rows:,} rows; one has {MOST_ROWS:,} at the most. Narrow the "
            f"question by {listing([*ways, 'a filter such as country or since'], 'or')}."
        )


@dataclass(frozen=True)
class Question:
    """A view of a data set, with what only this endpoint is asked (`own`, by name)."""

    scene: Scene
    own: Mapping[str, Any]

    @property
    def data(self) -> Dataset:
        """The data set."""
        return self.scene.data

    @property
    def view(self) -> View:
        """What the parameters of the link choose."""
        return self.scene.view

    @property
    def everywhere(self) -> View:
        """The same view with all axes chosen where none is, however many there are."""
        axes = tuple(axis.id for axis in self.data.axes)
        return self.view if self.view.axis else self.view.having(axis=axes)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What an endpoint answers.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        By the names that the endpoint gives them; columns beyond those of its rows are left out.
    facts : mapping
        What is no table: the fields of the endpoint's `facts`.
    headline : str
        What is found, in words.
    claims : tuple of Claim
        The same as values.
    count : int, optional
        How many records there are in all; the rows of the first table by default.
    next : str, optional
        The cursor of the next page.
    flat : DataFrame, optional
        The first table as CSV holds it, where its cells are tables themselves.
    view : View, optional
        The view with more choices spelled out, for the link.
    """

    tables: Mapping[str, pd.DataFrame]
    facts: Mapping[str, object] = field(default_factory=dict)
    headline: str = ""
    claims: tuple[Claim, ...] = ()
    count: int | None = None
    next: str | None = None
    flat: pd.DataFrame | None = None
    view: View | None = None


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One address of the API.

    Parameters
    ----------
    name : str
        Last part of the path.
    summary, about : str
        What it gives, in a few words and in full.
    page : callable
        View -> path of the page that shows the same.
    takes : tuple of str
        Names of the link's parameters that matter here.
    tables : mapping of str to type of Row
        The tables and their columns, the main one first.
    of : callable
        Question -> Found.
    facts : type of BaseModel, optional
        What is said beside the tables. Where there is a single table and no facts, the data of an
        answer are its rows; otherwise an object of all of them.
    own : tuple of Asked
        Parameters that only this endpoint has.
    former : tuple of str
        Names that it had before: their addresses still answer.
    """

    name: str
    summary: str
    about: str
    page: Callable[[View], str]
    takes: tuple[str, ...]
    tables: Mapping[str, type[Row]]
    of: Callable[[Question], Found]
    facts: type[BaseModel] | None = None
    own: tuple[Asked, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the data are the rows of one table and nothing else."""
        return self.facts is None and len(self.tables) == 1

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of all parameters of the link that it has: whoever draws axes can turn them."""
        return (*self.takes, "flip") if self.takes else ()

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All its parameters."""
        return of_link(self.chosen) + self.all_own

    @property
    def all_own(self) -> tuple[Asked, ...]:
        """Its parameters that the link does not have."""
        return self.own + self._table + EVERYWHERE

    @property
    def _table(self) -> tuple[Asked, ...]:
        if len(self.tables) < 2:
            return ()
        names = tuple(self.tables)
        meaning = f"the table that CSV holds, {names[0]} if none is named"
        return (Asked(Parameter(name="table", kind="one", meaning=meaning), None, names),)


class ClaimRow(BaseModel):
    """One thing that a headline says, as values."""

    kind: str = Field(
        description="what is claimed. " + "; ".join(f"{key}: {said}" for key, said in KINDS.items())
    )
    groups: list[str] = Field(description="whom it is about")
    axes: list[str] = Field(description="on what; several share a place")
    side: int | None = Field(description="-1 the first pole, 1 the second, 0 neither")
    value: float | None
    low: float | None = Field(description="90 % interval of the value")
    high: float | None
    probability: float | None = Field(
        description="share of the distribution, or of the draws from it, in which it holds"
    )
    n: int | None = Field(description="statements behind it, or how many are counted")
    among: int | None = Field(description="of how many axes, pairs or groups it is said")
    tie: bool = Field(description="whether all that are named are alike")
    mixed: str = Field(
        description="which way a group on neither side is mixed: middle (wants both), opposite, "
        "changed, both (now one, now the other); else empty"
    )


class Meta(BaseModel):
    """Where an answer is from, and what it is about."""

    title: str = Field(description="the data set")
    version: str = Field(description="version of the data: a hash of their content")
    licence: str
    coding: str = Field(
        description="who coded and how much of it a person has checked; empty where it is not said"
    )
    filters: str = Field(description="which statements count, in words")
    axes: dict[str, str] = Field(
        description="the axes in the answer, each by both its poles: the first is at -1, the "
        "second at 1; those that `flip` names are turned round"
    )
    link: str = Field(description="address of the page that shows the same")
    headline: str = Field(description="what is found, in words; empty where nothing is said")
    claims: list[ClaimRow] = Field(description="what the headline says, as values")
    count: int = Field(description="number of records in all; `data` may hold one page of them")
    note: str = Field(description="what a reader should know of this answer; usually empty")
    next: str | None = Field(description="cursor of the next page, where there is one")


def envelope(endpoint: Endpoint) -> type[BaseModel]:
    """The model of an endpoint's whole answer."""
    name = endpoint.name.title()
    lists: dict[str, Any] = {
        key: list.__class_getitem__(row) for key, row in endpoint.tables.items()
    }
    data: Any
    if endpoint.plain:
        (data,) = lists.values()
    else:
        tables: dict[str, Any] = {key: (rows, ...) for key, rows in lists.items()}
        data = create_model(f"{name}Data", __base__=endpoint.facts or BaseModel, **tables)
    return create_model(f"{name}Answer", data=(data, ...), meta=(Meta, ...))
