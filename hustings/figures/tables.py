"""Tables that pages show besides their figures, for reports as well: a view in, tables out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from hustings import findings, words
from hustings.figures.base import in_unit, with_poles
from hustings.figures.sensitivity import positions_table
from hustings.scene import Scene

#: rows of a table at the most
MOST_ROWS = 2000
#: names in a cell
MOST_SILENT = 8


@dataclass(frozen=True)
class Table:
    """A table with headings for readers, and the words over it.

    `whole` says how many rows there are, where these are only the first of them.
    """

    title: str
    rows: Callable[[], pd.DataFrame]
    whole: int = 0

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table itself, made for whoever asks for it: on a page that is who unfolds it."""
        return self.rows()


def _of_first(
    title: str, rows: pd.DataFrame, make: Callable[[pd.DataFrame], pd.DataFrame]
) -> Table:
    """The table that `make` gives of the first rows, and a title that says so if there are more."""
    if len(rows) <= MOST_ROWS:
        return Table(title, lambda: make(rows))
    title = f"{title} (the first {MOST_ROWS:,} of {len(rows):,})"
    return Table(title, lambda: make(rows.head(MOST_ROWS)), len(rows))


def off_map(scene: Scene, found: findings.MapFinding) -> Table:
    """Who is not on the map, and on which axis they are silent."""
    found = findings.shown(scene.data, scene.view, found)

    def make(rows: pd.DataFrame) -> pd.DataFrame:
        table = rows[["group", "type", "n"]].copy()
        for name, axis in (("x", found.x), ("y", found.y)):
            places = zip(rows[name], rows[f"{name}_n"], rows[f"{name}_mixed"], strict=True)
            table[axis.id] = [
                "silent or too thin" if pd.isna(p) else words.stands(p, n, axis, mixed)
                for p, n, mixed in places
            ]
        return table.rename(columns={"n": words.many(found.x.unit)})

    title = f"Not on this map: {len(found.absent):,} that are silent, or too thin, on one axis"
    return _of_first(title, found.absent, make)


def gaps(scene: Scene, found: findings.GapsFinding) -> Table:
    """Each two of the picked on every axis on which both have a position, the widest first."""
    found = findings.shown(scene.data, scene.view, found)
    many = words.many(scene.data.meta.unit)

    def make(rows: pd.DataFrame) -> pd.DataFrame:
        table = pd.DataFrame(
            {
                "one": rows.a,
                "other": rows.b,
                "axis": rows.axis,
                "position of one": rows.a_position.round(3),
                "of the other": rows.b_position.round(3),
                "gap": rows.gap.round(3),
                "expected difference": rows.difference.round(3),
                "low": rows.low.round(3),
                "high": rows.high.round(3),
                f"{many} of one": rows.a_n,
                f"{many} of the other": rows.b_n,
            }
        )
        return with_poles(scene.data.axes, table)

    return _of_first("Gaps on all axes on which both speak, the widest first", found.rows, make)


def off_landscape(scene: Scene, found: findings.LandscapeFinding) -> Table:
    """Who is not on the map of all axes, and on how many axes each speaks."""
    found = findings.shown(scene.data, scene.view, found)
    title = (
        f"Not on this map: {len(found.absent):,} that speak on fewer than {scene.view.cover} "
        "axes, or too thinly"
    )
    many = words.many(scene.data.meta.unit)
    return _of_first(title, found.absent, lambda rows: rows.rename(columns={"n": many}))


def near(scene: Scene, group: str, others: pd.DataFrame) -> Table:
    """All others by their agreement with a group, the nearest first."""
    (group,) = findings.named(scene.data, scene.view, (group,))
    others = findings.shown(scene.data, scene.view, others)

    def make(rows: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "group": rows.group,
                "agreement": rows.agreement.round(3),
                "expected agreement": rows.expected.round(3),
                "shared axes": rows.shared,
                words.many(scene.data.meta.unit): rows.n,
                "evidence": ["thin" if thin else "" for thin in rows.thin],
            }
        )

    return _of_first(f"Who agrees with {group}, the nearest first", others, make)


