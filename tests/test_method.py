"""The method text says what the code does, and the docs say the same."""

from pathlib import Path

from hustings import method
from hustings.link import PARAMETERS
from hustings.measures import MEASURES
from hustings.query import REPEATS
from hustings.schema import COLUMNS

ROOT = Path(__file__).parents[1]


def test_docs_are_the_output_of_the_code():
    written = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert written == method.markdown(), "run: python -m hustings.method > docs/method.md"


def test_everything_is_explained():
    text = method.markdown()
    for name in (*(p.name for p in PARAMETERS), *(c.name for c in COLUMNS)):
        assert f"`{name}`" in text
    for label in (*(m.label for m in MEASURES), *REPEATS):
        assert label in text


def test_each_measure_has_a_formula_or_source():
    assert len({m.key for m in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert len((measure.function.__doc__ or "").split()) > 15, measure.key
