"""What a tool is asked: the data set as it is now, the view that the arguments mean, the link."""

from dataclasses import dataclass

from hustings import link
from hustings.findings import GROUP_WORDS
from hustings.mcp.arguments import Arguments, argument_name, pairs
from hustings.opened import Opened
from hustings.scene import Scene
from hustings.words import listing

#: how much of a value is repeated
SHOWN = 120


class Refused(Exception):
    """A question that cannot be answered as it was put; its text says what to put instead."""


@dataclass(frozen=True)
class Asked:
    """Who asks what of which data: `base` is the address that links start from."""

    opened: Opened
    base: str

    @property
    def data(self):
        """The data set."""
        return self.opened.data

    def scene(self, arguments: Arguments, page: str) -> Scene:
        """The view that the arguments mean, on the page that shows it.

        Raises
        ------
        Refused
            Naming every argument with a value that the data do not have, and what is allowed.
        """
        view, unknown = link.read(self.data, pairs(arguments))
        if unknown:
            raise Refused("\n".join(self._said(wrong, view.by) for wrong in unknown))
        return Scene(self.data, view, page, self.base)

    def _said(self, wrong: link.Unknown, by: str) -> str:
        values = {**link.values_in(self.data), "actor": link.groups_in(self.data, by)}
        options = link.choices(self.data, values).get(wrong.name, ())
        close = link.near(wrong.value, options)
        allowed = wrong.allowed
        if close and len(close) < len(options):
            allowed = f"{listing(close, 'or')} (near names, of {len(options):,} in the data)"
        if wrong.name == "actor":
            allowed += f"; list_actors finds the exact names of {GROUP_WORDS[by][1]}"
        name, value = argument_name(wrong.name), wrong.value[:SHOWN]
        return f"{name}: {value!r} is not in these data. Allowed: {allowed}."
