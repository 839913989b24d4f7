"""Command `hustings convert FILE -o FOLDER`: a foreign file becomes a folder that opens."""

import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pandas as pd

from hustings.cli.check import MOST, usable
from hustings.cli.foreign import read, title_of
from hustings.cli.source import explained
from hustings.dataset import open_dataset
from hustings.intake.apply import Applied, apply
from hustings.intake.faults import sentence
from hustings.intake.folder import write_folder
from hustings.intake.guess import Guess, understood
from hustings.intake.matching.beside import events_beside
from hustings.intake.recipe import Recipe
from hustings.intake.recipe_json import from_json, parse
from hustings.intake.table import Reading
from hustings.package import read_meta
from hustings.schema import DataError, printable
from hustings.source import PACKAGE


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--recipe",
    "given",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a recipe in JSON, such as this command prints; guessed without it",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="a new folder, in which positions.csv, axes.csv and datapackage.json are written",
)
def convert(file: Path, given: Path | None, output: Path) -> None:
    """Turn FILE, whatever its columns are called and however it counts, into a data set.

    Prints the recipe, why it says what it says, and what the file does not say, as JSON. What
    cannot be used, and how much can be, goes to standard error.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise click.ClickException(f"-o is {str(output)!r}, allowed: a new folder")
    reading = read(file)
    guessed = (
        understood(reading, title_of(file))
        if given is None
        else Guess(recipe=_recipe(given), alike={})
    )
    if given is None and file.is_dir():
        guessed = replace(guessed, recipe=_described(guessed.recipe, file))
    click.echo(json.dumps(_said(guessed), ensure_ascii=False, indent=2))
    applied = apply(reading.tables, guessed.recipe)
    for line in _told(reading, applied):
        click.echo(line, err=True)
    _written(output, applied, guessed.recipe, events_beside(reading.tables))


def _recipe(path: Path) -> Recipe:
    """The recipe of a file: by itself, or with its reasons as this command prints it."""
    try:
        text = path.read_bytes()
        try:
            printed = json.loads(text)
        except (ValueError, RecursionError):
            printed = None
        if isinstance(printed, dict) and "recipe" in printed:
            return from_json(printed["recipe"])
        return parse(text)
    except DataError as error:
        raise click.ClickException("; ".join(map(str, error.problems))) from error
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}") from error


def _described(recipe: Recipe, folder: Path) -> Recipe:
    """The recipe with what a Data Package says of itself."""
    path = folder / PACKAGE
    meta, _ = read_meta(path if path.is_file() else None, folder.resolve().name)
    return replace(
        recipe,
        title=meta.title,
        description=meta.description,
        licence=meta.licence,
        licence_url=meta.licence_url,
        credit=meta.citation,
        unit=meta.unit if path.is_file() else recipe.unit,
    )


def _said(guessed: Guess) -> dict[str, Any]:
    """The recipe with its reasons and questions, as they are printed."""
    return {
        "recipe": guessed.recipe.to_json(),
        "reasons": [asdict(reason) for reason in guessed.reasons],
        "questions": [asdict(question) for question in guessed.questions],
    }


def _told(reading: Reading, applied: Applied) -> list[str]:
    """What was wrong, and what was mended, a line each."""
    faults = [*reading.faults, *(f for table in reading.tables for f in table.faults)]
    faults += applied.faults
    lines = [printable(sentence(fault)) for fault in faults[:MOST]]
    if len(faults) > MOST:
        lines.append(f"And {len(faults) - MOST:,} more.")
    return [*lines, *(printable(note) for note in applied.notes)]


def _written(output: Path, applied: Applied, recipe: Recipe, events: pd.DataFrame | None) -> None:
    """Write the folder as a whole or not at all, and say how much of it can be used."""
    if applied.positions.empty:
        raise click.ClickException("nothing can be used: no row says who stands where on what")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".hustings", dir=output.parent) as temporary:
            folder = Path(temporary, "folder")
            folder.mkdir()
            write_folder(folder, applied, recipe, events)
            with explained():
                data = open_dataset(folder)
            os.replace(folder, output)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{usable(data)}; version {data.version}", err=True)
