"""Recipes: frozen, the same in JSON and back, strict about what they do not know."""

import json
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.intake.recipe import MEANINGS, ORDERS, AxisRecipe, Recipe, Scale
from hustings.intake.recipe_json import from_json, parse
from hustings.package import UNITS
from hustings.schema import REASONS, DataError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MEANT = st.none() | st.sampled_from(REASONS) | st.floats(-1, 1)
ENDS = st.tuples(st.floats(-100, 0), st.floats(1, 100)) | st.just((None, None))
SCALES = st.builds(
    lambda values, ends, empty: Scale(values=values, low=ends[0], high=ends[1], empty=empty),
    st.dictionaries(TEXT, MEANT, max_size=4),
    ENDS,
    st.sampled_from(("", *REASONS)),
)
AXES = st.lists(
    st.builds(
        AxisRecipe,
        source=TEXT,
        axis=TEXT,
        name=TEXT,
        low=TEXT,
        turned=st.booleans(),
        scale=st.none() | SCALES,
    ),
    max_size=3,
    unique_by=lambda axis: axis.source,
).map(tuple)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
BY_MEANING = st.sampled_from(MEANINGS)
RECIPES = st.builds(
    Recipe,
    tables=TEXTS,
    columns=st.dictionaries(BY_MEANING, TEXT, max_size=4),
    fixed=st.dictionaries(BY_MEANING, TEXT, max_size=2),
    wide=TEXTS,
    marked=TEXTS,
    heads=st.sampled_from(("axis", "actor")),
    fill_down=st.lists(BY_MEANING, max_size=2).map(tuple),
    empty=st.dictionaries(BY_MEANING, TEXTS, max_size=2),
    axes=AXES,
    scale=SCALES,
    dates=st.sampled_from([*ORDERS]),
    aliases=st.dictionaries(BY_MEANING, st.dictionaries(TEXT, TEXT, max_size=2), max_size=2),
    title=TEXT,
    licence=TEXT,
    credit=TEXT,
    unit=st.sampled_from([*UNITS]),
)


def complaints(said: object) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        from_json(said)
    return [(problem.column, problem.allowed) for problem in caught.value.problems]


@given(RECIPES)
def test_a_recipe_comes_back_from_its_json(recipe):
    again = parse(recipe.canonical)
    assert again == recipe
    assert again.hash == recipe.hash and again.canonical == recipe.canonical


@given(RECIPES)
def test_the_order_of_keys_makes_no_other_hash(recipe):
    said = recipe.to_json()
    turned = {key: said[key] for key in reversed(said)}
    if "columns" in said:
        turned["columns"] = {key: said["columns"][key] for key in reversed(said["columns"])}
    assert from_json(turned).hash == recipe.hash


@given(RECIPES, TEXT)
def test_an_axis_turned_twice_is_as_it_was(recipe, source):
    twice = recipe.turn(source).turn(source)
    assert twice.axis(source) == recipe.axis(source)
    assert recipe.turn(source).axis(source).turned != recipe.axis(source).turned


def test_turning_an_axis_exchanges_its_poles():
    axis = AxisRecipe(source="q1", low="stop", high="go", low_means="halt")
    turned = Recipe(axes=(axis,)).turn("q1").axis("q1")
    assert (turned.low, turned.high, turned.high_means) == ("go", "stop", "halt")


def test_a_recipe_says_only_what_is_not_plain():
    recipe = Recipe(columns={"actor": "Org"}, scale=Scale(low=0, high=10))
    assert recipe.to_json() == {"columns": {"actor": "Org"}, "scale": {"low": 0.0, "high": 10.0}}
    assert Recipe().canonical == "{}"


def test_whole_numbers_and_numbers_with_decimals_are_the_same_recipe():
    assert from_json({"scale": {"low": 0, "high": 10}}).hash == (
        from_json({"scale": {"high": 10.0, "low": 0.0}}).hash
    )


def test_nothing_can_be_put_into_a_recipe():
    recipe = Recipe(columns={"actor": "Org"})
    with pytest.raises(FrozenInstanceError):
        recipe.title = "other"
    with pytest.raises(TypeError, match="frozen"):
        recipe.columns["axis"] = "Topic"
    assert {recipe: 1}[replace(recipe)] == 1


def test_every_unknown_key_and_wrong_value_is_named_at_once():
    found = complaints(
        {
            "colums": {},
            "columns": {"who": "Org", "actor": 5},
            "scale": {"low": 1, "values": {"x": 3, "y": "maybe", "z": True}, "step": 1},
            "axes": [{"axis": "q"}, {"source": "a", "turned": "no"}, {"source": "a"}],
            "dates": "dym",
            "wide": "q1",
            "unit": None,
        }
    )
    assert {column for column, _ in found} == {
        *("colums", "columns.who", "columns.actor", "scale.values.x", "scale.values.y"),
        *("scale.values.z", "scale.step", "scale", "axes[0].source", "axes[1].turned", "axes"),
        *("dates", "wide", "unit"),
    }
    assert ("dates", "one of ymd, dmy, mdy") in found


@pytest.mark.parametrize("text", ["", "[", "[]", "null", "5", '{"title": NaN}', "[" * 100_000])
def test_what_is_no_recipe_is_refused_in_words(text):
    with pytest.raises(DataError) as caught:
        parse(text)
    assert all(problem.file == "recipe" for problem in caught.value.problems)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["columns", "scale", "axes", "values"]), inner)
        ),
    )
)
def test_any_json_is_a_recipe_or_refused(said):
    try:
        recipe = parse(json.dumps(said))
    except DataError:
        return
    assert parse(recipe.canonical) == recipe
