"""Command `hustings info SOURCE`: counts, axes, version and licence of a data set."""

from collections.abc import Iterator

import click
import ibis
import pandas as pd

from hustings.cli.check import usable
from hustings.cli.source import opened, source_argument
from hustings.dataset import Dataset


@click.command()
@source_argument
def info(source: str) -> None:
    """Print counts, axes, version and licence of SOURCE."""
    for line in lines(opened(source)):
        click.echo(line)


def lines(data: Dataset) -> Iterator[str]:
    """What the data set is called, what it holds, and its axes with their poles."""
    table, meta = data.table, data.meta
    counts = table.agg(
        statements=table.statement_id.nunique(),
        actors=table.actor.nunique(),
        first=table.date.min(),
        last=table.date.max(),
    )
    total = data.run(counts).iloc[0]
    dated = not pd.isna(total["first"])
    types = table.filter(table.actor_type.notnull()).group_by("actor_type")
    types = data.run(types.agg(n=table.actor.nunique()).order_by([ibis.desc("n"), "actor_type"]))
    licence = " ".join(part for part in (meta.licence, meta.licence_url) if part)
    yield meta.title
    facts = {
        "version": data.version,
        "licence": licence or "not stated",
        "coding": meta.coding or "not stated",
        "rows": usable(data),
        "statements": f"{total['statements']:,}",
        "actors": f"{total['actors']:,}",
        "types": ", ".join(f"{row.actor_type} {row.n:,}" for row in types.itertuples()) or "none",
        "dates": f"{total['first']:%Y-%m-%d} to {total['last']:%Y-%m-%d}" if dated else "none",
        "events": f"{len(data.events):,}",
        "axes": f"{len(data.axes):,}",
    }
    for name, fact in facts.items():
        yield f"{name:<11} {fact}"
    for axis in data.axes:
        name = axis.id if axis.name == axis.id else f"{axis.id}: {axis.name}"
        yield f"  {name} (-1 {axis.low}, 1 {axis.high})"
