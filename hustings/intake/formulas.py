"""Text that a spreadsheet would run: an apostrophe before it when written, taken away when read.

The rule is that of every file that leaves here (`hustings.export.table`, `hustings.readers.text`).
"""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

#: apostrophes in front count as well, so that one more can be told from those of the data
_FORMULA = r"^'* *([\t\r\n]|\s*[=+\-@])"


def guarded(texts: pd.Series) -> pd.Series:
    """Texts with an apostrophe before those that begin like a formula.

    >>> guarded(pd.Series(["=1", "'=1", "one"])).tolist()
    ["'=1", "''=1", 'one']
    """
    runs = _runs(texts)
    return texts.mask(runs, "'" + texts) if runs.any() else texts


def unguarded(texts: pd.Series) -> pd.Series:
    """Texts without the apostrophe that a file has before a formula.

    >>> unguarded(pd.Series(["'=1", "''=1", "'tis"])).tolist()
    ['=1', "'=1", "'tis"]
    """
    first = texts.str.startswith("'")
    if not first.any():
        return texts
    rest = texts.str.slice(1)
    return texts.mask(first & _runs(rest), rest.str.strip())


def _runs(texts: pd.Series) -> pd.Series:
    found = pc.match_substring_regex(pa.array(texts, pa.string()), _FORMULA)
    return pd.Series(found.to_numpy(zero_copy_only=False), index=texts.index)
