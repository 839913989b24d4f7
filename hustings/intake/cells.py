"""Cells of a foreign table in the form of ours: names, texts, days, addresses, reasons."""

import html
import re
from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hustings.intake import dates
from hustings.intake.faults import Faults
from hustings.intake.languages import plain
from hustings.intake.names import mend
from hustings.intake.scales import meaning
from hustings.schema import KINDS, LONGEST_NAME, REASONS, as_text

_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:?\s*|(?:https?://)?(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")
#: what parts two addresses in a cell
_BETWEEN = re.compile(r"[\s;,|]+(?=https?://|www\.)", re.IGNORECASE)
#: characters that HTML writes by name or number, and those that Excel writes by number
_ESCAPED = re.compile(
    r"&(?:amp|quot|lt|gt|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|_x00([0-9a-fA-F]{2})_"
)
#: what stands in a column of marks where there is none
UNMARKED = ("", "0", "0.0", "false", "no", "na", "-")
#: characters of the longest text, a little less than the reader of a data set takes
LONGEST_TEXT = 100_000
#: what stands in for characters that files cannot keep
_ODD = {"\x00": "", "\r\n": "\n", "\r": "\n"}
FIRST_LINK = "one address; the first is taken, all are kept in note"
#: what nothing is wrong with, and what only lacks its beginning: nearly all names and addresses
_PLAIN_NAME = r"^([!-~]( ?[!-~])*)?$"
_WHOLE_LINK = r"^https?://[!-+\-.0-:<-{}~][!-+\--:<-{}~]*$"
_BARE_LINK = r"^www\.[\w-]+(\.[\w-]+)+(/[!#-&(-+\--:=?-{}~]*)?$"


def by_value(texts: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """A function of each text, worked out once for each different one."""
    codes, distinct = pd.factorize(texts)
    made = np.array([function(text) for text in distinct.tolist()] or [""], dtype=object)
    return pd.Series(made[codes], index=texts.index, dtype="str")


def matching(texts: pd.Series, pattern: str) -> np.ndarray:
    """Which texts a pattern finds something in, by the engine of Arrow, which is quick."""
    found = pc.match_substring_regex(pa.array(texts, pa.large_string()), pattern)
    return found.to_numpy(zero_copy_only=False)


def names(texts: pd.Series) -> tuple[pd.Series, int]:
    """Names, mended (see `hustings.intake.names`), and how many had more than spaces to mend."""
    odd = ~matching(texts, _PLAIN_NAME)
    if not odd.any():
        return texts, 0
    right = by_value(texts[odd], lambda text: mend(as_text(text)))
    count = int((right != texts[odd].str.strip()).sum())
    if odd.all():
        return right, count
    mended = texts.to_numpy(dtype=object, copy=True)
    mended[odd] = right.to_numpy(dtype=object)
    return pd.Series(mended, index=texts.index, dtype="str"), count


def renamed(texts: pd.Series, aliases: Mapping[str, str]) -> pd.Series:
    """Mended names with the names that take the place of some spellings."""
    known = {mend(spelling): mend(name) for spelling, name in aliases.items()}
    return by_value(texts, lambda text: known.get(text, text))


def marked(table: pd.DataFrame) -> pd.Series:
    """The head of the column that has a mark, in each row; several heads where several have one."""
    marks = ~table.apply(lambda column: column.str.strip().str.lower().isin(UNMARKED))
    heads = pd.Series("", index=table.index, dtype="str")
    for head in table.columns:
        said = (heads + " + " + str(head)).str.removeprefix(" + ")
        heads = heads.mask(marks[head], said)
    return heads


def short(texts: pd.Series, meant: str, faults: Faults) -> pd.Series:
    """Names that are not too long; the others are faults and become empty."""
    long = texts.str.len() > LONGEST_NAME
    faults.add(meant, KINDS["name"], texts[long])
    return texts.mask(long, "")


def unescaped(texts: pd.Series) -> tuple[pd.Series, int]:
    """Texts without leftovers of HTML and of Excel (“&amp;amp;”, “_x000D_”), and how many had some.

    >>> unescaped(pd.Series(["A &amp;amp; B", "a?x=1&copy=2"]))[0].tolist()
    ['A & B', 'a?x=1&copy=2']
    """
    odd = texts.str.contains("&", regex=False) | texts.str.contains("_x00", regex=False)
    if not odd.any():
        return texts, 0
    plain_texts = by_value(texts[odd], _unescape).to_numpy(dtype=object)
    mended = texts.to_numpy(dtype=object, copy=True)
    mended[odd.to_numpy(dtype=bool)] = plain_texts
    right = pd.Series(mended, index=texts.index, dtype="str")
    return right, int((right != texts).sum())


def _unescape(text: str) -> str:
    # some programs escape what another has escaped
    while (plainly := _ESCAPED.sub(_character, text)) != text:
        text = plainly
    return text


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return "\n" if found[1] in ("0D", "0d", "0A", "0a") else " "
    made = html.unescape(found[0])
    return made if made.isprintable() or made.isspace() else " "


def prose(texts: pd.Series, meant: str, faults: Faults) -> pd.Series:
    """Texts as they stand, with plain ends of lines and without null characters."""
    for odd, plainly in _ODD.items():
        if texts.str.contains(odd, regex=False).any():
            texts = texts.str.replace(odd, plainly, regex=False)
    long = texts.str.len() > LONGEST_TEXT
    faults.add(meant, f"a text of at most {LONGEST_TEXT:,} characters", texts[long])
    return texts.mask(long, "").str.strip()


def days(
    texts: pd.Series, meant: str, order: str, today: date, faults: Faults
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Days, times of day, and which cells hold no day; those are faults, grouped by cause."""
    found = dates.days(texts, order, today)
    for cause, allowed in dates.CAUSES.items():
        faults.add(meant, allowed, texts[found.cause == cause])
    return found.day, found.time, found.cause != ""


def times(texts: pd.Series, faults: Faults) -> tuple[pd.Series, pd.Series]:
    """Times of day, and which cells hold none."""
    right = by_value(texts, lambda text: dates.clock_of(text) or "")
    wrong = (right == "") & (texts.str.strip() != "")
    faults.add("time", KINDS["time"], texts[wrong])
    return right, wrong


def links(texts: pd.Series, faults: Faults) -> tuple[pd.Series, pd.Series, int]:
    """Addresses, which cells are not kept whole, and how many got their beginning."""
    texts = texts.str.strip()
    filled = texts != ""
    # nearly all addresses are whole, or lack only their beginning; others are few
    whole, bare = matching(texts, _WHOLE_LINK), matching(texts, _BARE_LINK)
    if whole.all():
        return texts, ~filled, 0
    mended = np.where(bare, "https://" + texts.to_numpy(dtype=object), texts.to_numpy(dtype=object))
    odd = filled.to_numpy(dtype=bool) & ~whole & ~bare
    mended[odd] = by_value(texts[odd], link).to_numpy(dtype=object)
    found = pd.Series(mended, index=texts.index, dtype="str")
    wrong = filled & (found == "")
    several = filled & ~wrong & texts.str.contains(_BETWEEN)
    faults.add("url", KINDS["url"], texts[wrong])
    faults.add("url", FIRST_LINK, texts[several])
    begun = filled & ~wrong & ~texts.str.contains("://", regex=False)
    return found, wrong | several, int(begun.sum())


def link(text: str) -> str:
    """The first address in a text, with its beginning; "" where there is none.

    >>> link("www.example.org/x"), link("10.1000/182"), link("see letter")
    ('https://www.example.org/x', 'https://doi.org/10.1000/182', '')
    """
    text = _BETWEEN.split(text.strip())[0].strip(" <>\"'")
    spaced = re.sub(r"\s+", "%20", text)
    if _LINK.fullmatch(spaced):
        return spaced
    if found := _DOI.fullmatch(text):
        return f"https://doi.org/{found[1]}"
    return f"https://{text}" if _HOST.fullmatch(text) else ""


def reasons(texts: pd.Series, faults: Faults, needed: pd.Series) -> pd.Series:
    """Why there is no stance; what is no reason is a fault where one is `needed`."""
    found = by_value(texts, _reason)
    wrong = needed & (found == "") & (texts.str.strip() != "")
    faults.add("answer", KINDS["reason"], texts[wrong], listed=True)
    return found.where(needed, "")


def _reason(text: str) -> str:
    said = plain(text)
    found = meaning(text)
    return said if said in REASONS else found if isinstance(found, str) else ""
