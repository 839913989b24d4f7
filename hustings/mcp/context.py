"""Context of one MCP tool call: the current data set, and the view that its arguments mean."""

from dataclasses import dataclass

from hustings import link
from hustings.current_dataset import CurrentDataset
from hustings.findings import GROUP_WORDS
from hustings.mcp.arguments import Arguments, argument_name, pairs
from hustings.scene import Scene
from hustings.words import listing

#: how much of a value is repeated
SHOWN = 120


class ToolError(Exception):
    """A question that cannot be answered as it was put; its text says what to put instead."""


@dataclass(frozen=True)
class Context:
    """The current data set of a call; `base` is the address that links start from."""

    current: CurrentDataset
    base: str

    @property
    def data(self):
        """The data set."""
        return self.current.data

    def scene(self, arguments: Arguments, page: str) -> Scene:
        """The view that the arguments mean, on the page that shows it.

        Raises
        ------
        ToolError
            Naming every argument with a value that the data do not have, and what is allowed.
        """
        view, unknown = link.read(self.data, pairs(arguments))
        if unknown:
            raise ToolError("\n".join(self._said(wrong, view.by) for wrong in unknown))
        return Scene(self.data, view, page, self.base)

    def _said(self, wrong: link.Unknown, by: str) -> str:
        levels = link.levels_of([wrong.value] if wrong.name == "actor" else [], by)
        values = {**link.values_in(self.data), "actor": link.picks_in(self.data, by, levels)}
        options = link.allowed_values(self.data, values).get(wrong.name, ())
        close = link.suggestions(wrong.value, options)
        allowed = wrong.allowed
        if close and len(close) < len(options):
            allowed = f"{listing(close, 'or')} (near names, of {len(options):,} in the data)"
        if wrong.name == "actor":
            allowed += f"; list_actors finds the exact names of {GROUP_WORDS[by][1]}"
        name, value = argument_name(wrong.name), wrong.value[:SHOWN]
        return f"{name}: {value!r} is not in these data. Allowed: {allowed}."
