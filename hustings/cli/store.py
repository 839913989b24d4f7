"""Command `hustings store`: list, show and remove the data sets that readers have saved."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from hustings import store as saved_sets
from hustings.schema import printable
from hustings.store import Refused, Saved, StoreError


@click.group()
def store() -> None:
    """List, show and remove the data sets in HUSTINGS_STORE."""


@store.command("list")
def list_() -> None:
    """Print hash, last day, kilobytes and title of each saved data set, the newest first."""
    with _explained():
        for each in saved_sets.list_saved():
            until = each.expires.isoformat() if each.expires else "no last day"
            kilobytes = f"{each.size / 1024:,.0f} kB"
            click.echo(f"{each.hash}  {until:<11}  {kilobytes:>10}  {printable(each.title)}")


@store.command()
@click.argument("hash")
def show(hash: str) -> None:
    """Print what is known of the saved data set HASH."""
    with _explained():
        found = saved_sets.find(hash)
    if found is None:
        raise click.ClickException(f"there is no saved data set {printable(hash)}")
    for name, fact in _facts(found).items():
        click.echo(f"{name:<9} {printable(fact)}")


@store.command()
@click.argument("hash")
def remove(hash: str) -> None:
    """Remove the saved data set HASH for good; its links then lead nowhere."""
    with _explained():
        found = saved_sets.discard(hash)
    if not found:
        raise click.ClickException(f"there is no saved data set {printable(hash)}")
    click.echo(f"removed {hash}")


def _facts(found: Saved) -> dict[str, str]:
    return {
        "title": found.title,
        "version": found.version,
        "licence": found.licence or "not stated",
        "credit": found.credit or "not stated",
        "saved": found.saved.isoformat(),
        "until": found.expires.isoformat() if found.expires else "no last day",
        "previous": found.previous or "none",
        "bytes": f"{found.size:,}",
    }


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (Refused, StoreError) as error:
        raise click.ClickException(str(error)) from error
