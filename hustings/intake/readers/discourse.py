"""Reader of the Discourse Network Analyzer: its databases of versions 2 and 3, and its CSV.

The databases are SQLite; https://github.com/leifeld/dna has the programs that write them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import monotonic

from hustings.intake.readers.bounds import SECONDS
from hustings.intake.readers.discourse_dates import days
from hustings.intake.readers.discourse_values import Values, columns_of
from hustings.intake.readers.faults import Faults, refuse
from hustings.intake.readers.rows import Rows, table_of
from hustings.intake.table import Reading, Table

KIND = "Discourse Network Analyzer"
_ALLOWED = "a database of the Discourse Network Analyzer, version 2 or 3"
_NEEDED = {"STATEMENTS", "DOCUMENTS", "VARIABLES", "STATEMENTTYPES"}
#: columns of every statement; those of its type follow
COLUMNS = (
    "statement_id", "date", "document_title", "author", "source", "section", "document_type",
    "coder", "text",
)  # fmt: skip
#: steps of the database between two looks at the clock
_STEPS = 1_000_000


def read_discourse(path: Path, name: str) -> Reading:
    """Read the statements of each type as a table; see `hustings.intake.readers.Reader`.

    Variables are columns of their own names; what the program knows of a person or an
    organisation (its type, say) follows as "organization: Type". Rows are numbered from 1.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            return _reading(database, name)
    except (sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeError):
        refuse("a damaged database, or one that takes too long to read", _ALLOWED)


def _reading(database: sqlite3.Connection, name: str) -> Reading:
    end = monotonic() + SECONDS
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.set_progress_handler(lambda: monotonic() > end, _STEPS)
    for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        database.execute(f"PRAGMA {setting}")
    tables = columns_of(database)
    if not _NEEDED <= {*tables}:
        refuse("a database without statements and documents", _ALLOWED)
    values = Values(database, tables)
    types = database.execute("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID").fetchall()
    found = [_table(database, tables, values, type_id, str(label)) for type_id, label in types]
    kept = sorted((t for t in found if len(t.cells)), key=lambda t: -len(t.cells))
    if not kept:
        refuse("no statements", f"{_ALLOWED}, with statements")
    return Reading(kind=KIND, tables=tuple(kept))


def _table(
    database: sqlite3.Connection,
    tables: dict[str, dict[str, str]],
    values: Values,
    type_id: int,
    label: str,
) -> Table:
    variables = values.variables(type_id)
    more = [f"{variables[v]}: {attribute}" for v, attribute in values.attributes if v in variables]
    header = [*COLUMNS, *variables.values(), *more]
    faults = Faults(label)
    rows = Rows(len(header), len(header), faults)
    said = values.of(type_id)
    for number, (statement, cells) in enumerate(_statements(database, tables, type_id, values), 1):
        own = said.get(statement, {})
        known = [
            values.known(variable, own.get(variable, ""), attribute)
            for variable, attribute in values.attributes
            if variable in variables
        ]
        rows.add(number, [*cells, *(own.get(variable, "") for variable in variables), *known])
    table = table_of(label, header, *rows.columns(), [f"version {values.version}"], faults)
    yes = {"1": "yes", "0": "no"}
    named = [variables[v] for v in variables if v in values.booleans]
    return replace(table, labels={n: yes for n in named if n in table.cells})


def _statements(
    database: sqlite3.Connection, tables: dict[str, dict[str, str]], type_id: int, values: Values
) -> Iterator[tuple[int, list[str]]]:
    """Ids of statements of a type, with the cells that each has."""
    coders = dict(database.execute("SELECT ID, Name FROM CODERS")) if "CODERS" in tables else {}
    dates = days(
        database.execute("SELECT ID, Date FROM DOCUMENTS").fetchall(),
        thousandths=values.version == 2,
    )
    document, text, about = None, b"", [""] * 5
    asked = database.execute(
        "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS WHERE StatementTypeId = ?"
        " ORDER BY DocumentId, Start, ID",
        (type_id,),
    )
    for statement, where, start, stop, coder in asked:
        if where != document:
            document = where
            *about, whole = (
                database.execute(
                    "SELECT Title, Author, Source, Section, Type, Text FROM DOCUMENTS WHERE ID = ?",
                    (where,),
                ).fetchone()
                or [""] * 6
            )
            # Java counts halves of characters beyond the basic plane
            text = str(whole or "").encode("utf-16-le", "replace")
        excerpt = text[2 * int(start or 0) : 2 * int(stop or 0)].decode("utf-16-le", "replace")
        cells = [statement, dates.get(where, ""), *about, coders.get(coder, ""), excerpt]
        yield statement, ["" if cell is None else str(cell) for cell in cells]


def as_discourse(reading: Reading) -> Reading:
    """A reading as an export of the program, if its header says so."""
    for table in reading.tables:
        names = {name.strip().lower() for name in table.cells.columns}
        speaks = names & {"person", "organization", "organisation"}
        dated = any("document" in name or name.startswith("doc") for name in names)
        if speaks and dated and {"concept", "agreement"} <= names:
            return replace(reading, kind=KIND)
    return reading
