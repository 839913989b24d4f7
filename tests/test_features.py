"""Each feature has one name on every floor, and CONTRIBUTING says which files are its own."""

from importlib import import_module
from pathlib import Path

import pytest

from hustings import api, features, figures
from hustings.measures import MEASURES
from hustings.pages import PAGES

ROOT = Path(__file__).parents[1]
NAMES = [feature.name for feature in features.FEATURES]
#: modules of a floor that serve all features, or data sets as a whole
SHARED = {
    "findings": {
        "base", "before_after", "claims", "groups", "neighbours", "outcome", "reasons", "selection",
        "sentences", "split_date", "uniting", "validation", "versions",
    },
    "figures": {"base", "page_tables", "sizes", "statement", "tables"},
    "api": {
        "actors", "answers", "axes", "common_ground", "cursor", "docs", "endpoint", "errors",
        "feed", "meta", "parameters", "positions", "reasons", "validation",
    },
    "mcp/tools": {"actors", "articles", "describe", "propose"},
}  # fmt: skip


def test_contributing_holds_the_table_of_features():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert features.table() in text, "run: python -m hustings.features"


@pytest.mark.parametrize("floor", SHARED)
def test_a_module_is_called_by_its_feature_or_serves_all(floor):
    found = {path.stem for path in (ROOT / "hustings" / floor).glob("*.py")} - {"__init__"}
    assert found - SHARED[floor] <= set(NAMES)
    assert SHARED[floor] <= found


@pytest.mark.parametrize("feature", features.FEATURES, ids=NAMES)
def test_a_feature_has_its_finding_its_section_and_its_page(feature):
    assert feature.page in {page.path for page in PAGES}
    assert features.module("findings", feature.name) and features.module("ui", feature.name)
    drawn = features.module("figures", feature.name)
    assert [figure.name for figure in figures.of_feature(feature)] == [
        *getattr(drawn, "FIGURES", ())
    ]


def test_every_declared_measure_belongs_to_a_feature():
    used = {key for feature in features.FEATURES for key in feature.measures}
    assert [measure.key for measure in MEASURES] and {measure.key for measure in MEASURES} == used
    folder = ROOT / "hustings" / "measures"
    modules = (import_module(f"hustings.measures.{path.stem}") for path in folder.glob("[a-z]*.py"))
    assert {m.key for module in modules for m in getattr(module, "MEASURES", ())} == used


def test_every_endpoint_of_a_feature_is_served():
    own = [module.ENDPOINT for module in features.modules("api")]
    assert own and set(endpoint.name for endpoint in own) <= set(NAMES)
    assert all(endpoint in api.ENDPOINTS for endpoint in own)


def test_a_name_without_a_module_has_none():
    assert features.module("figures", "statements") is None
    assert features.module("findings", "nothing") is None
