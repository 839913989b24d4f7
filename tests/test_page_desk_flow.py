"""Desk pages from the entry point: differences, check queue, trail, publishing, exchange."""

import hostile
import pandas as pd
import pytest
from desk_acts import TEXT
from stores import open_store

from hustings import store
from hustings.axes import described
from hustings.dataset import open_dataset
from hustings.desk.desk import Desk
from hustings.desk.exchange.codebook import codebook_bytes
from hustings.desk.exchange.project import project_bytes
from hustings.desk.proposing import Proposed
from hustings.desk.queue import queue
from hustings.desk.store import Store
from hustings.pages import DESK, PAGES

PAGE = next(str(page.file) for page in PAGES if page.path == DESK)
#: one row judged twice by readers who differ, and one on which they agree
TWO_READERS = """statement_id,actor,axis,stance,coder,quote,url
a,Ann,Tax,1,x,low <b>taxes</b>,https://a.example/1
a,Ann,Tax,-1,y,low <b>taxes</b>,https://a.example/1
b,Bob,Tax,0.5,x,[go](https://b.example),
b,Bob,Tax,0.5,y,[go](https://b.example),
"""


@pytest.fixture
def desk(tmp_path) -> Desk:
    """The desk of `visit`, with one statement that two coders judge differently."""
    found = Desk(Store(f"sqlite:///{tmp_path}/desk.sqlite"))
    document = found.add_document("Ada", TEXT, title=hostile.ATTACKS[0], date="2026-02-03")
    said = {"actor": "Zoe <i>", "speaker": hostile.ATTACKS[1]}
    statement = found.add_statement("Ada", document, 1, 11, **said)
    found.code("Ada", statement, "Transport", -1, note=hostile.ATTACKS[4])
    found.code("Bo", statement, "Transport", 0.5)
    found.code("Ada", statement, "Tax", 1)
    found.code("Bo", statement, "Tax", 1)
    return found


def done(desk: Desk, *who: str) -> str:
    (document,) = desk.documents()
    for each in who:
        desk.finish(each, document["id"])
    return document["id"]


@pytest.fixture
def seated(visit, folder):
    """`seated(view, name)`: a part of the desk with somebody at it."""

    def run(view: str, name: str = "Ada", data=folder, **more):
        return visit(PAGE, data, state={"desk name": name}, view=view, **more)

    return run


def told(app) -> str:
    """All words of plain HTML on the page, on which no data text is markup."""
    words = "\n".join(element.value for element in app.get("html"))
    assert (
        "<script" not in words
        and "<img" not in words
        and "](java" not in "".join(each.value for each in app.markdown)
    )
    return words


def tables(app) -> list:
    return [each.value for each in app.dataframe]


def test_differences_wait_until_both_are_done(desk, seated):
    assert "until then nobody sees the codes of another" in told(seated("differences"))
    done(desk, "Bo")
    app = seated("differences")
    assert "until then nobody" in told(app) and not tables(app)


def test_a_difference_is_settled_by_a_key_and_alpha_stands_below(desk, seated):
    done(desk, "Ada", "Bo")
    app = seated("differences")
    words = told(app)
    assert "1 difference to settle." in words
    assert "More trams" in words and "rather Road" in words and "more trains" in words
    (statement,) = desk.statements()
    assert app.button(key=f"agree {statement['id']} Transport 2").proto.shortcut == "2"
    alpha, harder = tables(app)
    assert list(alpha.axis)[-1] == "all" and alpha.judgements.max() == 2
    own = harder[(harder.coder == "Bo") & (harder.axis == "all")].iloc[0]
    assert own["farther from the middle by"] == "−0.25"
    app.button(key=f"agree {statement['id']} Transport 2").click().run()
    assert "Nothing is left to settle; 1 settled." in told(app)
    code = desk.state()["code"][(statement["id"], "Transport", "agreed")]
    assert code["stance"] == -0.5
    app.toggle[0].set_value(True).run()
    assert "Agreed: rather Rail" in told(app)
    app.button(key=f"agree {statement['id']} Transport 0").click().run()
    assert "Agreed: no stance" in told(app)


