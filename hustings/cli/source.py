"""Arguments and options that commands share: SOURCE, and every parameter of the link."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from hustings import link, settings
from hustings.dataset import Dataset, EngineError, open_dataset
from hustings.link import PARAMETERS
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.settings import SettingError
from hustings.source import is_address

F = TypeVar("F", bound=Callable)


class SourceType(click.Path):
    """A path that exists, or the address of a database or a cluster."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if is_address(value) else super().convert(value, param, ctx)


source_argument = click.argument("source", metavar="SOURCE", type=SourceType(exists=True))
#: what stands for the value of an option in `--help`, by the kind of its parameter
_METAVARS = {"date": "DATE", "count": "NUMBER", "switch": "true|false", "window": "L,R,B,T"}


def view_options(command: F) -> F:
    """Every parameter of the link as an option of the same name; values as in an address."""
    for parameter in reversed(PARAMETERS):
        many = parameter.kind in ("many", "ids")
        command = click.option(
            f"--{parameter.name}",
            parameter.name,
            multiple=True,
            metavar=_METAVARS.get(parameter.kind, "TEXT"),
            help=f"{parameter.meaning}{' (repeatable)' if many else ''}",
        )(command)
    return click.option(
        "--url",
        metavar="ADDRESS",
        help="public address of the dashboard, for links in the file; by default HUSTINGS_URL",
    )(command)


@contextmanager
def explained() -> Iterator[None]:
    """An error of one line where nothing in a data set can be used, or its engine is gone."""
    try:
        yield
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    except DataError as error:
        raise click.ClickException(f"nothing can be used: {error.brief}") from error


def opened(source: str) -> Dataset:
    """The data set, or an error of one line where it cannot be opened."""
    with explained():
        return open_dataset(source)


def scene_of(source: str, page: str, url: str | None, given: dict[str, tuple[str, ...]]) -> Scene:
    """The view that the options of a command mean.

    Raises
    ------
    click.ClickException
        Naming each option whose value the data do not have, and what is allowed.
    """
    data = opened(source)
    pairs = [(name, value) for name, values in given.items() for value in values]
    view, unknown = link.read(data, pairs)
    if unknown:
        said = (f"--{each.name} is {each.value!r}, allowed: {each.allowed}" for each in unknown)
        raise click.ClickException("; ".join(said))
    try:
        base = url or settings.current().url
    except SettingError as error:
        raise click.ClickException(str(error)) from error
    return Scene(data, view, page, base.rstrip("/") or None)
