"""The content security policy: every page works under it, and what is not ours does not."""

import pytest
from playwright.sync_api import expect

from hustings.pages import PAGES

pytestmark = pytest.mark.browser

#: gathers what the policy stops
WATCH = """window.stopped = []
document.addEventListener("securitypolicyviolation", (e) => {
  window.stopped.push(`${e.effectiveDirective} ${e.blockedURI}`)
})"""
#: what somebody would do who got a foot in the page; later, as the browser lets its driver eval
ATTACK = """() => new Promise((resolve) => setTimeout(async () => {
  const inline = document.createElement("script")
  inline.textContent = "window.ran = 'inline'"
  document.body.append(inline)
  document.body.insertAdjacentHTML("beforeend", "<b onclick='window.ran = 1' id='trap'></b>")
  document.getElementById("trap").click()
  new Image().src = "https://evil.example/x.png"
  try { eval("window.ran = 'eval'") } catch {}
  try { await fetch("https://evil.example/") } catch {}
  resolve(window.ran ?? null)
}))"""


@pytest.mark.parametrize(
    ("scheme", "pages"), [("light", PAGES), ("dark", PAGES[:1])], ids=["light", "dark"]
)
def test_pages_work_under_the_policy(site, page, settled, errors, scheme, pages):
    reader = page(color_scheme=scheme)
    reader.add_init_script(WATCH)
    for item in pages:
        answer = reader.goto(f"{site}/{item.path}")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        settled(reader)
        expect(reader.get_by_role("main")).not_to_be_empty()
        assert reader.evaluate("stopped") == [], item.title
    assert errors == []


def test_what_is_not_ours_does_not_run(site, page):
    reader = page(site)
    reader.evaluate(WATCH)
    assert reader.evaluate(ATTACK) is None
    stopped = {line.partition(" ")[0] for line in reader.evaluate("stopped")}
    assert stopped >= {"script-src-elem", "script-src-attr", "script-src", "img-src", "connect-src"}
