"""Why there is no stance, on pages: one line, and a table of groups, axes and reasons below it."""

from hustings import findings
from hustings.figures import tables
from hustings.ui import figure_table
from hustings.ui.text import small


def show(found: findings.ReasonsFinding) -> None:
    """How often there is which reason; nothing where there is none."""
    if not found.sentence:
        return
    small(found.sentence)
    table = tables.reasons(found)
    figure_table.folded(
        "no stance", table, ":material/do_not_disturb_on:", "Who has no stance on what, and why"
    )
