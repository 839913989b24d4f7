"""Write a data set of any size with all columns of the codebook, seeded, by SQL in DuckDB.

Each statement is judged on two axes by two coders: four codings. 300 actors of 8 types from 60
countries, with four speakers each, speak on six axes in ten years; 40 events last a month each, and
every fifth text has letters outside ASCII. A summary has some 100 characters, a quotation 200, a
title 50. Votes have no texts: neither summary, quotation, title, note nor address.
"""

import argparse
from pathlib import Path
from time import perf_counter

import duckdb

SEED = 20250212
ACTORS, TYPES, AXES, DAYS, EVENTS = 300, 8, 6, 3650, 40
#: codings of a statement
EACH = 4
#: columns that votes are without
TEXTS = "summary, quote, source_title, url, note"
#: memory that generating takes at the most
MEMORY = "2GB"

#: half texts, of which two make one
_HALVES = f"""
    CREATE TABLE halves AS
    WITH words AS (SELECT ['policy', 'open', 'models', 'must', 'never', 'replace', 'public',
        'oversight', 'of', 'systems', 'that', 'decide', 'about', 'people', 'and', 'their', 'work',
        'while', 'states', 'share', 'research', 'under', 'common', 'rules', 'for', 'safety',
        'energy', 'competition', 'the', 'market', 'needs', 'room', 'to', 'grow', 'before',
        'regulation', 'is', 'written', 'by', 'those', 'who', 'profit', 'from', 'it'] AS plain,
        ['règles', 'sécurité', 'énergie', 'für', 'Öffentlichkeit', 'größer', 'más', 'según',
        'współpraca', 'política', 'données', 'où'] AS marked)
    SELECT i, array_to_string([CASE WHEN i % 5 = 0 AND k % 4 = 0
        THEN marked[1 + (hash(i, k, {SEED}) % len(marked))::INT]
        ELSE plain[1 + (hash(i, k, {SEED}) % len(plain))::INT] END
        FOR k IN range(16)], ' ') AS text
    FROM words, range(20000) t(i)
"""

_ROWS = """
    COPY (
        WITH drawn AS (
            SELECT s, 1 + (hash(s, 1, {seed}) % {actors})::INT AS actor,
                (hash(s, 2, {seed}) % {days})::INT AS day,
                (hash(s, 3, {seed}) % 20000)::INT AS one, (hash(s, 4, {seed}) % 20000)::INT AS two,
                (hash(s, 5, {seed}) % 20000)::INT AS three,
                (hash(s, 6, {seed}) % 1000000)::INT AS other,
                (hash(s, 7, {seed}) % {axes})::INT AS axis
            FROM range({first}, {last}) t(s)
        ), pairs AS (
            SELECT *, unnest([0, 0, 1, 1]) AS pair, unnest([0, 1, 0, 1]) AS coder FROM drawn
        )
        SELECT {columns} FROM (SELECT 's' || s AS statement_id, DATE '2015-01-01' + day AS date,
            'Actor ' || actor AS actor, 'type ' || (actor % {types}) AS actor_type,
            'Country ' || (actor % 60) AS country,
            CASE WHEN other % 3 > 0 THEN 'Speaker ' || actor || ' ' || (other % 4) END AS speaker,
            CASE WHEN other % 3 > 0 THEN 'Minister of ' || (other % 40) END AS role,
            summary.text AS summary, quote.text || ' ' || rest.text || '.' AS quote,
            ['direct', 'document', 'action', 'vote', 'reported'][1 + other % 5] AS kind,
            'theme ' || (other % 12) AS theme,
            CASE WHEN other % 2 = 0 AND (day // 30) % 3 = 0
                THEN 'Event ' || (day // 90 % {events}) END AS event,
            left(quote.text, 40) || ' ' || (other // 100) AS source_title,
            'Publisher ' || (other % 500) AS publisher,
            'https://publisher-' || (other % 500) || '.example/' || other || '/'
                || replace(left(quote.text, 20), ' ', '-') AS url,
            'axis ' || (axis + pair * (1 + other % {others})) % {axes} AS axis,
            least((hash(s, pair, {seed}) % 5)::INT
                + (hash(s, pair, coder, {seed}) % 10 = 0)::INT, 4) / 2.0 - 1 AS stance,
            'Coder ' || chr(65 + coder) AS coder,
            CASE WHEN other % 10 = 0 THEN left(rest.text, 60) END AS note
        FROM pairs
        JOIN halves summary ON summary.i = one
        JOIN halves quote ON quote.i = two
        JOIN halves rest ON rest.i = three)
    ) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def generate(folder: Path, codings: int, votes: bool = False) -> Path:
    """Write a data set: a folder with positions.parquet and axes.csv.

    Parameters
    ----------
    folder : Path
        Is made where it is not there yet; a data set that lies there is left as it is.
    codings : int
        Rows, a multiple of four.
    votes : bool
        Whether to leave out all texts.

    Returns
    -------
    Path
        The folder.
    """
    path = folder / "positions.parquet"
    if path.is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    axes = "".join(f"axis {i},Axis {i},low {i},high {i}\n" for i in range(AXES))
    (folder / "axes.csv").write_text(f"axis,name,low,high\n{axes}", encoding="utf-8")
    unfinished = folder / "unfinished"
    with duckdb.connect() as engine:
        engine.execute(f"SET memory_limit = '{MEMORY}'; {_HALVES}")
        engine.execute(
            _ROWS.format(
                seed=SEED, actors=ACTORS, days=DAYS, axes=AXES, others=AXES - 1, types=TYPES,
                events=EVENTS, first=0, last=codings // EACH, path=unfinished,
                columns=f"* EXCLUDE ({TEXTS})" if votes else "*",
            )
        )  # fmt: skip
    unfinished.rename(path)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("codings", type=int)
    parser.add_argument("--votes", action="store_true", help="leave out all texts")
    chosen = parser.parse_args()
    start = perf_counter()
    path = generate(chosen.folder, chosen.codings, chosen.votes) / "positions.parquet"
    print(f"{path}: {path.stat().st_size / 1e6:,.0f} MB, {perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
