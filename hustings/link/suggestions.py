"""Suggestions: which names somebody may have meant by one that the data do not have."""

import difflib
from collections.abc import Sequence

from hustings.fold import fold

#: names that are offered instead of an unknown one
NEAR = 8
#: names that are compared: to compare with a hundred thousand takes seconds
MOST_TRIED = 2000


def suggestions(name: str, options: Sequence[str], most: int = NEAR) -> list[str]:
    """The options that a name may have meant, the likeliest first; case and accents ignored.

    Only the first `MOST_TRIED` options are looked at.

    >>> suggestions("frnace", ["Germany", "France", "Bank of France"])
    ['France']
    """
    sought = fold(name).strip()
    folded: dict[str, str] = {}
    for option in options[:MOST_TRIED]:
        folded.setdefault(fold(option), option)
    like = difflib.get_close_matches(sought, list(folded), n=most)
    inside = [
        key for key in folded if sought and (sought in key or (len(key) > 2 and key in sought))
    ]
    return [folded[key] for key in dict.fromkeys([*like, *inside])][:most]
