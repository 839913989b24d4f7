"""What a data set may hold: its columns, and the check that separates good rows from problems.

Cells come in as text and are checked as text, so that one bad cell hides nothing. Every check is
an Ibis expression over the table of text: the engine looks at all rows, and only the problems
leave it.
"""

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NoReturn

import ibis
import ibis.expr.types as ir

if TYPE_CHECKING:
    from hustings.engine.base import Engine

#: characters of a name: longer ones leave no room for anything else in a figure
LONGEST_NAME = 300
#: why there is no stance
REASONS = ("abstained", "absent", "no opinion", "not asked", "other")
#: what a cell of each kind may hold, as readers are told
KINDS = {
    "text": "some text",
    "name": f"a name of at most {LONGEST_NAME} characters, none of which is a control character",
    "date": "a date that exists, written YYYY-MM-DD; a time of day may follow, as in T10:30",
    "time": "a time of day, written hh:mm or hh:mm:ss",
    "number": "a number from -1 to 1, with a point before its decimals",
    "count": "a whole number from 1 on",
    "error": "a number from 0 to 1, with a point before its decimals",
    "reason": f"{', '.join(REASONS[:-1])} or {REASONS[-1]}",
    "url": "an address that begins with http:// or https://",
}
#: an exponent of three digits makes nothing that differs from 0 or lies within bounds
_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?$"
#: programs that know only one kind of number write 12 as 12.0
_COUNT = r"^[+]?0{0,8}[1-9][0-9]{0,8}([.]0{0,8})?$"
#: a clock that is ahead or behind is refused: it could make another day of the date
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+]00(:?00)?)?$"
_TIME = f"^{_CLOCK}"
_DATE = f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}($|[T ]{_CLOCK})"
_URL = r"^[hH][tT][tT][pP][sS]?://[^\s/]+\S*$"
#: characters of a day, and of a time with millionths of seconds
_DAY, _FINEST = len("YYYY-MM-DD"), len("hh:mm:ss.123456")
#: problems of a file that are listed
MOST_TOLD = 100_000
#: how much of a long cell a problem repeats
SHOWN = 80
#: how much of it is kept in memory, where a file may have millions of them
KEPT = 1000
#: halves of characters: JSON and names of files can hold them, UTF-8 cannot
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a data file.

    Parameters
    ----------
    name : str
        As it stands in the header.
    kind : str
        One of `KINDS`.
    required : bool
        Whether the column must be there and filled in every row.
    level : str
        What the cell belongs to. All rows of one statement agree in the columns of level
        "statement".
    description : str
        What it holds, for readers.
    allowed : str, optional
        What is allowed, for problems; the words of the kind by default.
    instead : str, optional
        A column that is filled in each row in which this one is empty, and in no other.
    """

    name: str
    kind: str
    required: bool
    level: str
    description: str
    allowed: str = ""
    instead: str = ""

    def __post_init__(self):
        object.__setattr__(self, "allowed", self.allowed or KINDS[self.kind])


def _optional(name: str, level: str, description: str, kind: str = "text") -> Column:
    return Column(name=name, kind=kind, required=False, level=level, description=description)


COLUMNS = (
    _optional(
        "statement_id",
        "statement",
        "Stable name of the statement, the same on each of its "
        "rows; without it every row is a statement of its own",
        "name",
    ),
    _optional(
        "date",
        "statement",
        "Day on which it was said or published; a time of day may follow",
        "date",
    ),
    _optional(
        "time",
        "statement",
        "Time of that day, where it is not in date: with `repeat=latest` the last of a day counts",
        "time",
    ),
    Column(
        name="actor",
        kind="name",
        required=True,
        level="statement",
        description="Who holds the position: a state, an organisation, "
        "or a person who speaks for themself",
        allowed="the name of an actor",
    ),
    _optional(
        "actor_type", "statement", "What sort of actor it is; gives colour and shape", "name"
    ),
    _optional("country", "statement", "Country of the actor, as a name or a code", "name"),
    _optional("speaker", "statement", "Person who said it, where there is one", "name"),
    _optional("role", "statement", "Office or post of the speaker at that time"),
    _optional("summary", "statement", "What the actor argues, asks for or does, in one sentence"),
    _optional("quote", "statement", "The telling words themselves, verbatim"),
    _optional(
        "kind",
        "statement",
        "How the position is known: for example direct words, a document, an action, or a report",
        "name",
    ),
    _optional("theme", "statement", "Subject under which the statement is filed", "name"),
    _optional("event", "statement", "Occasion on which it was said", "name"),
    _optional("source_title", "statement", "Title of the text in which it can be read"),
    _optional("publisher", "statement", "Who published that text", "name"),
    _optional("url", "statement", "Where that text can be read", "url"),
    _optional(
        "source_kind",
        "statement",
        "Whose page that is: for example an original, a report by others, or a copy",
        "name",
    ),
    Column(
        name="axis",
        kind="name",
        required=True,
        level="coding",
        description="Axis on which the statement is judged",
        allowed="the name of an axis",
    ),
    Column(
        name="stance",
        kind="number",
        required=True,
        level="coding",
        description="Place on the axis, from -1 (fully at the first "
        "pole) to 1 (fully at the second); empty where `answer` says why there is none",
        instead="answer",
    ),
    _optional(
        "answer",
        "coding",
        "Why there is no stance: abstained, absent, no opinion, not asked or other; counted, and "
        "never a position of 0",
        "reason",
    ),
    _optional(
        "n",
        "coding",
        "Of an estimate by others: how many judges stand behind it",
        "count",
    ),
    _optional(
        "se",
        "coding",
        "Of an estimate by others: its standard error, on the scale of stance; with `n` it gives "
        "the interval",
        "error",
    ),
    _optional("coder", "coding", "Who judged it", "name"),
    _optional("note", "coding", "Why it was judged so, where that is not obvious"),
    _optional(
        "checked",
        "coding",
        "Day on which a person checked this row and let its stance stand, or judged it anew",
        "date",
    ),
    _optional(
        "checked_by",
        "coding",
        "Who checked it; the same as coder where that person judged it themself",
        "name",
    ),
)
AXIS_COLUMNS = (
    Column(
        name="axis",
        kind="name",
        required=True,
        level="axis",
        description="Value that stands in the axis column of positions.csv",
        allowed="the name of an axis",
    ),
    _optional("name", "axis", "Name of the axis in full", "name"),
    _optional("low", "axis", "First pole, at -1", "name"),
    _optional("high", "axis", "Second pole, at 1", "name"),
    _optional("low_means", "axis", "What the first pole stands for"),
    _optional("high_means", "axis", "What the second pole stands for"),
    _optional("low_noun", "axis", "First pole in words that follow “leans towards”", "name"),
    _optional("high_noun", "axis", "Second pole in words that follow “leans towards”", "name"),
)
EVENT_COLUMNS = (
    Column(name="date", kind="date", required=True, level="event", description="Day of the event"),
    Column(
        name="event",
        kind="name",
        required=True,
        level="event",
        description="What happened",
        allowed="the name of an event",
    ),
    _optional("place", "event", "Where it happened"),
)
#: columns that together may occur only once
POSITION_KEY = ("statement_id", "axis", "coder")
AXIS_KEY = ("axis",)


def is_text(text: str) -> bool:
    """Whether it can be written in UTF-8: it holds no half character, nor a byte that is none."""
    return not _HALF.search(text)


def as_text(text: str) -> str:
    """The text with a replacement mark for each half character, so that it can be written."""
    return _HALF.sub("\ufffd", text)


def printable(text: str) -> str:
    """The text on one line, without control characters, which could rewrite a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something in a file that cannot be used as it stands.

    Parameters
    ----------
    file : str
    row : int or None
        As in a spreadsheet, where the header is row 1; None when the whole file is meant.
    column : str
        Empty when no single column is meant.
    value : str
        What was found.
    allowed : str
        What would be right.
    """

    file: str
    row: int | None
    column: str
    value: str
    allowed: str

    def __post_init__(self):
        # what is wrong with a text must not break what tells it, nor fill the memory
        for field in fields(self):
            if isinstance(said := getattr(self, field.name), str):
                object.__setattr__(self, field.name, as_text(said[:KEPT]))

    def __str__(self) -> str:
        where = [self.file]
        where += [f"row {self.row:,}"] if self.row is not None else []
        where += [f"column {printable(self.column)}"] if self.column else []
        value = printable(self.value)
        value = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        unseen = "characters that cannot be shown" if self.value.strip() else "nothing"
        found = f"“{value}”" if self.column and value else value or unseen
        return f"{', '.join(where)}: found {found}; allowed: {printable(self.allowed)}."


class DataError(Exception):
    """Nothing in the source can be used.

    Parameters
    ----------
    problems : iterable of Problem
        Everything that was found, kept as a tuple in `problems`.
    """

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def brief(self) -> str:
        """The first problem, and how many more there are: one line, however broken the source."""
        more = len(self.problems) - 1
        return f"{self.problems[0]}{f' And {more:,} more.' if more else ''}"


def refuse(file: str, value: str, allowed: str, column: str = "") -> NoReturn:
    """Say in one problem why nothing in a source can be used.

    Raises
    ------
    DataError
    """
    raise DataError([Problem(file=file, row=None, column=column, value=value, allowed=allowed)])


def check(
    engine: "Engine",
    table: ir.Table,
    file: str,
    columns: tuple[Column, ...] = COLUMNS,
    key: tuple[str, ...] = POSITION_KEY,
    axes: tuple[str, ...] | None = None,
) -> tuple[list[Problem], ir.Table]:
    """Check every row of a table of text, and separate what can be used.

    Parameters
    ----------
    engine : Engine
        Where the table is. It gets tables named after what they hold: "wrong_cells" and the like.
    table : ibis.Table
        Columns of text, empty cells missing, and an integer column `row`. Optional columns may
        be left out.
    file : str
        Name of the file for the problems.
    columns : tuple of Column
        What the columns may hold.
    key : tuple of str
        Columns that together occur only once, as long as the first of them is filled.
    axes : tuple of str, optional
        Axes that exist; any axis is allowed without it.

    Returns
    -------
    problems : list of Problem
        By row and column; of more than MOST_TOLD the first ones, and how many more there are.
    good : ibis.Table
        The rows without a problem. Of rows that contradict or repeat each other the first one
        that is right in itself stays.
    """
    known = [column for column in columns if column.name in table.columns]
    tested = [column for column in known if column.required or column.kind != "text"]
    # one question tells which columns need a closer look: most have nothing wrong
    doubts = {c.name: _wrong(engine, table, c).any() for c in tested}
    exchanged = [column for column in known if column.instead in table.columns]
    doubts |= {f"{c.name} and {c.instead}": _both(table, c).any() for c in exchanged}
    stray = table.axis.notin(axes).fill_null(False) if axes is not None else None
    if stray is not None:
        doubts["is stray"] = stray.any()
    [doubtful] = engine.arrow(table.agg(**doubts)).to_pylist()
    found = [_cells(engine, table, column) for column in tested if doubtful[column.name]]
    found += [
        _faults(table.filter(_both(table, c)), c.instead, f"nothing beside a {c.name}")
        for c in exchanged
        if doubtful[f"{c.name} and {c.instead}"]
    ]
    if doubtful.get("is stray"):
        found.append(_faults(table.filter(stray), "axis", "an axis that stands in axes.csv"))
    wrong = [engine.make("wrong_cells", _all(found))] if found else []
    if "statement_id" in table.columns:
        shared = [c.name for c in known if c.level == "statement" and c.name != "statement_id"]
        wrong += _contradictions(engine, _ranked(table, "statement_id", wrong), shared)
    if key and key[0] in table.columns:
        there = [name for name in key if name in table.columns]
        repeats = _repeats(_ranked(table, key[0], wrong), there)
        made = engine.make("wrong_repeats", repeats)
        wrong += [made] if engine.count(made) else []
    return _told(engine, wrong, file, columns), _without(engine, table, wrong)


def _told(
    engine: "Engine", wrong: list[ir.Table], file: str, columns: tuple[Column, ...]
) -> list[Problem]:
    """What is wrong, by row and by the order of columns, as far as it can be listed."""
    if not wrong:
        return []
    every = _all(wrong)
    cells = engine.arrow(every.order_by("row", "column").limit(MOST_TOLD)).to_pydict().values()
    order = {column.name: place for place, column in enumerate(columns)}
    problems = [
        Problem(file=file, row=row, column=column, value=value, allowed=allowed)
        for row, column, value, allowed in sorted(
            zip(*cells, strict=True), key=lambda cell: (cell[0], order[cell[1]])
        )
    ]
    if len(problems) == MOST_TOLD:
        more = engine.count(every) - MOST_TOLD
        if more:
            told = f"{more:,} more cells or rows like these"
            problems.append(Problem(file=file, row=None, column="", value=told, allowed="none"))
    return problems


def _without(engine: "Engine", table: ir.Table, wrong: list[ir.Table]) -> ir.Table:
    """The rows in which nothing is wrong."""
    return table.anti_join(_all(wrong), "row") if wrong else table


def _all(found: list[ir.Table]) -> ir.Table:
    """The rows of several tables of the same columns."""
    return ibis.union(*found) if len(found) > 1 else found[0]


def _faults(wrong: ir.Table, column: str, allowed: str | ir.StringValue) -> ir.Table:
    """Rows that are all wrong in one column, in the order of the fields of a problem."""
    value = wrong[column].left(KEPT).fill_null("")
    allowed = ibis.literal(allowed) if isinstance(allowed, str) else allowed
    return wrong.select("row", column=ibis.literal(column), value=value, allowed=allowed)


def _wrong(engine: "Engine", table: ir.Table, column: Column) -> ir.BooleanValue:
    """Whether a cell of a column is wrong in itself."""
    cell = table[column.name]
    match column.kind:
        case "number":
            right = number(cell).between(-1, 1)
        case "count":
            right = cell.re_search(_COUNT)
        case "error":
            right = number(cell).between(0, 1)
        case "date":
            right = day(cell).notnull()
        case "time":
            right = cell.re_search(_TIME)
        case "reason":
            right = cell.lower().isin(REASONS)
        case "url":
            right = cell.re_search(_URL)
        case "name":
            right = (cell.length() <= LONGEST_NAME) & ~cell.re_search(engine.control)
        case _:
            right = cell.notnull()
    wrong = ~right.fill_null(False)
    if column.instead in table.columns:
        return wrong & (cell.notnull() | table[column.instead].isnull())
    return wrong if column.required else wrong & cell.notnull()


def _both(table: ir.Table, column: Column) -> ir.BooleanValue:
    """Whether a cell is filled and the one that would stand in its place too."""
    return table[column.name].notnull() & table[column.instead].notnull()


def _cells(engine: "Engine", table: ir.Table, column: Column) -> ir.Table:
    """Cells that are wrong in themselves."""
    cell, allowed = table[column.name], column.allowed
    if column.required and column.kind == "name":
        allowed = cell.isnull().ifelse(allowed, KINDS["name"])
    if column.instead:
        either = f"{allowed}; or a reason in {column.instead}"
        allowed = cell.isnull().ifelse(either, allowed)
    return _faults(table.filter(_wrong(engine, table, column)), column.name, allowed)


def number(cell: ir.StringValue) -> ir.FloatingValue:
    """The number that a cell of text holds; missing where it holds none."""
    # not every engine can try a cast, so that none is asked to cast what is no number
    return cell.re_search(_NUMBER).ifelse(cell, ibis.null("string")).cast("float64")


def count(cell: ir.StringValue) -> ir.IntegerValue:
    """The whole number that a cell of text holds; missing where it holds none."""
    whole = cell.re_search(_COUNT).ifelse(cell, ibis.null("string"))
    return whole.cast("float64").cast("int64")


def day(cell: ir.StringValue) -> ir.DateValue:
    """The date that a cell of text holds; missing where it holds none that exists."""
    return _exists(cell).ifelse(cell.left(_DAY), ibis.null("string")).cast("date")


def clock(date: ir.StringValue, time: ir.StringValue) -> ir.StringValue:
    """The time of day that two right cells of text hold, as hh:mm:ss, or with millionths after it.

    That of `time`, else what follows the day in `date`. Many programs write midnight after each
    day, so that midnight in `date` is no time.
    """
    after = _plain_clock(date.substr(_DAY + 1)).nullif("00:00:00")
    return ibis.coalesce(_plain_clock(time), after)


def _plain_clock(cell: ir.StringValue) -> ir.StringValue:
    plain = cell.replace("Z", "").replace("+00:00", "").replace("+0000", "").replace("+00", "")
    fine = (plain + "0" * _FINEST).left(_FINEST).replace(".000000", "")
    return ibis.cases(
        (plain.length() == len("hh:mm"), plain + ":00"),
        (plain.length() == len("hh:mm:ss"), plain),
        (plain.length() > len("hh:mm:ss"), fine),
    )


def _exists(cell: ir.StringValue) -> ir.BooleanValue:
    """Whether a cell holds a date of the calendar, whose years begin with 1."""
    written = cell.re_search(_DATE).ifelse(cell, ibis.null("string"))
    year, month, date = (
        written.substr(start, length).cast("int64") for start, length in ((0, 4), (5, 2), (8, 2))
    )
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    days = ibis.cases((month == 2, leap.ifelse(29, 28)), (month.isin((4, 6, 9, 11)), 30), else_=31)
    return (year >= 1) & month.between(1, 12) & (date >= 1) & (date <= days)


def _ranked(table: ir.Table, key: str, wrong: list[ir.Table]) -> ir.Table:
    """Rows that have the key, with `wrong`: whether something is wrong with the row already."""
    bad = table.row.isin(_all(wrong).row) if wrong else ibis.literal(False)
    return table.filter(table[key].notnull()).mutate(wrong=bad)


def _contradictions(engine: "Engine", table: ir.Table, shared: list[str]) -> list[ir.Table]:
    """Cells of a statement that differ from the first right row of that statement."""
    if not shared:
        return []
    # nearly all statements agree with themselves: a hash finds those that need a closer look
    digest = engine.fingerprint([table[name] for name in shared])
    mixed = table.mutate(digest=digest).group_by("statement_id")
    mixed = mixed.agg(least=ibis._.digest.min(), most=ibis._.digest.max())
    mixed = mixed.filter(mixed.least != mixed.most).select("statement_id")
    rows = engine.make("mixed_rows", table.semi_join(mixed, "statement_id"))
    if not engine.count(rows):
        return []
    first = ibis.window(group_by="statement_id", order_by=["wrong", "row"])
    found = []
    for name in shared:
        pairs = rows.mutate(
            expected=rows[name].first(include_null=True).over(first),
            first_row=rows.row.first().over(first),
        )
        pairs = pairs.filter(~pairs[name].identical_to(pairs.expected))
        expected = pairs.expected.fill_null("nothing")
        long = expected.length() > SHOWN
        expected = long.ifelse(expected.left(SHOWN) + "…", expected) + ", as in row "
        found.append(_faults(pairs, name, expected + pairs.first_row.cast("string")))
    return [engine.make("wrong_statements", _all(found))]


def _repeats(table: ir.Table, key: list[str]) -> ir.Table:
    """Rows whose key another row has already."""
    # a missing coder is a coder like any other; no cell of text is empty
    keys = [table[name].fill_null("") for name in key]
    same = ibis.window(group_by=keys, order_by=["wrong", "row"])
    rows = table.mutate(place=ibis.row_number().over(same), first_row=table.row.first().over(same))
    allowed = f"one row for each {', '.join(key)}; row " + rows.first_row.cast("string")
    return _faults(rows.filter(rows.place > 0), key[0], allowed + " has it already")
