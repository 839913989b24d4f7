"""What a file is whose columns are not ours: the header that was read, and what it would be."""

from collections.abc import Iterator
from pathlib import Path

import click

from hustings.intake import draft, readers
from hustings.intake.apply import apply
from hustings.intake.faults import sentence
from hustings.intake.guess import Guess, understood
from hustings.intake.table import Reading
from hustings.schema import printable
from hustings.source import is_address
from hustings.words import MOST_NAMED, listing

#: columns that a table of ours has, and heads of a foreign one that are named
NEEDED, MOST = frozenset(("actor", "axis", "stance")), 50


def title_of(path: Path) -> str:
    """What a data set is called after its file."""
    return draft.title_of(path.resolve().name)


def read(path: Path) -> Reading:
    """The tables of a file, or an error of one line where there are none."""
    reading = readers.read(path, name=path.name)
    if not any(len(table.cells.columns) for table in reading.tables):
        said = [printable(sentence(fault)) for fault in reading.faults]
        raise click.ClickException(f"nothing can be read: {said[0] if said else path}")
    return reading


def told(source: str, usable: int) -> Iterator[str]:
    """Of a file that a recipe makes more of: the header that was read, and what it would be.

    Parameters
    ----------
    source : str
        What was checked.
    usable : int
        Rows that can be used as they stand.
    """
    if is_address(source) or not Path(source).is_file():
        return
    try:
        reading = read(Path(source))
    except click.ClickException:
        return
    guessed = understood(reading)
    made = apply(reading.tables, guessed.recipe)
    if len(made.positions) <= usable and {*guessed.recipe.columns} >= NEEDED:
        return
    for table in reading.tables[:MOST_NAMED]:
        heads = listing((f"“{printable(str(head))}”" for head in table.cells.columns), most=MOST)
        how = f" ({printable(', '.join(table.notes))})" if table.notes else ""
        yield f"{printable(table.name)}, header read{how}: {heads}."
    yield from _columns(guessed)
    for question in guessed.questions:
        yield f"  ? {printable(question.asked)}"
    made_of = f"{len(made.positions):,} of {made.rows:,} answers"
    yield f"hustings convert {printable(source)} -o FOLDER would take {made_of}."


def _columns(guessed: Guess) -> Iterator[str]:
    """What each column would be; columns of answers are one line."""
    wide = guessed.recipe.wide
    for reason in guessed.reasons:
        if reason.column not in wide:
            meaning = reason.meaning.replace("_", " ")
            yield f"  “{printable(reason.column)}” would be {meaning}: {printable(reason.because)}."
    if wide:
        heads = listing((f"“{printable(head)}”" for head in wide), most=MOST_NAMED)
        first = next(r.because for r in guessed.reasons if r.column == wide[0])
        kind = "an axis" if guessed.recipe.heads == "axis" else "an actor"
        yield f"  {heads} would each be {kind}: {printable(first)}."
