"""Write what a recipe has made as a folder that opens as a data set: a Data Package."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from hustings.fold import fold
from hustings.intake.apply import Applied
from hustings.intake.formulas import guarded
from hustings.intake.recipe import Recipe
from hustings.schema import AXIS_COLUMNS, COLUMNS, EVENT_COLUMNS, Column
from hustings.source import AXES, EVENTS, PACKAGE

POSITIONS = "positions.csv"
_PROFILES = "https://datapackage.org/profiles/2.0"
#: types of Table Schema of the kinds of columns that are no text
_TYPES = {"date": "date", "number": "number"}
_TITLES = {POSITIONS: "Statements judged on axes", AXES: "Axes and their poles", EVENTS: "Events"}


def write_folder(
    folder: Path, applied: Applied, recipe: Recipe, events: pd.DataFrame | None = None
) -> None:
    """Write positions.csv, axes.csv, datapackage.json, and events.csv if there are some.

    Parameters
    ----------
    folder : Path
        That exists.
    applied : Applied
    recipe : Recipe
        Whose title, licence, credit and unit the descriptor says.
    events : DataFrame, optional
        Columns of `hustings.schema.EVENT_COLUMNS`, all text.

    Raises
    ------
    OSError
        Where the folder cannot be written.
    """
    said = [name for name in applied.axes if name == "axis" or (applied.axes[name] != "").any()]
    tables = [(POSITIONS, applied.positions, COLUMNS), (AXES, applied.axes[said], AXIS_COLUMNS)]
    if events is not None:
        tables.append((EVENTS, events, EVENT_COLUMNS))
    for name, frame, _ in tables:
        _write(folder / name, frame)
    resources = [_resource(folder / name, frame, columns) for name, frame, columns in tables]
    text = json.dumps(_descriptor(recipe, resources), ensure_ascii=False, indent=2)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8")


def _write(path: Path, frame: pd.DataFrame) -> None:
    """A table of text as CSV in UTF-8; formulas are guarded, numbers stay numbers."""
    columns = {
        name: pa.array(frame[name] if name == "stance" else guarded(frame[name]), pa.string())
        for name in frame.columns
    }
    # an empty cell is nothing, and no text of no length
    columns = {
        name: pc.if_else(pc.equal(cells, ""), None, cells) for name, cells in columns.items()
    }
    csv.write_csv(pa.table(columns), path)


def _descriptor(recipe: Recipe, resources: list[dict[str, Any]]) -> dict[str, Any]:
    licence = {"title": recipe.licence, "path": recipe.licence_url}
    licence = {name: text for name, text in licence.items() if text}
    said = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": re.sub(r"[^a-z0-9]+", "-", fold(recipe.title)).strip("-") or "data",
        "title": recipe.title,
        "description": recipe.description,
        "licenses": [licence] if licence else [],
        "citation": recipe.credit,
        "hustings": {"unit": recipe.unit},
        "resources": resources,
    }
    return {name: each for name, each in said.items() if each}


def _resource(path: Path, frame: pd.DataFrame, columns: tuple[Column, ...]) -> dict[str, Any]:
    """A file of the package: what it is, its size and hash, its columns."""
    content = path.read_bytes()
    known = {column.name: column for column in columns}
    return {
        "name": path.stem,
        "type": "table",
        "title": _TITLES[path.name],
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [
                {
                    "name": name,
                    "type": _TYPES.get(known[name].kind, "string"),
                    "description": known[name].description,
                }
                for name in frame.columns
            ],
        },
    }
