"""A reader drops a file, sees the map of it, and opens it on every page."""

from pathlib import Path

from playwright.sync_api import expect

from hustings.intake.examples import HERE


def test_a_dropped_file_becomes_a_map_and_opens_as_a_data_set(
    serve, page, settled, errors, tmp_path
):
    site = serve(HUSTINGS_STORE=str(tmp_path / "store"))
    reader = page(f"{site}/data")
    file = Path(tmp_path, "harbour.csv")
    file.write_bytes((HERE / "statements.csv").read_bytes())
    reader.locator("input[type=file]").set_input_files(file)
    main = reader.get_by_role("main")
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


def test_a_file_that_is_too_large_is_refused_by_a_plain_sentence(serve, page, settled, tmp_path):
    site = serve(HUSTINGS_UPLOAD_MB="1")
    reader = page(f"{site}/data")
    file = Path(tmp_path, "large.csv")
    file.write_bytes(b"actor,axis,stance\n" + b"Ann,Dam,1\n" * 120_000)
    reader.locator("input[type=file]").set_input_files(file)
    expect(reader.get_by_role("main").get_by_text("File must be 1.0MB or smaller")).to_be_visible()
    settled(reader)
    expect(reader.get_by_text("Or begin with an example")).to_be_visible()


def test_a_closed_server_takes_no_files(serve, page):
    site = serve(HUSTINGS_UPLOADS="off")
    reader = page(f"{site}/data")
    expect(reader.get_by_role("main").get_by_text("takes no files")).to_be_visible()
    assert reader.locator("input[type=file]").count() == 0
    assert reader.get_by_role("link", name="Your data").count() == 0
    sent = reader.request.put(f"{site}/_stcore/upload_file/session/file", data=b"x")
    assert sent.status == 405
