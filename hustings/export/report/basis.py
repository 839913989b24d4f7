"""What a report rests on: the statements behind its view, and how far they carry."""

from dataclasses import dataclass, replace

import pandas as pd

from hustings import findings, query, words
from hustings.package import SPOKEN
from hustings.query import Picks
from hustings.scene import Scene

#: statements in one report at the most
MOST = 500


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The statements behind a view: the first with their codes, how many, and where all are."""

    found: pd.DataFrame
    codes: pd.DataFrame
    sentence: str
    link: str
    left: int


def reach(scene: Scene) -> tuple[Picks, tuple[str, ...]]:
    """The groups and axes (none: all of them) whose statements are behind a view."""
    view = scene.view
    groups = view.actor
    if scene.page == "actor":
        groups = groups[:1]
    elif scene.page == "compare":
        groups = groups[: findings.MOST_COMPARED]
    axes = tuple(dict.fromkeys((view.x, view.y))) if scene.page in ("", "method") else view.axis
    return Picks(view.by, groups), axes


def basis(scene: Scene) -> Basis:
    """The statements of the picked groups, or of all, that pass the filters."""
    view, (picks, axes) = scene.view, reach(scene)
    sort = view.sort if scene.page == "statements" else "newest"
    whose = view.whose if scene.page == "statements" else "picked"
    groups = picks.groups
    here = replace(view, by=picks.by, actor=groups, axis=axes, sort=sort, p=1, whose=whose)
    found = findings.statements(scene.data, here, MOST)
    return Basis(
        found=found.rows,
        codes=found.codes,
        sentence=found.sentence,
        link=scene.at("statements", here),
        left=found.total.statements - found.end,
    )


def limits(scene: Scene) -> list[str]:
    """How thin the evidence of a view is, who coded it and from when it is, in sentences."""
    data, view = scene.data, scene.view
    _, axes = reach(scene)
    many = words.many(data.meta.unit)
    groups = query.groups(data, view.filters, view.by, axes)
    if groups.empty:
        return []
    cells = findings.group_positions(data, view, view.by)
    if axes:
        cells = cells[cells.axis.isin(axes)]
    said = [*findings.coding_limit(data), *findings.correction_limit(data, view.having(axis=axes))]
    if data.meta.unit == SPOKEN:
        said.append(
            f"Resting on one statement only: {(groups.n == 1).sum():,} of "
            f"{findings.count_in_words(len(groups), view.by)}, and {(cells.n == 1).sum():,} of "
            f"{len(cells):,} positions."
        )
    if data.left_out:
        said.append(
            f"{data.left_out:,} of {data.rows:,} rows of the table could not be used and are in no "
            "figure; the command check names each."
        )
    coders = view.filters.coder or tuple(query.facets(data, view.filters)["coder"])
    if coders:
        agreed = findings.reliability(data, view.having(axis=axes)).headline
        said.append(
            f"Coded by {words.listing(coders, most=words.MOST_NAMED)}. {words.sentence(agreed)}"
        )
    else:
        said.append(f"The data do not say who coded the {many}.")
    total = query.totals(data, view.filters)
    undated = total.statements - int(query.days(data, view.filters).n.sum())
    if total.first:
        period = f"The {many} are of {words.period(total.first, total.last)}"
        left = words.statements(undated, data.meta.unit) if undated else "none"
        said.append(f"{period}; {left} without a date.")
    else:
        said.append(f"None of the {many} has a date.")
    return said
