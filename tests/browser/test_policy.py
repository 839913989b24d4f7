"""The content security policy: what is not ours does not run under it."""

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


def test_what_is_not_ours_does_not_run(site, page):
    reader = page(site)
    assert reader.evaluate(ATTACK) is None
    wanted = ["script-src-elem", "script-src-attr", "script-src", "img-src", "connect-src"]
    # What was stopped is reported in the browser's own time.
    reader.wait_for_function(
        "wanted => wanted.every((rule) => stopped.some((line) => line.startsWith(`${rule} `)))",
        arg=wanted,
    )
    assert reader.evaluate("window.ran") is None
