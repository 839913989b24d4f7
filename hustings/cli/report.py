"""Command `hustings report SOURCE --page PAGE -o FILE`: the report of a page as HTML or PDF."""

import sys
from pathlib import Path

import click

from hustings.cli.source import scene_of, source_argument, view_options
from hustings.export import report as reports
from hustings.pages import VIEWS
from hustings.pictures import PictureError

_PAGES = [page.path or "map" for page in VIEWS]
#: share of the work that is done when a report is written and not yet printed to PDF
WRITTEN = 0.4


@click.command()
@source_argument
@click.option("--page", type=click.Choice(_PAGES), default="map", show_default=True)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="file to write; its ending says the format: html or pdf",
)
@view_options
def report(source: str, page: str, output: Path, url: str | None, **given: tuple[str, ...]) -> None:
    """Write the report of a page of SOURCE: figures, tables, statements, method, citation."""
    ending = output.suffix.removeprefix(".").lower()
    if ending not in reports.FORMATS:
        raise click.ClickException(
            f"-o is {str(output)!r}, allowed: a file that ends in .html, .pdf"
        )
    scene = scene_of(source, "" if page == "map" else page, url, given)
    scale = 100 if ending == "html" else round(100 * WRITTEN)
    with click.progressbar(length=100, label="Report", hidden=not _on_terminal()) as bar:

        def on_step(share: float, doing: str) -> None:
            bar.label = doing
            bar.update(round(share * scale) - bar.pos)

        try:
            content = reports.html(scene, on_step)
            if ending == "pdf":
                on_step(1, "Printing to PDF")
                content = reports.pdf_now(content, reports.tag(scene, "pdf"))
        except PictureError as error:
            raise click.ClickException(str(error)) from error
        bar.update(100 - bar.pos)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error


def _on_terminal() -> bool:
    return sys.stdout.isatty() and sys.stderr.isatty()
