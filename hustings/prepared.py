"""Prepared data sets: everything that opening works out, done once and kept beside the tables.

A prepared folder holds one folder of Parquet files for each table, and `prepared.json`, which is
written last. In a database the tables have a schema of their own, with one more table `manifest`.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from hustings.axes import Axis
from hustings.beside import events_of
from hustings.engine.base import Engine
from hustings.engine.duckdb import DuckDB
from hustings.model import Dataset
from hustings.package import Meta, NamedView
from hustings.schema import DataError, Problem, refuse
from hustings.source import MANIFEST
from hustings.tables import PLAIN, Tables

#: form of what is written; another one is prepared anew
FORMAT = 5
#: problems that are kept; the others can be found again in the source
KEPT_PROBLEMS = 1000
#: summaries of up to so many rows are kept in the memory of the server
IN_MEMORY = 500_000


def manifest(data: Dataset) -> str:
    """All of a data set but its tables, as JSON."""
    events = data.events.assign(date=data.events.date.dt.strftime("%Y-%m-%d"))
    content = {
        "format": FORMAT,
        "version": data.version,
        "rows": data.rows,
        "left_out": data.left_out,
        "passed_over": data.passed_over,
        "sizes": data.tables.sizes,
        "steps": data.tables.steps,
        "axes": [asdict(axis) for axis in data.axes],
        "events": json.loads(events.to_json(orient="records")),
        "meta": asdict(data.meta),
        "problems": [asdict(problem) for problem in data.problems[:KEPT_PROBLEMS]],
        "more_problems": max(len(data.problems) - KEPT_PROBLEMS, 0),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def restored(text: str, source: str, engine: Engine, table: Callable[[str], ir.Table]) -> Dataset:
    """The data set that a manifest and its tables are.

    Parameters
    ----------
    text : str
        The manifest.
    source : str
        Where it lies, for messages.
    engine : Engine
    table : callable
        From the name of a table to the table.

    Raises
    ------
    DataError
        When it was prepared by another version of the program.
    """
    content = _read(text, source)
    sizes = content["sizes"]
    summaries = {name: table(name) for name in sizes if name not in PLAIN}
    reasons = table("reasons") if "reasons" in sizes else None
    problems = [Problem(**problem) for problem in content["problems"]]
    if more := content["more_problems"]:
        told = f"{more:,} more problems"
        problems.append(Problem(file=source, row=None, column="", value=told, allowed="none"))
    meta = content["meta"]
    views = tuple(NamedView(**view) for view in meta.pop("views"))
    meta |= {name: tuple(meta[name]) for name in ("axes", "words", "deeds")}
    return Dataset(
        source=source,
        engine=engine,
        tables=Tables(
            codings=table("codings"),
            statements=table("statements"),
            judged=table("judged"),
            summaries=summaries,
            sizes=sizes,
            reasons=reasons,
            steps=content["steps"],
        ),
        axes=tuple(Axis(**axis) for axis in content["axes"]),
        events=events_of(content["events"]),
        version=content["version"],
        problems=tuple(problems),
        left_out=content["left_out"],
        rows=content["rows"],
        passed_over=tuple(content["passed_over"]),
        meta=Meta(**meta, views=views),
    )


def is_of_this_form(text: str) -> bool:
    """Whether this version of the program has written a manifest."""
    try:
        return bool(_read(text, ""))
    except DataError:
        return False


def _read(text: str, source: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
        found = content["format"]
    except (ValueError, TypeError, KeyError):
        content, found = {}, "no manifest"
    if found != FORMAT:
        refuse(source, str(found), f"{FORMAT}, as `hustings prepare` writes it", "format")
    return content


def open_folder(folder: Path) -> Dataset:
    """Open a prepared folder; its large tables are read where they lie.

    Raises
    ------
    DataError
        When it was prepared by another version of the program, or tables are missing.
    """
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    sizes = _read(text, folder.name)["sizes"]
    missing = [name for name in sizes if not any((folder / name).glob("*.parquet"))]
    if missing:
        raise DataError(
            [Problem(file=folder.name, row=None, column="", value="",
                     allowed=f"Parquet files in the folder {name}") for name in missing]
        )  # fmt: skip
    engine = DuckDB()

    def table(name: str) -> ir.Table:
        view = engine.view(name, str((folder / name).resolve() / "*.parquet"))
        small = name not in PLAIN and sizes[name] <= IN_MEMORY
        return engine.make(f"{name}_in_memory", view) if small else view

    return replace(restored(text, folder.name, engine, table), source=str(folder))


def write_folder(data: Dataset, folder: Path, step: Callable[[str], None]) -> None:
    """Write a data set as a prepared folder: all of it, or nothing.

    Parameters
    ----------
    data : Dataset
        Of any engine.
    folder : Path
        Is made, or replaced when it is a prepared folder itself.
    step : callable
        Is told the name of each table before it is written.
    """
    new = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        for name, rows in data.tables.by_name().items():
            step(f"write {name}")
            (new / name).mkdir()
            data.engine.write(rows, new / name)
        (new / MANIFEST).write_text(manifest(data), encoding="utf-8")
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    old = folder.with_name(f"{folder.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
