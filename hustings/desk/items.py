"""What is to be judged in an article: its statements with one's own codes, and proposals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hustings.anchors import place
from hustings.desk.events import Row
from hustings.desk.marking import OF_STATEMENT
from hustings.desk.proposals import Proposal
from hustings.desk.seat import Seat

#: states of an item: what nobody has marked, what one has yet to judge, what one has judged
PROPOSED, MARKED, JUDGED = "proposed", "marked", "judged"
#: share of its words that a proposal may have in common with a statement and still be another
_SHARED = 0.5


@dataclass(frozen=True, kw_only=True)
class Item:
    """A statement or a proposal as the article view shows it.

    Attributes
    ----------
    key : str
        The id of a statement, or where the words of a proposal stand: "35-73".
    state : str
        "proposed", "marked" or "judged" (by this coder).
    start, end : int
        Code points.
    stands : bool
        Whether its words stand in the text there.
    said : dict
        Columns of a statement.
    codes : dict
        One's own stance on each axis; never those of others.
    note : str
        That of one's own codes.
    by : str
        Who proposes it; "" for a statement.
    """

    key: str
    state: str
    start: int
    end: int
    stands: bool
    said: dict[str, str]
    codes: dict[str, float]
    note: str = ""
    by: str = ""


def items(
    seat: Seat, document: Row, proposals: Mapping[str, Iterable[Proposal]] | None = None
) -> list[Item]:
    """The statements of a document in the order of its text, and what of proposals is left.

    Parameters
    ----------
    seat : Seat
        Whose codes are shown.
    document : dict
        With its `text`.
    proposals : mapping
        Who proposes -> what: "rules", or the name of a model. Those whose words are for the greater
        part those of a statement are left out; of the same words the first proposal is kept.
    """
    own: dict[str, list[Row]] = {}
    for code in seat.codes(document["id"]):
        if code["coder"] == seat.who:
            own.setdefault(code["statement"], []).append(code)
    statements = seat.desk.statements(document["id"])
    found = [_statement(document["text"], row, own.get(row["id"], [])) for row in statements]
    found += _left(statements, proposals or {})
    return sorted(found, key=lambda item: (item.start, item.end, item.key))


def _statement(text: str, row: Row, codes: list[Row]) -> Item:
    return Item(
        key=row["id"],
        state=JUDGED if codes else MARKED,
        start=row["start"],
        end=row["end"],
        stands=_stands(text, row),
        said={name: row[name] for name in OF_STATEMENT},
        codes={code["axis"]: code["stance"] for code in codes},
        note=next((code["note"] for code in codes), ""),
    )


def _stands(text: str, row: Row) -> bool:
    """Whether the words of a statement stand in the text where it says."""
    if text[row["start"] : row["end"]] == row["exact"]:
        return True
    at = place(text, row["exact"], row["prefix"], row["suffix"])
    return at is not None and at.start < row["end"] and row["start"] < at.end


def _left(statements: list[Row], proposals: Mapping[str, Iterable[Proposal]]) -> Iterator[Item]:
    seen: set[str] = set()
    for by, each in ((by, each) for by, found in proposals.items() for each in found):
        key = proposal_key(each)
        if key in seen or any(_same(each, row["start"], row["end"]) for row in statements):
            continue
        seen.add(key)
        yield Item(
            key=key,
            state=PROPOSED,
            start=each.start,
            end=each.end,
            stands=True,
            said={name: getattr(each, name) for name in ("speaker", "role", "actor", "kind")},
            codes={},
            by=by,
        )


def proposal_key(proposal: Proposal) -> str:
    """How the article view calls a proposal."""
    return f"{proposal.start}-{proposal.end}"


def _same(one: Proposal, start: int, end: int) -> bool:
    shared = min(one.end, end) - max(one.start, start)
    return shared > _SHARED * min(one.end - one.start, end - start)
