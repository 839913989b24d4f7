"""Command `hustings chart SOURCE NAME -o FILE`: a figure as a picture, a page or a table."""

from pathlib import Path

import click

from hustings import figures
from hustings.cli.source import scene_of, source_argument, view_options
from hustings.export import chart_file
from hustings.figures.sizes import SIZES
from hustings.pictures import PictureError

_NAMES = ", ".join(figure.name for figure in figures.FIGURES)


@click.command(epilog=f"Names of figures: {_NAMES}.")
@source_argument
@click.argument("name", metavar="NAME")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help=f"file to write; its ending says the format: {', '.join(chart_file.FORMATS)}",
)
@click.option(
    "--size",
    type=click.Choice(list(filter(None, SIZES))),
    default=None,
    help="; ".join(f"{name}: {size.meaning}" for name, size in SIZES.items() if name),
)
@click.option(
    "--ground", type=click.Choice(chart_file.GROUNDS), default="light", help="what it is drawn on"
)
@view_options
def chart(
    source: str,
    name: str,
    output: Path,
    size: str | None,
    ground: str,
    url: str | None,
    **given: tuple[str, ...],
) -> None:
    """Write the figure NAME of SOURCE to a file, with its credit inside."""
    figure = figures.named(name)
    if figure is None:
        raise click.ClickException(f"there is no figure {name!r}, allowed: {_NAMES}")
    ending = output.suffix.removeprefix(".").lower()
    if ending not in chart_file.FORMATS:
        allowed = ", ".join(f".{known}" for known in chart_file.FORMATS)
        raise click.ClickException(f"-o is {str(output)!r}, allowed: a file that ends in {allowed}")
    scene = scene_of(source, figure.page, url, given)
    try:
        look = chart_file.Look(size=size or "", ground=ground)
        output.write_bytes(chart_file.chart_bytes(figure, scene, ending, look))
    except PictureError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
