"""Data sets opened from folders and files."""

import csv
import io
import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ibis.expr.datatypes as dt
import pandas as pd
import pytest
from ibis import _

from hustings.dataset import Axis, open_dataset, signature
from hustings.fold import fold
from hustings.schema import COLUMNS, DataError

PLAIN = "actor,axis,stance,quote\nAnn,Tax,1,Égalité\nBob,Tax,-1,No\nAnn,Rail,0,\n"


def file(folder: Path, content: str, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def version(folder: Path, content: str, name: str = "some.csv") -> str:
    return open_dataset(file(folder, content, name)).version


def refused(source: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        open_dataset(source)
    return [str(problem) for problem in caught.value.problems]


def test_the_bundled_data_open_without_problems(bundled):
    table = bundled.table
    counts = table.agg(
        rows=table.count(), statements=_.statement_id.nunique(), actors=_.actor.nunique()
    )
    assert bundled.run(counts).iloc[0].tolist() == [3449, 1067, 330]
    assert (bundled.rows, bundled.left_out, bundled.problems) == (3449, 0, ())
    assert len(bundled.axes) == 6
    assert len(bundled.events) > 0


def test_columns_and_types_do_not_depend_on_the_file(few, tmp_path):
    plain = open_dataset(file(tmp_path, PLAIN))
    assert few.table.schema() == plain.table.schema()
    schema = few.table.schema()
    own = {"row", "actor_key", "is_checked"}
    assert set(schema) == {column.name for column in COLUMNS} | own
    assert (schema["row"], schema["date"], schema["stance"]) == (dt.int64, dt.date, dt.float64)
    assert plain.run(plain.table.date.isnull().all()).iloc[0, 0]


def test_frames_hold_dates_numbers_and_missing_values(few):
    frame = few.run(few.table.order_by("row").select("row", "date", "stance", "speaker"))
    assert frame.row.tolist() == [2, 3, 4, 5, 6, 7]
    assert frame.stance.tolist() == [-1, -0.5, 0.5, 0.25, -1, 1]
    assert frame.date[0] == pd.Timestamp(2024, 1, 1)
    assert pd.isna(frame.date[5])
    assert frame.speaker.isna().tolist() == [False, False, False, True, True, True]


def test_axes_and_their_words_come_from_the_file(few):
    assert few.axes[0] == Axis(
        id="Transport",
        name="Rail vs. road",
        low="Rail",
        high="Road",
        low_means="more trains",
        high_means="more roads",
        low_noun="rail",
        high_noun="roads",
    )


def test_axes_say_what_is_missing_from_their_file(folder):
    file(folder, "axis,low\nTransport,Rail\nTax,\n", "axes.csv")
    assert open_dataset(folder).axes == (
        Axis(
            id="Transport",
            name="Transport",
            low="Rail",
            high="for",
            low_means="",
            high_means="",
            low_noun="“Rail”",
            high_noun="“for”",
        ),
        Axis(
            id="Tax",
            name="Tax",
            low="against",
            high="for",
            low_means="",
            high_means="",
            low_noun="“against”",
            high_noun="“for”",
        ),
    )


def test_axes_without_a_file_are_those_of_the_data_by_statements_then_name(tmp_path):
    content = "statement_id,actor,axis,stance,coder\n" + "".join(
        f"{row}\n"
        for row in ("a,A,few,1,1", "a,A,few,1,2", "a,A,few,1,3", "a,A,b,1,", "c,A,b,1,", "a,A,a,1,",
                    "c,A,a,1,")
    )  # fmt: skip
    axes = open_dataset(file(tmp_path, content)).axes
    assert [axis.id for axis in axes] == ["a", "b", "few"]
    assert axes[0] == Axis(
        id="a",
        name="a",
        low="against",
        high="for",
        low_means="",
        high_means="",
        low_noun="“against”",
        high_noun="“for”",
    )


@pytest.mark.parametrize("content", ["", "name\nTax\n", "axis,name\n", "axis\n\n"])
def test_a_file_of_axes_that_says_nothing_is_a_problem_and_the_data_speak(folder, content):
    file(folder, content, "axes.csv")
    data = open_dataset(folder)
    assert {axis.id for axis in data.axes} == {"Tax", "Transport"}
    assert [problem.file for problem in data.problems] == ["axes.csv"]
    assert data.left_out == 0


def test_events_are_ordered_and_their_problems_named(folder):
    file(
        folder,
        "date,event,place\n2024-05-01,May,X\n2024-02-30,Feb,\n2024-01-01,Jan,\n",
        "events.csv",
    )
    data = open_dataset(folder)
    assert data.events.event.tolist() == ["Jan", "May"]
    assert data.events.date.tolist() == [pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 5, 1)]
    assert [(p.file, p.row, p.column) for p in data.problems] == [("events.csv", 3, "date")]


def test_no_events_are_an_empty_frame_of_the_same_shape(few):
    assert few.events.columns.tolist() == ["date", "event", "place"]
    assert few.events.empty
    assert few.events.date.dtype.kind == "M"


def test_good_rows_remain_and_the_others_are_counted_once(folder):
    with (folder / "positions.csv").open("a", encoding="utf-8") as out:
        out.write("s5,2024-13-01,Dan,,,,,,,,Tax,7,A\ns6,,Dan,,,,,,,,Space,0,A\ns7,ragged\n")
    data = open_dataset(folder)
    assert (data.rows, data.left_out) == (9, 3)
    assert [(p.row, p.column) for p in data.problems] == [
        (8, "date"), (8, "stance"), (9, "axis"), (10, ""),
    ]  # fmt: skip
    assert len(data.run(data.table)) == 6


def test_every_row_without_a_name_is_a_statement_and_keeps_its_name(tmp_path):
    rows = ["Ann,Tax,1,Yes", "Ann,Tax,1,Yes", "Bob,Tax,1,Yes"]
    found = []
    for order in (rows, rows[::-1]):
        data = open_dataset(file(tmp_path, "actor,axis,stance,quote\n" + "\n".join(order)))
        frame = data.run(data.table.select("actor", "statement_id"))
        assert frame.statement_id.nunique() == 3
        found.append(sorted(frame.itertuples(index=False, name=None)))
    assert found[0] == found[1]


def test_named_and_unnamed_rows_live_together(tmp_path):
    content = "statement_id,actor,axis,stance\ns1,Ann,Tax,1\n,Ann,Tax,1\n"
    data = open_dataset(file(tmp_path, content))
    names = data.run(data.table.order_by("row").select("statement_id")).statement_id.tolist()
    assert names[0] == "s1"
    assert names[1].startswith("row-")


def test_search_folds_case_and_accents_of_all_that_is_said(folder):
    data = open_dataset(folder)
    rows = data.run(data.table.order_by("row").select("statement_id"))
    texts = data.run(data.tables.statements).set_index("statement_id").search
    assert texts[rows.statement_id[3]].split() == ["egalite", "first", "paper"]
    assert texts[rows.statement_id[0]].split() == ["more", "trams", "ann", "lee", "paper"]


@pytest.mark.parametrize("word", ["ÉGALITÉ", "हिन्दी", "한국어", "ΛΌΓΟΣ", "Izmir", "Ёлка"])
def test_words_of_any_script_find_themselves(tmp_path, word):
    data = open_dataset(file(tmp_path, f"actor,axis,stance,quote\nA,T,1,{word}\nB,T,1,other\n"))
    for typed in (word, word.lower()):
        [found] = data.run(
            data.tables.statements.filter(_.search.contains(fold(typed)))
        ).statement_id
        hits = data.table.filter(data.table.statement_id == found)
        assert data.run(hits.select("actor")).actor.tolist() == ["A"]


def test_the_version_is_that_of_the_content_whatever_the_file(tmp_path):
    rows = list(csv.reader(io.StringIO(PLAIN)))
    turned = "\r\n".join(";".join(row[::-1]) for row in [rows[0], *rows[:0:-1]])
    same = {version(tmp_path, PLAIN), version(tmp_path, turned, "other.csv")}
    same.add(
        version(tmp_path, "\ufeff" + PLAIN.replace(",1,", ",1.0,").replace("Rail,0", "Rail,-0"))
    )
    same.add(version(tmp_path, PLAIN.replace(",", "\t"), "other.tsv"))
    frame = pd.read_csv(io.StringIO(PLAIN))
    frame.to_parquet(tmp_path / "some.parquet")
    same.add(open_dataset(tmp_path / "some.parquet").version)
    assert len(same) == 1
    assert len(same.pop()) == 12


def test_the_version_of_named_statements_ignores_order_too(folder, few):
    head, *rows = (folder / "positions.csv").read_text(encoding="utf-8").splitlines()
    random.Random(0).shuffle(rows)
    file(folder, "\n".join([head, *rows]), "positions.csv")
    head, *axes = (folder / "axes.csv").read_text(encoding="utf-8").splitlines()
    file(folder, "\n".join([head, *axes[::-1]]), "axes.csv")
    assert open_dataset(folder).version == few.version


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ann,Tax,1", "Ann,Tax,0.5"), ("Ann,Tax,1", "Anna,Tax,1"), ("No", "no"),
        ("Bob,Tax,-1,No\n", ""), ("Bob,Tax,-1,No\n", "Bob,Tax,-1,No\n" * 2),
        ("axis,stance,quote", "axis,stance,summary"),
    ],
)  # fmt: skip
def test_the_version_changes_with_the_content(tmp_path, old, new):
    assert version(tmp_path, PLAIN) != version(tmp_path, PLAIN.replace(old, new, 1))


