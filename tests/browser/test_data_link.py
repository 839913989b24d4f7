"""A saved data set, opened by its link on two replicas: it stays from page to page, and Back."""

import re

import pytest
import shown
from playwright.sync_api import expect
from stores import open_store, package

from hustings import store


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The hash of a data set in a store, and what a server needs to find it."""
    folder = tmp_path_factory.mktemp("readers")
    with pytest.MonkeyPatch.context() as patch:
        open_store(patch, folder / "store")
        made = store.save(package(folder / "a"), expires=None)
    return made.hash, {"HUSTINGS_UPLOADS": "on", "HUSTINGS_STORE": str(folder / "store")}


def test_a_data_set_stays_from_page_to_page_and_for_a_second_reader(
    serve, page, settled, saved, errors
):
    hash, environment = saved
    first, second = serve(**environment), serve(**environment)
    named, title = re.compile(rf"\bdata={hash}\b"), "Ann's table"
    reader = page(f"{first}/?data={hash}")
    main = reader.get_by_test_id("stMain")
    expect(main).to_contain_text(title)
    expect(main).to_contain_text("A reader's data set, saved on")
    for each in ("Compare", "Statements", "Map"):
        shown.visit(settled(reader), each)
        expect(reader).to_have_url(named)
        expect(main).to_contain_text(title)
        expect(main).not_to_contain_text("AI governance")
    permalink = shown.shared_link(settled(reader))
    assert named.search(permalink)
    reader.go_back()
    expect(main).to_contain_text("A reader's data set")
    expect(reader).to_have_url(named)

    other = page(permalink.replace(first, second))
    expect(other.get_by_test_id("stMain")).to_contain_text(title)
    other.get_by_role("link", name="The data set of this server").click()
    expect(other.get_by_test_id("stMain")).to_contain_text("AI governance")
    expect(other).not_to_have_url(re.compile("data="))
    settled(other).go_back()
    expect(other.get_by_test_id("stMain")).to_contain_text(title)
    assert errors == []
