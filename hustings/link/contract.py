"""The URL contract: the names that pages, API and exports read and write, and what they hold."""

from dataclasses import dataclass

#: whose intervals the map draws
INTERVALS = ("picked", "all", "none")
#: what an edge of the network can mean, and how counted edges are normalised
EDGES = ("agreement", "congruence", "conflict", "subtract", "ratio")
NORMS = ("none", "average", "jaccard")
#: number of clusters on the landscape
CLUSTERS = ("none", "auto", "2", "3", "4", "5")
#: the least number of statements that can be asked for
MOST_LEAST = 50
#: the largest number a link can hold
NO_MOST = 10**9


@dataclass(frozen=True)
class Parameter:
    """One name of the URL contract.

    `kind` is "one" or "many" (values from a list), "date", "words", "count" (from `least` to
    `most`), "switch" or "ids" (statement ids, looked up by the page that shows them). Parameters
    of one `page` (and those it names `also`) have their widget there; all others have it in the
    frame.
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
    Parameter("x", "one", "axis from left to right on the map"),
    Parameter("y", "one", "axis from bottom to top on the map"),
    Parameter("axis", "many", "axes, where a page shows one or some"),
    Parameter(
        "actor",
        "many",
        "groups picked: labelled on the map, compared on Compare, restricted to on Statements",
    ),
    Parameter("by", "one", "what a point is: actor, speaker, type or country"),
    Parameter("type", "many", "actor types"),
    Parameter("country", "many", "countries of the actors"),
    Parameter("theme", "many", "themes"),
    Parameter("event", "many", "events"),
    Parameter("kind", "many", "kinds of statement"),
    Parameter("coder", "many", "coders"),
    Parameter("since", "date", "first day, inclusive"),
    Parameter("until", "date", "last day, inclusive"),
    Parameter("q", "words", "words that quotation, summary, speaker or title must all contain"),
    Parameter("min", "count", "least number of statements behind a point", most=MOST_LEAST),
    Parameter("repeat", "one", "how often a repeated statement counts: all, document or latest"),
    Parameter("interval", "one", "whose intervals the map draws: picked, all or none"),
    Parameter("averages", "switch", "averages of the actor types on the map"),
    Parameter("sort", "one", "order of the statements"),
    Parameter("p", "count", "page of the list of statements", page="statements"),
    Parameter(
        "id", "ids", "statements opened by a click on their dot", page="actor", also=("change",)
    ),
    Parameter("edge", "one", "what links two groups in the network", page="agreement"),
    Parameter("norm", "one", "how counted links are normalised", page="agreement"),
    Parameter(
        "least",
        "count",
        "links are drawn from this share of the strongest, in percent",
        least=0,
        most=100,
        page="agreement",
    ),
    Parameter(
        "top",
        "count",
        "how many groups, those with most evidence",
        least=2,
        most=400,
        page="agreement",
    ),
    Parameter("k", "one", "clusters on the landscape", page="landscape"),
    Parameter("cover", "count", "axes a group must have spoken on", page="landscape"),
    Parameter("apart", "words", "the group whose differences are shown", page="divides"),
    Parameter("cut", "date", "the day that divides before from after", page="change"),
    Parameter("window", "count", "days of a running position", most=3650, page="change"),
)

#: parameters whose widgets stand on one page only
PAGE_NAMES = tuple(p.name for p in PARAMETERS if p.page is not None)
