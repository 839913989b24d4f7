"""All axes in one picture, and the clusters that show in it (method: map of all axes)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hustings.measures.measure import Measure
from hustings.measures.position import matrix

#: groups on fewer axes than this are not drawn: one answer says little about the others
LEAST_AXES = 2
#: fewer groups than this always lie on a line, whatever they say
LEAST_GROUPS = 3
#: largest number of clusters that the silhouette may choose
MOST_CLUSTERS = 5
#: a larger table of groups and axes is not filled: only its two largest components are computed
MOST_CELLS = 4_000_000
#: components of which the share of the variance is given
MOST_DIRECTIONS = 10
#: times that the first component is found from draws; of large tables fewer, so that no more
#: numbers than this are drawn, and below the last not at all
LANDSCAPE_DRAWS, MOST_DRAWN, LEAST_DRAWN = 100, 8_000_000, 20
#: clouds without clusters that the best split must beat, all of them: a chance of one in twenty
CLOUDS = 19
#: points of such a cloud at the most
CLOUD = 500
#: decimals that count; what lies beyond them is left by floating point
DECIMALS = 9
SEED = 0


@dataclass(frozen=True, kw_only=True)
class Landscape:
    """Groups and axes on the first two principal components.

    Attributes
    ----------
    points : DataFrame
        `group, x, y, axes`: where each drawn group lies and on how many axes it speaks.
    loadings : DataFrame
        `axis, x, y`: the weight of each axis in both components, in [-1, 1]; the squares of a
        component's weights sum to 1.
    explained : tuple of float
        Share of the variance that each component holds; missing in an empty picture.
    directions : tuple of float
        The same of up to ten components, the first two among them, as far as they hold anything:
        λ_i / Σ λ with the eigenvalues λ of the covariance of the axes. Of a table too large to be
        filled only of two.
    left_out : tuple of str
        Groups that are not drawn.
    """

    points: pd.DataFrame
    loadings: pd.DataFrame
    explained: tuple[float, float]
    directions: tuple[float, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Clusters:
    """Which group belongs where.

    Attributes
    ----------
    members : DataFrame
        `group, cluster`; clusters count from 1, the largest first, of equals the one whose first
        name comes first in the alphabet.
    k : int
        Number of clusters; it may be less than was asked for.
    silhouette : float
        How well they are set apart, at best 1; missing for a single cluster, unless it was
        `refused`.
    refused : int
        The number of clusters of the best split where a cloud without clusters can be split as
        well; else 0.
    """

    members: pd.DataFrame
    k: int
    silhouette: float
    refused: int = 0


def landscape(
    positions: pd.DataFrame, least: int = LEAST_AXES, anchor: str | None = None
) -> Landscape:
    """Principal components of the group × axis matrix.

    Where a group is silent, the mean of the axis stands in for it, which pulls the group towards
    the middle; each point is therefore scaled by √(axes / axes the group speaks on). Every group
    takes part in finding the components, those on at least `least` axes are drawn. A component may
    be mirrored without loss: its sign is chosen so that the loading of `anchor` is positive.

    Parameters
    ----------
    positions : DataFrame
        `group, axis, position` (see `hustings.measures.position.positions`).
    least : int
        Axes that a group must speak on to be drawn.
    anchor : str, optional
        Axis whose second pole points right and up. By default, and where this axis has no part in
        a component, the axis that weighs most in it (of equals the first in the alphabet).

    Returns
    -------
    Landscape
        Without points where fewer than three groups could be drawn, where there are fewer than two
        axes, or where all groups say the same. Where all groups lie on one line, y is 0.

    Notes
    -----
    Small, Bjorkegren, Erkkilä, Shaw & Megill (2021), Polis: scaling deliberation by mapping high
    dimensional opinion spaces, Recerca 26(2).
    """
    present = positions[positions.position.notna()].groupby("group").size()
    groups, axes = present.index, pd.Index(sorted(positions.axis.unique()))
    drawn = (present >= least).to_numpy()
    if drawn.sum() < LEAST_GROUPS or len(axes) < 2:
        return _empty(groups)
    # After centring, 0 is the mean of the axis and no stance.
    if len(groups) * len(axes) <= MOST_CELLS:
        place = matrix(positions)
        centred = (place - place.mean()).fillna(0).to_numpy(float)
        strength, components, variance = _components(centred)
    else:
        centred = _sparse(positions, groups, axes)
        strength, components, variance = _largest_components(centred)
    if strength[0] < 10**-DECIMALS:
        return _empty(groups)
    # The direction of a component that explains nothing is arbitrary.
    components[strength[:2] < strength[0] * 10**-DECIMALS] = 0
    components *= _signs(components, axes, anchor)[:, None]
    stretch = np.sqrt(len(axes) / present.to_numpy(float))
    x, y = (centred @ components.T * stretch[:, None]).T
    points = pd.DataFrame({"group": groups, "x": x, "y": y, "axes": present.to_numpy()})
    share = strength**2 / variance
    return Landscape(
        points=points[drawn].reset_index(drop=True),
        loadings=pd.DataFrame({"axis": axes, "x": components[0], "y": components[1]}),
        explained=(float(share[0]), float(share[1])),
        directions=tuple(share[share > 10**-DECIMALS][:MOST_DIRECTIONS].tolist()),
        left_out=tuple(groups[~drawn]),
    )


def drawn_strengths(
    cells: pd.DataFrame, share: float, draws: int = LANDSCAPE_DRAWS, seed: int = SEED
) -> pd.Series | None:
    """How often each axis is one of those that the first component runs along, by axis.

    The component is found again from draws of where each group may stand. An axis is one of those
    where its weight is at least `share` of the largest; 0 to 1. None where groups and axes are too
    many for `LEAST_DRAWN` draws.

    Parameters
    ----------
    cells : DataFrame
        `group, axis, expected, deviation` (see `hustings.measures.expected.expected_positions`).
    """
    if cells.group.nunique() * cells.axis.nunique() > MOST_CELLS:
        return None
    group, groups = pd.factorize(cells.group)
    axis, axes = pd.factorize(cells.axis)
    deviation = cells.deviation.fillna(0).to_numpy(float)
    size = len(groups) * len(axes)
    count = min(draws, MOST_DRAWN // size) if deviation.any() else 1
    if deviation.any() and count < LEAST_DRAWN:
        return None
    chance, heard = np.random.default_rng(seed), np.bincount(axis)
    centred, strong = np.zeros((len(groups), len(axes))), np.zeros(len(axes))
    tall = len(groups) > len(axes)
    for _ in range(count):
        at = cells.expected.to_numpy(float) + deviation * chance.standard_normal(len(cells))
        at = np.clip(at, -1, 1)
        centred[group, axis] = at - (np.bincount(axis, at) / heard)[axis]
        _, vectors = np.linalg.eigh(centred.T @ centred if tall else centred @ centred.T)
        weight = np.abs(vectors[:, -1] if tall else centred.T @ vectors[:, -1])
        strong += weight >= share * weight.max() - 10**-DECIMALS
    return pd.Series(strong / count, axes)


def _components(centred: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Singular values, the first two components, and the sum of all squared singular values."""
    _, strength, components = np.linalg.svd(centred, full_matrices=False)
    return strength, components[:2], (strength**2).sum()


