"""What all findings share: names, positions of groups, the sub-line and the title of a view."""

from collections.abc import Iterable

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Axis, Dataset
from hustings.findings.groups import GROUP_WORDS, called, heard, with_beside
from hustings.link import View
from hustings.measures.claims import sided_positions, sides
from hustings.measures.estimates import estimate_intervals
from hustings.measures.expected import QUANTILE
from hustings.measures.position import positions
from hustings.package import ESTIMATED, SPOKEN
from hustings.pages import APART, PAGES
from hustings.query import EVERYONE, Filters, Picks, as_date

#: how many actors can be compared side by side
MOST_COMPARED = 8
#: how many axes are shown where the reader has chosen none
MOST_AXES = 12


def axis_of(data: Dataset, key: str) -> Axis:
    """The axis with this id."""
    return next(axis for axis in data.axes if axis.id == key)


def shown_axes(data: Dataset, view: View, picks: Picks = EVERYONE) -> tuple[Axis, ...]:
    """The axes a page shows: those chosen, else all, or where they are many the best covered.

    With more than `MOST_AXES` those with most statements (by `picks`, where named) stand for all;
    `axes_note` says so.
    """
    if view.axis:
        return tuple(axis for axis in data.axes if axis.id in view.axis)
    if len(data.axes) <= MOST_AXES:
        return data.axes
    best = query.axes_by_evidence(data, view.filters, picks)[:MOST_AXES]
    return tuple(axis_of(data, key) for key in best)


def axes_note(
    data: Dataset, axes: tuple[Axis, ...], view: View, which: str = "with most evidence"
) -> str:
    """Why not all axes are shown, or nothing; `which` says which ones are."""
    if view.axis or len(axes) == len(data.axes):
        return ""
    return f"{len(axes)} of {len(data.axes)} axes, those {which}; choose others above."


def restriction(data: Dataset, axes: Iterable[str]) -> tuple[str, ...]:
    """The axes that a question has to name: none where it is about all of them."""
    named = tuple(axes)
    return () if len(set(named)) == len(data.axes) else named


def group_positions(data: Dataset, view: View, by: str | None = None) -> pd.DataFrame:
    """Positions of all groups on all axes under the view's filters, `min` and `repeat`.

    First of the groups of the view's level, then of the picked of other levels; where `by` names a
    level, of its groups alone. They are what `hustings.measures.position.positions` gives, and from
    `hustings.measures.claims.sided_positions` what sentences rest on: `expected, expected_low,
    expected_high, deviation, side`; and of estimates by others `judges`, how many stand behind
    them, and `se`, the standard error of their mean, both missing elsewhere. Intervals pool all
    groups of a level, also those that `min` leaves out.
    """

    def of(level: str) -> pd.DataFrame:
        return _positions(data, view.filters, level, view.repeat)

    found = of(by) if by else with_beside(view, of)
    # each has at least one statement
    return found if view.min <= 1 else found[found.n >= view.min].reset_index(drop=True)


@cached
def _positions(data: Dataset, filters: Filters, by: str, repeat: str) -> pd.DataFrame:
    # Remembered by these alone: views that differ in axes or in who is picked share positions.
    cells = query.cells(data, filters, by, repeat)
    claimed = sided_positions(cells)
    found = positions(cells).assign(
        expected=claimed.expected,
        expected_low=claimed.low,
        expected_high=claimed.high,
        deviation=claimed.deviation,
        side=claimed.side,
        judges=float("nan"),
        se=float("nan"),
    )
    if data.meta.unit == SPOKEN:
        return found
    found = _certain(found)
    if data.meta.unit != ESTIMATED:
        return found
    return _estimated(found, estimate_intervals(query.estimates(data, filters, by, repeat)))


