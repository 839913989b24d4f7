"""Headlines made from claims: the one place where what is found becomes a sentence."""

from collections.abc import Iterable, Mapping, Sequence

from hustings import words
from hustings.dataset import Axis
from hustings.findings.base import GROUP_WORDS, count_in_words
from hustings.findings.claims import Claim
from hustings.package import SPOKEN

#: axes that tie are named up to so many, and counted beyond
MOST_TIED = 3
#: shifts that a headline names
MOST_SAID = 3
#: axes of a direction that are named before "and n more"
MOST_AXES_NAMED = 3

Claims = Sequence[Claim]
Axes = Mapping[str, Axis]


def of_kind(claims: Claims, *kinds: str) -> list[Claim]:
    """The claims of these kinds, in their order."""
    return [claim for claim in claims if claim.kind in kinds]


def first_of(claims: Claims, kind: str) -> Claim | None:
    """The claim of a kind, if there is one."""
    return next((claim for claim in claims if claim.kind == kind), None)


def by_id(axes: Iterable[Axis]) -> dict[str, Axis]:
    """Axes by their ids."""
    return {axis.id: axis for axis in axes}


def names(claim: Claim, axes: Axes, last: str = "and") -> str:
    """The axes of a claim as a sentence calls them; how many, where too many tie.

    Of two that share a place without a tie one has it: "A or B".
    """
    if claim.tie and len(claim.axes) > MOST_TIED:
        return f"{len(claim.axes)} axes alike"
    listed = words.listing((axes[key].called for key in claim.axes), last if claim.tie else "or")
    return f"{listed} alike" if claim.tie else listed


def places(claims: Claims, axes: Iterable[Axis]) -> str:
    """Who stands where, in one sentence for each axis."""
    found: dict[str, dict[str, float]] = {}
    mixed: dict[str, dict[str, str]] = {}
    for claim in claims:
        at = found.setdefault(claim.groups[0], {})
        if claim.kind == "side":
            at[claim.axes[0]] = float("nan") if claim.side is None else claim.side
            mixed.setdefault(claim.groups[0], {})[claim.axes[0]] = claim.mixed
    return words.headline(tuple(axes), found, mixed)


def counted_places(claims: Claims, axes: Iterable[Axis], by: str) -> str:
    """How many groups stand on either side of each axis."""
    total = claims[0].among or 0
    clauses, rest = [], False
    for axis in axes:
        low, high = (claim.n or 0 for claim in claims if claim.axes == (axis.id,))
        rest |= low + high < total
        clauses.append(
            f"on {axis.called}, {_few(low)} {'stand' if low > 1 else 'stands'} towards "
            f"{axis.low_noun} and {_few(high)} towards {axis.high_noun}"
        )
    if rest:
        clauses.append("all others are mixed or on no clear side")
    return words.sentence(f"of {count_in_words(total, by)}, {'; '.join(clauses)}")


def _few(n: int) -> str:
    return {0: "none", 1: "one"}.get(n, f"{n:,}")


def profile(group: str, claims: Claims, axes: Axes) -> str:
    """The axes on which a group stands most clearly."""
    said = []
    for claim in claims:
        axis = axes[claim.axes[0]]
        stands = words.stands(claim.value or 0, claim.n or 0, axis)
        # The name of a pole says what it is about; "for" and "against" do not.
        said.append(f"{stands} on {axis.called}" if axis.plain else stands)
    return f"{group}: {'; '.join(said)}" if said else f"{group} is on no clear side of any axis"


def gaps(groups: tuple[str, ...], claims: Claims, axes: Axes, among: str) -> str:
    """On which axes groups lie farthest apart and closest, or that none stands out.

    `among` says which axes are compared, where these are not all.
    """
    who = words.listing(groups)
    clauses = [f"{claim.kind} on {names(claim, axes)}" for claim in claims]
    if clauses:
        return f"{who} are {' and '.join(clauses)}{among}"
    none = f"on none{among}" if among else "on no axis"
    return f"{who}: {none} are they clearly farther apart than on the others"


def agreement(groups: int, by: str, claims: Claims) -> str:
    """Agreement on average, the nearest and the farthest pair, and how much is thin."""
    thin = first_of(claims, "thin")
    if pair := first_of(claims, "agreement"):
        text = f"{words.listing(pair.groups)} agree {words.percent(pair.value or 0)}"
        return f"{text}, on thin evidence" if thin else text
    mean = first_of(claims, "mean agreement")
    if mean is None:
        return f"No two {GROUP_WORDS[by][1]} have spoken on the same two axes"
    text = (
        f"Two of these {count_in_words(groups, by)} agree {words.percent(mean.value or 0)} on "
        "average."
    )
    most, least = of_kind(claims, "agree most"), of_kind(claims, "agree least")
    if most and least:
        text += (
            f" Of pairs that share {most[0].n} axes or more, {_pairs(most)} agree most "
            f"({words.percent(most[0].value or 0)}), {_pairs(least)} least "
            f"({words.percent(least[0].value or 0)})."
        )
    if thin:
        text += f" {thin.n:,} of {thin.among:,} pairs rest on thin evidence."
    return text


