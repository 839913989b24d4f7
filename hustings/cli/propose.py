"""Command `hustings propose FILE`: who says what in a text, found by rules, as JSON."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from hustings import settings
from hustings.axes import Axis
from hustings.cli.source import SourceType, opened
from hustings.desk.proposals import propose as proposals
from hustings.query import Filters, groups
from hustings.settings import SettingError


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
@click.option("--model", is_flag=True, help="ask the model that HUSTINGS_MODEL_URL names, too")
def propose(file: Path, data: str | None, model: bool) -> None:
    """Print the statements that rules find in FILE, a text in UTF-8, as a list in JSON.

    Each has start and end (in code points of the text), exact (the words), speaker, role, actor,
    kind (direct or reported) and by (rule or model). Nothing is saved.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} holds other bytes, allowed: text in UTF-8") from error
    source = opened(data) if data else None
    actors = tuple(groups(source, Filters()).group) if source else ()
    found = [{**asdict(each), "by": "rule"} for each in proposals(text, actors)]
    if model:
        found += _of_model(text, source.axes if source else ())
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _of_model(text: str, axes: tuple[Axis, ...]) -> list[dict]:
    """What a model proposes, with its stances."""
    try:
        from hustings.desk.proposals.model import ask_model
        from hustings.desk.store import DeskError
    except ImportError as error:
        raise click.ClickException('pip install "hustings[desk]" first') from error
    try:
        found = ask_model(text, settings.current(), axes)
    except (DeskError, SettingError) as error:
        raise click.ClickException(str(error)) from error
    if found.dropped:
        click.echo(f"{found.dropped} proposals dropped: their words do not stand there", err=True)
    return [
        {**asdict(each.proposal), "by": "model", "codes": each.codes} for each in found.proposals
    ]
