"""Commands `hustings desk …`: articles in, the trail, files of other programs, and publishing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hustings import settings
from hustings.axes import Axis
from hustings.cli.source import SourceType, opened
from hustings.link import own_data
from hustings.schema import printable
from hustings.settings import SettingError

if TYPE_CHECKING:
    from hustings.desk.desk import Desk
    from hustings.desk.publishing import Plan

#: rows of a list that are printed
MOST = 20
#: how files end that `export` writes
ENDINGS = (".qdpx", ".qdc", ".csv", ".json")

who_option = click.option(
    "--as", "who", metavar="NAME", required=True, help="who does it, for the trail"
)
data_option = click.option(
    "--data", metavar="SOURCE", type=SourceType(exists=True), help="the data set, for its axes"
)


@click.group()
@click.option("--desk", "address", metavar="ADDRESS", help="its store; by default HUSTINGS_DESK")
@click.pass_context
def desk(context: click.Context, address: str | None) -> None:
    """Articles, statements and codes of the coding desk."""
    context.obj = address


@contextmanager
def open_desk(context: click.Context) -> Iterator["Desk"]:
    """The desk, and an error of one line where something cannot be done."""
    try:
        from hustings.desk.desk import Desk
        from hustings.desk.store import DeskError, Store, address
    except ImportError as error:
        raise click.ClickException('pip install "hustings[desk]" first') from error
    try:
        where = context.obj or address(settings.current())
        if not where:
            raise click.ClickException("HUSTINGS_DESK says of no desk here")
        store = Store(where)
        try:
            yield Desk(store)
        finally:
            store.close()
    except (DeskError, SettingError) as error:
        raise click.ClickException(str(error)) from error


def say(line: str) -> None:
    """Print a line that holds text of the data, which could rewrite a terminal."""
    click.echo(printable(line))


@desk.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@who_option
@click.pass_context
def add(context: click.Context, files: tuple[Path, ...], who: str) -> None:
    """Put articles on the desk: text, saved pages, Word, OpenDocument or PDF files."""
    with open_desk(context) as here:
        from hustings.desk.articles import MOST_BYTES, read
        from hustings.desk.marking import KnownDocument

        for path in files:
            with path.open("rb") as file:
                found = read(path.name, file.read(MOST_BYTES + 1))
            try:
                made = here.add_document(who, found.text, **found.said())
            except KnownDocument as known:
                say(f"{path.name}: {known}")
                continue
            say(f"{made[:12]}  {found.title or path.name}")


@desk.command(name="list")
@click.pass_context
def list_(context: click.Context) -> None:
    """Print the documents: id, statements, who is done, title."""
    with open_desk(context) as here:
        for row in here.documents():
            done = ", ".join(row["done"]) or "nobody"
            say(f"{row['id'][:12]}  {row['statements']} statements, done: {done}  {row['title']}")


@desk.command()
@click.pass_context
def trail(context: click.Context) -> None:
    """Print every act as a line of JSON: who, when, what, and what it changed."""
    with open_desk(context) as here:
        for each in here.trail():
            click.echo(each.line())


@desk.command()
@click.argument("target", metavar="ADDRESS")
@click.pass_context
def move(context: click.Context, target: str) -> None:
    """Copy the whole desk, trail and checks too, into the empty one at ADDRESS.

    ADDRESS is sqlite:///file or postgresql://user@host/database; the desk stays as it is.
    """
    with open_desk(context) as here:
        from hustings.desk.moving import move
        from hustings.desk.store import Store

        there = Store(target)
        try:
            count = move(here.store, there)
        finally:
            there.close()
    click.echo(f"{count:,} act{'' if count == 1 else 's'} and all that they made are there now")


@desk.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@data_option
@click.pass_context
def export(context: click.Context, file: Path, data: str | None) -> None:
    """Write the desk to FILE, whose ending says what it is.

    .qdpx is a project and .qdc a codebook of REFI-QDA, .csv an event list for Discourse Network
    Analyzer, .json annotations with W3C selectors.
    """
    if file.suffix.lower() not in ENDINGS:
        raise click.ClickException(f"FILE is {str(file)!r}, allowed: {', '.join(ENDINGS)}")
    axes = opened(data).axes if data else ()
    with open_desk(context) as here:
        content = _writers(here, axes)[file.suffix.lower()]()
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error


def _writers(here: "Desk", axes: tuple[Axis, ...]) -> dict[str, Callable[[], bytes]]:
    from hustings.axes import described
    from hustings.desk.exchange.annotations import annotations_json
    from hustings.desk.exchange.codebook import codebook_bytes
    from hustings.desk.exchange.dna import dna_csv
    from hustings.desk.exchange.project import project_bytes

    state = here.state()
    coded = sorted({code["axis"] for code in state["code"].values()})
    return {
        ".qdpx": lambda: project_bytes(state, axes),
        ".qdc": lambda: codebook_bytes(axes or [described(axis) for axis in coded]),
        ".csv": lambda: dna_csv(state),
        ".json": lambda: annotations_json(state),
    }


@desk.command(name="import")
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@who_option
@click.pass_context
def import_(context: click.Context, file: Path, who: str) -> None:
    """Add a project of REFI-QDA (.qdpx) to the desk, as one act."""
    with open_desk(context) as here:
        from hustings.desk.exchange.reading import bring, read_project

        project = read_project(file.read_bytes())
        counts = bring(here, who, project)
    click.echo(", ".join(f"{count} × {table}" for table, count in counts.items()) + " added")
    for lost in project.lost:
        say(f"not taken over: {lost}")


@desk.command()
@click.argument("source", metavar="FOLDER|HASH")
@click.option("--write", is_flag=True, help="write it; without, only what would change is printed")
@click.option("--save", is_flag=True, help="save it as a set of its own, with a link")
@click.option(
    "--expires", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="last day of that set"
)
@click.pass_context
def publish(
    context: click.Context, source: str, write: bool, save: bool, expires: datetime | None
) -> None:
    """Print what publishing would change in a data set, and write it if asked to.

    The data set is that of FOLDER, or the saved one of HASH. With --save the new version goes into
    HUSTINGS_STORE, names the saved one before it, and is printed with its link.
    """
    with open_desk(context) as here:
        from hustings.desk import publishing, snapshot
        from hustings.desk.store import DeskError
        from hustings.store import is_hash

        saved = is_hash(source) and not Path(source).exists()
        if saved and write:
            raise DeskError("A saved set stays as it is; --save saves the new version beside it.")
        planned = (
            snapshot.plan_of_saved(here, source) if saved else publishing.plan(here, Path(source))
        )
        for line in _told(planned):
            say(line)
        if save:
            last = expires.date() if expires else None
            where = source if saved else Path(source)
            made = snapshot.save_publication(planned, where, expires=last)
            base = settings.current().url.rstrip("/") or "."
            click.echo(f"saved: {base}{own_data(made.hash).removeprefix('.')}")
            if made.key:
                click.echo(f"key to remove it: {made.key}")
        if write:
            publishing.publish(planned)
            click.echo("written" if not planned.empty else "nothing to write")
        elif not (save or planned.empty):
            click.echo("--write writes it, --save saves it as a set of its own", err=True)


def _told(planned: "Plan") -> Iterator[str]:
    """What a plan would change, line by line."""
    yield (
        f"statements: {planned.added} new, {planned.changed} changed, {planned.removed} gone; "
        f"{planned.checked} rows checked"
    )
    for why in planned.left_out:
        yield f"left out: {why}"
    for row in planned.moves.head(MOST).itertuples():
        before, after = (f"{x:+.2f}" if x == x else "none" for x in (row.before, row.after))
        yield f"{row.actor} on {row.axis}: {before} -> {after}"
    if len(planned.moves) > MOST:
        yield f"and {len(planned.moves) - MOST} more positions"