def _estimated(found: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Positions of which those whose estimates have standard errors have the interval of these.

    Nothing pulls an estimate: what is expected is what was estimated, as surely as the judges are.
    """
    known = found[["group", "axis"]].merge(judged, on=["group", "axis"], how="left")
    found = found.assign(judges=known.judges, se=known.se)
    sure = known.margin.notna()
    bounds = {
        "low": (found.position - known.margin).clip(-1, 1),
        "high": (found.position + known.margin).clip(-1, 1),
        "expected": found.position,
        "deviation": known.margin / QUANTILE,
    }
    bounds |= {"expected_low": bounds["low"], "expected_high": bounds["high"]}
    found = found.assign(**{name: found[name].mask(sure, to) for name, to in bounds.items()})
    return found.assign(side=sides(found))


def _certain(found: pd.DataFrame) -> pd.DataFrame:
    """Positions of which those of one vote, answer or estimate are what they are.

    It is no sample of what the group may say: it has no interval, nothing pulls it, and its side
    is that on which it lies.
    """
    one = found.n == 1
    bounds = ["low", "high", "expected_low", "expected_high", "deviation"]
    found[bounds] = found[bounds].mask(one)
    found["expected"] = found.expected.mask(one, found.position)
    return found.assign(side=sides(found))


def count_in_words(n: int, by: str) -> str:
    """ "one actor", "12 countries"."""
    one, many = GROUP_WORDS[by]
    return f"one {one}" if n == 1 else f"{n:,} {many}"


def amount(total: query.Totals, by: str = "actor", unit: str = SPOKEN) -> str:
    """ "12 statements by 3 actors", "One statement by one actor", "317 votes by 19 actors"."""
    who = count_in_words(total.actors, by)
    return f"{words.statements(total.statements, unit).capitalize()} by {who}"


def unheard(data: Dataset, view: View, picks: Picks = EVERYONE, axes: tuple[str, ...] = ()) -> str:
    """That the view leaves no statement by the picked groups or on the axes; else nothing.

    The widest that is true: "No statement under these filters" where there is none by anybody on
    any axis, then none by the picked or on the axes, then none by these on those.

    Parameters
    ----------
    picks, axes
        Whom and what a page or figure is about; everybody and everything where not named.
    """
    if query.totals(data, view.filters, picks, axes).statements:
        return ""
    names = called(data, picks.by, picks.groups)
    who = f" by {words.listing(names, 'or', most=words.MOST_NAMED)}" if names else ""
    spoken = (axis.called for axis in data.axes if axis.id in axes)
    where = f" on {words.listing(spoken, 'or', most=words.MOST_NAMED)}" if axes else ""
    if not query.totals(data, view.filters).statements:
        who = where = ""
    elif who and not query.totals(data, view.filters, picks).statements:
        where = ""
    elif where and not query.totals(data, view.filters, axes=axes).statements:
        who = ""
    under = "" if view.filters == Filters() else " under these filters"
    return f"No {words.one(data.meta.unit)}{who}{where}{under}"


def subline(data: Dataset, view: View, total: query.Totals, by: str = "actor") -> str:
    """Filters, n and dates in words: what stands under every headline.

    `by` says what the actors of `total` are, where they are the groups that a figure draws.
    """
    period = words.period(total.first, total.last)
    filters = view.sentence(data)
    return f"{words.sentence(filters)} {amount(total, by, data.meta.unit)}, {period}."


def behind(groups: pd.DataFrame) -> query.Totals:
    """What stands behind the groups that a figure draws, each of them counted as an actor.

    `groups` holds `n, first, last`; no statement is of two groups.
    """
    dated = groups.dropna(subset=["first", "last"])
    first, last = (as_date(dated["first"].min()), as_date(dated["last"].max()))
    return query.Totals(int(groups.n.sum()), len(groups), first, last)


def title(data: Dataset, view: View, page: str) -> str:
    """The view in a few words, for links, citations and previews.

    Of those picked it names the ones that the filters let through.
    """
    if page == "actor":
        (first,) = called(data, view.by, view.actor[:1]) or ("",)
        return f"{first}: where it stands" if first else "Actor profile"
    about = next((p.title for p in PAGES if p.path == page), page)
    if page in APART:
        # It shows nothing of this data set.
        return about
    if page == "method":
        # Method is about the data set: nobody is picked there.
        return f"{data.meta.title}: {about.lower()}"
    picked = view.listed.groups if page == "statements" else view.actor
    who = words.listing(called(data, view.by, heard(data, view, picked)), most=4)
    if page in ("", "compare"):
        wanted = view.axis if page == "compare" else tuple(dict.fromkeys((view.x, view.y)))
        axes = words.listing((axis_of(data, key).called for key in wanted), most=3)
        axes = axes or f"{len(data.axes)} axes"
        return f"{who or GROUP_WORDS[view.by][1].capitalize()} on {axes}"
    if page == "statements":
        rows = words.many(data.meta.unit).capitalize()
        return f"{rows} by {who}" if who else rows
    return f"{data.meta.title}: {about.lower()}{f', {who}' if who else ''}"
