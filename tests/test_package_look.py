"""The look that a data set gives itself: colour and shape of types, order of axes."""

import json

from hustings.charts.base import COLOURS, OTHER, SYMBOLS, Style, styles
from hustings.dataset import open_dataset
from hustings.figures import type_styles
from hustings.prepare import prepare
from hustings.prepared import open_folder

OWN = {
    "firm": {"colour": "#AA4499", "shape": "star"},
    "union": {"shape": "circle"},
    "guild": {"colour": "#000000"},
}


def described(folder, **own):
    (folder / "datapackage.json").write_text(json.dumps({"hustings": own}))
    return open_dataset(folder)


def test_a_type_looks_as_the_data_set_says(folder):
    data = described(folder, types=OWN)
    found = type_styles(data)
    assert not data.problems
    assert found["firm"] == Style("#aa4499", "star")
    # The first colour that nobody has chosen; guild has no statement here and takes none.
    assert found["union"] == Style(COLOURS[0], "circle")
    assert set(found) == {"firm", "union", None}


def test_the_others_take_what_is_left_in_the_order_of_their_counts():
    own = {"b": {"colour": COLOURS[0], "shape": SYMBOLS[1]}}
    found = styles(["a", "b", "c"], own)
    assert found["a"] == Style(COLOURS[1], SYMBOLS[0])
    assert found["b"] == Style(COLOURS[0], SYMBOLS[1])
    assert found["c"] == Style(COLOURS[2], SYMBOLS[2])
    assert found[None] == Style(*OTHER)
    # With more types than colours the last share the quiet style.
    many = styles([str(i) for i in range(len(COLOURS) + 2)])
    assert many["0"] == Style(COLOURS[0], SYMBOLS[0])
    assert many[str(len(COLOURS))] == many[str(len(COLOURS) + 1)] == Style(*OTHER)


def test_axes_stand_in_the_order_that_the_data_set_says(folder, tmp_path):
    assert [axis.id for axis in open_dataset(folder).axes] == ["Transport", "Tax"]
    plain = open_dataset(folder).version
    data = described(folder, axes=["Tax"])
    assert [axis.id for axis in data.axes] == ["Tax", "Transport"]
    assert data.version == plain
    prepare(folder, tmp_path / "prepared")
    again = open_folder(tmp_path / "prepared")
    assert [axis.id for axis in again.axes] == ["Tax", "Transport"]
    assert again.meta == data.meta


def test_what_cannot_be_a_look_is_named_and_left_out(folder):
    wrong = {"firm": {"colour": "red", "shape": "blob"}, "union": "blue"}
    data = described(folder, types=wrong, axes=["Tax", 3, "Sea"])
    told = [(each.column, each.value, each.allowed) for each in data.problems]
    shapes = f"one of {', '.join(SYMBOLS)}"
    assert told == [
        ("hustings.types.firm.shape", "blob", shapes),
        ("hustings.types.firm.colour", "red", "six hex digits after #"),
        ("hustings.types.union", "blue", "an object with colour and shape"),
        ("hustings.axes[1]", "3", "text"),
        ("hustings.axes", "Sea", "an axis of the data set"),
    ]
    assert [axis.id for axis in data.axes] == ["Tax", "Transport"]