def test_who_only_reads_along_is_no_coder_and_may_settle(desk, seated):
    done(desk, "Ada", "Bo", "Cy")
    app = seated("differences", "Cy")
    assert "1 difference to settle." in told(app) and "Cy<" not in told(app).split("owner")[-1]
    (statement,) = desk.statements()
    app.button(key=f"agree {statement['id']} Transport 1").click().run()
    assert "Nothing is left" in told(app)


def test_the_check_queue_hides_codes_and_takes_one_key_each(desk, seated, folder):
    app = seated("check")
    data = open_dataset(folder)
    drawn = queue(data, 100)
    first = drawn.iloc[0]
    words = told(app)
    assert "0 of " in app.get("progress")[0].proto.text
    assert first.quote in words and "1 Rail" in words or "1 Low" in words
    assert not any(f"{stance}" in words for stance in ("-0.75", "−0.5", "+0.5"))
    key = f"check {first.statement_id} {first.axis} 1"
    assert app.button(key=key).proto.shortcut == "1"
    app.button(key=key).click().run()
    (row,) = desk.checks(data.meta.name, "Ada")
    assert (row["statement"], row["axis"], row["stance"]) == (first.statement_id, first.axis, -1)
    later = next(each for each in app.button if each.label == "Later")
    passed = drawn.iloc[1]
    later.click().run()
    # it comes again at the end
    for _ in range(len(drawn) - 2):
        key = next(each.key for each in app.button if each.key.startswith("check "))
        assert key != f"check {passed.statement_id} {passed.axis} 1"
        app.button(key=key).click().run()
    app.button(key=f"check {passed.statement_id} {passed.axis} 5").click().run()
    assert "All are checked." in told(app)
    assert len(desk.checks(data.meta.name, "Ada")) == len(drawn)
    app.button(key="desk undo").click().run()
    assert "All are checked." not in told(app)


def test_what_was_checked_is_published_as_checked(desk, seated, folder):
    data = open_dataset(folder)
    rows = pd.read_csv(folder / "positions.csv")
    own = rows[rows.stance == 0.5].iloc[0]
    desk.check("Ada", data.meta.name, own.statement_id, own.axis, 0.5)
    app = seated("publish")
    assert "Rows that people have checked: 1." in told(app)
    app.button(key="desk publish").click().run()
    found = pd.read_csv(folder / "positions.csv")
    assert found.checked_by.dropna().tolist() == ["Ada"] and open_dataset(folder).rows == 6


def test_where_readers_differ_is_no_sample(desk, seated, tmp_path):
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "positions.csv").write_text(TWO_READERS, encoding="utf-8")
    app = seated("check", data=folder)
    assert "of 2 statements" in app.get("progress")[0].proto.text
    app.segmented_control(key="desk check draw").set_value("Where coders differ").run()
    assert "of 1 statements checked, on which coders differ" in app.get("progress")[0].proto.text
    words = told(app)
    assert "These are no sample" in words and "low &lt;b&gt;taxes&lt;/b&gt;" in words
    assert "href='https://a.example/1" in words


def test_the_trail_is_filtered_and_hides_what_is_not_to_be_seen(desk, seated):
    done(desk, "Bo")
    app = seated("trail")
    (table,) = tables(app)
    assert len(table) == 7 and table.what[0] == "done"
    bo = table[(table.who == "Bo") & (table.what == "code")]
    assert list(bo["of what"]) == ["", ""]
    assert "-1" in "".join(table[table.who == "Ada"]["of what"])
    app.selectbox(key="trail person").set_value("Bo").run()
    (table,) = tables(app)
    assert set(table.who) == {"Bo"} and "3 of 7 acts" in told(app)
    assert "2 codes that you may see (of Ada)" in told(app)
    app.selectbox(key="trail person").set_value("all").run()
    app.selectbox(key="trail document").set_value(desk.documents()[0]["id"]).run()
    # codes of Bo, which Ada may not see, are of no document either
    assert "5 of 7 acts" in told(app)
    assert {each.proto.label for each in app.get("download_button")} >= {"Take these acts"}


