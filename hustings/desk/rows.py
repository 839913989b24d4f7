"""Rows of positions.csv from the desk: codes of who is done, and what people have checked."""

from collections.abc import Iterator

from hustings.desk.events import Row, State
from hustings.desk.tables import AGREED
from hustings.schema import COLUMNS

#: how the statements of a desk are called in a data set
PREFIX = "desk-"
#: columns of a statement, and where the desk has them
_OF_STATEMENT = {
    "actor": "actor", "actor_type": "type", "country": "country", "speaker": "speaker",
    "role": "role", "summary": "summary", "quote": "exact", "kind": "kind", "theme": "theme",
    "event": "event", "argument": "argument",
}  # fmt: skip
_OF_DOCUMENT = {"source_title": "title", "publisher": "publisher", "url": "url"}
ORDER = [column.name for column in COLUMNS]


def published(state: State) -> Iterator[tuple[Row, Row, Row]]:
    """Statement, document and code of all that goes out: the codes of people who are done.

    Where coders have settled a statement on an axis, the agreed code stands in their place.
    """
    done = {key for key, row in state["reading"].items() if row["done"]}
    codes: dict[tuple[str, str], dict[str, Row]] = {}
    for (statement, axis, coder), code in state["code"].items():
        document = state["statement"][(statement,)]["document"]
        if code["origin"] == "person" and (coder == AGREED or (document, coder) in done):
            codes.setdefault((statement, axis), {})[coder] = code
    for (statement, _), by_coder in sorted(codes.items()):
        said = state["statement"][(statement,)]
        kept = [by_coder[AGREED]] if AGREED in by_coder else list(by_coder.values())
        for code in kept:
            if code["stance"] is not None:
                yield said, state["document"][(said["document"],)], code


def desk_rows(state: State) -> tuple[list[Row], tuple[str, ...]]:
    """The rows that a desk gives a data set, and why some statements give none."""
    every = list(published(state))
    nameless = {said["exact"] for said, _, _ in every if not said["actor"]}
    rows = [_row(*each) for each in every if each[0]["actor"]]
    return rows, tuple(f"“{words[:60]}” has no actor" for words in sorted(nameless))


def _row(said: Row, document: Row, code: Row) -> Row:
    return {
        "statement_id": PREFIX + said["id"],
        "date": said["date"] or document["date"],
        **{column: said[name] for column, name in _OF_STATEMENT.items() if column in ORDER},
        **{column: document[name] for column, name in _OF_DOCUMENT.items()},
        "axis": code["axis"],
        "stance": repr(code["stance"]).removesuffix(".0"),
        "coder": code["coder"],
        "note": code["note"] or said["note"],
    }


def with_checks(new: list[Row], old: list[Row]) -> list[Row]:
    """The rows of the desk, with what was said to be checked of the same codes."""
    key = ("statement_id", "axis", "coder", "stance")
    known = {tuple(row.get(name, "") for name in key): row for row in old if row.get("checked")}
    for row in new:
        before = known.get(tuple(row[name] for name in key), {})
        row |= {name: before[name] for name in ("checked", "checked_by") if before.get(name)}
    units = {(row["statement_id"], row["axis"]): row for row in new}
    keys = {(row["statement_id"], row["axis"], row["coder"]) for row in new}
    kept = []
    for row in old:
        unit, coder = (row["statement_id"], row["axis"]), row.get("coder", "")
        own = row.get("checked") and coder == row.get("checked_by")
        if own and unit in units and (*unit, coder) not in keys:
            judged = {name: row[name] for name in ("stance", "coder", "checked", "checked_by")}
            kept.append({**units[unit], "note": "", **judged})
    return [*new, *kept]


def check(rows: list[Row], checks: list[Row]) -> tuple[int, int]:
    """Mark what people have checked, and add their own codes where they differ.

    Returns
    -------
    int, int
        How many rows were marked or added, and how many checks are of no row here.
    """
    units: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        units.setdefault((row["statement_id"], row["axis"]), []).append(row)
    count = stray = 0
    for check in checks:
        unit = units.get((check["statement"], check["axis"]), [])
        who, day = check["coder"], check["at"][:10]
        own = [row for row in unit if row.get("coder") == who]
        stood = [row for row in unit if row.get("coder") != who and _stance(row) == check["stance"]]
        stray += not unit
        if not unit or any(row.get("checked_by") == who and row.get("checked") for row in stood):
            continue
        if stood:
            for row in stood:
                if not row.get("checked"):
                    row |= {"checked": day, "checked_by": who}
                    count += 1
        elif own and _stance(own[0]) != check["stance"] or not own:
            made = {
                **unit[0],
                "stance": repr(check["stance"]).removesuffix(".0"),
                "coder": who,
                "checked": day,
                "checked_by": who,
            }
            made |= {name: "" for name in ("note", "answer") if name in made}
            if own:
                own[0] |= made
            else:
                rows.insert(_after(rows, unit[-1]), made)
                unit.append(made)
            count += 1
    return count, stray


def _after(rows: list[Row], row: Row) -> int:
    return next(number for number, each in enumerate(rows) if each is row) + 1


def _stance(row: Row) -> float | None:
    try:
        return float(row["stance"])
    except (KeyError, ValueError):
        return None
