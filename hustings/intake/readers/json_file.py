"""Reader of JSON: lists of records, objects of columns, and one record in each line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hustings.intake.readers.bounds import MOST_WHOLE
from hustings.intake.readers.encoding import utf8
from hustings.intake.readers.faults import Faults, refuse, shown
from hustings.intake.readers.json_values import Keyed, cell
from hustings.intake.readers.rows import Rows, table_of, trimmed
from hustings.intake.table import Reading

RECORD = "a record: names and values between { and }"
_ALLOWED = "JSON: a list of records, an object of columns, or a record in each line"
_SPACE = re.compile(r"[\s,]*")
# numbers stay as they are written, however long
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=lambda _: None)
#: names under which an object holds its list of records
_LISTS = ("data", "records", "results", "items", "rows", "features", "votes", "statements")


def read_json(path: Path, name: str) -> Reading:
    """Read a file of JSON as one table; see `hustings.intake.readers.Reader`.

    Records are numbered from 1; where each stands in a line of its own, by their lines.
    """
    faults = Faults(name)
    with utf8(path) as text:
        said = text.bytes[text.start :].decode("utf-8")
    begin = said.lstrip()[:1]
    try:
        if begin == "[":
            return _reading("JSON", _listed(said, faults), name, faults)
        first = said.lstrip().split("\n", 1)[0]
        if begin == "{" and _record(first) and said.strip() != first.strip():
            return _reading("JSON lines", _lines(said, faults), name, faults)
        if len(said) > MOST_WHOLE:
            allowed = f"a list of records; another kind of JSON may have {MOST_WHOLE:,} characters"
            refuse(f"an object of {len(said):,} characters", allowed)
        value, _ = _DECODER.raw_decode(said, len(said) - len(said.lstrip()))
        return _reading("JSON", enumerate(_records(value), start=1), name, faults)
    except ValueError as error:
        line = said.count("\n", 0, getattr(error, "pos", 0)) + 1
        refuse(f"what is no JSON in line {line:,}", _ALLOWED)
    except RecursionError:
        refuse("values in one another, deeper than can be read", _ALLOWED)


def _record(line: str) -> bool:
    try:
        return isinstance(_DECODER.decode(line), dict)
    except (ValueError, RecursionError):
        return False


def _reading(kind: str, values: Iterator[tuple[int, Any]], name: str, faults: Faults) -> Reading:
    first = next(values, None)
    if first is None:
        refuse("no records", _ALLOWED)
    if isinstance(first[1], list):
        header = [cell(value) for value in first[1]]
        rows = Rows(len(header), trimmed(header), faults)
        for number, value in values:
            if isinstance(value, list):
                rows.add(number, [cell(inner) for inner in value])
            else:
                faults.add("", number, cell(value), "a list of cells, as in the header")
        columns, numbers = rows.columns()
        return Reading(kind=kind, tables=(table_of(name, header, columns, numbers, (), faults),))
    keyed = Keyed(faults)
    for number, value in [first]:
        _keep(keyed, number, value, faults)
    for number, value in values:
        _keep(keyed, number, value, faults)
    names, columns, numbers = keyed.columns()
    if not names:
        refuse(shown(cell(first[1])), _ALLOWED)
    return Reading(kind=kind, tables=(table_of(name, names, columns, numbers, (), faults),))


def _keep(keyed: Keyed, number: int, value: Any, faults: Faults) -> None:
    if isinstance(value, dict):
        keyed.add(number, value)
    else:
        faults.add("", number, cell(value), RECORD)


def _lines(said: str, faults: Faults) -> Iterator[tuple[int, Any]]:
    """The record of each line; one that is none costs itself alone."""
    start, number = 0, 0
    while start < len(said):
        end = said.find("\n", start)
        end = len(said) if end < 0 else end
        line = said[start:end].strip().rstrip(",")
        start, number = end + 1, number + 1
        if not line:
            continue
        try:
            yield number, _DECODER.decode(line)
        except (ValueError, RecursionError):
            faults.add("", number, line, RECORD)


def _listed(said: str, faults: Faults) -> Iterator[tuple[int, Any]]:
    """Values of a list one by one, up to its end or to what is no JSON."""
    place, number = said.index("[") + 1, 0
    while True:
        place = _SPACE.match(said, place).end()  # type: ignore[union-attr]
        if said[place : place + 1] == "]":
            return
        number += 1
        try:
            value, place = _DECODER.raw_decode(said, place)
        except (ValueError, RecursionError):
            rest = said[place : place + 200] or "the end of the file"
            faults.add("", number, rest, f"{RECORD}; nothing from here on was read")
            return
        yield number, value


def _records(value: Any) -> Iterator[Any]:
    """Records of an object that holds them in one of the usual ways."""
    if not isinstance(value, dict) or not value:
        refuse(shown(cell(value)), _ALLOWED)
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        yield value["columns"]
        yield from value["data"]
        return
    lists = {name: v for name, v in value.items() if isinstance(v, list)}
    held = [name for name, v in lists.items() if v and all(isinstance(r, dict) for r in v)]
    chosen = next((name for name in _LISTS if name in held), held[0] if len(held) == 1 else None)
    if chosen:
        yield from lists[chosen]
    elif len(lists) == len(value):
        longest = max(map(len, lists.values()))
        for place in range(longest):
            yield {name: v[place] if place < len(v) else None for name, v in lists.items()}
    elif all(isinstance(v, dict) for v in value.values()):
        yield from _of_objects(value)
    else:
        yield value


def _of_objects(value: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Records of an object of objects: columns by numbered rows, or records by their keys."""
    keys = {key: None for inner in value.values() for key in inner}
    if all(key.isdecimal() for key in keys):
        for key in keys:
            yield {name: inner.get(key) for name, inner in value.items()}
        return
    key = "key" if "key" not in keys else "key of the record"
    for name, inner in value.items():
        yield {key: name, **inner}
