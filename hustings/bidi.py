"""Text that is written from right to left, isolated from the sentence around it.

Without that, a number or a comma beside an Arabic or Hebrew name jumps to its other side. The
isolates of Unicode (FSI and PDI) are obeyed by HTML and by SVG alike.
"""

import re

#: "what follows has a direction of its own", and its end
FIRST, END = "\u2068", "\u2069"
#: letters of scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others
_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: such words with what joins words of one name; commas and other points part names
_RUN = re.compile(f"[{_LETTER}](?:[{_LETTER}\u0300-\u036f\u200c\u200d '’\"״׳־-]*[{_LETTER}])?")
_THERE = re.compile(f"[{_LETTER}]")


def isolated(text: str) -> str:
    """The text with each name that runs from right to left isolated; any other text as it is.

    >>> isolated("On Openness, 4 stand")
    'On Openness, 4 stand'
    >>> isolated("on \u0634\u0645\u0633, 4").encode("unicode_escape").decode()
    'on \\\\u2068\\\\u0634\\\\u0645\\\\u0633\\\\u2069, 4'
    """
    if not _THERE.search(text) or FIRST in text:
        return text
    return _RUN.sub(rf"{FIRST}\g<0>{END}", text)
