"""MCP tool propose_statements: proposals for an article, which wait until a person decides."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from hustings.mcp.arguments import LONGEST, Arguments
from hustings.mcp.context import Context, ToolError
from hustings.mcp.desk import desk
from hustings.mcp.tool import Tool

#: statements in one call, and characters of a quotation
MOST, LONGEST_QUOTE = 100, 5_000
Name = Annotated[str, Field(max_length=LONGEST)]


class Stance(Arguments):
    """Where a statement stands on an axis."""

    axis: Name = Field(description="id of an axis")
    stance: float = Field(ge=-1, le=1, description="-1 the first pole, 1 the second")


class Statement(Arguments):
    """A statement that is proposed."""

    quote: str = Field(
        min_length=1, max_length=LONGEST_QUOTE, description="words exactly as they stand there"
    )
    speaker: Name = Field("", description="who says it")
    role: Name = Field("", description="in which office")
    actor: Name = Field("", description="whose position it is")
    kind: Literal["direct", "reported"] = "direct"
    codes: list[Stance] = Field([], max_length=MOST, description="silence is left out, never 0")


class ProposeStatements(Arguments):
    """What is proposed, for which article, by whom."""

    article: Annotated[str, Field(max_length=64)] = Field(description="id of the article")
    by: Annotated[str, Field(min_length=1, max_length=80)] = Field(
        description="name of the model that proposes"
    )
    statements: list[Statement] = Field(min_length=1, max_length=MOST)


class Received(BaseModel):
    """What became of proposals."""

    added: int = Field(description="proposals that now wait for a person")
    known: int = Field(description="proposals in words that wait already, passed over")


def propose_statements(context: Context, arguments: ProposeStatements) -> Received:
    """Put proposals beside an article; all of them, or none where one cannot be."""
    known = [axis.id for axis in context.data.axes]
    with desk() as here:
        from hustings.desk.proposing import Proposed

        proposed = []
        for each in arguments.statements:
            codes = {code.axis: code.stance for code in each.codes}
            if wrong := codes.keys() - set(known):
                raise ToolError(
                    f"axis: {min(wrong)!r} is not in these data. Allowed: {', '.join(known)}."
                )
            said = each.model_dump(exclude={"codes"})
            proposed.append(Proposed(codes=codes, **said))
        added = here.propose(arguments.by, arguments.article, proposed)
    return Received(added=added, known=len(proposed) - added)


TOOL = Tool(
    name="propose_statements",
    title="Propose statements",
    description="Puts statements that you find in an article into the desk's queue, marked as a "
    "model's. A person takes or declines each; nothing enters the data. Words that do not stand in "
    "the article are refused, with all that comes with them.",
    arguments=ProposeStatements,
    answer=Received,
    function=propose_statements,
    writes=True,
)