def test_the_version_changes_with_the_poles(folder, few):
    axes = (folder / "axes.csv").read_text(encoding="utf-8")
    file(folder, axes.replace("Rail,Road", "Train,Road"), "axes.csv")
    assert open_dataset(folder).version != few.version


def test_eight_threads_get_the_answers_that_one_gets(bundled):
    table = bundled.table
    actors = bundled.run(table.select("actor").distinct().order_by("actor")).actor.tolist()[:20]

    def ask(actor: str) -> list[tuple]:
        mine = table.filter(table.actor.isin([actor])).group_by("axis").agg(
            n=_.count(), x=_.stance.mean(), words=_.actor_key.length().sum()
        )  # fmt: skip
        return bundled.run(mine.order_by("axis")).to_records(index=False).tolist()

    alone = [ask(actor) for actor in actors]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ask, actors * 5))
    assert together == alone * 5
    assert bundled.engine._free.qsize() <= 8 + 1


def test_a_failed_question_does_not_harm_the_next(few):
    wrong = few.table.select(x=few.table.actor.cast("float64"))
    for _attempt in range(3):
        with pytest.raises(Exception, match="Ann"):
            few.run(wrong)
    assert few.run(few.table.count()).iloc[0, 0] == 6


def test_a_folder_may_hold_one_table_of_any_name(tmp_path):
    file(tmp_path, PLAIN, "long.csv")
    file(tmp_path, "axis\nTax\nRail\nBus\n", "axes.csv")
    file(tmp_path, "no table", "README.md")
    data = open_dataset(tmp_path)
    assert (data.rows, len(data.axes), data.source) == (3, 3, str(tmp_path))


