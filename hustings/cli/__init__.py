"""Command line: `hustings serve`, `convert`, `check`, `info`, `chart`, `report` and others.

A new command is one small file and one line in COMMANDS. Wrong input gets one line on standard
error and exit code 2.
"""

from collections.abc import Sequence
from importlib import import_module

import click

from hustings import __version__

#: name -> what it does; the command is the function of that name in the module of that name
COMMANDS = {
    "serve": "Open the dashboard on a data set.",
    "convert": "Turn a foreign file into a data set: any columns, scales, dates.",
    "check": "Print every problem of a data set.",
    "info": "Print counts, axes, version and licence of a data set.",
    "validate": "Print how often intervals hold, by leaving statements out.",
    "prepare": "Do once what opening does each time, so that a large data set opens at once.",
    "chart": "Write a figure to a file: PNG, SVG, PDF, HTML, CSV or JSON.",
    "store": "List, show and remove the data sets that readers have saved.",
    "report": "Write the report of a page to a file: HTML or PDF.",
}
#: exit code for what cannot be done as it was asked, and for what was broken off
WRONG, ABORTED = 2, 130


class Commands(click.Group):
    """The commands, each imported when it is called: the engine and the charts take seconds."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return getattr(import_module(f"hustings.cli.{cmd_name}"), cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def hustings() -> None:
    """Who stands where on a contested question, in their own words.

    SOURCE is a folder with positions.csv or positions.parquet, a single table, a prepared folder,
    postgresql://user@host/database?table=name, or spark://host:port?path=folder.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line by default.

    Returns
    -------
    int
        Exit code: 0; or 1 when `check` finds a problem; or 2 when the command cannot do what it was
        asked, after one line that says why.
    """
    try:
        found = hustings.main(
            None if arguments is None else list(arguments),
            prog_name="hustings",
            standalone_mode=False,
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG
    except click.ClickException as error:
        click.echo(f"hustings: {' '.join(error.format_message().split())}", err=True)
        return WRONG
    except click.Abort:
        return ABORTED
    return found if isinstance(found, int) else 0
