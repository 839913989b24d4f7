"""API endpoint /api/network: links between groups, their coalitions, modularity."""

import pandas as pd
from pydantic import BaseModel, Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class EdgeRow(Row):
    """Two groups that are linked."""

    a: str
    b: str
    weight: float = Field(
        description="of the kind that `edge`, `norm` and `once` name; below 0 more conflict than "
        "congruence"
    )
    shared: int = Field(description="axes on which both have spoken")
    n: int = Field(description="statements of both on these axes")


class NodeRow(Row):
    """One group in the network."""

    group: str
    n: int = Field(description="statements")
    coalition: int | None = Field(description="number of its coalition; missing for those in none")
    x: float = Field(description="place in the picture, -1 to 1")
    y: float = Field(description="place in the picture, -1 to 1")


class CoalitionRow(Row):
    """Groups that hold together."""

    coalition: int
    members: list[str]


class NetworkFacts(BaseModel):
    """How clearly the network falls apart."""

    modularity: float | None = Field(description="0 no better than chance; clear from 0.3 on")
    bond: str = Field(description="the meaning of the links that coalitions rest on")
    fewest: int = Field(description="least number of coalitions that any run of the method found")
    most: int = Field(description="largest number of coalitions that any run of the method found")


def _network(question: Question) -> Found:
    found = findings.network(question.data, question.view)
    nodes = found.nodes.assign(coalition=found.nodes.coalition.where(found.nodes.coalition > 0))
    members = found.coalitions.members
    return Found(
        tables={
            "edges": found.links.astype({"shared": "Int64", "n": "Int64"}),
            "nodes": nodes.astype({"coalition": "Int64"}),
            "coalitions": pd.DataFrame(
                {
                    "coalition": range(1, len(members) + 1),
                    "members": pd.Series(list(map(list, members)), dtype=object),
                }
            ),
        },
        facts={
            "modularity": found.coalitions.modularity,
            "bond": found.bond,
            "fewest": found.least,
            "most": found.most,
        },
        headline=found.headline,
        claims=found.claims,
    )


ENDPOINT = Endpoint(
    name="network",
    summary="Network of groups, with coalitions",
    about="Links of at least `least` percent of the strongest one, among the `top` groups with "
    "most statements, and the communities that they form (Louvain). `norm` changes counted links "
    "only: agreement and ratio are shares. Agreement needs two shared axes, all others one.",
    page=lambda view: "agreement",
    takes=(*FILTERS, "by", "axis", "min", "repeat", "edge", "norm", "once", "least", "top"),
    tables={"edges": EdgeRow, "nodes": NodeRow, "coalitions": CoalitionRow},
    facts=NetworkFacts,
    of=_network,
)
