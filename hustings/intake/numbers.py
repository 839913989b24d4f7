"""Numbers as people write them: Unicode minus signs, decimal commas, thousands, per cent."""

import re

import pandas as pd

#: what stands for a minus sign: hyphens, dashes, the sign itself
_MINUS = re.compile("[‐‑‒–—−﹣－]")
#: spaces that stand inside numbers, and the apostrophe that spreadsheets put before text
_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+|^'")
_PLAIN = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:\.\d{3})+,\d+")


def numbers(texts: pd.Series) -> pd.Series:
    """The number that each text holds, missing where it holds none.

    Parameters
    ----------
    texts : Series of str

    Returns
    -------
    Series of float
        "1,5" and "1.5" are one and a half, "1.234,5" and "1,234.5" a thousand and more. Where every
        text that could be a number ends in a sign of per cent, the sign is left out; a sign in the
        company of plain numbers makes no number, because one cannot know what it is a share of.

    >>> numbers(pd.Series(["−1", "0,5", " +1 ", "x", "7 %"])).tolist()
    [-1.0, 0.5, 1.0, nan, nan]
    >>> numbers(pd.Series(["50%", "7 %"])).tolist()
    [50.0, 7.0]
    """
    plain = texts.astype("str").str.replace(_BLANKS, "", regex=True)
    plain = plain.str.replace(_MINUS, "-", regex=True)
    shares = plain.str.fullmatch(f"{_PLAIN.replace('.', '[.,]', 1)}%")
    found = _read(plain.str.rstrip("%") if shares.any() else plain)
    others = found.notna() & ~shares
    return found.mask(shares) if others.any() else found


def number(text: str) -> float | None:
    """The number that a text holds, or None (see `numbers`)."""
    found = numbers(pd.Series([text])).iloc[0]
    return None if pd.isna(found) else float(found)


def _read(plain: pd.Series) -> pd.Series:
    grouped = plain.str.fullmatch(_GROUPED)
    if grouped.any():
        points = plain.str.replace(r"[.,](?=.*[.,])", "", regex=True)
        plain = plain.where(~grouped, points)
    # a comma between digits is a decimal comma: stances have no thousands
    plain = plain.str.replace(r"^([+-]?\d*),(\d+)$", r"\1.\2", regex=True)
    right = plain.str.fullmatch(_PLAIN)
    return pd.to_numeric(plain.where(right), errors="coerce").astype(float)


def shortest(value: float) -> str:
    """A number as it is compared and shown: without needless decimals.

    >>> shortest(-1.0), shortest(0.5)
    ('-1', '0.5')
    """
    return f"{value:.12g}" if value else "0"
