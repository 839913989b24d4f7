"""Landscape and divides from the entry point: thin and wide data, the link's choices, clicks."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = ("landscape", "divides")


@pytest.fixture
def opened(visit):
    """`opened(page, data, **query)` runs a page from the entry point on a data set."""

    def run(page: str, data: Path = ROOT / "data", **asked) -> AppTest:
        app = visit(str(ROOT / "pages" / f"{page}.py"), data, **asked)
        assert not app.error
        return app

    return run


def said(app: AppTest) -> str:
    kinds = ("html", "markdown", "subheader")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def charts(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def headline(chart: dict) -> str:
    texts = [a["text"] for a in chart["layout"]["annotations"] if a.get("name") == "headline"]
    return " ".join(texts).replace("<br>", " ")


@pytest.fixture(scope="module")
def wide(tmp_path_factory) -> Path:
    """220 actors of one type on 40 axes, in two camps."""
    folder = tmp_path_factory.mktemp("wide")
    rows = ["actor,actor_type,axis,stance"]
    for a in range(220):
        for j in range(40):
            stance = (1 if a % 2 else -1) * (1 if j % 5 else -1)
            rows.append(f"actor {a},member,axis {j},{stance}")
    (folder / "positions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_landscape_says_and_draws_all_axes(opened):
    app = opened("landscape")
    chart, *_ = charts(app)
    assert "differ most along Regulation vs. innovation" in headline(chart)
    arrows = [t for t in chart["data"] if t.get("marker", {}).get("symbol") == "arrow"]
    assert len(arrows[0]["customdata"]) == 6
    assert "Towards the right: innovation (Regulation vs. innovation)" in said(app)
    assert any("Not on this map" in box.label for box in app.expander)


def test_clusters_from_the_link(opened):
    assert "Clusters" not in [s.value for s in opened("landscape").subheader]
    app = opened("landscape", k="2")
    assert "2 clusters, set apart by" in said(app) and "**Cluster B**" in said(app)
    links = [e.value for e in app.get("html") if "All statements on this axis" in e.value]
    assert links and all('href="./statements?' in link for link in links)


def test_coverage_from_the_link(opened):
    app = opened("landscape", cover="6")
    assert app.number_input(key="cover").value == 6
    assert headline(charts(app)[0]) != headline(charts(opened("landscape"))[0])
    none = opened("landscape", cover="7")
    assert not charts(none) and "fewer than three speak on 7 axes" in said(none)
    assert none.number_input(key="cover").value == 7


@pytest.mark.parametrize("page", PAGES)
def test_nothing_found(opened, page):
    app = opened(page, q="zzz")
    assert not charts(app) and "Clear a filter" in said(app)


def test_divides_says_what_divides_and_what_is_shared(opened):
    app = opened("divides")
    first, swarm, second = charts(app)
    assert "towards" in headline(swarm)
    assert "divide most on Global coordination vs. national race or Lean vs. scale" in headline(
        first
    )
    assert "the public interest (Public interest vs." in headline(second)
    assert "go towards" in said(app) and "Polarisation" in said(app)


def test_the_group_to_set_apart(opened):
    app = opened("divides", apart="country: USA")
    box = app.selectbox(key="whom to set apart")
    assert box.value == "country: USA"
    assert "United States (country)" in box.options and "company" in box.options
    assert "United States, compared with all others together" in said(app)
    assert "72 % of 97 statements" in said(app)
    thin = opened("divides", apart="type: company", since="2026-06-20")
    assert "too few for a comparison" in said(thin)
    unknown = opened("divides", apart="type: wizard")
    assert "wizard” is no type or country with 10" in said(unknown)


@pytest.mark.parametrize("page", PAGES)
def test_many_groups_and_axes(opened, page, wide):
    app = opened(page, wide)
    chart, *_ = charts(app)
    note = " ".join(
        a["text"] for a in chart["layout"]["annotations"] if a.get("name") == "credit"
    ).replace("<br>", " ")
    if page == "landscape":
        assert "The 8 of 40 axes that weigh most" in note
    else:
        which = "that divide most" if page == "divides" else "with most evidence"
        assert f"12 of 40 axes, those {which}" in note
        assert "the 200 of 220 actors with most statements" in note
        assert "at least two types" in said(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["nuclear_germany", "polis_brexit", "un_votes_g20"])
def test_data_of_other_fields(opened, page, name):
    app = opened(page, ROOT / "tests" / "data" / name / "long.csv", k="auto")
    assert charts(app)
    # The participants of the conversation are no further apart than a cloud without clusters.
    found = "No clusters: the best split, into 3" if name == "polis_brexit" else "**Cluster B**"
    assert page == "divides" or found in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_one_chosen_axis(opened, page):
    app = opened(page, axis="Openness", actor="")
    assert "All statements on Openness" in said(app) or page == "landscape"
    (chart, *_) = charts(app)
    axes = {
        c[1] for t in chart["data"] for c in t.get("customdata") or () if c[0] in ("axis", "step")
    }
    assert axes == {"Openness"}


def test_whom_to_set_apart_stands_in_the_link(opened):
    app = opened("divides")
    app.selectbox(key="whom to set apart").select("company").run()
    assert app.query_params["apart"] == "type: company"
    assert app.session_state["hustings"].view.apart == "type: company"
    app.selectbox(key="whom to set apart").set_value(None).run()
    assert "apart" not in app.query_params and app.session_state["hustings"].view.apart == ""


def test_share_links_to_what_a_click_has_chosen(visit):
    # As a callback sets it: the frame has read the address before.
    app = visit(str(ROOT / "pages" / "landscape.py"), state={"cover": 3})
    assert app.session_state["hustings"].view.cover == 3
