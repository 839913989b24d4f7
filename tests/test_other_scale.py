"""A table on another scale is refused as a whole; a slip of the pen costs its own row."""

import pytest
from intake_files import FILES

from hustings.dataset import open_dataset
from hustings.schema import DataError


def opened(tmp_path, *stances: str):
    rows = "".join(f"Actor {n},Dam,{stance}\n" for n, stance in enumerate(stances))
    (tmp_path / "positions.csv").write_text(f"actor,axis,stance\n{rows}", encoding="utf-8")
    return open_dataset(tmp_path)


@pytest.mark.parametrize(
    ("stances", "row", "value"),
    [
        (["0", "1", "3.2", "7", "10"], 4, "3.2"),
        (["1"] * 150 + ["2", "3"], 152, "2"),
        (["0.5", "-99", "-5", "5"], 4, "-5"),
    ],
)
def test_another_scale_is_refused_as_a_whole(tmp_path, stances, row, value):
    with pytest.raises(DataError) as caught:
        opened(tmp_path, *stances)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column) == ("positions.csv", row, "stance")
    assert problem.value == value
    assert problem.allowed.startswith("a number from -1 to 1")
    assert "hustings convert" in problem.allowed


@pytest.mark.parametrize(
    ("stances", "left"),
    [
        (["0", "1", "10"], 1),
        (["1"] * 300 + ["2", "3"], 2),
        (["0", "-99", "99", "-88", "NA", ""], 5),
    ],
)
def test_slips_and_codes_of_missing_answers_cost_their_rows(tmp_path, stances, left):
    assert opened(tmp_path, *stances).left_out == left


@pytest.mark.parametrize("name", ["expert-0-10.csv", "un-votes.csv"])
def test_files_that_people_have_are_not_half_accepted(name):
    with pytest.raises(DataError, match="hustings convert"):
        open_dataset(FILES / name)
