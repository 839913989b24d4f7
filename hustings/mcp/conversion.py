"""Conversion of findings into MCP answers: credit, positions, statements with their codes."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import pandas as pd

from hustings import dataset, findings, query, words
from hustings.mcp.answers import (
    AxisOf,
    Check,
    Code,
    Credit,
    Pair,
    Position,
    Said,
    Silence,
    Statement,
)
from hustings.mcp.context import Context
from hustings.package import SPOKEN
from hustings.query import as_date
from hustings.scene import Scene

STALE = "Newer files of the data set could not be read; this answer is of the version before."


def common(context: Context, scene: Scene, total: query.Totals, notes: Iterable[str] = ()) -> dict:
    """What every answer carries beside its summary."""
    meta = scene.data.meta
    return {
        "credit": Credit(
            source=scene.source_line,
            title=meta.title,
            version=scene.data.version,
            licence=meta.licence,
            coding=meta.coding,
            citation=meta.citation,
        ),
        "filters": scene.view.sentence(scene.data),
        "statements": total.statements,
        "first": total.first,
        "last": total.last,
        "link": scene.link,
        "notes": [*notes, *([STALE] if context.current.trouble else [])],
    }


def text(value: object) -> str | None:
    """A text, or None for anything missing."""
    return value if isinstance(value, str) and value else None


def number(value: float) -> float | None:
    """A number, or None for anything missing."""
    return None if pd.isna(value) else float(value)


def axes_of(axes: Iterable[dataset.Axis]) -> list[AxisOf]:
    """Axes with their poles."""
    return [AxisOf(**{name: getattr(axis, name) for name in AxisOf.model_fields}) for axis in axes]


def said(claims: Iterable[findings.Claim]) -> list[Said]:
    """What a summary says, as values."""
    return [Said.model_validate(asdict(claim)) for claim in claims]


def statements(found: pd.DataFrame, coded: pd.DataFrame) -> list[Statement]:
    """Statements with their codes (see `hustings.findings.codes_of`)."""
    codes: dict[str, list[Code]] = {key: [] for key in found.statement_id}
    for row in coded.itertuples():
        code = Code(
            axis=row.axis,
            stance=row.x,
            coders=row.coders,
            least=row.least,
            most=row.most,
            checks=[Check(**check) for check in row.checks],
        )
        codes[row.statement_id].append(code)
    same = (
        *("time", "actor", "speaker", "role", "quote", "summary", "kind", "event"),
        *("publisher", "source_kind", "url"),
    )
    return [
        Statement(
            id=row["statement_id"],
            date=as_date(row["date"]),
            source=text(row["source_title"]),
            codes=codes[row["statement_id"]],
            **_texts(row, same),
        )
        for row in found.to_dict("records")
    ]


def _texts(row: dict, names: Iterable[str]) -> dict[str, Any]:
    return {name: text(row[name]) for name in names}


def positions(scene: Scene, cells: pd.DataFrame, strongest: pd.DataFrame) -> list[Position]:
    """Positions with the statement that stands for each.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, n, position, low, high, mixed, first, last`.
    strongest : DataFrame
        `group, axis, statement_id` (see `hustings.query.strongest`).
    """
    ids = tuple(dict.fromkeys(strongest.statement_id))
    found = query.by_ids(scene.data, ids)
    coded = findings.codes_of(scene.data, scene.view, found)
    said = {item.id: item for item in statements(found, coded)}
    behind = strongest.set_index(["group", "axis"]).statement_id
    axes = {axis.id: axis for axis in scene.data.axes}
    return [
        Position(
            group=row.group,
            axis=row.axis,
            words=words.stands(row.position, row.n, axes[row.axis], row.mixed),
            position=row.position,
            low=number(row.low),
            high=number(row.high),
            n=row.n,
            first=as_date(row.first),
            last=as_date(row.last),
            strongest=said.get(behind.get((row.group, row.axis))),
        )
        for row in cells.itertuples()
    ]


def silences(
    groups: Iterable[str], axes: Iterable[dataset.Axis], cells: pd.DataFrame
) -> list[Silence]:
    """The groups that say nothing on some of the axes."""
    spoken = set(zip(cells.group, cells.axis, strict=True))
    ids = [axis.id for axis in axes]
    quiet = {group: [key for key in ids if (group, key) not in spoken] for group in groups}
    return [Silence(group=group, axes=missing) for group, missing in quiet.items() if missing]


def pairs(found: pd.DataFrame) -> list[Pair]:
    """Agreement of pairs: `a, b, agreement, expected, shared, n, thin`."""
    return [
        Pair(
            a=row.a,
            b=row.b,
            agreement=number(row.agreement),
            expected=number(row.expected),
            shared=row.shared,
            n=row.n,
            thin=row.thin,
        )
        for row in found.itertuples()
    ]


def thin_notes(cells: pd.DataFrame, quiet: Iterable[Silence], unit: str = SPOKEN) -> list[str]:
    """In words, where the evidence is thin or missing."""
    notes = []
    lone = cells[(cells.n == 1) & (unit == SPOKEN)]
    for group, part in lone.groupby("group", sort=False):
        notes.append(f"Thin: {group} rests on one statement on {words.listing(part.axis)}.")
    for silence in quiet:
        notes.append(
            f"{silence.group} is silent on {words.listing(silence.axes)} under these filters: "
            "no position there, which is not a position of zero."
        )
    return notes
