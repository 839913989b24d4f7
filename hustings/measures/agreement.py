"""How far two groups stand together (method: agreement)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure
from hustings.measures.position import matrix
from hustings.package import SPOKEN
from hustings.query import MIDDLE

#: fewer shared axes than this give no figure
LEAST_SHARED = 2
#: when evidence is called thin (see `is_thin`)
THIN = "two shared axes or a side that spoke only once"
#: the same of votes, answers and estimates, each of which is certain
THIN_CERTAIN = "two shared axes"
#: longest list of groups and pairs of axes on which each speaks
MOST_PAIRS = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement of every pair of groups; four square arrays in the order of `groups`.

    `identical` is the share of shared axes on which the two are on the same side.
    """

    groups: tuple[str, ...]
    value: np.ndarray
    shared: np.ndarray
    n: np.ndarray
    identical: np.ndarray

    def pairs(self) -> pd.DataFrame:
        """Each pair once: `a, b, agreement, identical, shared, n`; both missing where too thin."""
        a, b = np.triu_indices(len(self.groups), 1)
        names = np.array(self.groups, dtype=object)
        return pd.DataFrame(
            {
                "a": names[a],
                "b": names[b],
                "agreement": self.value[a, b],
                "identical": self.identical[a, b],
                "shared": self.shared[a, b],
                "n": self.n[a, b],
            }
        )


def agreement(positions: pd.DataFrame, least_shared: int = LEAST_SHARED) -> Agreement:
    """Mean over shared axes of 1 - |p_a - p_b| / 2: 1 the same position, 0 opposite poles.

    City-block matching as in voting advice applications (Garzia, Trechsel & De Sio, EU&I 2019).
    Beside it stands the share of identical positions, which these also give: the number of shared
    axes on which both are in the same class, divided by that of all shared axes; the classes are
    against (p ≤ -0.25), neutral and for (p ≥ 0.25), the same steps at which words name a side
    (Louwerse & Rosema 2014, Acta Politica 49(3), 286-312, compare such ways of matching).

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position, n` (see `hustings.measures.position.positions`).
    least_shared : int
        Pairs with fewer shared axes have no figure.

    Returns
    -------
    Agreement
        With `shared` the number of shared axes, `n` the statements of both on them, and
        `identical`.
    """
    place, count = matrix(positions), matrix(positions, "n")
    names = tuple(place.index)
    total, same = np.zeros((2, len(names), len(names)))
    shared, n = np.zeros_like(total, dtype=int), np.zeros_like(total, dtype=int)
    for axis in place.columns:
        here = np.flatnonzero(place[axis].notna())
        p = place[axis].to_numpy(float)[here]
        k = count[axis].to_numpy(float)[here].astype(int)
        block = np.ix_(here, here)
        total[block] += 1 - np.abs(p[:, None] - p[None, :]) / 2
        side = np.sign(p) * (np.abs(p) >= MIDDLE)
        same[block] += side[:, None] == side[None, :]
        shared[block] += 1
        n[block] += k[:, None] + k[None, :]
    with np.errstate(invalid="ignore", divide="ignore"):
        value, identical = (
            np.where(shared >= least_shared, each / shared, np.nan) for each in (total, same)
        )
    return Agreement(groups=names, value=value, shared=shared, n=n, identical=identical)


def with_expected(among: Agreement, expected: Agreement) -> pd.DataFrame:
    """The pairs of one agreement with that of the same groups' expected positions.

    Returns
    -------
    DataFrame
        `a, b, agreement, expected, identical, shared, n`, as `Agreement.pairs` gives them.
    """
    pairs = among.pairs()
    pairs.insert(3, "expected", expected.pairs().agreement)
    return pairs


