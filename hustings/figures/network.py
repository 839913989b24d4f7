"""The network: who is linked with whom, and the coalitions that show in it."""

import pandas as pd
import plotly.graph_objects as go

from hustings import findings, words
from hustings.charts.base import Credit
from hustings.charts.network import network_chart, strongest
from hustings.figures.base import Panel, credit, in_unit, nothing, picked
from hustings.findings.network import NEARNESS, UNCOUNTED
from hustings.findings.uniting import MOST_MEMBERS, united_by
from hustings.measures.network import MEANINGS, NORMALISATIONS
from hustings.scene import Scene

NAME = "network"
#: what an edge can mean -> in words
LINKS = {"agreement": "how near the two stand on the axes they share", **MEANINGS}


def panel(scene: Scene, found: findings.NetworkFinding) -> Panel:
    """The figure of what was found."""
    found = findings.shown(scene.data, scene.view, found)
    if found.nodes.empty:
        return nothing(scene, NAME, found.headline)
    said = credit(scene, found.headline, found.subline, notes(scene, found))

    def make(said: Credit, width: int, height: int | None = None) -> go.Figure:
        return network_chart(
            found.nodes,
            found.links,
            picked(scene),
            said,
            width,
            height,
            scene.data.meta.unit,
            found.clear,
        )

    return Panel(
        name=NAME,
        make=make,
        rows=lambda: in_unit(scene, table(found)),
        credit=said,
        any_height=True,
    )


def of(scene: Scene) -> Panel:
    """The figure of a view."""
    return panel(scene, findings.network(scene.data, scene.view))


def notes(scene: Scene, found: findings.NetworkFinding) -> str:
    """How to read the network."""
    view = scene.view
    text = f"Links: {LINKS[view.edge]}"
    if view.edge not in UNCOUNTED:
        text += f", {words.told(NORMALISATIONS[view.norm], scene.data.meta.unit)}"
    if view.once and view.edge != NEARNESS:
        text += ", each claim once"
    text += f"; from {view.least} % of the strongest on, wider: stronger. "
    text += words.in_unit("Area: number of {many}{hollow}. ", scene.data.meta.unit)
    lines = len(strongest(found.links))
    if lines < len(found.links):
        text += (
            f"Lines: {lines:,} of {len(found.links):,} links, the strongest and at least one of "
        )
        text += "each; the table holds all. "
    text += "Near each other: linked strongly. "
    if (found.links.weight < 0).any():
        text += "Dashed: more conflict than congruence, which makes no coalition. "
    if found.bond != view.edge:
        text += f"Places and coalitions by {found.bond}: {MEANINGS[found.bond]}. "
    if found.clear:
        text += "Dotted: coalitions, linked to each other more than chance would have it. "
        text += " ".join(f"{coalition(scene, found, n)}." for n in numbers(found))
    else:
        text += "No coalitions are drawn: none are clearly set apart."
    if found.beyond:
        groups = len(found.nodes)
        which = findings.most_evidence(
            view, groups, groups + found.beyond, found.ties, scene.data.meta.unit
        )
        text += f" Drawn: {which}."
    return text


def numbers(found: findings.NetworkFinding) -> range:
    """The numbers of the coalitions."""
    return range(1, len(found.coalitions.members) + 1)


def coalition(scene: Scene, found: findings.NetworkFinding, number: int) -> str:
    """A coalition by its letter, its first members, and what unites them."""
    own = found.nodes[found.nodes.coalition == number]
    ordered = own.sort_values(["n", "group"], ascending=[False, True]).group
    by = united_by(found.uniting, number, scene.data.axes)
    return f"{words.letter(number)}: {words.listing(ordered, most=MOST_MEMBERS)}, {by}"


def table(found: findings.NetworkFinding) -> pd.DataFrame:
    """What the network draws, for readers: its links, then those without any."""
    links = found.links
    number = found.nodes.set_index("group").coalition
    tied = {*links.a, *links.b}
    rest = [group for group in found.nodes.group if group not in tied]
    rows = pd.DataFrame(
        {
            "group": [*links.a, *rest],
            "linked with": [*links.b, *([None] * len(rest))],
            "strength": [*links.weight.round(3), *([None] * len(rest))],
            "shared axes": pd.array([*links.shared, *([None] * len(rest))], "Int64"),
            "statements": pd.array([*links.n, *([None] * len(rest))], "Int64"),
        }
    )
    rows.insert(1, "coalition", _numbers(rows["group"], number))
    rows.insert(3, "its coalition", _numbers(rows["linked with"], number))
    return rows


def _numbers(groups: pd.Series, number: pd.Series) -> pd.Series:
    """The letters of their coalitions."""
    return groups.map({group: words.letter(n) for group, n in number.items() if n > 0})


#: names of figures -> what makes them of a scene, from top to bottom of the page
FIGURES = {NAME: of}