# scipy's sparse matrices take a while to import, and most data sets never need them.
def _sparse(positions: pd.DataFrame, groups: pd.Index, axes: pd.Index) -> Any:
    """Groups × axes less the mean of each axis, silence left out."""
    from scipy.sparse import csr_array

    known = positions[positions.position.notna()]
    value = known.position - known.groupby("axis").position.transform("mean")
    place = groups.get_indexer(known.group), axes.get_indexer(known.axis)
    return csr_array((value.to_numpy(float), place), shape=(len(groups), len(axes)))


def _largest_components(centred: Any) -> tuple[np.ndarray, np.ndarray, float]:
    """The same of a sparse matrix, without its smaller components."""
    from scipy.sparse.linalg import svds

    start = np.random.default_rng(SEED).uniform(-1, 1, min(centred.shape))
    _, strength, components = svds(centred, k=2, v0=start, tol=10**-DECIMALS)
    return strength[::-1], components[::-1].copy(), (centred.data**2).sum()


def _empty(groups: pd.Index) -> Landscape:
    points = pd.DataFrame(columns=["group", "x", "y", "axes"])
    loadings = pd.DataFrame(columns=["axis", "x", "y"])
    return Landscape(
        points=points,
        loadings=loadings,
        explained=(np.nan, np.nan),
        directions=(),
        left_out=tuple(groups),
    )


def _signs(components: np.ndarray, axes: pd.Index, anchor: str | None) -> np.ndarray:
    """+1 or -1 for each component, so that the loading to go by becomes positive."""
    # Rounded, so that axes of equal weight tie and the first in the alphabet decides.
    weight = np.round(components, DECIMALS)
    found = weight[np.arange(len(weight)), np.abs(weight).argmax(axis=1)]
    if anchor in axes:
        named = weight[:, axes.get_loc(anchor)]
        found = np.where(named == 0, found, named)
    return np.where(found < 0, -1, 1)


