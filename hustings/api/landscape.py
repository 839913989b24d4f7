"""API endpoint /api/landscape: PCA map of all axes, with loadings and clusters."""

import numpy as np
import pandas as pd
from pydantic import BaseModel, Field

from hustings import findings
from hustings.api.endpoint import FILTERS, Endpoint, Found, Question, Row


class PointRow(Row):
    """One group on the map of all axes."""

    group: str
    type: str | None
    n: int = Field(description="statements")
    x: float = Field(description="place on the first direction")
    y: float = Field(description="place on the second direction")
    axes: int = Field(description="axes on which it has spoken")
    cluster: int | None = Field(description="number of its cluster, where `k` asks for clusters")


class LoadingRow(Row):
    """How much an axis weighs in both directions."""

    axis: str
    x: float
    y: float
    length: float


class DirectionRow(Row):
    """How much of the differences one direction holds, also of those that are not drawn."""

    direction: int = Field(description="from 1, the one that holds most")
    explained: float = Field(description="share of the variance along it")
    together: float = Field(description="share along it and all before it")


class ClusterRow(Row):
    """Groups that lie together, and what sets them apart from all others."""

    cluster: int
    members: list[str]
    distinct: list[str] = Field(description="in words; empty where nothing sets it apart")


class AbsentRow(Row):
    """A group that speaks on too few axes to have a place."""

    group: str
    type: str | None
    n: int = Field(description="statements")
    axes: int = Field(description="axes on which it has spoken")


class LandscapeFacts(BaseModel):
    """How much of the differences the picture holds."""

    explained_x: float | None = Field(description="share of the variance along the first direction")
    explained_y: float | None = Field(description="share along the second direction")
    silhouette: float | None = Field(description="how clearly clusters are set apart, at best 1")


def _landscape(question: Question) -> Found:
    found = findings.landscape(question.data, question.view)
    known = {axis.id: axis for axis in question.data.axes}
    points = found.points.assign(cluster=found.points.cluster.where(found.points.cluster > 0))
    clusters = [
        {
            "cluster": cluster.number,
            "members": list(cluster.members),
            "distinct": [
                findings.distinct_sentence(row, known[row.axis])
                for row in cluster.distinct.itertuples()
            ],
        }
        for cluster in found.clusters
    ]
    across, up = found.explained
    return Found(
        tables={
            "points": points.astype({"cluster": "Int64"}),
            "loadings": found.loadings,
            "directions": pd.DataFrame(
                {
                    "direction": range(1, len(found.directions) + 1),
                    "explained": found.directions,
                    "together": np.cumsum(found.directions),
                }
            ),
            "clusters": pd.DataFrame(clusters, columns=list(ClusterRow.model_fields)),
            "absent": found.absent,
        },
        facts={
            "explained_x": across,
            "explained_y": up,
            "silhouette": found.split.silhouette if found.split else None,
        },
        headline=found.headline,
        claims=found.claims,
    )


ENDPOINT = Endpoint(
    name="landscape",
    summary="Map of all axes",
    about="The first two principal components of all positions: points, the weight of each axis, "
    "variance explained by up to ten directions, and clusters where `k` asks for them. Groups on "
    "fewer than `cover` axes have no place and are listed as absent.",
    page=lambda view: "landscape",
    takes=(*FILTERS, "by", "min", "repeat", "k", "cover"),
    tables={
        "points": PointRow,
        "loadings": LoadingRow,
        "directions": DirectionRow,
        "clusters": ClusterRow,
        "absent": AbsentRow,
    },
    facts=LandscapeFacts,
    of=_landscape,
)
