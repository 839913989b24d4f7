"""The link is the state: view -> link -> view."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import link, query
from hustings.link import (
    PARAMETERS,
    View,
    allowed_values,
    default_view,
    parse,
    permalink,
    urls,
)
from hustings.link.contract import PANELS
from hustings.pages import PAGES
from hustings.query import FACETS, GROUPINGS, REPEATS, SORTS, Filters

HOSTILE = ["a&b=c", "<script>", "é ü 中", "50 %", "#", "x+y", "[x](javascript:alert(1))", "=1+1"]
ALLOWED = {
    "x": ["Tax", "Tram & train"],
    "y": ["Tax", "Tram & train"],
    "axis": ["Tax", "Tram & train"],
    "by": list(GROUPINGS),
    "repeat": list(REPEATS),
    "interval": list(link.INTERVALS),
    "panels": list(PANELS),
    "sort": list(SORTS),
    "whose": list(link.WHOSE),
    "edge": list(link.EDGES),
    "norm": list(link.NORMS),
    "k": list(link.CLUSTERS),
    "metric": list(link.METRICS),
    "order": ["evidence", "nearness", "low: Tax", "high: Tram & train"],
    "actor": HOSTILE,
    **dict.fromkeys(FACETS, HOSTILE),
}
some = st.lists(st.sampled_from(HOSTILE), unique=True, max_size=3).map(tuple)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
views = st.builds(
    View,
    x=st.sampled_from(ALLOWED["x"]),
    y=st.sampled_from(ALLOWED["y"]),
    axis=st.lists(st.sampled_from(ALLOWED["axis"]), unique=True).map(tuple),
    actor=some,
    by=st.sampled_from(ALLOWED["by"]),
    min=st.integers(1, link.MOST_LEAST),
    repeat=st.sampled_from(ALLOWED["repeat"]),
    interval=st.sampled_from(ALLOWED["interval"]),
    averages=st.booleans(),
    only=st.booleans(),
    zoom=st.sampled_from(["", "-1.3,1.3,0,1.3", "0.25,0.75,-0.5,0.5"]),
    panels=st.sampled_from(ALLOWED["panels"]),
    sort=st.sampled_from(ALLOWED["sort"]),
    p=st.integers(1, 10**6),
    whose=st.sampled_from(link.WHOSE),
    order=st.sampled_from(ALLOWED["order"]),
    gather=st.booleans(),
    id=some,
    edge=st.sampled_from(link.EDGES),
    norm=st.sampled_from(link.NORMS),
    once=st.booleans(),
    least=st.integers(0, 100),
    top=st.integers(2, 400),
    k=st.sampled_from(link.CLUSTERS),
    cover=st.integers(1, 50),
    apart=st.text(max_size=20),
    cut=days,
    window=st.integers(1, 3650),
    metric=st.sampled_from(link.METRICS),
    filters=st.builds(
        Filters, **{name: some for name in FACETS}, since=days, until=days, q=st.text(max_size=30)
    ),
)


@given(views, views, st.sampled_from([page.path for page in PAGES]))
def test_a_permalink_says_everything_whatever_the_defaults(view, default, page):
    address = permalink("https://h.example/deep/", page, view, "abc123def456")
    pairs = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    assert ("v", "abc123def456") in pairs
    neutral = default.having(
        **dict.fromkeys((*FACETS, "axis", "id"), ()),
        **dict.fromkeys(("since", "until", "cut")),
        **dict.fromkeys(("q", "apart"), ""),
    )
    read, unknown = parse(pairs, neutral, ALLOWED)
    elsewhere = {p.name: view.get(p.name) for p in PARAMETERS if not p.on(page)}
    assert read.having(**elsewhere) == view and not unknown


def test_permalink_address():
    start = View(x="Tax", y="Tax")
    assert permalink("https://h.example/", "", start, "v1").startswith("https://h.example/?x=Tax")
    assert permalink("https://h.example/a", "compare", start, "v1").startswith(
        "https://h.example/a/compare?"
    )
    assert permalink("", "", start, "v1", embed=True).endswith("v=v1&embed=true")
    assert "actor=&" in permalink("", "", start, "v1"), "nobody picked is a choice too"


def test_every_kind_of_address():
    """Spelled out by hand: a space is %20, an empty pick `actor=`, and `&` never ends a value."""
    view = View(x="Tram & train", y="Tax", actor=("Ann Lee",), averages=False)
    told = (
        "x=Tram%20%26%20train&y=Tax&actor=Ann%20Lee&by=actor&min=1&repeat=all&interval=picked"
        "&averages=false&sort=newest"
    )
    map_told = told.replace("&sort", "&only=false&panels=none&sort")
    assert permalink("https://h.example/", "", view, "v1") == f"https://h.example/?{map_told}&v=v1"
    assert urls.relative_view("compare", view) == f"./compare?{told}"
    assert urls.relative_view("statements", view) == f"./statements?{told}&p=1&whose=picked"
    assert urls.relative("compare", {"axis": ["Tax", "é/ü"], "by": "type", "actor": []}) == (
        "./compare?axis=Tax&axis=%C3%A9%2F%C3%BC&by=type&actor="
    )
    assert urls.actor(".", "Ann & Lee") == "./actor?actor=Ann%20%26%20Lee"
    assert urls.figure("https://h.example", "", view, "v1", "map", "png", size="print") == (
        f"https://h.example/charts/map.png?{map_told}&v=v1&size=print"
    )
    assert urls.figure(".", "compare", view, "v1", "pairs", "pdf") == (
        f"./charts/pairs.pdf?{told}&v=v1"
    )
    asked = [("q", "a b"), ("cursor", "old"), ("limit", "2")]
    assert urls.next_page("https://h.example", "statements", asked, "new=") == (
        "https://h.example/api/statements?q=a%20b&limit=2&cursor=new%3D"
    )


@pytest.mark.parametrize(
    ("url", "said", "expected"),
    [
        ("https://a.example/1", "More  trams", "https://a.example/1#:~:text=More%20trams"),
        ("https://a.example/1#top", "x-y, z", "https://a.example/1#top:~:text=x%2Dy%2C%20z"),
        ("https://a.example/1", None, "https://a.example/1"),
        (None, "More trams", None),
    ],
)
def test_an_address_that_opens_at_words(url, said, expected):
    assert urls.at_words(url, said) == expected


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("x", "Nope", "Tax or Tram & train"),
        ("actor", "Nope", "a&b=c, "),
        ("since", "2025-02-30", "YYYY-MM-DD"),
        ("min", "0", "from 1 to"),
        ("min", "9" * 5000, "from 1 to"),
        ("min", "²", "from 1 to"),
        ("min", "000", "from 1 to"),
        ("min", "", "from 1 to"),
        ("top", "4" + "0" * 10, "from 2 to 400"),
        ("averages", "yes", "true or false"),
        ("by", "party", "actor, speaker, type or country"),
        ("sort", "", "newest"),
    ],
)
def test_unknown_values_are_named_and_the_default_stands(name, value, allowed):
    start = View(x="Tax", y="Tax")
    read, unknown = parse([(name, value)], start, ALLOWED)
    assert read == start
    assert [(u.name, u.value) for u in unknown] == [(name, value)]
    assert allowed in unknown[0].allowed


@pytest.mark.parametrize("zeros", [1, 12, 5000])
def test_zeros_in_front_of_a_number_change_nothing(zeros):
    read, unknown = parse([("min", "0" * zeros + "3")], View(), ALLOWED)
    assert read.min == 3 and not unknown
    read, unknown = parse([("least", "0" * zeros)], View(), ALLOWED)
    assert read.least == 0 and not unknown


def test_near_names_come_likeliest_first():
    assert link.suggestions("angele", ["Angles", "Ängèle", "Bern"]) == ["Ängèle", "Angles"]
    assert link.suggestions("lands", ["The Netherlands", "Peru"]) == ["The Netherlands"]
    assert link.suggestions("", ["Peru"]) == []


def test_of_many_values_those_that_may_be_meant_are_named_first():
    allowed = {"actor": [*(f"actor {i}" for i in range(20)), "France"]}
    wrong = [("actor", "Frence"), *(("actor", f"x{i}") for i in range(5)), ("actor", "frnace")]
    read = parse(wrong, View(), allowed)[1]
    assert read[0].allowed.startswith("France, actor 0, actor 1, ")
    assert read[0].allowed.endswith(" or 13 more")
    # a link of many unknown values is not searched through for all of them
    assert read[-1].allowed.startswith("actor 0, actor 1, ")


def test_known_values_beside_an_unknown_one_survive():
    read, unknown = parse([("type", "#"), ("type", "no"), ("type", "#")], View(), ALLOWED)
    assert read.filters.type == ("#",) and [u.value for u in unknown] == ["no"]


def test_names_outside_the_contract_are_passed_over():
    assert parse([("utm_source", "mail"), ("embed", "true")], View(), {}) == (View(), [])


def test_a_search_is_asked_for_twenty_different_words_and_the_others_are_named():
    words = [f"word{i}" for i in range(22)]
    read, unknown = parse([("q", " ".join(["Word0", *words, *words]))], View(), ALLOWED)
    assert read.filters.q.split() == ["Word0", *words[1:20]]
    assert [(u.name, u.value) for u in unknown] == [("q", "word20 word21")]
    assert unknown[0].allowed == "at most 20 different words"
    # what is said often is asked once, and stands as the reader wrote it
    often = " open  Ópen " * 2000
    read, unknown = parse([("q", often)], View(), ALLOWED)
    assert (read.filters.q, read.filters.words, unknown) == (often, ("open",), [])
    # which of two words that overlap is marked follows the order in which they were typed
    assert query.searched("Opens open ÓPENS") == ("opens", "open")


def test_a_thousand_values_are_not_read_on():
    _, unknown = parse([("actor", f"x{i}") for i in range(1000)], View(), ALLOWED)
    assert len(unknown) == link.MOST_VALUES


def test_sentence_names_every_restriction():
    view = View(min=3, repeat="latest").having(
        type=("firm", "union"), since=date(2024, 1, 2), until=date(2024, 3, 4), q=" open source "
    )
    assert view.sentence() == (
        "by firm or union; since 2 January 2024; until 4 March 2024; containing “open source”; "
        f"{REPEATS['latest']}; at least 3 statements each"
    )
    assert View().sentence() == "all statements"
    assert [c.name for c in view.clauses()] == ["type", "since", "until", "q", "repeat", "min"]


def test_default_view_of_a_data_set_without_one(few):
    view = default_view(few)
    assert (view.x, view.y, view.actor) == ("Transport", "Tax", ())
    assert set(allowed_values(few, {"type": ["firm"]})) == {
        p.name for p in PARAMETERS if p.kind in ("one", "many")
    }


def test_a_permalink_of_a_time_when_change_showed_everybody_still_does(few):
    old = [("window", "365"), ("cut", "2024-02-01"), ("v", few.version)]
    assert link.read(few, old)[0].everybody
    assert not link.read(few, [*old, ("everybody", "false")])[0].everybody
    assert not link.read(few, old[:2])[0].everybody
    assert ("everybody", "false") in View().query("change")