def _pairs(claims: Claims) -> str:
    """The pairs of claims that tie: two by name, more by their number."""
    if len(claims) > 2:
        return f"{len(claims)} pairs"
    return " as well as ".join(words.listing(claim.groups) for claim in claims)


def coalitions(by: str, claims: Claims, clear: float) -> str:
    """Into how many coalitions groups fall, how clearly, and who is in none."""
    many = GROUP_WORDS[by][1]
    found = of_kind(claims, "coalitions")
    if not found:
        return f"No two {many} are linked"
    (parted,) = found
    sizes = words.listing([str(claim.n) for claim in of_kind(claims, "members")])
    shown = count_in_words(parted.among or 0, by)
    if parted.n == 1:
        text = f"Of {shown}, {sizes} hold together as one and no coalitions stand out."
    else:
        how = "clearly" if (parted.value or 0) >= clear else "only weakly"
        text = (
            f"{shown[:1].upper()}{shown[1:]} fall into {parted.n} coalitions, "
            f"of {sizes}, {how} set apart."
        )
    if alone := first_of(claims, "alone"):
        text += f" {alone.n} {'stands' if alone.n == 1 else 'stand'} alone."
    if thin := first_of(claims, "thin"):
        text += f" {thin.n} {'rests' if thin.n == 1 else 'rest'} on one statement."
    return text


def directions(by: str, cover: int, claims: Claims, axes: Axes) -> str:
    """Along which axes the groups on the map of all axes differ most, if that is sure.

    `cover` is on how many axes a group must speak to be drawn.
    """
    direction = first_of(claims, "direction")
    if direction is None:
        return (
            f"No map of all axes: fewer than three speak on {cover} axes or more, "
            "or all of them say the same"
        )
    share = words.percent(direction.value or 0)
    who = count_in_words(direction.among or 0, by)
    if direction.axes:
        along = words.listing((axes[key].called for key in direction.axes), most=MOST_AXES_NAMED)
        text = f"{who} differ most along {along}, which makes up {share} of their differences"
    else:
        text = (
            f"{who} on one map: no axis stands out in what sets them apart most; the "
            f"widest direction makes up {share} of their differences"
        )
    thin = first_of(claims, "thin")
    return words.sentence(f"{text}; {thin.n:,} rest on few statements" if thin else text)


def divisions(claims: Claims, axes: Axes, least: int, unit: str = SPOKEN) -> str:
    """Which axes divide statements most and least, as far as one stands out.

    `least` is how many statements an axis needs to be compared.
    """
    many = words.many(unit)
    head = many.capitalize()
    few = first_of(claims, "too few")
    if alone := first_of(claims, "polarisation"):
        (spread,) = of_kind(claims, "spread")
        return (
            f"{head} on {names(alone, axes)}: polarisation {alone.value:.2f}, "
            f"spread {spread.value:.2f}."
        )
    if few and few.n == few.among:
        return f"Too little evidence: no axis has {least} {many}"
    if not claims:
        return f"No {words.one(unit)} says what divides"
    camps, far = first_of(claims, "divides most"), first_of(claims, "widest apart")
    clauses = []
    if camps and far and camps.axes == far.axes:
        clauses.append(f"divide most on {names(camps, axes)}")
    else:
        if camps:
            clauses.append(f"come nearest to two camps on {names(camps, axes)}")
        if far:
            clauses.append(f"lie widest apart on {names(far, axes)}")
    last = first_of(claims, "divides least")
    if clauses:
        text = f"{head} {', '.join(clauses)}"
        text += f"; they divide least on {names(last, axes)}" if last else ""
    elif last:
        text = f"{head} divide least on {names(last, axes)}; no axis clearly divides most"
    else:
        text = f"{head} on no axis clearly divide more than those on the others"
    if few:
        text += f"; {few.n} {'axis has' if few.n == 1 else 'axes have'} fewer than {least} {many}"
    return words.sentence(text)


