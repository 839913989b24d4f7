"""What statements in a database of the Discourse Network Analyzer say, whatever its version."""

import sqlite3

#: tables of values, by the type of variable they hold
_TABLES = ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT")
#: what sets values of one variable apart, where a statement has several
_BETWEEN = "; "


def columns_of(database: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Declared types by the columns, in small letters, of each table; views are not asked."""
    asked = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {}
    for (name,) in asked:
        quoted = str(name).replace('"', '""')
        info = database.execute(f'PRAGMA table_info("{quoted}")')
        found[str(name).upper()] = {str(c[1]).lower(): str(c[2]).upper() for c in info}
    return found


class Values:
    """Variables of statements and their values.

    Attributes
    ----------
    version : int
        2 or 3, by how the database keeps short texts.
    booleans : set of int
        Ids of variables that are yes or no.
    attributes : list of (variable, attribute)
        What is known of persons, organisations and others beside their names.
    """

    def __init__(self, database: sqlite3.Connection, tables: dict[str, dict[str, str]]) -> None:
        self._database = database
        self._tables = tables
        short = tables.get("DATASHORTTEXT", {})
        self._entities = "entity" in short
        self._numbered = not self._entities and "INT" in short.get("value", "")
        self.version = 3 if self._entities or self._numbered else 2
        listed = database.execute("SELECT ID, Variable, DataType FROM VARIABLES ORDER BY ID")
        self._names: dict[int, str] = {}
        self.booleans: set[int] = set()
        for key, name, kind in listed:
            self._names[key] = str(name)
            if kind == "boolean":
                self.booleans.add(key)
        self._known = self._attributes()
        self.attributes = list({(v, a): None for v, _, a in self._known})

    def variables(self, type_id: int) -> dict[int, str]:
        """Names of the variables of a type of statement, by id."""
        if "statementtypeid" in self._tables["VARIABLES"]:
            asked = self._database.execute(
                "SELECT ID FROM VARIABLES WHERE StatementTypeId = ? ORDER BY ID", (type_id,)
            )
        else:
            asked = self._database.execute(
                "SELECT DISTINCT l.VariableId FROM ROLEVARIABLELINKS l JOIN ROLES r"
                " ON r.ID = l.RoleId WHERE r.StatementTypeId = ? ORDER BY 1",
                (type_id,),
            )
        return {key: self._names[key] for (key,) in asked if key in self._names}

    def of(self, type_id: int) -> dict[int, dict[int, str]]:
        """Values by variable, by statement, of a type of statement."""
        said: dict[int, dict[int, str]] = {}
        for table in _TABLES:
            if table not in self._tables:
                continue
            for statement, variable, value in self._database.execute(
                self._select(table), (type_id,)
            ):
                own = said.setdefault(statement, {})
                text = "" if value is None else str(value)
                before = own.get(variable)
                own[variable] = f"{before}{_BETWEEN}{text}" if before and text else before or text
        return said

    def _select(self, table: str) -> str:
        joins, variable, value = "", "d.VariableId", "d.Value"
        if "rolevariablelinkid" in self._tables[table]:
            joins, variable = (
                " JOIN ROLEVARIABLELINKS l ON l.ID = d.RoleVariableLinkId",
                "l.VariableId",
            )
        if table == "DATASHORTTEXT" and (self._entities or self._numbered):
            other, own = ("ENTITIES", "Entity") if self._entities else ("ATTRIBUTES", "Value")
            joins, value = f"{joins} LEFT JOIN {other} e ON e.ID = d.{own}", "e.Value"
        return (
            f"SELECT d.StatementId, {variable}, {value} FROM {table} d"
            f" JOIN STATEMENTS s ON s.ID = d.StatementId{joins}"
            " WHERE s.StatementTypeId = ? ORDER BY d.ID"
        )

    def known(self, variable: int, value: str, attribute: str) -> str:
        """What is known of a value under an attribute."""
        return self._known.get((variable, value, attribute), "")

    def _attributes(self) -> dict[tuple[int, str, str], str]:
        if {"ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES", "ENTITIES"} <= {*self._tables}:
            asked = self._database.execute(
                "SELECT e.VariableId, e.Value, a.AttributeVariable, v.AttributeValue"
                " FROM ATTRIBUTEVALUES v JOIN ENTITIES e ON e.ID = v.EntityId"
                " JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId"
                " WHERE v.AttributeValue <> '' ORDER BY a.ID"
            )
        elif {"variableid", "value", "type"} <= {*self._tables.get("ATTRIBUTES", {})}:
            asked = self._database.execute(
                "SELECT VariableId, Value, 'Type', Type FROM ATTRIBUTES WHERE Type <> ''"
            )
        else:
            return {}
        return {(v, str(value), str(a)): str(said) for v, value, a, said in asked}
