"""A coder as a process of its own, for tests of the store: `python desk_acts.py ADDRESS WHO COUNT`.

Prints a line for each act once it is saved.
"""

import sys

from hustings.desk.desk import Desk
from hustings.desk.store import Store

TEXT = "“More trams,” said Ada Quill. “Fewer cars,” said Tom Weir."


def work(address: str, who: str, count: int) -> None:
    desk = Desk(Store(address))
    statement = desk.add_statement(who, desk.documents()[0]["id"], 1, 11, actor="Ada Quill")
    for number in range(count):
        desk.code(who, statement, f"axis {number}", 1 - number % 3)
        print(number, flush=True)


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], int(sys.argv[3]))
