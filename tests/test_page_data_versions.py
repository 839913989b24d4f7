"""The page of a reader's own data: waves at once, a recipe that meets the next file, versions."""

import pytest

from hustings import store
from hustings.pages import OWN_DATA, PAGES

PAGE = next(str(page.file) for page in PAGES if page.path == OWN_DATA)
FIRST = "Who,Topic,Say\nAnn,Dam,5\nBob,Dam,1\nAnn,Road,3\nBob,Road,5\n"
NEXT = "Topic,Who,Say\nDam,Ann,1\nDam,Bob,1\nRoad,Ann,3\nRoad,Cid,4\n"


def told(app) -> str:
    return "\n".join(element.value for element in app.get("html"))


def drop(app, *files: tuple[str, str]):
    app.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files])
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def start(visit, folder, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("HUSTINGS_STORE", str(tmp_path_factory.mktemp("store")))
    return lambda: visit(PAGE, folder)


def saved_from(app):
    """What the page has saved: the record that its link leads to, and the key."""
    app.button(key="own save").click().run()
    assert not app.exception and not app.error
    link, key = [each.value for each in app.code]
    return store.find(link.partition("/?data=")[2]), key


def test_waves_are_one_data_set(start):
    app = drop(start(), ("town_wave-1.csv", FIRST), ("town_wave-2.csv", NEXT))
    assert "town_wave-1.csv and 1 more file" in told(app)
    assert "8 rows × 4 columns" in told(app)
    assert app.text_input(key="own title").value == "Town wave"
    assert "3 actors on 2 axes, 8 " in told(app)


def test_too_many_files_at_once_are_refused_in_a_sentence(start):
    app = drop(start(), *[(f"w{n}.csv", FIRST) for n in range(51)])
    (error,) = app.error
    assert "51 files" in error.value and "50 MB together" in error.value


def test_a_recipe_that_comes_along_is_applied(start):
    recipe = '{"columns": {"actor": "Who", "axis": "Topic", "stance": "Say"}, "title": "Given",' \
        ' "scale": {"low": 5.0, "high": 1.0}}'  # fmt: skip
    app = drop(start(), ("first.csv", FIRST), ("recipe.json", recipe))
    assert "A recipe came with this file. It was applied." in told(app)
    assert app.text_input(key="own title").value == "Given"
    app = drop(start(), ("first.csv", FIRST), ("recipe.json", '{"colour": 1}'))
    assert app.error and "colour" in app.error[0].value


def test_the_next_file_with_the_header_gets_the_recipe_and_names_its_predecessor(start):
    app = drop(start(), ("first.csv", FIRST))
    app.text_input(key="own title").set_value("The town").run()
    first, _ = saved_from(app)
    app.button(key="own other").click().run()
    app = drop(app, ("next.csv", NEXT))
    assert "The recipe of “The town”, saved on " in told(app) and "It was applied." in told(app)
    assert app.text_input(key="own title").value == "The town"
    # the guess is one step away, and so is the recipe
    app.button(key="own undo").click().run()
    assert app.text_input(key="own title").value == "Next"
    app.button(key="own apply").click().run()
    assert app.text_input(key="own title").value == "The town"
    app.button(key="own compare").click().run()
    assert "1 new, 1 gone, 1 changed. 3 positions moved." in told(app)
    second, key = saved_from(app)
    assert (second.previous, second.title) == (first.hash, "The town")
    # whoever has the link sees both as well
    app.query_params["data"] = second.hash
    app.button(key="own other").click().run()
    assert f"version {second.version}, saved on" in told(app)
    app.button(key="own compare").click().run()
    assert not app.exception and "1 new, 1 gone, 1 changed" in told(app)
    # and whoever has the key removes it
    app.text_input(key="own removal key").set_value("wrong").run()
    app.button(key="own removal").click().run()
    assert "not the key" in app.info[0].value and store.find(second.hash)
    app.text_input(key="own removal key").set_value(key).run()
    app.button(key="own removal").click().run()
    assert "is removed" in app.info[0].value and store.find(second.hash) is None


def test_a_new_session_on_ones_own_machine_knows_the_recipes_of_the_store(start, monkeypatch):
    app = drop(start(), ("first.csv", FIRST))
    app.text_input(key="own title").set_value("The town").run()
    saved, _ = saved_from(app)
    assert "The recipe of “The town”" in told(drop(start(), ("next.csv", NEXT)))
    # behind a public address only the link tells whose recipe it is
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example")
    monkeypatch.setenv("HUSTINGS_UPLOADS", "on")
    assert "The recipe of" not in told(drop(start(), ("next.csv", NEXT)))
    app = start()
    app.query_params["data"] = saved.hash
    assert "The recipe of “The town”" in told(drop(app.run(), ("next.csv", NEXT)))


def test_words_are_changed_without_reading_the_rows_again(start, monkeypatch):
    app = drop(start(), ("first.csv", FIRST))
    monkeypatch.setattr("hustings.ui.data.session.apply", None)
    app.text_input(key="own credit").set_value("A. N. Other").run()
    app.selectbox(key="own unit").set_value("vote").run()
    assert not app.exception
    assert "2 actors on 2 axes, 4 votes" in told(app)


def test_a_full_disk_and_a_store_that_is_gone_are_told_and_nothing_is_lost(start, monkeypatch):
    app = drop(start(), ("first.csv", FIRST))
    app.text_input(key="own title").set_value("The town").run()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("hustings.ui.data.session.write_folder", full)
        for key in ("own open", "own save"):
            app.button(key=key).click().run()
            assert not app.exception
            (error,) = app.error
            assert "disk of the server does not take it" in error.value
    monkeypatch.setenv("HUSTINGS_STORE", "nowhere://at/all")
    app.button(key="own save").click().run()
    assert not app.exception and "cannot be opened" in app.error[0].value
    assert app.text_input(key="own title").value == "The town"
    assert "2 actors on 2 axes" in told(app)


def test_two_readers_at_once_have_their_own_drafts(start):
    one, other = drop(start(), ("first.csv", FIRST)), start()
    assert "2 actors on 2 axes" not in told(other)
    other = drop(other, ("next.csv", NEXT))
    one.text_input(key="own title").set_value("Of one").run()
    other.run()
    assert other.text_input(key="own title").value == "Next"
    assert "next.csv: 4 rows" in told(other) and "first.csv" not in told(other)
    assert "first.csv: 4 rows" in told(one) and "next.csv" not in told(one)