def test_a_folder_of_two_tables_needs_one_called_positions(tmp_path):
    file(tmp_path, PLAIN, "a.csv")
    file(tmp_path, PLAIN.replace("Bob", "Cid"), "b.csv")
    assert "found a.csv, b.csv" in refused(tmp_path)[0]
    file(tmp_path, PLAIN, "positions.csv")
    assert open_dataset(tmp_path).rows == 3


def test_a_file_takes_what_stands_beside_it_only_when_called_positions(folder):
    assert open_dataset(folder / "positions.csv").axes[0].low == "Rail"
    (folder / "positions.csv").rename(folder / "mine.csv")
    assert open_dataset(folder / "mine.csv").axes[0].low == "against"


def test_a_folder_of_parquet(folder, few):
    frame = pd.read_csv(folder / "positions.csv", dtype={"stance": float})
    frame.to_parquet(folder / "positions.parquet")
    (folder / "positions.csv").unlink()
    assert open_dataset(folder).version == few.version


def test_sources_that_cannot_be_opened_say_why(tmp_path):
    assert "nothing" in refused(tmp_path)[0]
    assert "nothing" in refused(tmp_path / "absent.csv")[0]
    assert ".xyz" in refused(file(tmp_path, PLAIN, "some.xyz"))[0]
    assert "header" in refused(file(tmp_path, ""))[0]
    assert "rows below the header" in refused(file(tmp_path, "actor,axis,stance\n"))[0]
    assert len(refused(file(tmp_path, "mood\nbad\n"))) == 3
    assert len(refused(file(tmp_path, "actor,axis,stance\nAnn,Tax,9\nBob,,1\n"))) == 2


def test_the_problems_of_all_files_are_told_at_once(folder):
    file(folder, "mood\nbad\n", "positions.csv")
    file(folder, "axis\nTax\nTax\n", "axes.csv")
    file(folder, "{", "datapackage.json")
    assert {problem.split(",")[0].split(":")[0] for problem in refused(folder)} == {
        "positions.csv", "axes.csv", "datapackage.json",
    }  # fmt: skip


def test_the_signature_changes_when_a_file_does(folder):
    seen = [signature(folder)]
    assert signature(folder) == seen[0]
    file(folder, (folder / "axes.csv").read_text() + "Bus,,,,,,,\n", "axes.csv")
    seen.append(signature(folder))
    state = (folder / "positions.csv").stat()
    os.utime(folder / "positions.csv", ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000))
    seen.append(signature(folder))
    file(folder, "{}", "datapackage.json")
    seen.append(signature(folder))
    assert len(set(seen)) == 4


def test_the_signature_of_nothing_changes_when_something_comes(tmp_path):
    before = signature(tmp_path / "some.csv")
    file(tmp_path, PLAIN)
    assert signature(tmp_path / "some.csv") != before
