"""Files of five kinds to drop on the page of one's own data, and what it says of each."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat

#: who says what on two questions, from 1 (against) to 5 (for)
WHO = ("Harbour Board", "Green Coast", "Dockers")
ANSWERS = {"Night shifts": (5, 1, 2), "Dredging": (4, 2, 5)}


def semicolons(folder: Path) -> list[Path]:
    """A CSV as a German spreadsheet saves it."""
    rows = [
        f"{who};{axis};{str((answers[i] - 3) / 2).replace('.', ',')};0{i + 1}.02.2026"
        for axis, answers in ANSWERS.items()
        for i, who in enumerate(WHO)
    ]
    path = folder / "hafen.csv"
    path.write_bytes("\r\n".join(["Akteur;Thema;Position;Datum", *rows]).encode("cp1252"))
    return [path]


def book(folder: Path) -> list[Path]:
    """A spreadsheet with a title above its header."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["Consultation on the harbour"])
    sheet.append(["Organisation", *ANSWERS])
    for i, who in enumerate(WHO):
        sheet.append([who, *(answers[i] for answers in ANSWERS.values())])
    made.save(folder / "harbour.xlsx")
    return [folder / "harbour.xlsx"]


def survey(folder: Path) -> list[Path]:
    """A file of SPSS whose numbers have words."""
    words = {1: "strongly disagree", 2: "disagree", 3: "neutral", 4: "agree", 5: "strongly agree"}
    rows = pd.DataFrame(
        {"organisation": WHO} | {f"q{n}": a for n, a in enumerate(ANSWERS.values())}
    )
    questions = ["Organisation", *ANSWERS]
    labels = {"q0": words, "q1": words}
    path = folder / "harbour.sav"
    pyreadstat.write_sav(rows, path, column_labels=questions, variable_value_labels=labels)
    return [path]


def polis(folder: Path) -> list[Path]:
    """Two files of one conversation, dropped together."""
    votes = ["timestamp,datetime,comment-id,voter-id,vote"]
    comments = ["timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"]
    for n, (axis, answers) in enumerate(ANSWERS.items()):
        comments.append(f"1700000000,,{n},0,1,1,1,{axis} should be allowed")
        votes += [f"1700000000,,{n},{who},{1 if a > 3 else -1}" for who, a in enumerate(answers)]
    paths = [folder / "votes.csv", folder / "comments.csv"]
    for path, lines in zip(paths, (votes, comments), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def wide(folder: Path) -> list[Path]:
    """A Parquet file of one row for each question, a column for each actor."""
    rows = pd.DataFrame({"thesis": [*ANSWERS]} | {who: [("agree" if a[i] > 3 else "disagree")
                        for a in ANSWERS.values()] for i, who in enumerate(WHO)})  # fmt: skip
    rows.to_parquet(folder / "theses.parquet")
    return [folder / "theses.parquet"]


#: how each is made, and the title under which it is saved
KINDS: dict[str, tuple[Callable[[Path], list[Path]], str]] = {
    "CSV with semicolons": (semicolons, "Hafen"),
    "XLSX": (book, "Harbour"),
    "SPSS": (survey, "Harbour"),
    "Polis": (polis, "Votes"),
    "wide Parquet": (wide, "Theses"),
}
