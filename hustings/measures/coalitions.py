"""Who stands together: the edges of a network, its coalitions, and where to draw each group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from hustings.measures.measure import Measure

#: edges lighter than this are what floating point leaves of nothing
ROUNDING = 1e-9
#: groups without an edge that stand side by side in one row under the picture
ROW = 20
#: height of such a row, where the whole picture is 2 high
ROW_HEIGHT = 0.15


@dataclass(frozen=True)
class Coalitions:
    """Groups that hold together more than chance would have it.

    Parameters
    ----------
    members : tuple of tuple of str
        The coalitions, largest first and equals by name; names in the order of the alphabet.
    isolated : tuple of str
        Groups without an edge, which are in no coalition.
    modularity : float
        0 no better than chance, towards 1 ever clearer; missing where there is no edge.
    """

    members: tuple[tuple[str, ...], ...]
    isolated: tuple[str, ...]
    modularity: float

    def number(self) -> dict[str, int]:
        """The number of each group's coalition, from 0, as in `members`."""
        return {name: i for i, names in enumerate(self.members) for name in names}


def edges(
    groups: Sequence[str], value: np.ndarray, threshold: float = 0.0, signed: bool = False
) -> pd.DataFrame:
    """The pairs that are tied: those with a value of at least `threshold`, and above 0.

    Parameters
    ----------
    groups : sequence of str
    value : array
        Square and symmetric, in the order of `groups`; a missing value is no edge, and the
        diagonal does not count.
    threshold : float
    signed : bool
        Pairs with a value below 0 are tied too, by as much as it is below.

    Returns
    -------
    DataFrame
        `a, b, weight`, each pair once with a before b in the alphabet, sorted by both.
    """
    order = sorted(range(len(groups)), key=groups.__getitem__)
    names = np.array([groups[i] for i in order], dtype=object)
    value = np.asarray(value, dtype=float)[np.ix_(order, order)]
    strength = np.abs(value) if signed else value
    tied = (strength >= threshold - ROUNDING) & (strength > ROUNDING)
    a, b = np.nonzero(np.triu(tied, 1))
    return pd.DataFrame({"a": names[a], "b": names[b], "weight": value[a, b]})


def coalitions(groups: Sequence[str], edges: pd.DataFrame, seed: int = 0) -> Coalitions:
    """Communities by the Louvain method on weighted modularity.

    Q = Σ_c (w_c / W - (d_c / 2W)²), where W is the weight of all edges, w_c that of the edges
    inside community c, and d_c the weights of all edges at its members, an edge inside counted at
    both ends. The same seed gives the same answer, in whatever order groups and edges come.

    Parameters
    ----------
    groups : sequence of str
        All of them, those without an edge too.
    edges : DataFrame
        `a, b, weight` (see `edges`).
    seed : int
        The method visits groups in a random order, and may find a somewhat better or worse division
        with another seed.

    Returns
    -------
    Coalitions

    Notes
    -----
    Newman (2004), Analysis of weighted networks, Physical Review E 70; Blondel et al. (2008), Fast
    unfolding of communities in large networks, Journal of Statistical Mechanics P10008.
    """
    return runs(groups, edges, (seed,))[0]


def runs(groups: Sequence[str], edges: pd.DataFrame, seeds: Iterable[int]) -> list[Coalitions]:
    """The `coalitions` for each of several seeds, of a graph that is built once."""
    names = sorted(groups)
    graph = _graph(names, edges)
    alone = sorted(nx.isolates(graph))
    isolated = tuple(names[i] for i in alone)
    graph.remove_nodes_from(alone)
    if not graph:
        return [Coalitions((), isolated, float("nan")) for _ in seeds]
    return [_parted(graph, names, isolated, seed) for seed in seeds]


def _parted(graph: nx.Graph, names: list[str], isolated: tuple[str, ...], seed: int) -> Coalitions:
    found = nx.community.louvain_communities(graph, seed=seed)
    members = sorted(
        (tuple(names[i] for i in sorted(part)) for part in found), key=lambda m: (-len(m), m)
    )
    return Coalitions(tuple(members), isolated, nx.community.modularity(graph, found))


def layout(groups: Sequence[str], edges: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Where to draw each group so that those tied strongly stand near each other.

    ForceAtlas2, because its pull along edges and its push by degree draw coalitions apart, where
    Fruchterman and Reingold's spring layout crowds the centre and Kamada and Kawai's disregards
    weights and is slow from some hundred groups on; with strong gravity, because it keeps parts
    that no edge connects in the picture. A weight enters as the square root of its ratio to the
    mean: the unit of the edges does not matter, and a few heavy edges do not put their ends on top
    of each other. Groups without an edge stand in rows under the others, by name.

    Parameters
    ----------
    groups, edges, seed
        As for `coalitions`.

    Returns
    -------
    DataFrame
        `group, x, y` in the order of `groups`, from -1 to 1, both axes on one scale.

    Notes
    -----
    Jacomy, Venturini, Heymann & Bastian (2014), ForceAtlas2, PLoS ONE 9(6).
    """
    names = sorted(groups)
    graph = _graph(names, edges)
    alone = sorted(nx.isolates(graph))
    graph.remove_nodes_from(alone)
    rows = -(-len(alone) // ROW)
    # However many stand alone, the others keep half of the picture.
    strip = min(rows * ROW_HEIGHT, 1.0)
    places = {}
    if graph:
        mean = graph.size(weight="weight") / graph.number_of_edges()
        for _, _, edge in graph.edges(data=True):
            edge["pull"] = (edge["weight"] / mean) ** 0.5
        found = nx.forceatlas2_layout(graph, weight="pull", strong_gravity=True, seed=seed)
        places = dict(zip(found, _fit(np.array(list(found.values())), strip - 1), strict=True))
    for k, node in enumerate(alone):
        row, column = divmod(k, ROW)
        inside = min(ROW, len(alone) - row * ROW)
        places[node] = ((2 * column + 1) / inside - 1, strip * (rows - row - 0.5) / rows - 1)
    at = {names[node]: place for node, place in places.items()}
    return pd.DataFrame(
        {
            "group": list(groups),
            "x": np.array([at[name][0] for name in groups], dtype=float),
            "y": np.array([at[name][1] for name in groups], dtype=float),
        }
    )


def _graph(names: list[str], edges: pd.DataFrame) -> nx.Graph:
    """The graph, its nodes numbered in the order of `names`.

    Numbers, not names: the libraries go through sets of nodes, and the order of a set of text
    changes from one process to the next.
    """
    number = {name: i for i, name in enumerate(names)}
    a, b = ([number[name] for name in edges[end]] for end in ("a", "b"))
    graph = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_weighted_edges_from(sorted(zip(a, b, edges.weight.tolist(), strict=True)))
    return graph


def _fit(places: np.ndarray, bottom: float) -> np.ndarray:
    """Places moved and scaled, alike in x and y, into -1 to 1 across and `bottom` to 1 upwards."""
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array([2.0, 1 - bottom])
    size = np.maximum(high - low, ROUNDING)
    middle = np.array([0.0, (1 + bottom) / 2])
    return np.clip((places - (low + high) / 2) * (room / size).min() + middle, -1, 1)


MEASURES = (
    Measure(
        "coalitions",
        "Coalitions",
        "Actors that are tied to each other more than chance would have it, found by the "
        "Louvain method; modularity says how clearly.",
        coalitions,
    ),
)
