"""Compare with one group, one axis, or a silent group says what is true of them."""

from pathlib import Path

from hustings import figures, findings
from hustings.link import default_view
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]
SPEAKERS = ("Emmanuel Macron", "JD Vance", "Marc Andreessen")


def test_one_group_is_told_by_where_it_stands_most_clearly(bundled):
    view = default_view(bundled).having(actor=("Capgemini",))
    found = findings.compare(bundled, view)
    assert found.headline == findings.actor(bundled, view, "Capgemini").headline
    assert found.headline.startswith("Capgemini: ") and "innovation" in found.headline
    assert {claim.kind for claim in found.claims} == {"side"}


def test_on_one_axis_sides_are_told_and_who_is_silent(bundled):
    view = default_view(bundled).having(by="speaker", actor=SPEAKERS, axis=("Regulation",))
    found = findings.compare(bundled, view)
    assert found.headline == (
        "JD Vance stands towards innovation; Emmanuel Macron is on no clear side; Marc Andreessen "
        "is silent."
    )
    pairs = figures.named("pairs").of(Scene(bundled, view, "compare", None))
    assert pairs.empty and pairs.table.empty


def test_the_page_tells_the_one_gap_and_draws_no_empty_figure(visit):
    page = str(ROOT / "pages" / "compare.py")
    app = visit(page, by="speaker", actor=list(SPEAKERS[:2]), axis="Regulation")
    said = " ".join(str(e.value) for kind in ("html", "text", "markdown") for e in app.get(kind))
    assert "0.50 apart on a scale of 2" in said and "No two of them share two axes" in said
    assert len(app.get("plotly_chart")) == 1
