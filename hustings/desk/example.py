"""The invented article of a first-run project: five statements that are marked and not yet judged.

It is about artificial intelligence, as the data set that comes with the dashboard is.
"""

from hustings.anchors import place
from hustings.desk.events import Row

TITLE = "Brill quarrels over the machine that plans its trams"
SAID = {
    "title": TITLE,
    "publisher": "The Brill Lantern (invented)",
    "date": "2026-02-03",
    "note": "An invented article for a first try: no town, person or paper in it exists.",
}
TEXT = """\
Brill quarrels over the machine that plans its trams

The Brill Lantern, 3 February 2026

The town of Brill has let a program plan its trams since last spring. On Monday its council heard \
what people make of it, and nobody left early.

“A machine that decides who waits in the rain has to answer to the law,” said Orla Fenwick, who \
chairs the passengers' league. She asked for an inspector with the power to switch it off.

The builder saw it otherwise. “Every new form that we fill in is a tram that comes a year later,” \
Castor Vane, head of Tidewheel Works, told the council.

He would not show how the program works. “What it has learnt is our craft, and a craft stays in \
the workshop,” he added.

Petra Lindqvale of the Open Tracks Club shook her head. “Put the plans on the table, and half the \
town will help to mend them,” she said.

The mayor, Ansel Brook, looked beyond the river. “Seven towns have bought seven machines; one \
rule for all of them would do,” he said, and promised to write to his neighbours.
"""
_LEAGUE, _WORKS, _CLUB, _TOWN = (
    "Passengers' league of Brill", "Tidewheel Works", "Open Tracks Club", "Town of Brill",
)  # fmt: skip
#: words, who says them, in which office, for whom, and what that actor is
_STATEMENTS = (
    (
        "A machine that decides who waits in the rain has to answer to the law,",
        "Orla Fenwick", "chair of the league", _LEAGUE, "civil society",
    ),
    (
        "Every new form that we fill in is a tram that comes a year later,",
        "Castor Vane", "head of the works", _WORKS, "company",
    ),
    (
        "What it has learnt is our craft, and a craft stays in the workshop,",
        "Castor Vane", "head of the works", _WORKS, "company",
    ),
    (
        "Put the plans on the table, and half the town will help to mend them,",
        "Petra Lindqvale", "", _CLUB, "civil society",
    ),
    (
        "Seven towns have bought seven machines; one rule for all of them would do,",
        "Ansel Brook", "mayor", _TOWN, "government",
    ),
)  # fmt: skip


def marked() -> list[tuple[int, int, Row]]:
    """Where the five statements stand, and what is said of each; for `Desk.add_marked`."""
    found = []
    for words, speaker, role, actor, kind in _STATEMENTS:
        at = place(TEXT, words)
        assert at is not None, words
        said = {"speaker": speaker, "role": role, "actor": actor, "type": kind, "kind": "direct"}
        found.append((at.start, at.end, said))
    return found