def apart(scene: Scene, found: findings.Apart) -> Table:
    """A group against the rest, on every axis."""
    known = {axis.id: axis for axis in scene.data.axes}
    rows = found.rows
    frame = pd.DataFrame(
        {
            "axis": rows.axis,
            "towards": [findings.pole_noun(known[r.axis], r.pole) for r in rows.itertuples()],
            "share": rows.share.round(3),
            words.many(scene.data.meta.unit): rows.n,
            "share of the rest": rows.rest_share.round(3),
            f"{words.many(scene.data.meta.unit)} of the rest": rows.rest_n,
            "ratio": rows.ratio.round(2),
            "sets apart": rows.distinct,
        }
    )
    title = f"{found.name} against the rest, on every axis"
    return Table(title, lambda: with_poles(scene.data.axes, frame))


def silences(scene: Scene, found: findings.CoverageFinding) -> tuple[Table, Table]:
    """On what each group is silent, and who is silent on each axis."""
    found = findings.shown(scene.data, scene.view, found)
    many = words.many(scene.data.meta.unit)

    def make(name: str, spoken: str, on: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
        def made(rows: pd.DataFrame) -> pd.DataFrame:
            frame = pd.DataFrame(
                {
                    name: rows.name,
                    many: rows.n,
                    spoken: rows.spoken,
                    "silent": rows.quiet,
                }
            )
            if found.named:
                frame[on] = [words.listing(names, most=MOST_SILENT) for names in rows.silent]
            return frame

        return made

    return (
        _of_first(
            "Who is silent on which axes",
            found.by_group,
            make("group", "axes spoken to", "silent on"),
        ),
        _of_first(
            "Axes, and who is silent on them",
            found.by_axis,
            make("axis", "how many speak", "who is silent"),
        ),
    )


def reasons(found: findings.ReasonsFinding) -> Table:
    """Why groups have no stance on an axis, and how often."""
    return _of_first("Who has no stance on what, and why", found.table, lambda rows: rows)


def sensitivity(found: findings.SensitivityFinding) -> Table:
    """What each choice of evidence changes."""
    summary = found.summary
    share = summary.reversed / summary.pairs.where(summary.pairs > 0)
    frame = pd.DataFrame(
        {
            "choice": summary.choice,
            "positions compared": summary.compared,
            "change side": summary.flips,
            "left silent": summary.silent,
            "pairs in reversed order": summary.reversed,
            "share of pairs": share.map(words.percent, na_action="ignore"),
        }
    )
    return Table("What each choice changes", lambda: frame)


def corrected_axes(found: findings.CorrectionFinding, unit: str) -> Table:
    """The mean of all statements on each axis, plain and corrected."""
    title = f"All {words.many(unit)} on each axis, plain and corrected"
    return Table(title, lambda: _corrected(found.axes, unit))


def corrected_groups(found: findings.CorrectionFinding, unit: str) -> Table:
    """Positions of groups, plain and corrected."""
    title = f"Positions of {found.called}, plain and corrected"
    return _of_first(title, found.groups, lambda rows: _corrected(rows, unit))


def _corrected(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    named = {name: rows[name] for name in ("group", "axis") if name in rows.columns}
    ends = zip(rows.low, rows.high, strict=True)
    return pd.DataFrame(
        {
            **named,
            "position": rows.position.round(3),
            "corrected": rows.corrected.round(3),
            "90 % interval": [
                "" if pd.isna(low) else f"{words.signed(low)} to {words.signed(high)}"
                for low, high in ends
            ],
            "mean change": rows.difference.round(3),
            "checked": rows.checked,
            words.many(unit): rows.statements,
        }
    )


def flips(scene: Scene, found: findings.SensitivityFinding) -> Table:
    """Every position that changes side."""
    found = findings.shown(scene.data, scene.view, found)
    title = "Every position that changes side"
    return _of_first(
        title, found.flips, lambda rows: in_unit(scene, positions_table(rows, found.axes))
    )


def orders(found: findings.SensitivityFinding) -> Table:
    """The order of groups on each axis under each choice."""
    rows = found.found.orders
    frame = pd.DataFrame(
        {
            "axis": rows.axis,
            "choice": rows.choice,
            "groups": rows.groups,
            "rank correlation": rows.correlation.round(3),
            "pairs": rows.pairs,
            "in reversed order": rows.flips,
            "left silent": rows.missing.map(len),
        }
    )
    return Table("The order on each axis under each choice", lambda: frame)
