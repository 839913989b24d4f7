"""Apply a recipe to tables of text: positions and axes in the form of ours, and all faults at once.

Every step works on whole columns, and on each different value once. A fault in an optional cell
costs that cell and never the statement; what it said is kept in the note.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from hustings.intake import cells, stances, statements
from hustings.intake.faults import Faults
from hustings.intake.formulas import unguarded
from hustings.intake.recipe import AXIS_WORDS, AxisRecipe, Recipe
from hustings.intake.table import Fault, Table
from hustings.package import SPOKEN
from hustings.schema import AXIS_COLUMNS, COLUMNS

_BY_NAME = {column.name: column for column in COLUMNS}
#: optional cells whose words go into the note where they cannot be kept in their place
_NOTED = ("date", "time", "url")


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What a recipe makes of tables.

    Attributes
    ----------
    positions : DataFrame
        Columns of `hustings.schema.COLUMNS` that say something, all text, empty cells "".
    axes : DataFrame
        Columns of `hustings.schema.AXIS_COLUMNS`; one row for each axis of the positions.
    faults : tuple of Fault
        By cause, those that cost most first.
    notes : tuple of str
        What was mended or left out without being wrong, with counts.
    rows : int
        Cells of answers that were there: rows of a long table, filled cells of a wide one.
    said : DataFrame
        `axis` as the file calls it, and what its columns say of it.
    """

    positions: pd.DataFrame
    axes: pd.DataFrame
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    rows: int
    said: pd.DataFrame


def apply(tables: Sequence[Table], recipe: Recipe, today: date | None = None) -> Applied:
    """Positions and axes of tables by a recipe.

    Parameters
    ----------
    tables : sequence of Table
        Of one file; those that the recipe names, else the first, are read.
    recipe : Recipe
    today : date, optional
        After which no date is right; today by default.

    Returns
    -------
    Applied
        Rows that can be used; everything that cannot is in `faults`. It does not raise, whatever
        the tables hold.
    """
    named = [table for table in tables if table.name in recipe.tables]
    done = [
        _Work(table, recipe, today or date.today()).done()
        for table in (named if recipe.tables else tables[:1])
    ]
    faults = [fault for work in done for fault in work.faults.found]
    absent = [name for name in recipe.tables if name not in {table.name for table in tables}]
    faults += [
        Fault(file=name, column="", value="", allowed="a table of this name") for name in absent
    ]
    positions = pd.concat([work.rows for work in done] or [_nothing()], ignore_index=True)
    positions = positions.fillna("")
    said = pd.concat([work.axis_words for work in done] or [_nothing()]).drop_duplicates()
    kept = [c.name for c in COLUMNS if c.name in positions and _says(positions, c.name)]
    return Applied(
        positions=positions[kept],
        axes=_axes(recipe, positions, said),
        faults=tuple(sorted(faults, key=lambda fault: -fault.count)),
        notes=tuple(note for work in done for note in work.notes),
        rows=sum(work.answers for work in done),
        said=said,
    )


def worded(applied: Applied, recipe: Recipe) -> Applied:
    """The same positions with axes as a recipe names them that differs in words alone."""
    return replace(applied, axes=_axes(recipe, applied.positions, applied.said))


def same_rows(one: Recipe, other: Recipe) -> bool:
    """Whether two recipes make the same positions: they differ at the most in words."""
    return _bare(one) == _bare(other)


def _bare(recipe: Recipe) -> Recipe:
    axes = (
        AxisRecipe(source=a.source, axis=a.axis, turned=a.turned, scale=a.scale)
        for a in recipe.axes
    )
    own = tuple(axis for axis in axes if axis != AxisRecipe(source=axis.source))
    return replace(
        recipe,
        axes=own,
        unit=SPOKEN,
        title="",
        description="",
        licence="",
        licence_url="",
        credit="",
    )


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series([], dtype="str") for name in ("actor", "axis", "stance")})


def _says(positions: pd.DataFrame, name: str) -> bool:
    return _BY_NAME[name].required or bool((positions[name] != "").any())