def agreement_of(
    positions: pd.DataFrame, group: str, least_shared: int = LEAST_SHARED
) -> pd.DataFrame:
    """One group against all others, nearest first: a row of `agreement`, without its square.

    Takes time and memory by the number of positions on the axes of the group.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position, n`, each group and axis once.
    group : str
        A group that has no position agrees with nobody.
    least_shared : int
        Those who share fewer axes with the group are left out.

    Returns
    -------
    DataFrame
        `group, agreement, shared, n`, ties to the pair with more shared axes, then with more
        statements, then by name.
    """
    known = positions[positions.position.notna()]
    own = known[known.group == group].set_index("axis").sort_index()
    found = known[known.group != group]
    axis = own.index.get_indexer(found.axis)
    # Axes in the order of the square's columns: sums of fractions depend on it.
    rows = np.argsort(axis, kind="stable")[np.count_nonzero(axis < 0) :]
    found, axis = found.iloc[rows], axis[rows]
    row, names = pd.factorize(found.group)
    near = 1 - np.abs(found.position.to_numpy(float) - own.position.to_numpy(float)[axis]) / 2
    total = np.bincount(row, near, len(names))
    shared = np.bincount(row, minlength=len(names))
    n = np.bincount(row, found.n.to_numpy(float) + own.n.to_numpy(float)[axis], len(names))
    frame = pd.DataFrame(
        {
            "group": names,
            "agreement": total / np.maximum(shared, 1),
            "shared": shared,
            "n": n.astype(int),
        }
    )[shared >= least_shared]
    order = ["agreement", "shared", "n", "group"]
    return frame.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def sharing_two(positions: pd.DataFrame) -> set[str]:
    """Groups that share two axes with some other group, found without comparing all with all.

    Two groups share two axes when both speak on the same pair of axes: where groups speak on few
    axes each, pairs of axes are listed and those with two groups kept. Where that list would be
    long, groups are compared one by one with all others, until each is known to share two axes
    with somebody or with nobody; of groups that speak on many axes, one comparison settles many.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position`, each group and axis once.
    """
    known = positions[positions.position.notna()]
    group, names = pd.factorize(known.group)
    axis, axes = pd.factorize(known.axis)
    order = np.lexsort((axis, group))
    group, axis = group[order].astype(np.int64), axis[order].astype(np.int64)
    breadth = np.bincount(group, minlength=len(names))
    if (breadth * (breadth - 1) // 2).sum() <= MOST_PAIRS:
        found = _by_pairs_of_axes(group, axis, len(names), len(axes))
    else:
        found = _one_by_one(group, axis, breadth, len(axes))
    return set(names[found])


def sharing_one(positions: pd.DataFrame) -> set[str]:
    """Groups that share an axis with some other group.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position`, each group and axis once.
    """
    known = positions[positions.position.notna()]
    return set(known.group[known.groupby("axis").group.transform("size") > 1])


def _by_pairs_of_axes(group: np.ndarray, axis: np.ndarray, groups: int, axes: int) -> np.ndarray:
    """Which groups have a pair of axes that another has; rows sorted by group, then by axis."""
    keys, first = [], np.arange(len(group))
    for apart in range(1, len(group)):
        first = first[first + apart < len(group)]
        first = first[group[first] == group[first + apart]]
        if not len(first):
            break
        # One number for pair and group: sorted, groups with the same pair stand side by side.
        keys.append((axis[first] * axes + axis[first + apart]) * groups + group[first])
    found = np.zeros(groups, dtype=bool)
    if keys:
        key = np.sort(np.concatenate(keys))
        same = key[1:] // groups == key[:-1] // groups
        found[key[1:][same] % groups] = True
        found[key[:-1][same] % groups] = True
    return found


def _one_by_one(group: np.ndarray, axis: np.ndarray, breadth: np.ndarray, axes: int) -> np.ndarray:
    """The same from one comparison with all for each group that none before has settled."""
    found, settled = np.zeros(len(breadth), dtype=bool), breadth < LEAST_SHARED
    start = np.concatenate([[0], breadth.cumsum()])
    for i in np.argsort(-breadth, kind="stable"):
        if settled[i]:
            continue
        here = np.zeros(axes, dtype=bool)
        here[axis[start[i] : start[i + 1]]] = True
        met = np.bincount(group, here[axis], len(breadth)) >= LEAST_SHARED
        met[i] = False
        found |= met
        found[i] = met.any()
        settled |= found
        settled[i] = True
    return found


def thin_words(unit: str) -> str:
    """When an agreement in a data set is called thin, by what a row of it is."""
    return THIN if unit == SPOKEN else THIN_CERTAIN


def is_thin(
    pairs: pd.DataFrame, statements: Mapping[str, int] | pd.Series, unit: str = SPOKEN
) -> pd.Series:
    """Whether an agreement says little: it rests on two shared axes or a side with one statement.

    One statement may speak to many axes: whoever made no other has a position on each of them, and
    has said nothing twice. How many statements there are on each axis does not decide: two states
    that voted once on each of a hundred resolutions have shown how far they agree. A vote, an
    answer or an estimate is certain: a party whose thirty answers are filed as one is not thin.

    Parameters
    ----------
    pairs : DataFrame
        With `a`, `b` and `shared` (see `Agreement.pairs`).
    statements : mapping of str to int
        How many statements each group made on the axes that are compared.
    unit : str
        What a row of the data set is (see `hustings.package.UNITS`).
    """
    few = pairs.shared <= LEAST_SHARED
    if unit != SPOKEN:
        return few
    least = np.minimum(pairs.a.map(statements), pairs.b.map(statements))
    return few | (least == 1)


MEASURES = (
    Measure(
        "agreement",
        "Agreement",
        "How near two actors stand on the axes on which both have spoken: 100 % the same place, "
        "0 % opposite poles; none where fewer than two axes are shared. Thin evidence: "
        f"{THIN} (of votes, answers and estimates only the former).",
        agreement,
    ),
)
