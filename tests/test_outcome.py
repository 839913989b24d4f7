"""What a data set gives in short, by hand: counts, days, axes with and without intervals."""

import pytest

from hustings.dataset import open_dataset
from hustings.findings.outcome import outcome

#: on Dam two actors have two and three statements: three degrees of freedom; on Road none has two
ROWS = """actor,axis,stance,date
Ann,Dam,1,2025-01-05
Ann,Dam,0.5,2025-01-06
Bob,Dam,-1,2025-01-07
Bob,Dam,0,2025-01-08
Bob,Dam,-1,2025-01-09
Ann,Road,1,2025-01-05
Bob,Road,-1,2025-03-01
"""


@pytest.fixture
def opened(tmp_path):
    def of(rows: str, unit: str = "statement"):
        (tmp_path / "positions.csv").write_text(rows, encoding="utf-8")
        package = f'{{"title": "T", "hustings": {{"unit": "{unit}"}}}}'
        (tmp_path / "datapackage.json").write_text(package, encoding="utf-8")
        return outcome(open_dataset(tmp_path))

    return of


def test_counts_days_and_thin_axes(opened):
    found = opened(ROWS)
    assert found.sentence == "2 actors on 2 axes, 7 statements, 5 January 2025 to 1 March 2025."
    assert (found.carried, found.thin) == (("Dam",), ("Road",))
    assert found.told == ("1 axis with intervals.", "Too little for intervals: “Road”.")


def test_two_degrees_of_freedom_are_too_few(opened):
    found = opened(ROWS.replace("Bob,Dam,-1,2025-01-09\n", ""))
    assert found.carried == () and found.thin == ("Dam", "Road")


def test_votes_are_not_thin_by_nature(opened):
    found = opened("actor,axis,stance\nAnn,Dam,1\nBob,Dam,-1\n", "vote")
    assert found.sentence == "2 actors on 1 axis, 2 votes."
    assert found.told == ()
