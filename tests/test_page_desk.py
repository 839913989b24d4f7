"""The coding desk's page from the entry point: who sits there, and where there is none."""

import json

import hostile
import pytest

from hustings.desk.desk import Desk
from hustings.desk.proposals import Proposal
from hustings.desk.proposals.model import ModelAnswer, ModelProposal
from hustings.desk.store import DeskError, Store
from hustings.pages import DESK, PAGES

PAGE = next(str(page.file) for page in PAGES if page.path == DESK)


def told(app) -> str:
    """All words of plain HTML on the page."""
    return "\n".join(element.value for element in app.get("html"))


@pytest.fixture
def seated(visit, folder):
    """`seated(name, **query)`: the desk with somebody at it."""

    def run(name: str = "Ann", **asked):
        return visit(PAGE, folder, state={"desk name": name}, **asked)

    return run


def test_a_name_is_asked_once(visit, folder):
    app = visit(PAGE, folder)
    assert [each.label for each in app.text_input if each.key == "desk name asked"] == ["Your name"]
    app.text_input(key="desk name asked").set_value("  agreed ")
    app.button[-1].click().run()
    assert "kept for settled codes" in app.warning[0].value
    app.text_input(key="desk name asked").set_value("Ann <b>Coder</b>")
    app.button[-1].click().run()
    assert not app.exception and not app.warning
    assert "Ann &lt;b&gt;Coder&lt;/b&gt;, owner" in told(app)
    app.button(key="desk leave").click().run()
    assert app.text_input(key="desk name asked")


