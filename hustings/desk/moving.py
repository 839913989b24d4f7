"""Move a desk to another database, its trail and checks with it: from a file to PostgreSQL."""

import sqlalchemy as sa

from hustings.desk.store import DeskError, Store
from hustings.desk.tables import CHANGED, EVENT

#: rows that are written at once
_STEP = 500


def move(source: Store, target: Store) -> int:
    """Copy all that a desk holds into an empty one, as a whole or not at all.

    Parameters
    ----------
    source : Store
        It stays as it is.
    target : Store

    Returns
    -------
    int
        How many acts its trail has.

    Raises
    ------
    DeskError
        When something has been done at the target already.
    """
    with source.reading() as old, target.writing() as new:
        if new.execute(sa.select(EVENT.c.id).limit(1)).first():
            raise DeskError("Something has been done at that desk already; an empty one is needed.")
        for table in (*CHANGED.values(), EVENT):
            found = old.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            for rows in found.partitions(_STEP):
                new.execute(sa.insert(table), [dict(row) for row in rows])
        count = int(old.execute(sa.select(sa.func.max(EVENT.c.id))).scalar() or 0)
        if count and new.dialect.name == "postgresql":
            # ids that are given by hand do not count there
            counter = sa.func.pg_get_serial_sequence(EVENT.name, EVENT.c.id.name)
            new.execute(sa.select(sa.func.setval(counter, count)))
        return count
