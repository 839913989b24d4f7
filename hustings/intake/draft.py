"""A draft: a file on its way to a data set, with recipe, mended cells, and undo of each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from os.path import commonprefix

import pandas as pd

from hustings.intake.guess import Guess, guess, understood
from hustings.intake.recipe import Recipe
from hustings.intake.table import Reading, Table

#: steps that can be taken back
MOST_STEPS = 100
#: where a cell stands: table, row as the file numbers it, column
Place = tuple[str, int, str]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What was read, and all that was said of it; every change gives a new draft.

    Attributes
    ----------
    name : str
        Of the file, for readers.
    reading : Reading
        With at least one table.
    guess : Guess
        Of the file as it came.
    recipe : Recipe
        As it is now.
    mends : mapping of Place to str
        Cells that were written anew.
    before : tuple
        The recipes and mended cells of earlier steps, the last one at the end.
    """

    name: str
    reading: Reading
    guess: Guess
    recipe: Recipe
    mends: Mapping[Place, str] = field(default_factory=dict)
    before: tuple[tuple[Recipe, Mapping[Place, str]], ...] = ()

    def changed(
        self, recipe: Recipe | None = None, mends: Mapping[Place, str] | None = None
    ) -> "Draft":
        """The draft one step on; the same one where nothing is another than before."""
        now = (recipe or self.recipe, self.mends if mends is None else mends)
        if now == (self.recipe, self.mends):
            return self
        before = (*self.before, (self.recipe, self.mends))[-MOST_STEPS:]
        return self._at(now, before)

    def undone(self) -> "Draft":
        """The draft without its last step."""
        if not self.before:
            return self
        *before, last = self.before
        return self._at(last, tuple(before))

    def _at(self, said: tuple[Recipe, Mapping[Place, str]], before: tuple[tuple, ...]) -> "Draft":
        """Another step; tables whose cells are as they were are not made anew."""
        other = replace(self, recipe=said[0], mends=said[1], before=before)
        if other.mends == self.mends and "tables" in self.__dict__:
            other.__dict__["tables"] = self.tables
        return other

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables with the mended cells in their places."""
        return tuple(_mended(table, self.mends) for table in self.reading.tables)

    @property
    def table(self) -> Table:
        """The first of the tables that the recipe takes."""
        named = (table for table in self.tables if table.name in self.recipe.tables)
        return next(named, self.tables[0])

    def taking(self, name: str) -> "Draft":
        """The draft with another table of the file, guessed anew."""
        table = next(table for table in self.tables if table.name == name)
        guessed = guess((table,), self.recipe.title)
        step = self.changed(replace(guessed.recipe, tables=(name,)))
        return replace(step, guess=guessed)


def begin(name: str, reading: Reading, title: str) -> Draft:
    """The draft of a file that was read, with the recipe that it most likely needs."""
    guessed = understood(reading, title)
    return Draft(name=name, reading=reading, guess=guessed, recipe=guessed.recipe)


def title_of(name: str, *others: str) -> str:
    """What a data set is called after its file, or after what the names of its files begin with.

    >>> title_of("harbour_answers-2026.csv")
    'Harbour answers 2026'
    >>> title_of("harbour_wave-1.csv", "harbour_wave-2.csv")
    'Harbour wave'
    """
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    if others:
        stem = commonprefix([stem, *others]).rstrip("0123456789") or stem
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Data"


def _mended(table: Table, mends: Mapping[Place, str]) -> Table:
    own = {(row, column): text for (name, row, column), text in mends.items() if name == table.name}
    if not own:
        return table
    cells: pd.DataFrame = table.cells.copy()
    for (row, column), text in own.items():
        if column in cells and row in cells.index:
            cells.loc[row, column] = text
    return replace(table, cells=cells)
