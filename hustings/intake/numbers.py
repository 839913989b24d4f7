"""Numbers as people write them: Unicode minus signs, decimal commas, thousands, per cent."""

import re

import pandas as pd

#: what stands for a minus sign: hyphens, dashes, the sign itself
_MINUS = re.compile("[‐‑‒–—−﹣－]")
#: spaces that stand inside numbers, and the apostrophe that spreadsheets put before text
_BLANKS = re.compile(r"\s+|^'")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
#: a comma between digits is a decimal comma: stances have no thousands without decimals
_COMMA = re.compile(r"([+-]?\d*),(\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:\.\d{3})+,\d+", re.ASCII)


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
    return pd.Series(number_each(texts.tolist()), index=texts.index, dtype=float)


def number_each(texts: list[str]) -> list[float | None]:
    """The number that each text holds, or None (see `numbers`)."""
    found = [number(text) for text in texts]
    if all(value is None for value in found):
        return [number(text.rstrip()[:-1]) if _share(text) else None for text in texts]
    return found


def number(text: str) -> float | None:
    """The number that a text holds, or None (see `numbers`)."""
    if not _PLAIN.fullmatch(text):
        text = _MINUS.sub("-", _BLANKS.sub("", text))
        if _GROUPED.fullmatch(text):
            text = re.sub(r"[.,](?=.*[.,])", "", text)
        text = _COMMA.sub(r"\1.\2", text) if _COMMA.fullmatch(text) else text
        if not _PLAIN.fullmatch(text):
            return None
    return float(text)


def _share(text: str) -> bool:
    return text.rstrip().endswith("%")


def shortest(value: float) -> str:
    """A number as it is compared and shown: without needless decimals.

    >>> shortest(-1.0), shortest(0.5)
    ('-1', '0.5')
    """
    return f"{value:.12g}" if value else "0"
