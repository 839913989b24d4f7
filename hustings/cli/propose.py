"""Command `hustings propose FILE`: who says what in a text, found by rules, as JSON."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from hustings.cli.source import SourceType, opened
from hustings.desk.proposals import propose as proposals
from hustings.query import Filters, groups


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--data",
    metavar="SOURCE",
    type=SourceType(exists=True),
    help="a data set, the names of whose actors are looked for first",
)
def propose(file: Path, data: str | None) -> None:
    """Print the statements that rules find in FILE, a text in UTF-8, as a list in JSON.

    Each has start and end (in code points of the text), exact (the words), speaker, role, actor,
    and kind: direct or reported. Nothing is saved.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} holds other bytes, allowed: text in UTF-8") from error
    actors = tuple(groups(opened(data), Filters()).group) if data else ()
    found = [asdict(each) for each in proposals(text, actors)]
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))