def test_a_server_without_a_desk_says_so(visit, folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example")
    monkeypatch.setenv("HUSTINGS_DESK", "")
    assert "This server has no coding desk" in told(visit(PAGE, folder))
    monkeypatch.setenv("HUSTINGS_DESK", "off")
    assert "This server has no coding desk" in told(visit(PAGE, folder))
    monkeypatch.setenv("HUSTINGS_URL", "")
    assert "This server has no coding desk" in told(visit(PAGE, folder))
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example")
    monkeypatch.setenv("HUSTINGS_DESK", "sqlite:///nowhere.sqlite")
    assert "for people who have signed in" in told(visit(PAGE, folder))


def test_a_missing_package_is_named(visit, folder, monkeypatch):
    from hustings.ui.desk import door

    monkeypatch.setattr(door, "NEEDED", ("sqlalchemy", "no_such_module"))
    assert 'not installed here (no_such_module): pip install "hustings[serve,desk]"' in told(
        visit(PAGE, folder)
    ).replace("&quot;", '"')


def test_a_store_that_cannot_be_opened_is_said(visit, folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DESK", f"sqlite:///{folder}")
    assert "The desk cannot be reached" in visit(PAGE, folder).error[0].value


def test_undo_says_what_it_took_back(seated):
    app = seated()
    app.button(key="desk undo").click().run()
    assert app.success[0].value == "There is nothing of yours to take back\\."


ARTICLE = """Trams for the harbour
Coast Courier, 4 February 2026

The port will not bend. “A harbour that sleeps loses its ships,” said Mira Holt, its director.
"""


def element(app) -> dict:
    """What the article view hands to the browser."""
    (found,) = [each for each in app.get("bidi_component") if "desk_article" in str(each.proto)]
    return json.loads(found.proto.json)


def pasted(app, text: str = ARTICLE):
    app.text_area(key="desk paste").set_value(text)
    app.button(key="desk paste read").click().run()
    assert not app.exception
    return app


def added(app):
    next(each for each in app.button if each.label == "Put it on the desk").click().run()
    assert not app.exception
    return app


def test_the_first_run_opens_five_statements(seated):
    app = seated()
    app.button(key="desk example").click().run()
    assert not app.exception
    shown = element(app)
    assert [item["state"] for item in shown["items"]] == ["marked"] * 5
    assert {item["stands"] for item in shown["items"]} == {True}
    assert [axis["low"] for axis in shown["axes"]] == ["Rail", "Cut"]
    assert "article" in app.query_params["view"]
    app.button(key="desk undo").click().run()
    assert "add document" in app.success[0].value


def test_a_pasted_article_is_confirmed_and_read(seated):
    app = pasted(seated())
    proposed = {each.label: each.value for each in app.text_input if "desk new" in str(each.key)}
    assert list(proposed.values()) == [
        "Trams for the harbour", "Coast Courier", "", "2026-02-04",
    ]  # fmt: skip
    app.text_input(key="desk new date").set_value("4 Feb")
    added(app)
    assert "a day as 2026" in app.warning[0].value
    app.text_input(key="desk new date").set_value("2026-02-05")
    added(app)
    (item,) = element(app)["items"]
    assert (item["state"], item["said"]["speaker"]) == ("proposed", "Mira Holt")
    assert ARTICLE[item["start"] : item["end"]].startswith("A harbour that sleeps")
    assert element(app)["date"] == "2026-02-05"


def test_the_same_text_twice_is_said_and_opened(seated):
    app = added(pasted(seated()))
    app.segmented_control(key="desk view").set_value("documents").run()
    added(pasted(app, ARTICLE.replace("\n", "\r\n")))
    assert "here already" in app.warning[0].value
    assert "article" in app.query_params["view"]


def test_an_empty_paste_is_refused(seated):
    assert "There is no text" in pasted(seated(), "  ").warning[0].value


def test_a_file_is_read(seated):
    app = seated()
    app.get("file_uploader")[0].upload("harbour.txt", ARTICLE.encode()).run()
    assert not app.exception
    assert app.text_input(key="desk new title").value == "Trams for the harbour"


@pytest.fixture
def desk(monkeypatch, tmp_path):
    """The desk that the page of this test shows."""
    where = f"sqlite:///{tmp_path}/desk.sqlite"
    monkeypatch.setenv("HUSTINGS_DESK", where)
    store = Store(where)
    yield Desk(store)
    store.close()


def test_who_is_not_done_sees_no_code_of_others_on_the_page(seated, desk):
    document = desk.add_document("Bob", ARTICLE, title="Trams")
    statement = desk.add_statement("Bob", document, 77, 115, actor="Port")
    desk.code("Bob", statement, "Transport", 0.8125, note="secret of Bob")
    desk.code("model x", statement, "Tax", 0.8125, coder="model x", origin="model")
    desk.finish("Bob", document)
    for view in ("documents", "article"):
        app = seated("Ann", view=view)
        everything = "\n".join(str(node.proto) for node in walk(app))
        assert "secret" not in everything and "0.8125" not in everything
        assert view == "article" or "Bob done" in told(app)
    assert element(app)["items"][0]["codes"] == {}
    app.button(key="desk done").click().run()
    assert "Bob" in [row["coder"] for row in desk.codes("Bob")]
    app.button(key="desk yes").click().run()
    assert desk.documents()[0]["done"] == ["Ann", "Bob"]
    assert "You are done with this article" in told(app)


def walk(app):
    """All elements of a page."""
    for block in (app.main, app.sidebar):
        for node in block:
            if getattr(node, "proto", None) is not None:
                yield node


def test_a_reader_may_look_and_change_nothing(seated, desk, monkeypatch):
    from hustings.ui.desk import session

    desk.add_document("Bob", ARTICLE, title="Trams")
    monkeypatch.setattr(session.roles, "role_of", lambda options, who: "reader")
    app = seated("Eve")
    assert "Eve, reader" in told(app)
    assert not app.text_area and [each.label for each in app.button if "Read" in each.label] == [
        "Read"
    ]
    app = seated("Eve", view="article")
    assert element(app)["may"] is False and element(app)["items"] == []
    labels = {each.label for each in app.button}
    assert not labels & {"Undo", "I am done", "Remove this article"}


def test_an_article_is_corrected_and_removed(seated, desk):
    document = desk.add_document("Ann", ARTICLE, title="Trams")
    app = seated(view="article")
    app.text_input(key=f"title of {document}").set_value("Trams **again**")
    next(each for each in app.button if each.label == "Save").click().run()
    assert desk.document(document)["title"] == "Trams **again**"
    assert app.subheader[0].value == "Trams \\*\\*again\\*\\*"
    app.button(key="desk remove").click().run()
    assert desk.documents() == []
    assert "The desk is empty" in told(app)
    app.button(key="desk undo").click().run()
    assert desk.document(document)["title"] == "Trams **again**"


def test_hostile_words_are_only_text(seated, desk):
    for number, text in enumerate(hostile.TEXTS):
        document = desk.add_document(
            text, f"{number} {text}", title=text, publisher=text, url=text, note=text
        )
        desk.finish(text, document)
    app = seated()
    pages = [app, seated(view="article")]
    for app in pages:
        for node in app.get("html"):
            assert "<script" not in node.value and "<b>bold" not in node.value
        for kind in ("markdown", "caption", "subheader", "warning", "button"):
            for node in app.get(kind):
                said = str(getattr(node, "label", "")) + str(node.value)
                assert not [live for live in (":red[", "[x](java", "**bold**") if live in said]


def test_many_articles_are_found_by_their_title(seated, desk):
    for number in range(25):
        desk.add_document(
            "Ann", f"Text {number}", title=f"Article {number:02}", publisher="Courier"
        )
    app = seated()
    assert "Article 19" in told(app) and "Article 20" not in told(app)
    app.number_input(key="desk page").set_value(2).run()
    assert "Article 20" in told(app) and "Article 19" not in told(app)
    app.text_input(key="desk find").set_value("courier 07").run()
    assert "Article 07" in told(app) and "Article 20" not in told(app)


def test_a_model_is_asked_when_somebody_asks_it(seated, desk, monkeypatch):
    from hustings.ui.desk import article

    words = "The port will not bend"
    at = ARTICLE.index(words)
    said = Proposal(
        start=at, end=at + len(words), exact=words, speaker="**Holt**", role="", actor="Port",
        kind="reported",
    )  # fmt: skip
    found = ModelProposal(proposal=said, codes={"Transport": 0.8125})
    answers = [DeskError("The model cannot be reached: ConnectError."),
               ModelAnswer(coder="model m", proposals=(found,), dropped=2)]  # fmt: skip

    def asked(text, options, axes):
        assert text == ARTICLE
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(article, "ask_model", asked)
    desk.add_document("Ann", ARTICLE)
    assert "desk ask" not in {each.key for each in seated(view="article").button}
    monkeypatch.setenv("HUSTINGS_MODEL_URL", "http://localhost:1/v1")
    app = seated(view="article")
    assert len(element(app)["items"]) == 1
    app.button(key="desk ask").click().run()
    assert "cannot be reached" in app.error[0].value
    app.button(key="desk ask").click().run()
    assert "2 had words" in app.success[0].value
    first, second = element(app)["items"]
    assert (first["said"]["speaker"], first["state"]) == ("**Holt**", "proposed")
    assert first["codes"] == {} and "0.8125" not in json.dumps(element(app))
    assert second["said"]["speaker"] == "Mira Holt"
    assert (first["by"], second["by"]) == ("model m", "rules")
    assert desk.statements() == []


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"email": "Ada@who.example", "email_verified": True}, "Ada@who.example, owner"),
        ({"email": "bob@who.example"}, "bob@who.example, coder"),
        ({"email": "eve@who.example"}, "eve@who.example, who is not named"),
        ({"email": "ada@who.example", "email_verified": False}, "vouches for no mail address"),
        ({"sub": "123"}, "vouches for no mail address"),
    ],
    ids=str,
)
def test_behind_a_public_address_a_seat_is_the_mail_that_is_vouched_for(
    seated, monkeypatch, known, said
):
    from hustings.ui.desk import door, session

    monkeypatch.setattr(door, "_closed", lambda: "")
    monkeypatch.setattr(session.st, "user", known)
    monkeypatch.setenv("HUSTINGS_URL", "https://who.example")
    monkeypatch.setenv("HUSTINGS_DESK_ROLES", "ada@who.example:owner bob@who.example:coder")
    # a name that was given as on one's own machine is worth nothing here
    app = seated("ada@who.example")
    assert said in told(app)
    assert "desk leave" not in {each.key for each in app.button}


def test_a_desk_in_postgresql_needs_its_package(visit, folder, monkeypatch):
    from hustings.ui.desk import door

    monkeypatch.setattr(door, "find_spec", lambda name: None if name == "psycopg" else True)
    monkeypatch.setenv("HUSTINGS_DESK", "postgresql://nobody@127.0.0.1:1/none")
    assert "hustings[postgres]" in told(visit(PAGE, folder))
