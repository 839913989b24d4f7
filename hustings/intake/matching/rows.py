"""Guess what empty cells and texts that stand for nothing mean in the rows of a table."""

import pandas as pd

from hustings.intake.languages import plain
from hustings.intake.matching import Match, Question
from hustings.intake.matching.profile import HALF
from hustings.intake.matching.wide import Wide
from hustings.intake.scales import meaning, nothing
from hustings.schema import REASONS

#: share of a column's cells that are empty where its cells were merged
MERGED = 0.2
#: names of which no text stands for nothing: "None" may be called so
_NAMES = ("actor", "axis")
#: where one bare NA may be what is meant
_CODES = ("country",)

#: meanings whose columns may say beside their own why there is no stance
_BESIDE = ("note", "kind", "summary", "quote", "role", "event")


def empty_texts(
    cells: pd.DataFrame, columns: dict[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[Question]]:
    """Texts such as NA that stand for nothing, by meaning; and what is unclear.

    NA is the code of Namibia: in a column of countries it stands for nothing only where it does so
    in another column of the table, as in what R writes.
    """
    found: dict[str, tuple[str, ...]] = {}
    questions = []
    counts = {
        meaning: cells[column].value_counts()
        for meaning, column in columns.items()
        if meaning not in (*_NAMES, "stance", "answer")
    }
    elsewhere = any("NA" in each.index for m, each in counts.items() if m not in _CODES)
    for meant, each in counts.items():
        known = pd.Series(each.index, dtype="str")
        texts = [text for text in known[nothing(known)].tolist() if text.strip()]
        if meant in _CODES and "NA" in texts:
            taken = "empty" if elsewhere else "Namibia"
            asked = f"Is the country NA ({each['NA']:,}) Namibia, or is there none?"
            others = ("Namibia" if elsewhere else "empty",)
            questions.append(
                Question(
                    key="empty", column=columns[meant], asked=asked, taken=taken, others=others
                )
            )
            texts = texts if elsewhere else [text for text in texts if text != "NA"]
        if texts:
            found[meant] = tuple(sorted(texts))
    return found, questions


def filled_down(cells: pd.DataFrame, found: Match, wide: Wide | None) -> tuple[str, ...]:
    """Names whose empty cells repeat the one above them: cells that were merged."""
    down = []
    for meant in _NAMES:
        column = found.columns.get(meant)
        if column is None or not len(cells):
            continue
        blank = cells[column].str.strip() == ""
        if blank.mean() >= MERGED and not blank.iloc[0]:
            answers = list(wide.columns) if wide else [found.columns.get("stance", column)]
            if (cells.loc[blank, answers] != "").any(axis=1).mean() > HALF:
                down.append(meant)
    return tuple(down)


def reasons_beside(cells: pd.DataFrame, found: Match) -> str | None:
    """A column that says why there is no stance in the rows without one."""
    stance = cells[found.columns["stance"]]
    known = pd.Series(stance.unique(), dtype="str")
    rows = cells[stance.isin(known[nothing(known)])]
    if rows.empty:
        return None
    named = {column for meant, column in found.columns.items() if meant not in _BESIDE}
    for column in cells.columns:
        if column not in named:
            said = [_reason(str(text)) for text in rows[column].unique()]
            if said and all(said):
                return str(column)
    return None


def _reason(text: str) -> bool:
    return plain(text) in map(plain, REASONS) or isinstance(meaning(text), str)
