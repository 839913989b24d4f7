"""Databases of the Discourse Network Analyzer, versions 2 and 3, and its CSV, all made up."""

import sqlite3
from pathlib import Path

import pytest
from foreign import lists, one, read_as

from hustings.intake.readers import read

TEXT = "One 𝒟 two: we want the dam. And: no tram."
START, STOP = len("One 𝒟 two: ") + 1, len("One 𝒟 two: we want the dam.") + 1
COMMON = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT, Password TEXT);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER,
  Author TEXT, Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT);
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER,
  DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
INSERT INTO CODERS VALUES (1, 'Admin', 'x'), (2, 'R2', 'y');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'Annotation');
"""
VARIABLES = """
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT, DataType TEXT,
  StatementTypeId INTEGER);
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
  (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2);
"""
VERSION_2 = """
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  StatementTypeId INTEGER, Value INTEGER);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  StatementTypeId INTEGER, Value TEXT);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  StatementTypeId INTEGER, Value TEXT);
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Type TEXT,
  Alias TEXT, Notes TEXT);
INSERT INTO DATASHORTTEXT VALUES (1, 10, 1, 1, 'Person P'), (2, 10, 2, 1, 'River Trust'),
  (3, 10, 3, 1, 'Dam'), (4, 11, 2, 1, 'Union'), (5, 11, 3, 1, 'Tram');
INSERT INTO DATABOOLEAN VALUES (1, 10, 4, 1, 1), (2, 11, 4, 1, 0);
INSERT INTO ATTRIBUTES VALUES (1, 2, 'River Trust', 'NGO', '', ''), (2, 2, 'Union', '', '', '');
"""
VERSION_3 = """
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Value TEXT);
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Red INTEGER);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
  Entity INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER,
  AttributeValue TEXT);
INSERT INTO ENTITIES VALUES (1, 1, 'Person P', 0), (2, 2, 'River Trust', 0), (3, 3, 'Dam', 0),
  (4, 2, 'Union', 0), (5, 3, 'Tram', 0);
INSERT INTO DATASHORTTEXT VALUES (1, 10, 1, 1), (2, 10, 2, 2), (3, 10, 3, 3), (4, 11, 2, 4),
  (5, 11, 3, 5);
INSERT INTO DATABOOLEAN VALUES (1, 10, 4, 1), (2, 11, 4, 0);
INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 2, 'Type'), (2, 2, 'Alias');
INSERT INTO ATTRIBUTEVALUES VALUES (1, 2, 1, 'NGO'), (2, 4, 1, ''), (3, 4, 2, '');
"""
#: version 3 before entities had a table of that name
BETA = (
    VERSION_3[: VERSION_3.index("CREATE TABLE ATTRIBUTEVARIABLES")]
    .replace("ENTITIES", "ATTRIBUTES")
    .replace("Entity INTEGER", "Value INTEGER")
    + "INSERT INTO ATTRIBUTES VALUES (1, 1, 'Person P', 0), (2, 2, 'River Trust', 0),"
    " (3, 3, 'Dam', 0), (4, 2, 'Union', 0), (5, 3, 'Tram', 0);"
    "INSERT INTO DATASHORTTEXT VALUES (1, 10, 1, 1), (2, 10, 2, 2), (3, 10, 3, 3), (4, 11, 2, 4),"
    "  (5, 11, 3, 5);"
    "INSERT INTO DATABOOLEAN VALUES (1, 10, 4, 1), (2, 11, 4, 0);"
)
#: version 3 in which a statement has roles, each of several variables
ROLES = (
    VERSION_3.replace("VariableId INTEGER,\n  Value", "RoleVariableLinkId INTEGER, Value")
    .replace("VariableId INTEGER,\n  Entity", "RoleVariableLinkId INTEGER, Entity")
    .replace(
        "VALUES (1, 10, 1, 1), (2, 10, 2, 2)", "VALUES (1, 10, 1, 1), (2, 10, 2, 2), (6, 10, 2, 4)"
    )
    + """
