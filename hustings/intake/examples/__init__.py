"""Worked examples of foreign files, all invented, and the templates that they are."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
#: lines of an example that make a template: the header, and a row to write over
_LINES = 2


@dataclass(frozen=True, kw_only=True)
class Example:
    """One worked example: its file, what readers call it, and what it shows."""

    file: str
    label: str
    about: str

    @property
    def path(self) -> Path:
        """Where its file lies."""
        return HERE / self.file

    @property
    def template(self) -> bytes:
        """Its header with the first row, in UTF-8 with a mark, by which spreadsheets know it."""
        lines = self.path.read_text(encoding="utf-8").splitlines()[:_LINES]
        return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


#: in the order in which they are offered
EXAMPLES = (
    Example(
        file="statements.csv",
        label="Statements",
        about="a row for each thing that somebody said, with its quotation",
    ),
    Example(file="votes.csv", label="Votes", about="a row for each vote of each member"),
    Example(
        file="survey.csv", label="Survey", about="a row for each who answered, a column a question"
    ),
)
