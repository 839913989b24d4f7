"""Which actor a statement belongs to: names of the data set first, then what the text says."""

import re

from hustings.fold import fold


class Actors:
    """The names of a data set, as they are looked for in phrases.

    Parameters
    ----------
    names : tuple of str
    """

    def __init__(self, names: tuple[str, ...]):
        ranked = sorted(
            {name for name in names if name.strip()}, key=lambda name: (-len(name), name)
        )
        self._known = {fold(name): name for name in ranked}

    def in_phrase(self, phrase: str) -> str:
        """The name of the data set that stands in a phrase: the longest; "" where none does."""
        said = fold(phrase)
        if said in self._known:
            return self._known[said]
        for folded, name in self._known.items():
            at = said.find(folded)
            if at < 0:
                continue
            end = at + len(folded)
            spaced = folded.isascii() or not re.search("[\u3400-\u9fff]", folded)
            before, after = said[at - 1 : at] if at else "", said[end : end + 1]
            if not spaced or not (before.isalnum() or after.isalnum()):
                return name
        return ""
