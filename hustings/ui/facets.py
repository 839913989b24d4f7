"""Facets of the sidebar: each a list of its values with their counts, to be clicked.

What is chosen is kept by bound widgets that nobody sees (see `hustings.ui.controls`); a click hands
it on to them.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from hustings.dataset import Dataset
from hustings.findings import called
from hustings.fold import fold
from hustings.ui import link_state

#: values of a facet that are sent at once; the others are found by their names
MOST_SENT = 200
#: values that are seen before the reader asks for all of them, where there are more than `FEW`
FIRST, FEW = 6, 8
#: values from which on a list can be searched
LONG = 12

_HTML = '<div class="facets"></div>'

_CSS = """
fieldset { border: 0; margin: 0 0 1rem; padding: 0; min-width: 0; font-family: var(--st-font);
  font-size: 0.875rem; color: var(--st-text-color); }
legend { padding: 0; margin-bottom: 0.15rem; }
label { display: flex; gap: 0.5rem; align-items: baseline; min-height: 1.6rem; cursor: pointer; }
label span { flex: 1; overflow-wrap: anywhere; }
label b { font-weight: normal; font-variant-numeric: tabular-nums; opacity: 0.8; }
input[type="checkbox"] { accent-color: var(--st-primary-color); margin: 0; width: 1rem;
  height: 1rem; flex: none; align-self: center; }
input[type="search"] { width: 100%; box-sizing: border-box; margin: 0.2rem 0; padding: 0.3rem;
  font: inherit; color: inherit; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0.25rem 0;
  min-height: 1.6rem; text-decoration: underline; cursor: pointer; }
p { margin: 0.2rem 0; opacity: 0.8; }
[hidden] { display: none; }
"""

# Lists that are open, and what is sought in them, stay so when counts change.
_JS = """
const kept = new WeakMap()

const element = (name, text, more = {}) =>
  Object.assign(document.createElement(name), { textContent: text, ...more })

const drawn = (facet, data, state, act) => {
  const open = state.open.has(facet.name)
  const set = element("fieldset", "")
  set.append(element("legend", facet.label))
  const chosen = new Set(facet.values.filter((each) => each.chosen).map((each) => each.value))
  const rows = facet.values.map((each, i) => {
    const row = element("label", "")
    const box = element("input", "", { type: "checkbox", checked: each.chosen })
    box.dataset.at = `${facet.name} ${each.value}`
    box.onchange = () => {
      box.checked ? chosen.add(each.value) : chosen.delete(each.value)
      act.choose({ name: facet.name, values: [...chosen] })
    }
    row.append(box, element("span", each.label, { dir: "auto" }))
    row.append(element("b", each.n.toLocaleString("en")))
    row.match = () => {
      const sought = (state.sought[facet.name] ?? "").toLocaleLowerCase()
      const wanted = open ? each.label.toLocaleLowerCase().includes(sought) : i < facet.first
      row.hidden = !(each.chosen || wanted)
    }
    row.match()
    return row
  })
  if (open && facet.all > data.long) {
    const search = element("input", "", { type: "search", placeholder: "Find" })
    search.ariaLabel = `Find: ${facet.label}`
    search.value = state.sought[facet.name] ?? ""
    search.dataset.at = `find ${facet.name}`
    search.oninput = () => {
      state.sought[facet.name] = search.value
      rows.forEach((row) => row.match())
    }
    search.onchange = () => facet.all > data.sent && act.seek({ ...state.sought })
    set.append(search)
  }
  set.append(...rows)
  if (open && facet.all > facet.values.length)
    set.append(element("p", `${facet.values.length} of ${facet.all}; find the others by name.`))
  if (facet.all > facet.first) {
    const more = element("button", open ? "Fewer" : `All ${facet.all}`, { type: "button" })
    more.ariaExpanded = String(open)
    more.ariaLabel = `${more.textContent}: ${facet.label}`
    more.dataset.at = `all ${facet.name}`
    more.onclick = () => {
      open ? state.open.delete(facet.name) : state.open.add(facet.name)
      delete state.sought[facet.name]
      act.draw()
    }
    set.append(more)
  }
  return set
}

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  const root = parentElement.querySelector(".facets")
  if (!kept.has(parentElement)) kept.set(parentElement, { open: new Set(), sought: {} })
  const state = kept.get(parentElement)
  const act = {
    choose: (what) => setTriggerValue("chosen", what),
    seek: (what) => setStateValue("sought", what),
    draw: () => {
      const now = root.getRootNode().activeElement
      const at = now?.dataset.at
      const caret = now?.type === "search" ? now.selectionStart : null
      root.replaceChildren(...data.facets.map((facet) => drawn(facet, data, state, act)))
      const back = at && [...root.querySelectorAll("[data-at]")].find((e) => e.dataset.at === at)
      back?.focus()
      if (back && caret !== null) back.setSelectionRange(caret, caret)
    },
  }
  act.draw()
}
"""

_element = st.components.v2.component("hustings_facets", html=_HTML, css=_CSS, js=_JS)


def show(
    data: Dataset,
    key: str,
    labels: Mapping[str, str],
    options: Mapping[str, Sequence[str]],
    counts: Mapping[str, Mapping[str, int]],
) -> None:
    """The facets that `labels` names, most statements under the other filters first.

    Parameters
    ----------
    data : Dataset
    key : str
        Of the element, unique on the page.
    labels : mapping
        Facet -> what it is called.
    options, counts : mapping
        Facet -> all its values in the data set, and how many statements each has under the other
        filters.
    """
    sought = (st.session_state.get(key) or {}).get("sought") or {}
    facets = [
        _facet(data, name, label, options[name], counts[name], str(sought.get(name, "")))
        for name, label in labels.items()
        if options[name]
    ]

    def chosen() -> None:
        what = st.session_state[key].chosen
        if what and what.get("name") in labels:
            known = set(options[what["name"]])
            values = [each for each in what["values"] if each in known]
            link_state.change(**{what["name"]: values})

    if facets:
        what = {"facets": facets, "long": LONG, "sent": MOST_SENT}
        _element(key=key, data=what, on_chosen_change=chosen, on_sought_change=lambda: None)


def _facet(
    data: Dataset,
    name: str,
    label: str,
    options: Sequence[str],
    counts: Mapping[str, int],
    sought: str,
) -> dict:
    """One facet as the element takes it: the chosen first, then as many as are sent."""
    held = list(st.session_state[name])
    counted = {**counts, **dict.fromkeys((each for each in options if each not in counts), 0)}
    said = dict(zip(counted, _said(data, name, counted), strict=True))
    wanted = [value for value in counted if fold(sought) in fold(said[value])]
    first = wanted[:MOST_SENT]
    sent = [*(value for value in held if value not in first), *first]
    return {
        "name": name,
        "label": label,
        "all": len(counted),
        "first": FIRST if len(counted) > FEW else FEW,
        "values": [
            {"value": v, "label": said.get(v, v), "n": counted.get(v, 0), "chosen": v in held}
            for v in sent
        ],
    }


def _said(data: Dataset, name: str, values: Mapping[str, int]) -> list[str]:
    """The values as readers know them: countries by their names."""
    return called(data, "country", values) if name == "country" else [*values]
