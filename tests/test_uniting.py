"""What unites coalitions: poles that most members stand at, and more of them than of others."""

import pandas as pd

from hustings.axes import described
from hustings.findings.uniting import united_by, uniting

AXES = (
    described("Tax", low="Cut", high="Raise", low_noun="lower taxes", high_noun="higher taxes"),
    described("Sea", low_noun="ships", high_noun="ports"),
)


def cells(**at: list[tuple[str, float]]) -> pd.DataFrame:
    rows = [(group, axis, x) for group, places in at.items() for axis, x in places]
    return pd.DataFrame(rows, columns=["group", "axis", "position"])


def test_by_hand():
    found = uniting(
        cells(
            a=[("Tax", -1), ("Sea", -1)],
            b=[("Tax", -0.5), ("Sea", -1)],
            c=[("Tax", -0.25)],
            d=[("Tax", -1), ("Sea", 1)],
            e=[("Tax", 0), ("Sea", -1)],
            x=[("Tax", 1), ("Sea", -1)],
            y=[("Tax", 1), ("Sea", -1)],
        ),
        (("a", "b", "c", "d", "e"), ("x", "y")),
    )
    # four of five cut taxes; three of four are for ships, fewer than 80 %; two are too few
    assert found.to_numpy().tolist() == [[1, "Tax", -1, 4, 5]]
    assert united_by(found, 1, AXES) == "united by lower taxes (4 of 5)"
    assert united_by(found, 2, AXES) == "united by no single pole"


def test_what_sets_apart_comes_before_what_everybody_shares():
    found = uniting(
        cells(
            a=[("Sea", -1), ("Tax", 1)],
            b=[("Sea", -1), ("Tax", 1)],
            c=[("Sea", -1), ("Tax", 1)],
            x=[("Sea", -1), ("Tax", -1)],
        ),
        (("a", "b", "c"),),
    )
    assert found.axis.tolist() == ["Tax", "Sea"]
    assert united_by(found, 1, AXES) == "united by higher taxes (3 of 3) and ships (3 of 3 on Sea)"
