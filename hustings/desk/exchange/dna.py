"""Out to Discourse Network Analyzer: a row for each code, as its event list in CSV has them.

DNA knows agreement and disagreement only: a stance of 0 has no row.
"""

from collections.abc import Mapping

from hustings.desk.events import State
from hustings.desk.rows import published

COLUMNS = (
    "statement_id", "time", "document_id", "document_title", "document_author", "document_source",
    "document_section", "document_type", "person", "organization", "concept", "agreement",
)  # fmt: skip


def dna_csv(state: State, concepts: Mapping[str, str] | None = None) -> bytes:
    """The codes of a desk that would be published, as a table for DNA.

    Parameters
    ----------
    state : State
    concepts : mapping, optional
        What an axis is called as a concept that one agrees with; its id by default. Agreement, 1,
        is the second pole, and 0 the first.

    Returns
    -------
    bytes
        CSV in UTF-8, separated by semicolons, every cell of text quoted.
    """
    lines = [";".join(map(_cell, COLUMNS))]
    for number, (statement, document, code) in enumerate(published(state), 1):
        if not code["stance"]:
            continue
        day = statement["date"] or document["date"]
        cells = (
            number, f"{day} 00:00:00" if day else "", document["id"][:12], document["title"], "",
            document["publisher"], "", "", statement["speaker"], statement["actor"],
            (concepts or {}).get(code["axis"], code["axis"]), int(code["stance"] > 0),
        )  # fmt: skip
        lines.append(";".join(map(_cell, cells)))
    return ("\n".join(lines) + "\n").encode()


def _cell(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    text = str(value)
    # no spreadsheet may take text for a formula
    text = f"'{text}" if text[:1] in "=+-@\t\r" and text else text
    return '"{}"'.format(text.replace('"', '""'))
