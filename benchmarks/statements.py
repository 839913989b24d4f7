"""Statements of a million codings by filter, with facets and search, beside Datasette on them.

Both servers hold the same rows. Datasette gets them as a table of SQLite with an index on each
column that is filtered or counted, on pairs of them where that helps it, and a full-text index of
the columns that are searched here; its limits of time are lifted, and it suggests no further
facets. Each question has a first day, or a word, that was never asked for before. Datasette answers
with 20 rows, their number and five facets in JSON. Here the same is asked of the API, whose answer
has 20 statements with all their codes and no facets, and of the page, which counts six facets and
sends what is seen in the browser.
"""

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import codings
import duckdb
import timing
from serving import PATIENCE, ROOT, Reader, Server, server

CODINGS, ROWS = 1_000_000, 20
FACETS = ("actor_type", "country", "theme", "event", "kind")
SEARCHED = ("quote", "summary", "speaker", "source_title")
#: words of the texts that are generated, each in about every sixth statement
WORDS = ("regles", "energie", "politica", "donnees", "segun", "securite", "offentlichkeit", "fur")
TYPE = "type 0"


def since(i: int) -> str:
    """The first day of repetition `i`."""
    return (date(2015, 6, 1) + timedelta(days=17 * i)).isoformat()


def questions() -> dict[str, Callable[[int], tuple[dict, dict]]]:
    """What is asked -> from a repetition, the parameters here and those of Datasette."""

    def filtered(i: int) -> tuple[dict, dict]:
        ours = {"type": TYPE, "since": since(i)}
        return ours, {"actor_type": TYPE, "date__gte": since(i)}

    def searched(i: int) -> tuple[dict, dict]:
        word = WORDS[i % len(WORDS)]
        return {"q": word}, {"_search": word}

    def both(i: int) -> tuple[dict, dict]:
        (a, b), (c, d) = filtered(i), searched(i)
        return a | c, b | d

    return {"a type since a day": filtered, "a word": searched, "both": both}


def database(source: Path, path: Path) -> Path:
    """The rows as SQLite for Datasette; made once."""
    if path.exists():
        return path
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    rows = duckdb.connect().execute(f"FROM read_parquet('{source / 'positions.parquet'}')")
    names = [column[0] for column in rows.description]
    with sqlite3.connect(unfinished) as lite:
        lite.execute(f"CREATE TABLE codings (id INTEGER PRIMARY KEY, {', '.join(names)})")
        places = ", ".join("?" * len(names))
        insert = f"INSERT INTO codings ({', '.join(names)}) VALUES ({places})"
        while batch := rows.fetchmany(50_000):
            texts = ([str(c) if isinstance(c, date) else c for c in row] for row in batch)
            lite.executemany(insert, texts)
        for column in ("date", *FACETS):
            lite.execute(f"CREATE INDEX by_{column} ON codings ({column})")
        lite.execute("CREATE INDEX by_type_and_date ON codings (actor_type, date)")
        searched = ", ".join(SEARCHED)
        lite.execute(
            f'CREATE VIRTUAL TABLE codings_fts USING fts5 ({searched}, content="codings", '
            "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        lite.execute(
            f"INSERT INTO codings_fts (rowid, {searched}) SELECT id, {searched} FROM codings"
        )
        lite.execute("ANALYZE")
    lite.close()
    return unfinished.rename(path)


@contextmanager
def datasette(command: str, path: Path) -> Iterator[str]:
    """Datasette with these rows; the address of the table."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [command, "serve", "-i", str(path), "-p", str(port)]
    for name, value in (
        ("sql_time_limit_ms", 60_000), ("facet_time_limit_ms", 60_000), ("suggest_facets", 0),
    ):  # fmt: skip
        serve += ["--setting", name, str(value)]
    process = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        while process.poll() is None:
            with suppress(URLError, OSError), urlopen(f"{address}/-/versions.json", timeout=5):
                break
        else:
            raise SystemExit("Datasette did not start.")
        yield f"{address}/{path.stem}/codings.json"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def got(address: str, parameters: dict) -> bytes:
    """What a server answers."""
    with urlopen(f"{address}?{urlencode(parameters, doseq=True)}", timeout=PATIENCE) as answer:
        return answer.read()


def compare(ours: Server, theirs: str, times: int) -> list[list[str]]:
    """A row for each question and way to ask it."""
    told = {"_size": ROWS, "_sort_desc": "date", "_facet": FACETS}
    rows = []
    for name, asked in questions().items():
        here = got(f"http://{ours.address}/api/statements", asked(2 * times)[0])
        there = got(theirs, asked(2 * times)[1] | told)
        if (
            codings.EACH * json.loads(here)["meta"]["count"]
            != json.loads(there)["filtered_table_rows_count"]
        ):
            raise SystemExit(f"The two find other rows by {name}: nothing to compare.")

        def of_datasette(i: int, asked=asked) -> float:
            return timing.seconds(lambda: got(theirs, asked(i)[1] | told))

        def of_api(i: int, asked=asked) -> float:
            address = f"http://{ours.address}/api/statements"
            return timing.seconds(lambda: got(address, asked(i)[0] | {"limit": ROWS}))

        def of_page(i: int, asked=asked) -> float:
            # days and words of their own: what the API was asked is remembered
            with Reader(ours, asked(i + times)[0], page="statements") as reader:
                return reader.opened.clock

        for way, measure in (("API", of_api), ("page", of_page)):
            own, other = timing.in_worker_thread(measure, of_datasette, times)
            ratio = f"{timing.ratio(own, other):.2f}"
            rows.append([name, way, timing.ms(own), timing.ms(other), ratio])
    return rows


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=4)
    parser.add_argument("--datasette", default="datasette", help="its command")
    parser.add_argument("--folder", type=Path, default=Path("scale"), help="for the data sets")
    chosen = parser.parse_args()
    source = codings.generate(chosen.folder.resolve() / f"{CODINGS}", CODINGS)
    prepared = source.with_name(f"{CODINGS}-prepared")
    if not prepared.exists():
        prepare = [sys.executable, "-m", "hustings", "prepare", str(source), str(prepared)]
        subprocess.run(prepare, cwd=ROOT, check=True, capture_output=True)
    lite = database(source, source.with_name("codings.db"))
    with datasette(chosen.datasette, lite) as theirs, server(HUSTINGS_DATA=str(prepared)) as ours:
        rows = compare(ours, theirs, chosen.times)
    head = ("asked for", "here", "Hustings, ms", "Datasette, ms", "ratio of medians")
    timing.table(head, rows)


if __name__ == "__main__":
    main()
