"""The URL contract: the names that pages, API and exports read and write, and what they hold."""

from dataclasses import dataclass

#: whose statements the list holds
WHOSE = ("picked", "all")
#: whose intervals the map draws
INTERVALS = ("picked", "all", "none")
#: by what the map is shown in parts
PANELS = ("none", "type", "period")
#: what an edge of the network can mean, and how counted edges are normalised
EDGES = ("agreement", "congruence", "conflict", "subtract", "ratio", "comention")
NORMS = ("none", "average", "jaccard")
#: what differences between coders weigh in their agreement
METRICS = ("interval", "nominal", "ordinal", "ratio")
#: number of clusters on the landscape
CLUSTERS = ("none", "auto", "2", "3", "4", "5")
#: orders of the grid besides those by an axis, and the ends from which an axis can be read
EVIDENCE, NEARNESS = "evidence", "nearness"
ENDS = ("low", "high")
#: the least number of statements that can be asked for
MOST_LEAST = 50
#: the largest number a link can hold
NO_MOST = 10**9


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One name of the URL contract.

    `kind` is "one" or "many" (values from a list), "date", "words", "count" (from `least` to
    `most`), "switch", "window" (a part of the map) or "ids" (statement ids, looked up by the page
    that shows them). Parameters of one `page` (and those it names `also`) have their widget there;
    all others have it in the frame.
    """

    name: str
    kind: str
    meaning: str
    least: int = 1
    most: int = NO_MOST
    page: str | None = None
    also: tuple[str, ...] = ()

    def on(self, page: str) -> bool:
        """Whether a page has this choice."""
        return self.page in (None, page) or page in self.also


PARAMETERS = (
    Parameter(name="x", kind="one", meaning="axis from left to right on the map"),
    Parameter(name="y", kind="one", meaning="axis from bottom to top on the map"),
    Parameter(name="axis", kind="many", meaning="axes, where a page shows one or some"),
    Parameter(
        name="flip",
        kind="many",
        meaning="axes turned round: their poles change places, and every number on them its sign",
    ),
    Parameter(
        name="actor",
        kind="many",
        meaning="groups picked: labelled on the map, compared on Compare, restricted to on "
        "Statements; one of another level than `by` with that level before its name, as in "
        "`type: academia`",
    ),
    Parameter(name="by", kind="one", meaning="what a point is: actor, speaker, type or country"),
    Parameter(name="type", kind="many", meaning="actor types"),
    Parameter(name="country", kind="many", meaning="countries of the actors"),
    Parameter(name="theme", kind="many", meaning="themes"),
    Parameter(name="event", kind="many", meaning="events"),
    Parameter(name="kind", kind="many", meaning="kinds of statement"),
    Parameter(
        name="source_kind",
        kind="many",
        meaning="kinds of source: for example original, report, copy",
    ),
    Parameter(name="coder", kind="many", meaning="coders"),
    Parameter(
        name="checked",
        kind="many",
        meaning="whether a person has checked the code: yes or no",
    ),
    Parameter(name="since", kind="date", meaning="first day, inclusive"),
    Parameter(name="until", kind="date", meaning="last day, inclusive"),
    Parameter(
        name="q",
        kind="words",
        meaning="words that quotation, summary, speaker or title must all contain; at most 20",
    ),
    Parameter(
        name="min",
        kind="count",
        meaning="least number of statements behind a point",
        most=MOST_LEAST,
    ),
    Parameter(
        name="repeat",
        kind="one",
        meaning="how often a repeated statement counts: all, document or latest",
    ),
    Parameter(
        name="interval", kind="one", meaning="whose intervals the map draws: picked, all or none"
    ),
    Parameter(name="averages", kind="switch", meaning="averages of the actor types on the map"),
    Parameter(
        name="only",
        kind="switch",
        meaning="where somebody is picked, the map without all others",
        page="",
    ),
    Parameter(
        name="zoom",
        kind="window",
        meaning="the part of the map that is seen: left, right, bottom, top",
        page="",
    ),
    Parameter(
        name="panels",
        kind="one",
        meaning="the map in parts, as small multiples: none, type (of actor) or period (years)",
        page="",
    ),
    Parameter(name="sort", kind="one", meaning="order of the statements"),
    Parameter(
        name="p",
        kind="count",
        meaning="page of the list of statements or of the grid",
        page="statements",
        also=("grid",),
    ),
    Parameter(
        name="whose",
        kind="one",
        meaning="whose statements the list holds: picked or all; where a link says nothing, the "
        "picked if it names them, else all",
        page="statements",
    ),
    Parameter(
        name="order",
        kind="one",
        meaning="order of the grid's rows: evidence, nearness (to the first picked), or low: or "
        "high: with an axis, whose first or second pole then comes first",
        page="grid",
    ),
    Parameter(name="gather", kind="switch", meaning="rows of the grid by actor type", page="grid"),
    Parameter(
        name="id",
        kind="ids",
        meaning="statements opened by a click on their dot",
        page="actor",
        also=("change", "divides"),
    ),
    Parameter(
        name="edge", kind="one", meaning="what links two groups in the network", page="agreement"
    ),
    Parameter(
        name="norm", kind="one", meaning="how counted links are normalised", page="agreement"
    ),
    Parameter(
        name="once",
        kind="switch",
        meaning="a group's repeated claim (an axis and a side of it) counts once in links",
        page="agreement",
    ),
    Parameter(
        name="least",
        kind="count",
        meaning="links are drawn from this share of the strongest, in percent",
        least=0,
        most=100,
        page="agreement",
    ),
    Parameter(
        name="top",
        kind="count",
        meaning="how many groups, those with most evidence",
        least=2,
        most=400,
        page="agreement",
    ),
    Parameter(name="k", kind="one", meaning="clusters on the landscape", page="landscape"),
    Parameter(
        name="cover", kind="count", meaning="axes a group must have spoken on", page="landscape"
    ),
    Parameter(
        name="apart", kind="words", meaning="the group whose differences are shown", page="divides"
    ),
    Parameter(
        name="cut", kind="date", meaning="the day that divides before from after", page="change"
    ),
    Parameter(
        name="window", kind="count", meaning="days of a running position", most=3650, page="change"
    ),
    Parameter(
        name="everybody",
        kind="switch",
        meaning="everybody before and after a day, and not the picked alone",
        page="change",
    ),
    Parameter(
        name="metric",
        kind="one",
        meaning="scale on which coders' agreement (alpha) is measured",
        page="evidence",
    ),
)

#: which data set all choices are about; no choice within it
DATA = Parameter(
    name="data",
    kind="words",
    meaning="another data set than the server's own: the hash of a saved one, or the token of a "
    "reader's own",
)

#: parameters whose widgets stand on one page only
PAGE_NAMES = tuple(p.name for p in PARAMETERS if p.page is not None)


def orders(axes: list[str]) -> list[str]:
    """All values of `order` for axes with these ids."""
    return [EVIDENCE, NEARNESS, *(f"{end}: {axis}" for axis in axes for end in ENDS)]


def ordered_by(order: str) -> str:
    """The id of the axis that an order of the grid names; "" for the other orders.

    >>> ordered_by("low: Tax"), ordered_by("evidence")
    ('Tax', '')
    """
    end, _, axis = order.partition(": ")
    return axis if end in ENDS else ""
