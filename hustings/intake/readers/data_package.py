"""Reader of Data Packages: the tables that a datapackage.json describes, with what it says of them.

https://datapackage.org/standard/data-package/
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from hustings.intake.readers.bounds import MOST_TABLES, MOST_WHOLE
from hustings.intake.readers.faults import refuse
from hustings.intake.readers.several import joined
from hustings.intake.table import Fault, Reading, Table

DESCRIPTOR = "datapackage.json"
_ALLOWED = "a descriptor of a Data Package: an object with a list of resources"
_PATH = "a path of a file in the package"

Read = Callable[[Path, str], Reading]


def read_package(files: Mapping[str, Path], package: str, name: str, read: Read) -> Reading:
    """Read the resources of a Data Package.

    Titles of fields go into `titles`, values that the package declares missing into `absent`, and
    labels of categories into `labels`.

    Parameters
    ----------
    files : mapping of str to Path
        All files beside the descriptor, by their paths from where it lies or above.
    package : str
        The name of the descriptor among them.
    name : str
        What the package is called.
    read : function from path and name to Reading
    """
    resources = _resources(files[package])
    folder = PurePosixPath(package).parent
    tables: list[Table] = []
    faults: list[Fault] = []
    for place, resource in enumerate(resources):
        label = str(resource.get("name") or f"resource {place + 1}")
        found: list[Table] = []
        for part in _parts(resource):
            reading = _read_part(part, files, folder, label, name, read)
            faults += reading.faults
            found += reading.tables
        tables += [_described(table, resource, label) for table in joined(found)]
    if not tables and not faults:
        refuse("no resource", _ALLOWED)
    return Reading(kind="Data Package", tables=tuple(tables), faults=tuple(faults))


def _resources(path: Path) -> list[dict[str, Any]]:
    if path.stat().st_size > MOST_WHOLE:
        refuse("a descriptor that is too long", f"at most {MOST_WHOLE:,} bytes")
    try:
        said = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        refuse("what is no JSON", _ALLOWED)
    resources = said.get("resources") if isinstance(said, dict) else None
    if not isinstance(resources, list):
        refuse("no list of resources", _ALLOWED)
    if len(resources) > MOST_TABLES:
        refuse(f"{len(resources):,} resources", f"at most {MOST_TABLES} resources")
    return [resource for resource in resources if isinstance(resource, dict)]


def _parts(resource: dict[str, Any]) -> Iterator[Any]:
    """Paths of the files of a resource, or its data themselves."""
    path = resource.get("path")
    if path is None:
        yield resource.get("data")
    else:
        yield from map(str, path if isinstance(path, list) else [path])


def _read_part(
    part: Any,
    files: Mapping[str, Path],
    folder: PurePosixPath,
    label: str,
    name: str,
    read: Read,
) -> Reading:
    if not isinstance(part, str):
        with TemporaryDirectory() as here:
            file = Path(here) / "data.json"
            file.write_text(json.dumps(part), encoding="utf-8")
            return read(file, f"{label}.json")
    file_of = {str(PurePosixPath(member)): path for member, path in files.items()}
    wanted = PurePosixPath(part)
    # files that were sent one by one have lost their folders
    known = file_of.get(str(folder / wanted)) or file_of.get(wanted.name)
    if known is None or wanted.is_absolute() or ".." in wanted.parts:
        fault = Fault(file=name, column="", value=part, allowed=_PATH)
        return Reading(kind="", tables=(), faults=(fault,))
    return read(known, part)


def _described(table: Table, resource: dict[str, Any], label: str) -> Table:
    """A table with what the schema of its resource says."""
    schema = resource.get("schema")
    schema = schema if isinstance(schema, dict) else {}
    listed = schema.get("fields")
    fields = {
        str(field.get("name")): field
        for field in (listed if isinstance(listed, list) else [])
        if isinstance(field, dict)
    }
    missing = _values(schema.get("missingValues"))
    titles, labels, absent = {}, {}, {}
    for column in table.cells.columns:
        field = fields.get(column, {})
        title = field.get("title") or field.get("description")
        if isinstance(title, str):
            titles[column] = title
        codes = _values(field.get("missingValues")) or missing
        present = {code for code in codes if code} & {*table.cells[column].unique()}
        if present:
            absent[column] = frozenset(present)
        if words := _words(field.get("categories")):
            labels[column] = words
    return replace(
        table,
        name=label,
        titles={**table.titles, **titles},
        labels={**table.labels, **labels},
        absent={**table.absent, **absent},
    )


def _values(listed: Any) -> list[str]:
    """Values of a list, each a text or an object with one."""
    found = listed if isinstance(listed, list) else []
    return [str(value.get("value") if isinstance(value, dict) else value) for value in found]


def _words(listed: Any) -> dict[str, str]:
    """Labels of categories by their values."""
    found = [c for c in listed if isinstance(c, dict)] if isinstance(listed, list) else []
    return {str(c.get("value")): str(c["label"]) for c in found if c.get("label")}