def test_publishing_into_the_folder_shows_what_moves_and_does_it(desk, seated, folder):
    done(desk, "Ada", "Bo")
    app = seated("publish")
    assert "Statements: 1 new, 0 changed, 0 gone." in told(app)
    (moves,) = tables(app)
    own = moves[moves.actor == "Zoe <i>"].set_index("axis")
    assert list(own.now) == ["none", "none"] and sorted(own.then) == ["+1.00", "−0.25"]
    assert open_dataset(folder).rows == 6
    app.button(key="desk publish").click().run()
    assert open_dataset(folder).rows == 10
    assert app.success[0].value == "The new version is there\\."
    assert 'href="./"' in told(app) and "Nothing would change" in told(app)
    assert not [each for each in app.button if each.key == "desk publish"]


def test_publishing_as_a_saved_set_gives_a_link(desk, seated, folder, tmp_path, monkeypatch):
    open_store(monkeypatch, tmp_path / "store")
    done(desk, "Ada")
    app = seated("publish")
    app.segmented_control(key="desk publish where").set_value("As a saved set with a link").run()
    app.button(key="desk publish").click().run()
    (saved,) = store.list_saved()
    assert f"./?data={saved.hash}" in told(app) and "shown this once" in told(app)
    assert open_dataset(folder).rows == 6
    done(desk, "Bo")
    app = seated("publish", address=saved.hash)
    assert "Statements: 0 new, 1 changed" in told(app)
    app.button(key="desk publish").click().run()
    newest = next(each for each in store.list_saved() if each.hash != saved.hash)
    assert newest.previous == saved.hash


def test_a_data_set_in_one_file_cannot_be_published_to(desk, seated, folder):
    assert "Only a data set in a folder" in told(seated("publish", data=folder / "positions.csv"))


def test_what_another_has_changed_meanwhile_is_refused(desk, seated, folder):
    done(desk, "Ada")
    app = seated("publish")
    path = folder / "positions.csv"
    path.write_text(path.read_text("utf-8") + "s9,2024-01-01,Ann,Tax,1\n", encoding="utf-8")
    app.button(key="desk publish").click().run()
    assert app.warning and "changed in the meantime" in app.warning[0].value.replace("\\", "")


def test_projects_and_codebooks_go_out_and_come_in(desk, seated, tmp_path):
    done(desk, "Ada", "Bo")
    project = project_bytes(desk.state(), ())
    app = seated("exchange")
    labels = {each.proto.label for each in app.get("download_button")}
    assert labels >= {"Project", "Codebook", "Events for DNA", "Annotations"}
    desk.remove_statement("Ada", desk.statements()[0]["id"])
    app.file_uploader[0].set_value(("mine.qdpx", project, "application/zip")).run()
    assert "1 × document, 1 × statement, 4 × code" in told(app)
    app.button(key="desk bring").click().run()
    assert "1 × statement, 4 × code" in told(app) and len(desk.statements()) == 1
    app.file_uploader[0].set_value(("mine.qdpx", b"no zip", "application/zip")).run()
    assert "cannot be read" in app.error[0].value.replace("\\", "")
    book = codebook_bytes([described("Trams", name="*Trams*", low="Fewer", high="More")])
    app.file_uploader[0].set_value(("book.qdc", book, "application/xml")).run()
    assert "Axes: *Trams*." in told(app)
    assert "Take axes.csv" in {each.proto.label for each in app.get("download_button")}


def test_proposals_of_assistants_wait_below_the_article_until_declined(desk, seated):
    document = desk.documents()[0]["id"]
    codes = {"Transport": 0.5}
    desk.propose("<b>stand-in", document, [Proposed(quote="Fewer cars", codes=codes)])
    app = seated("article")
    words = told(app)
    assert "model &lt;b&gt;stand-in" in words and "Transport +0.5" not in words
    (row,) = desk.proposals("Ada", document)
    app.button(key=f"decline {row['id']}").click().run()
    assert "stand-in" not in told(app) and desk.proposals("Ada", document) == []
