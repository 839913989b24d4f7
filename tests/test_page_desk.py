"""The coding desk's page from the entry point: who sits there, and where there is none."""

import pytest

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
