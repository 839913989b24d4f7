"""The network of groups, and the coalitions in it."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from hustings import query
from hustings.cache import cached
from hustings.dataset import Dataset
from hustings.findings import sentences
from hustings.findings.agreement import USES as AMONG_SHOWN
from hustings.findings.agreement import (
    AgreementFinding,
    Shown,
    among_shown,
    shown_cells,
    shown_groups,
)
from hustings.findings.base import unheard
from hustings.findings.claims import Claim
from hustings.findings.groups import in_names
from hustings.findings.uniting import uniting
from hustings.link import View
from hustings.measures.agreement import LEAST_SHARED
from hustings.measures.coalitions import Coalitions, edges, layout, runs
from hustings.measures.network import network as discourse_network
from hustings.package import SPOKEN
from hustings.query import Picks

#: the fields of a view that decide what the network is, the first by whom it shows
USES = ("actor", *AMONG_SHOWN, "edge", "norm", "once", "least")
#: meanings of a link that are shares, not counts, so that no normalisation changes them
UNCOUNTED = ("agreement", "ratio")
#: the only meaning for which two axes must be shared, and statements are not counted
NEARNESS = "agreement"
#: how often the method is run; the clearest division counts
RUNS = 20
#: from this modularity on a division is called clear (Newman 2004)
CLEAR = 0.3


@dataclass(frozen=True, kw_only=True)
class NetworkFinding:
    """Groups as nodes, links between them, coalitions.

    `nodes`: `group, n, x, y, coalition`, places from -1 to 1, coalitions numbered from 1, 0 for
    those in none. `links`: `a, b, weight, shared, n`, those that are drawn; where conflict is more
    than congruence, the weight of subtract and ratio is below 0. `least` and `most`: the
    number of coalitions that other runs of the method found. `uniting` is what unites each (see
    `hustings.findings.uniting`). `bond` is what coalitions and places
    rest on: the meaning of the links (above 0), save that conflict would bring together those who
    oppose each other, so that there it is congruence. `beyond` says how many groups `top` leaves
    out, `ties` how (see `selected`).
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    coalitions: Coalitions
    uniting: pd.DataFrame
    least: int
    most: int
    bond: str
    beyond: int
    ties: str
    headline: str
    subline: str
    claims: tuple[Claim, ...]

    @property
    def clear(self) -> bool:
        """Whether there is more than one coalition, and they are clearly set apart."""
        return len(self.coalitions.members) > 1 and self.coalitions.modularity >= CLEAR

    @property
    def alone(self) -> tuple[str, ...]:
        """Groups in no coalition."""
        return self.coalitions.isolated


def network(data: Dataset, view: View) -> NetworkFinding:
    """The network of the groups that `findings.agreement` shows, by the view's `edge` and `norm`.

    Links below `least` percent of the strongest, whatever their sign, are left out, and do not make
    coalitions. Counted links need one shared axis, agreement two.
    """
    norm = "none" if view.edge in UNCOUNTED else view.norm
    # A network is of groups of one level: a type has no links to its own members.
    view = view.having(actor=view.picks.levels.get(view.by, ()))
    near = view.edge == NEARNESS
    shown = shown_groups(data, view, LEAST_SHARED if near else 1)
    counted = view.having(norm=norm, once=view.once and not near)
    return replace(_network(data, counted, shown), ties=shown.ties)


@cached(uses=USES[1:])
def _network(data: Dataset, view: View, shown: Shown) -> NetworkFinding:
    found = among_shown(data, view, shown)
    pairs, groups, value = _values(data, view, found)
    bond = "congruence" if view.edge == "conflict" else view.edge
    bonds = _above(groups, value(bond), view.least)
    bonds = bonds[bonds.weight > 0].reset_index(drop=True)
    links = _above(groups, value(view.edge), view.least)
    links = links.merge(pairs[["a", "b", "shared", "n"]], on=["a", "b"], how="left")
    parted, least, most = _clearest(groups, bonds)
    number = parted.number()
    nodes = layout(groups, bonds)
    nodes["n"] = nodes.group.map(found.statements)
    nodes["coalition"] = [number.get(group, -1) + 1 for group in nodes.group]
    missed = unheard(data, view, axes=view.axis) if nodes.empty else ""
    claims = _claims(parted, nodes, data.meta.unit)
    return NetworkFinding(
        nodes=nodes,
        links=links,
        coalitions=parted,
        uniting=_uniting(data, view, parted, groups),
        least=least,
        most=most,
        bond=bond,
        beyond=found.beyond,
        ties=found.ties,
        headline=missed
        or sentences.coalitions(view.by, in_names(data, view.having(actor=()), claims), CLEAR),
        subline=found.subline,
        claims=claims,
    )


def coalition_of(data: Dataset, view: View) -> dict[str, int]:
    """The number of each group's coalition, from 1 as the page names it; those alone have none."""
    parted = network(data, view).coalitions
    return {group: number + 1 for group, number in parted.number().items()}


def _uniting(data: Dataset, view: View, parted: Coalitions, groups) -> pd.DataFrame:
    cells = shown_cells(data, view.having(actor=()))
    return uniting(cells[query.is_in(cells.group, groups)], parted.members)


def _values(data: Dataset, view: View, found: AgreementFinding):
    """Every pair with its evidence, the groups in order, and a function meaning -> square array."""
    if view.edge == NEARNESS:
        return found.among.pairs(), found.among.groups, lambda _: found.among.value
    picks = Picks(view.by, found.groups)
    counts = query.tally(data, view.filters, view.by, view.repeat, picks)
    cells = shown_cells(data, view.having(actor=()))
    cells = cells.loc[query.is_in(cells.group, found.groups), ["group", "axis"]]
    net = discourse_network(counts.merge(cells, on=["group", "axis"]), view.norm, view.once)
    return net.pairs(view.edge), net.groups, net.value


def _above(groups, value: np.ndarray, least: int) -> pd.DataFrame:
    """The links of at least this percentage of the strongest one, with those below 0."""
    off = np.abs(value[~np.eye(len(groups), dtype=bool)])
    known = off[~np.isnan(off)]
    return edges(groups, value, known.max() * least / 100 if len(known) else 0.0, signed=True)


def _clearest(groups, bonds: pd.DataFrame) -> tuple[Coalitions, int, int]:
    """The division with the highest modularity of all runs; least and most coalitions in any."""
    found = runs(groups, bonds, range(RUNS if len(bonds) else 1))
    numbers = [len(run.members) for run in found]
    return max(found, key=lambda run: run.modularity), min(numbers), max(numbers)


def _claims(parted: Coalitions, nodes: pd.DataFrame, unit: str) -> tuple[Claim, ...]:
    """How many coalitions there are and how clear, who is in none, who rests on one statement."""
    if not parted.members:
        return ()
    number, among = len(parted.members), len(nodes)
    said = [Claim(kind="coalitions", n=number, value=float(parted.modularity), among=among)]
    said += [Claim(kind="members", groups=names, n=len(names)) for names in parted.members]
    if alone := parted.isolated:
        said.append(Claim(kind="alone", groups=tuple(alone), n=len(alone), among=among))
    thin = nodes.group[nodes.n == 1]
    if len(thin) and unit == SPOKEN:
        said.append(Claim(kind="thin", groups=tuple(thin), n=len(thin), among=among))
    return tuple(said)
