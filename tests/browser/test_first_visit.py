"""What a first visit loads: no more than it needs, and nothing that is not there."""

import pytest

#: bytes over the wire until a page is drawn
MOST = 3_500_000


@pytest.mark.parametrize("path", ["/", "/compare?actor=France"])
def test_a_first_visit_is_small_and_finds_all_it_asks_for(site, page, path):
    reader = page(fresh=True)
    devtools = reader.context.new_cdp_session(reader)
    sizes, missing = [], []
    devtools.on("Network.loadingFinished", lambda each: sizes.append(each["encodedDataLength"]))
    reader.on("response", lambda each: missing.append(each.url) if each.status >= 400 else None)
    devtools.send("Network.enable")
    reader.goto(site + path)
    reader.locator(".js-plotly-plot").first.wait_for()
    reader.wait_for_load_state("networkidle")
    assert missing == []
    assert 1_000_000 < sum(sizes) <= MOST
