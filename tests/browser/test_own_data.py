"""A reader drops a file, sees its map, opens it on every page; what is too large is refused."""

from pathlib import Path

from playwright.sync_api import expect

from hustings.intake.examples import HERE


def test_a_dropped_file_becomes_a_map_and_opens_as_a_data_set(
    serve, page, settled, errors, tmp_path
):
    site = serve(HUSTINGS_UPLOAD_MB="1")
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
