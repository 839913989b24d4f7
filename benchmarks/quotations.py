"""How well the finder of quotations does on a text collection: recall, precision, speakers.

    python benchmarks/quotations.py [FOLDER ...]

A text marks each quotation, inside its quotation marks, as `<q who="speaker">words</q>`; the tags
are taken out before the text is read. A proposal is right when it has the words of one quotation,
all of them and no others; marks, spaces and punctuation at the ends do not count. All persons,
places and firms in these texts are invented.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from hustings.desk.proposals import DIRECT, propose

HERE = Path(__file__).parent
#: texts from which the rules were made, and texts written when they were done
OPEN, HELD_OUT = HERE / "quotations", HERE / "quotations_held_out"
_TAG = re.compile(r'<q who="([^"]*)">(.*?)</q>', re.DOTALL)
_ARTICLE = re.compile(r"^(?:the|a|an|le|la|l['’]|un|une|der|die|das|ein|eine)\s?(?=\w)")
_EDGES = " \n,.;:!?…，。！？；：、”“’‘\"'»«"


@dataclass(frozen=True)
class Quotation:
    """A quotation that somebody has marked."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Score:
    """What was found of what was marked."""

    marked: int
    proposed: int
    right: int
    speakers: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / self.marked

    @property
    def precision(self) -> float:
        return self.right / self.proposed

    def __add__(self, other: "Score") -> "Score":
        both = zip(vars(self).values(), vars(other).values(), strict=True)
        return Score(*(one + two for one, two in both))


def marked(text: str) -> tuple[str, list[Quotation]]:
    """The text without tags, and the quotations in it."""
    plain, found, at = "", [], 0
    for tag in _TAG.finditer(text):
        plain += text[at : tag.start()]
        found.append(Quotation(len(plain), len(plain) + len(tag[2]), tag[1]))
        plain += tag[2]
        at = tag.end()
    return plain + text[at:], found


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without what does not count at its ends."""
    inner = text[start:end]
    return end - len(inner.lstrip(_EDGES)), start + len(inner.rstrip(_EDGES))


def _same(one: str, other: str) -> bool:
    """Whether two phrases name the same, whatever their article."""
    first, second = (_ARTICLE.sub("", each.lower()) for each in (one, other))
    return first == second


def score(path: Path) -> Score:
    """What the finder makes of one text."""
    text, quotations = marked(path.read_text(encoding="utf-8"))
    wanted = {edges(text, each.start, each.end): each for each in quotations}
    proposals = [each for each in propose(text) if each.kind == DIRECT]
    got = {edges(text, each.start, each.end): each for each in proposals}
    hits = wanted.keys() & got.keys()
    named = [p for p in hits if _same(got[p].speaker, wanted[p].speaker)]
    return Score(
        len(wanted),
        len(got),
        len(hits),
        len(named),
        tuple(f"{path.name}: {text[a:b]}" for a, b in sorted(wanted.keys() - hits)),
        tuple(f"{path.name}: {text[a:b]}" for a, b in sorted(got.keys() - hits))
        + tuple(
            f"{path.name}: {got[p].speaker!r} for {wanted[p].speaker!r}: {text[p[0] : p[1]][:30]}"
            for p in sorted(hits)
            if p not in named
        ),
    )


def total(folder: Path) -> Score:
    """What it makes of all texts of a folder."""
    return sum((score(path) for path in sorted(folder.glob("*.txt"))), Score(0, 0, 0, 0, (), ()))


def main() -> None:
    for folder in map(Path, sys.argv[1:] or [OPEN, HELD_OUT]):
        found = total(folder)
        print(
            f"{folder.name}: {found.marked} quotations, {found.proposed} proposed; "
            f"recall {found.recall:.2f}, precision {found.precision:.2f}, "
            f"speaker right {found.speakers / max(1, found.right):.2f}"
        )
        for name, lines in (("missed", found.missed), ("not right", found.wrong)):
            for line in lines:
                print(f"  {name}: {line}")


if __name__ == "__main__":
    main()