CREATE TABLE ROLES(ID INTEGER PRIMARY KEY, RoleName TEXT, StatementTypeId INTEGER);
CREATE TABLE ROLEVARIABLELINKS(ID INTEGER PRIMARY KEY, RoleId INTEGER, VariableId INTEGER);
INSERT INTO ROLES VALUES (1, 'actor', 1), (2, 'issue', 1);
INSERT INTO ROLEVARIABLELINKS VALUES (1, 1, 1), (2, 1, 2), (3, 2, 3), (4, 2, 4);
"""
)
HEADER = ["statement_id", "date", "document_title", "author", "source", "section", "document_type",
          "coder", "text", "person", "organization", "concept", "agreement"]  # fmt: skip
ROWS = [
    ["10", "2024-01-02", "A title", "An author", "Made-up Daily", "News", "article", "Admin",
     "we want the dam.", "Person P", "River Trust", "Dam", "1"],
    ["11", "2024-01-02", "A title", "An author", "Made-up Daily", "News", "article", "R2",
     "no tram.", "", "Union", "Tram", "0"],
]  # fmt: skip
MILLISECONDS = 1_704_153_600_000


def database(folder: Path, script: str, date: int, variables: str = VARIABLES) -> Path:
    path = folder / "some.dna"
    with sqlite3.connect(path) as made:
        made.executescript(COMMON + variables + script)
        made.execute(
            "INSERT INTO DOCUMENTS VALUES (1, 'A title', ?, 1, 'An author', 'Made-up Daily',"
            " 'News', '', 'article', ?)",
            (TEXT, date),
        )
        made.executemany(
            "INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, ?)",
            [(10, START, STOP, 1), (11, STOP + 6, STOP + 14, 2)],
        )
    made.close()
    return path


@pytest.mark.parametrize(
    ("script", "date", "version"),
    [(VERSION_2, MILLISECONDS, 2), (VERSION_3, MILLISECONDS // 1000, 3),
     (BETA, MILLISECONDS // 1000, 3)],
)  # fmt: skip
def test_a_database_of_each_version(tmp_path, script, date, version):
    reading = read(database(tmp_path, script, date))
    table = one(reading)
    known = [["NGO"], [""]] if script is not BETA else [[], []]
    assert reading.kind == "Discourse Network Analyzer"
    assert [*table.cells.columns] == HEADER + ["organization: Type"] * bool(known[0])
    assert lists(table) == [row + more for row, more in zip(ROWS, known, strict=True)]
    assert table.name == "DNA Statement"
    assert table.labels == {"agreement": {"1": "yes", "0": "no"}}
    assert f"version {version}" in table.notes


def test_statements_whose_roles_have_several_values(tmp_path):
    variables = VARIABLES.replace(",\n  StatementTypeId INTEGER", "").replace(", 1)", ")")
    path = database(
        tmp_path, ROLES, MILLISECONDS // 1000, variables.replace("'long text', 2)", "'long text')")
    )
    cells = one(read(path)).cells
    assert cells.organization.tolist() == ["River Trust; Union", "Union"]
    assert cells.concept.tolist() == ["Dam", "Tram"]


@pytest.mark.parametrize(("hours", "day"), [(0, "02"), (-1, "02"), (-2, "02"), (5, "02")])
def test_midnight_where_the_coder_was_is_the_day(tmp_path, hours, day):
    path = database(tmp_path, VERSION_2, MILLISECONDS + hours * 3_600_000)
    assert one(read(path)).cells.date.tolist() == [f"2024-01-{day}"] * 2


def test_times_of_version_3_are_kept(tmp_path):
    path = database(tmp_path, VERSION_3, MILLISECONDS // 1000 + 37_800)
    assert one(read(path)).cells.date.iloc[0] == "2024-01-02 10:30:00"


def test_a_date_beyond_the_calendar_costs_itself_alone(tmp_path):
    table = one(read(database(tmp_path, VERSION_3, 2**62)))
    assert table.cells.date.tolist() == ["", ""]


def test_statements_of_several_types_are_tables_of_their_own(tmp_path):
    path = database(tmp_path, VERSION_3, 0)
    with sqlite3.connect(path) as made:
        made.execute("INSERT INTO STATEMENTS VALUES (12, 2, 1, 0, 3, 1)")
        made.execute("INSERT INTO DATALONGTEXT VALUES (1, 12, 5, 'a remark')")
    made.close()
    first, second = read(path).tables
    assert (first.name, second.name) == ("DNA Statement", "Annotation")
    assert second.cells.note.tolist() == ["a remark"]


def test_the_csv_of_the_program(tmp_path):
    said = ("statement_id;time;document_id;document_title;person;organization;concept;agreement\n"
            "10;2024-01-02;1;A title;Person P;River Trust;Dam;1\n")  # fmt: skip
    assert read_as(tmp_path, said).kind == "Discourse Network Analyzer"


def test_another_database_is_refused(tmp_path):
    path = tmp_path / "some.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE x(y)")
    made.close()
    (fault,) = read(path).faults
    assert fault.value == "a database without statements and documents"


def test_nothing_that_a_database_defines_is_run(tmp_path):
    path = database(tmp_path, VERSION_3, 0)
    with sqlite3.connect(path) as made:
        made.execute("DROP TABLE CODERS")
        made.execute(
            "CREATE VIEW CODERS AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS ID, 'x' AS Name FROM n"
        )
    made.close()
    assert one(read(path)).cells.coder.tolist() == ["", ""]