def common_ground(claims: Claims, axes: Axes, unit: str = SPOKEN) -> str:
    """What most statements of every type go towards, or which pole comes nearest to that."""
    shared = of_kind(claims, "shared")
    said = [_pole(claim, axes) for claim in (shared or of_kind(claims, "most shared"))]
    if shared:
        return words.sentence(
            "every type of actor that speaks on it goes mostly towards "
            f"{words.listing(said, most=4)}"
        )
    text = f"No pole has most of every type's {words.many(unit)} behind it"
    return (
        f"{text}; {words.listing(said, 'or')} comes nearest."
        if said
        else (f"{text}, and none comes clearly nearest to it.")
    )


def _pole(claim: Claim, axes: Axes) -> str:
    axis = axes[claim.axes[0]]
    quiet = f", {count_in_words(claim.n or 0, 'type')} silent" if claim.n else ""
    return f"{words.noun(claim.side or 0, axis)} ({axis.called}{quiet})"


def nouns(claims: Claims, axes: Axes) -> list[str]:
    """The poles towards which shifts go."""
    return [words.noun(claim.side or 0, axes[claim.axes[0]]) for claim in claims]


def moved(claims: Claims, axes: Axes, since: str) -> str:
    """Who has moved where since a day, group by group."""
    groups = dict.fromkeys(claim.groups[0] for claim in claims)
    said = [
        f"{group} has moved towards "
        + words.listing(nouns([claim for claim in claims if claim.groups == (group,)], axes))
        for group in groups
    ]
    return f"Since {since}, {'; '.join(said)}"


def shifts(claims: Claims, axes: Axes, since: str) -> str:
    """The shifts of all groups, the first of them by name."""
    first = claims[:MOST_SAID]
    said = [
        f"{claim.groups[0]} towards {noun} ({words.signed(claim.value or 0)})"
        for claim, noun in zip(first, nouns(first, axes), strict=True)
    ]
    if len(claims) > len(first):
        said.append(f"{len(claims) - len(first)} more")
    count = "One clear shift" if len(claims) == 1 else f"{len(claims)} clear shifts"
    return f"{count} since {since}: {words.listing(said)}"


def extent(by: str, claims: Claims, unit: str = SPOKEN) -> str:
    """How many positions groups hold, and how many of them rest on one statement."""
    held, single = first_of(claims, "positions"), first_of(claims, "single")
    if held is None:
        return f"No {GROUP_WORDS[by][0]} has a position under these filters"
    verb = "holds" if held.among == 1 else "hold"
    positions = "one position" if held.n == 1 else f"{held.n:,} positions"
    said = f"{count_in_words(held.among or 0, by)} {verb} {positions}"
    said = words.sentence(said)[:-1]
    if single is None:
        return said
    return f"{said}, {_some(single.n or 0, single.among or 0)} on a single {words.one(unit)}"


def _some(part: int, whole: int) -> str:
    """ "none of them", "all of them", "12 of them (40 %)"."""
    if part in (0, whole):
        return "none of them rests" if part == 0 else ("it rests" if whole == 1 else "all rest")
    verb = "rests" if part == 1 else "rest"
    return f"{part:,} of them ({words.percent(part / whole)}) {verb}"


def reliability(
    claims: Claims, axes: Axes, mark: str, automated: bool, metric: str = "interval"
) -> str:
    """How far coders agree, and on which axes least and most; `mark` is what their alpha allows."""
    (overall,) = of_kind(claims, "alpha")
    who = "Automated coders" if automated else "Coders"
    what = " with each other, which shows consistency, not truth" if automated else ""
    kind = "" if metric == "interval" else f"{metric} "
    said = f"{who} {mark}{what}: {kind}alpha {overall.value:.2f} over {overall.n:,} judgements"
    for claim in of_kind(claims, "lowest alpha", "highest alpha"):
        how = claim.kind.split()[0]
        said += f"{'; ' if how == 'lowest' else ', '}{how} on {names(claim, axes)}"
        said += f" ({claim.value:.2f})"
    return said


def flips(claims: Claims, by: str) -> str:
    """How many positions change side under some choice, and how many of the picked."""
    (found,) = of_kind(claims, "flips")
    if found.among == 1:
        return "The one position " + ("changes side under some choice" if found.n else "holds")
    if not found.n:
        return f"None of {found.among:,} positions changes side under any choice"
    change = "changes" if found.n == 1 else "change"
    said = f"{found.n:,} of {found.among:,} positions {change} side under some choice"
    if own := first_of(claims, "picked flips"):
        some = f"among them {own.n} of the {own.among}" if own.n else f"none of the {own.among}"
        if own.among == 1:
            some = "among them the one" if own.n else "not the one"
        said += f", {some} held by the picked {GROUP_WORDS[by][len(own.groups) > 1]}"
    return said