class _Work:
    """One table on its way."""

    def __init__(self, table: Table, recipe: Recipe, today: date) -> None:
        self.table, self.recipe, self.today = table, recipe, today
        self.faults = Faults(file=table.name)
        self.notes: list[str] = []
        self.lacking: set[str] = set()
        self.answers = 0
        self.rows = self.axis_words = _nothing()

    def done(self) -> "_Work":
        """The table with its rows made."""
        rows = self._columns()
        self.answers = len(rows)
        self.faults.numbers = rows.index.tolist()
        rows = rows.reset_index(drop=True)
        if rows.empty:
            return self
        rows = self._names(rows)
        self.axis_words = rows[["axis", *(name for name in AXIS_WORDS if name in rows)]]
        rows = self._others(rows)
        usable = self._required(rows)
        rows, said, wrong = stances.put(rows, self.recipe, self.faults)
        if left := int((usable & ~said & ~wrong).sum()):
            self.notes.append(f"{left:,} without a stance or a reason say nothing")
        rows = rows[usable & said].drop(columns=[*AXIS_WORDS], errors="ignore")
        rows = rows.assign(axis=cells.by_value(rows.axis, lambda a: self.recipe.axis(a).id))
        self.rows = statements.sound(rows, self.faults)
        return self

    def _columns(self) -> pd.DataFrame:
        """A row for each answer, its columns called by their meanings."""
        recipe, table = self.recipe, self.table.cells
        there = {m: c for m, c in recipe.columns.items() if c in table.columns}
        wide = [name for name in recipe.wide if name in table.columns]
        needed = {*recipe.columns.values(), *recipe.wide, *recipe.marked}
        for column in sorted(needed - {*table.columns}):
            read = ", ".join(map(str, table.columns))
            self.faults.whole(column, "", f"a column of this name; the header read was: {read}")
        rows = pd.DataFrame({m: table[c] for m, c in there.items()}, index=table.index, dtype="str")
        if marks := [name for name in recipe.marked if name in table.columns]:
            rows["stance"] = cells.marked(table[marks])
        for meaning in recipe.fill_down:
            if meaning in rows:
                rows[meaning] = rows[meaning].mask(rows[meaning].str.strip() == "").ffill()
                rows[meaning] = rows[meaning].fillna("")
        if recipe.wide:
            rows = self._long(rows, table, wide)
        else:
            filled = rows.apply(lambda column: column.str.strip() != "").any(axis=1)
            rows = rows[filled] if len(rows.columns) else rows.iloc[:0]
        for meaning, text in recipe.fixed.items():
            if meaning not in rows:
                rows[meaning] = pd.Series(text, index=rows.index, dtype="str")
        for meaning in ("actor", "axis", "stance"):
            if meaning not in rows:
                self.lacking.add(meaning)
                self.faults.whole(meaning, "", "a column that says it")
                rows[meaning] = pd.Series("", index=rows.index, dtype="str")
        return rows

    def _long(self, rows: pd.DataFrame, table: pd.DataFrame, wide: list[str]) -> pd.DataFrame:
        """One row for each filled cell of a wide table."""
        values = table[wide].to_numpy(dtype=object).ravel()
        scale_says = self.recipe.scale.empty or any(
            axis.scale and axis.scale.empty for axis in self.recipe.axes
        )
        filled = np.array([bool(str(value).strip()) for value in values], dtype=bool)
        kept = np.arange(len(values)) if scale_says else np.flatnonzero(filled)
        if len(kept) < len(values):
            self.notes.append(f"{len(values) - len(kept):,} empty cells say nothing")
        place, head = np.divmod(kept, max(len(wide), 1))
        long = rows.iloc[place].copy()
        long[self.recipe.heads] = pd.Series(
            np.array(wide or [""], dtype=object)[head], index=long.index, dtype="str"
        )
        long["stance"] = pd.Series(values[kept], index=long.index, dtype="str")
        return long

    def _names(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Names mended, what stands for nothing emptied, aliases in place."""
        for meaning in rows.columns:
            rows[meaning] = unguarded(rows[meaning])
            if meaning not in AXIS_WORDS and _BY_NAME[meaning].kind in ("name", "text"):
                rows[meaning], count = cells.unescaped(rows[meaning])
                if count:
                    self.notes.append(f"{meaning}: leftovers of HTML mended in {count:,}")
            for text in self.recipe.empty.get(meaning, ()):
                rows[meaning] = rows[meaning].mask(rows[meaning].str.strip() == text, "")
            if meaning not in AXIS_WORDS and _BY_NAME[meaning].kind != "name":
                continue
            rows[meaning], count = cells.names(rows[meaning])
            if count:
                told = f"{meaning}: spaces, invisible or composed characters"
                self.notes.append(f"{told} mended in {count:,} cell{'s' * (count != 1)}")
            if aliases := self.recipe.aliases.get(meaning):
                rows[meaning] = cells.renamed(rows[meaning], aliases)
        return rows

    def _others(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Days, times, addresses, texts; what cannot be kept in its place goes into the note."""
        noted = pd.Series("", index=rows.index, dtype="str")
        for meaning in [each for each in rows.columns if each in _BY_NAME]:
            texts, wrong = rows[meaning], None
            match _BY_NAME[meaning].kind:
                case "name" if not _BY_NAME[meaning].required:
                    rows[meaning] = cells.short(texts, meaning, self.faults)
                case "text":
                    rows[meaning] = cells.prose(texts, meaning, self.faults)
                case "date":
                    order = self.recipe.dates
                    rows[meaning], clock, wrong = cells.days(
                        texts, meaning, order, self.today, self.faults
                    )
                    if meaning == "date" and (clock != "").any():
                        said = rows.get("time", clock)
                        rows["time"] = said.mask(said.str.strip() == "", clock)
                case "time":
                    rows[meaning], wrong = cells.times(texts, self.faults)
                case "url":
                    rows[meaning], wrong, begun = cells.links(texts, self.faults)
                    if begun:
                        self.notes.append(f"url: “https://” added to {begun:,}")
            if wrong is not None and meaning in _NOTED and wrong.any():
                words = f"{meaning}: " + texts[wrong].str.strip()
                noted = noted.mask(wrong, (noted + "; " + words).str.removeprefix("; "))
        if (noted != "").any():
            before = rows["note"] if "note" in rows else pd.Series("", rows.index, dtype="str")
            both = (before.str.strip() + "; " + noted).str.removeprefix("; ")
            rows["note"] = before.mask(noted != "", both)
        return rows

    def _required(self, rows: pd.DataFrame) -> pd.Series:
        """Which rows name an actor and an axis."""
        usable = pd.Series(True, index=rows.index)
        for meaning in ("actor", "axis"):
            column = _BY_NAME[meaning]
            names = cells.short(rows[meaning], meaning, self.faults)
            empty = (rows[meaning] == "") & (meaning not in self.lacking)
            self.faults.add(meaning, column.allowed, rows[meaning][empty])
            usable &= names != ""
        return usable


def _axes(recipe: Recipe, positions: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The axes of the positions: those that the recipe names first, in its order."""
    names = [column.name for column in AXIS_COLUMNS]
    there = dict.fromkeys(positions["axis"].unique())
    rows: dict[str, dict[str, str]] = {}
    for axis in recipe.axes:
        if axis.id in there and axis.id not in rows:
            rows[axis.id] = axis.words()
    for axis_id in there:
        rows.setdefault(axis_id, {**dict.fromkeys(names, ""), "axis": axis_id})
    for column in [name for name in AXIS_WORDS if name in said]:
        first = said[said[column] != ""].drop_duplicates("axis")
        for source, text in zip(first["axis"], first[column], strict=True):
            row = rows.get(recipe.axis(source).id, {})
            row[AXIS_WORDS[column]] = row.get(AXIS_WORDS[column]) or text
    return pd.DataFrame([*rows.values()], columns=names, dtype="str").fillna("")
