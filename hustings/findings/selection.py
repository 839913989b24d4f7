"""Selection of groups where too many would be shown: the picked, their opponents, most evidence."""

from dataclasses import dataclass

import pandas as pd

from hustings import query, words
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.findings.base import GROUP_WORDS, group_positions
from hustings.findings.neighbours import opponents
from hustings.link import View
from hustings.package import SPOKEN

#: points of groups in one figure at the most
MOST_POINTS = 2000
#: choices in one list: a browser chokes on many thousands
MOST_OFFERED = 2000
#: levels that are offered beside another, and groups of each of them
BESIDE, MOST_BESIDE = ("type", "country", "speaker", "actor"), 500
#: evidence counts as equal that is larger or smaller by this share at the most
NEARLY = 0.1
#: decimals of a distance from the mean that count
DECIMALS = 9
#: what decided between groups of about as many statements -> the same in words
TIES = {
    "": "",
    "axes": ", of about as many those on more axes",
    "distance": ", of about as many those on more axes, then those farther from the average",
}


@dataclass(frozen=True)
class Selection:
    """The `groups` that stand for all, and what decided between near ties (a key of `TIES`)."""

    groups: pd.DataFrame
    ties: str = ""


def selected(data: Dataset, view: View, said: pd.DataFrame, most: int) -> Selection:
    """The `most` groups that stand for all where there are more, in the order they came.

    First the picked and their `opponents`, then those with most statements. Where that leaves a
    choice between groups of about as many (see `NEARLY`), those on more axes; where that leaves a
    choice likewise, those whose positions lie farther from the means of all groups, and last by
    name.

    Parameters
    ----------
    said : DataFrame
        `group, n`, and any other columns: the groups to choose from with their statements.
    """
    if len(said) <= most:
        return Selection(said)
    first = dict.fromkeys((*view.actor, *opponents(data, view)))
    left = said[["group", "n"]].join(_evidence(data, view), on="group").set_index("group")
    kept = [group for group in first if group in left.index][:most]
    left = left.drop(kept)
    ties = ""
    for name, next_one in (("n", "axes"), ("axes", "distance")):
        room = most - len(kept)
        if room:
            last = left[name].nlargest(room).iloc[-1]
            kept += left.index[left[name] > last * (1 + NEARLY)].tolist()
            left = left[left[name].between(last * (1 - NEARLY), last * (1 + NEARLY))]
            if most - len(kept) < len(left):
                ties = next_one
    left = left.sort_index().sort_values("apart", ascending=False, kind="stable")
    kept += left.index[: most - len(kept)].tolist()
    return Selection(said[query.is_in(said.group, kept)], ties)


def offered(data: Dataset, by: str) -> list[str]:
    """The groups of the whole data set that readers can choose from a list.

    Those that never take a stance, and are there with a reason only, come last.
    """
    said = query.groups(data, query.Filters(), by)
    heard = selected(data, View(by=by), said, MOST_OFFERED).groups.group.tolist()
    reasons = query.reasons(data, query.Filters(), by).group
    unheard = reasons[~query.is_in(reasons, said.group)].unique().tolist()
    return [*heard, *unheard][:MOST_OFFERED]


@cached
def offered_picks(data: Dataset, by: str) -> list[str]:
    """What readers can pick: `offered`, then types, countries, speakers and actors beside them."""
    found = offered(data, by)
    for level in BESIDE:
        if level != by and (groups := offered(data, level)):
            found += [f"{level}{query.LEVEL}{group}" for group in groups[:MOST_BESIDE]]
    return found


@cached(uses=("by", "filters", "min", "repeat"))
def _evidence(data: Dataset, view: View) -> pd.DataFrame:
    """By group the number of `axes` it speaks on, and how far it stands `apart` on average."""
    cells = group_positions(data, view, view.by)
    mean = cells.groupby("axis").position.transform("mean")
    found = cells.assign(apart=(cells.position - mean).abs()).groupby("group")
    return pd.DataFrame({"axes": found.size(), "apart": found.apart.mean().round(DECIMALS)})


def most_evidence(view: View, shown: int, whole: int, ties: str, unit: str = SPOKEN) -> str:
    """Which groups are shown where not all are: "the 60 of 199 actors with most statements".

    `ties` says what decided between those of about as many (see `Selection`).
    """
    who = f"the {shown:,} of {whole:,} {GROUP_WORDS[view.by][1]}"
    said = f"{who} with most {words.many(unit)}{TIES[ties]}"
    if view.actor:
        mark = ";" if ties else ","
        said += f"{mark} among them always the picked and those who agree least with them"
    return said