def clusters(points: pd.DataFrame, k: int | None = None) -> Clusters:
    """Actors that lie together, by k-means on the two coordinates.

    Lloyd's algorithm from ten starts with a fixed seed: the same points give the same clusters,
    in whatever order they come. A cluster of one is no cluster: a `k` that leaves one is lowered
    until none is left.

    Parameters
    ----------
    points : DataFrame
        `group, x, y` (see `Landscape.points`).
    k : int, optional
        Number of clusters. By default the one of 2 to 5 with the best mean silhouette (of equals
        the smaller); a single cluster where each of them leaves a group alone.

    Notes
    -----
    Silhouette: Rousseeuw (1987), Journal of Computational and Applied Mathematics 20.
    """
    if points.empty:
        return Clusters(pd.DataFrame(columns=["group", "cluster"]), 0, np.nan)
    points = points.sort_values("group", ignore_index=True)
    place = points[["x", "y"]].to_numpy(float).round(DECIMALS)
    most = min(len(np.unique(place, axis=0)), len(place) // 2)
    tries = range(min(k, most), 1, -1) if k else range(2, min(MOST_CLUSTERS, most) + 1)
    best, labels = np.nan, np.zeros(len(place), dtype=int)
    for number in tries:
        found = _split(place, number)
        if np.bincount(found).min() < 2:
            continue
        score = _silhouette(place, found)
        if not score <= best:
            best, labels = score, found
        if k:
            break
    named = pd.Series(labels).map(_ranks(labels))
    members = pd.DataFrame({"group": points.group, "cluster": named})
    return Clusters(members, int(named.max()), float(best))


def clear_clusters(points: pd.DataFrame) -> Clusters:
    """The clusters of `clusters`, their number chosen, if they are more than chance makes.

    k-means splits any cloud. The split is kept if its silhouette is higher than those of the best
    splits of `CLOUDS` clouds drawn from one normal distribution with the covariance of the points
    (the same every time), which without clusters happens once in twenty. Else all points are one
    cluster, and `refused` says into how many the best split was.

    Notes
    -----
    A test of one cluster against several with the silhouette in the place of the cluster index:
    Liu, Hayes, Nobel & Marron (2008), Statistical significance of clustering for high-dimension,
    low-sample size data, Journal of the American Statistical Association 103, 1281-1293.
    """
    found = clusters(points)
    if found.k < 2:
        return found
    place = points[["x", "y"]].to_numpy(float)
    _, size, directions = np.linalg.svd(place - place.mean(axis=0), full_matrices=False)
    shape = (size / np.sqrt(len(place) - 1))[:, None] * directions
    chance = np.random.default_rng(SEED)
    names = np.arange(min(len(place), CLOUD))
    for _ in range(CLOUDS):
        cloud = chance.standard_normal((len(names), len(size))) @ shape
        other = clusters(pd.DataFrame({"group": names, "x": cloud[:, 0], "y": cloud[:, 1]}))
        if other.silhouette >= found.silhouette:
            members = found.members.assign(cluster=1)
            return Clusters(members, 1, found.silhouette, refused=found.k)
    return found


# scikit-learn takes a second to import, and most readers never ask for clusters.
def _split(place: np.ndarray, k: int) -> np.ndarray:
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    # So few points are done before several threads have met: one is up to fifty times as fast.
    with threadpool_limits(1):
        return KMeans(k, n_init=10, random_state=SEED).fit_predict(place)


def _silhouette(place: np.ndarray, labels: np.ndarray) -> float:
    from sklearn.metrics import silhouette_score

    return silhouette_score(place, labels)


def _ranks(labels: np.ndarray) -> dict[int, int]:
    """Label -> 1, 2, ...: most members first, of equals the one that is met first."""
    found, first, size = np.unique(labels, return_index=True, return_counts=True)
    return {int(found[i]): rank for rank, i in enumerate(np.lexsort((first, -size)), start=1)}


MEASURES = (
    Measure(
        "landscape",
        "Map of all axes",
        "Actors that answer alike on all axes lie near each other; the arrows show which axes "
        "pull which way, and the shares how much of the differences the two directions hold.",
        landscape,
    ),
    Measure(
        "clusters",
        "Clusters",
        "Actors that lie together on the map of all axes; their number is the one that sets "
        "them apart best, where a cloud without clusters could not be split as well, or the one "
        "asked for, and none is left with a single group.",
        clear_clusters,
    ),
)
