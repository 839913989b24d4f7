"""A reader drops a file, sees its map, opens and saves it; another one opens the link elsewhere."""

import re
from pathlib import Path

import dropped
import pytest
from playwright.sync_api import expect

from hustings.intake.examples import HERE


@pytest.fixture(scope="module")
def replicas(serve, tmp_path_factory):
    """The addresses of two servers on one store."""
    shared = {"HUSTINGS_STORE": str(tmp_path_factory.mktemp("store")), "HUSTINGS_UPLOAD_MB": "1"}
    return serve(**shared), serve(**shared)


@pytest.mark.parametrize("kind", dropped.KINDS)
def test_a_file_goes_from_its_drop_to_a_link_that_another_replica_opens(
    replicas, page, settled, errors, tmp_path, kind
):
    first, second = replicas
    make, title = dropped.KINDS[kind]
    reader = page(f"{first}/data")
    main = reader.get_by_role("main")
    reader.locator("input[type=file]").set_input_files(make(tmp_path))
    expect(main.get_by_text(re.compile("^3 actors on 2 axes, 6 "))).to_be_visible()
    expect(reader.get_by_test_id("stPlotlyChart").locator(".main-svg").first).to_be_visible()
    settled(reader).get_by_role("button", name="Save and share").click()
    reader.get_by_role("button", name="Save", exact=True).click()
    link = main.locator("code").first
    expect(link).to_contain_text("/?data=")
    address = link.inner_text().strip()
    assert address.startswith(f"{first}/?data=")

    other = page(address.replace(first, second))
    words = other.get_by_role("main")
    expect(words.get_by_text("A reader's data set, saved on")).to_be_visible()
    expect(words.get_by_text(re.compile(f"{title}: 6 of 6 "))).to_be_visible()
    expect(other.get_by_test_id("stPlotlyChart").locator(".main-svg").first).to_be_visible()
    assert errors == []


def test_a_dropped_file_becomes_a_map_and_opens_as_a_data_set(
    replicas, page, settled, errors, tmp_path
):
    site = replicas[0]
    reader = page(f"{site}/data")
    large = Path(tmp_path, "large.csv")
    large.write_bytes(b"actor,axis,stance\n" + b"Ann,Dam,1\n" * 120_000)
    reader.locator("input[type=file]").set_input_files(large)
    main = reader.get_by_role("main")
    expect(main.get_by_text("File must be 1.0MB or smaller")).to_be_visible()

    file = Path(tmp_path, "harbour.csv")
    file.write_bytes((HERE / "statements.csv").read_bytes())
    reader.locator("input[type=file]").set_input_files(file)
    expect(main.get_by_text("8 actors on 3 axes, 48 statements")).to_be_visible()
    chart = reader.get_by_test_id("stPlotlyChart")
    expect(chart.locator(".main-svg").first).to_be_visible()
    settled(reader)

    # one name in two spellings, taken together, and the map follows
    main.get_by_text("One actor, Green Coast").click()
    expect(main.get_by_text("7 actors on 3 axes, 48 statements")).to_be_visible()
    settled(reader)
    main.get_by_role("button", name="Open it here").click()
    address = main.get_by_role("link", name="See it on every page").get_attribute("href")
    assert address.startswith("./?data=")
    opened = page(f"{site}/{address.removeprefix('./')}")
    expect(opened.get_by_role("main").get_by_text("Harbour: 48 of 48 statements")).to_be_visible()
    assert reader.evaluate("stopped") == [] and errors == []
