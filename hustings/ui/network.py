"""Network on the agreement page: what a link means, coalitions, statements of the picked."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hustings import findings, query, words
from hustings.figures import network
from hustings.findings.network import NEARNESS, UNCOUNTED
from hustings.findings.uniting import united_by
from hustings.link import EDGES, NORMS, View, urls
from hustings.measures.network import NORMALISATIONS
from hustings.scene import Scene
from hustings.ui import sections, statement_list
from hustings.ui.anchors import anchor, statements_link
from hustings.ui.session import settle
from hustings.ui.text import hint, prose, small

#: choices of the network, whose widgets stand in its place
CHOICES = ("edge", "norm", "once", "least")
#: where the threshold starts for counted links, few of which come near the strongest
COUNTED_LEAST = 20


def choose_links(scene: Scene) -> Scene:
    """What a link means, how it is count_in_words, and how strong it must be."""
    ways = "; ".join(f"{name}: {text}" for name, text in NORMALISATIONS.items())
    with st.container(horizontal=True, vertical_alignment="bottom", key="links"):
        edge = st.selectbox(
            "A link means",
            list(EDGES),
            key="edge",
            bind="query-params",
            on_change=_start_again,
            width=165,
            help="; ".join(f"{name}: {text}" for name, text in network.LINKS.items()),
        )
        norm = st.selectbox(
            "Counts",
            list(NORMS),
            key="norm",
            bind="query-params",
            width=165,
            disabled=edge in UNCOUNTED,
            help=f"For counted links. {words.told(ways, scene.data.meta.unit)}",
        )
        once = st.checkbox(
            "Each claim once",
            key="once",
            bind="query-params",
            disabled=edge == NEARNESS,
            help="A claim is an axis and a side of it: however often a group makes it, it counts "
            "once.",
        )
        least = st.slider(
            "Least strength, in percent of the strongest",
            0,
            100,
            View.least,
            key="least",
            bind="query-params",
            width=300,
        )
    return settle(scene, edge=edge, norm=norm, once=once, least=least)


def place(scene: Scene) -> DeltaGenerator:
    """Where the network stands: folded away unless its coalitions are clearly set apart."""
    held = {name: st.session_state[name] for name in CHOICES if name in st.session_state}
    clear = findings.network(scene.data, scene.view.having(**held)).clear
    return st.expander("The network and its coalitions", expanded=clear, icon=":material/hub:")


def _start_again() -> None:
    """With another meaning, begin at a threshold that leaves something to see."""
    share = st.session_state["edge"] in UNCOUNTED
    st.session_state["least"] = View.least if share else COUNTED_LEAST


def coalitions(scene: Scene, found: findings.NetworkFinding) -> None:
    """How clear the division is, who is in each coalition, and who stands alone."""
    parted = found.coalitions
    many = findings.GROUP_WORDS[scene.view.by][1]
    if not parted.members:
        return
    st.subheader("Coalitions", anchor=False)
    clear = "clear" if parted.modularity >= findings.CLEAR else "weak"
    text = (
        f"Modularity {parted.modularity:.2f}: a {clear} division (0 is no better than chance; "
        f"from {findings.CLEAR} on it is called clear). The method depends on chance; this is the "
        f"best of {findings.RUNS} runs, which found "
    )
    text += (
        f"{found.least} coalitions each time."
        if found.least == found.most
        else f"{found.least} to {found.most} coalitions: at the margins, membership is uncertain."
    )
    prose(text)
    if not found.clear:
        return
    weight, rows = found.nodes.set_index("group").n, words.many(scene.data.meta.unit)
    for number, names in enumerate(parted.members, 1):
        ordered = sorted(names, key=lambda name: (-weight[name], name))
        named = findings.named(scene.data, scene.view, ordered)
        first = tuple(ordered[: findings.MOST_COMPARED])
        label = "Compare them" if len(ordered) <= len(first) else f"Compare the first {len(first)}"
        compared = anchor(urls.relative_view("compare", scene.view.having(actor=first)), label)
        picks = query.Picks(scene.view.by, tuple(ordered))
        all_of_them = statements_link(scene, picks, scene.view.axis, f"Their {rows}")
        prose(
            f"Coalition {words.letter(number)}, {len(names)} {many}: {words.listing(named)}; "
            f"{united_by(found.uniting, number, scene.data.axes)}.",
            f"{compared} &ensp; {all_of_them}",
        )
    if found.alone:
        verb = "is" if len(found.alone) == 1 else "are"
        alone = findings.named(scene.data, scene.view, found.alone)
        above = " that is above 0" if (found.links.weight < 0).any() else ""
        prose(
            f"In no coalition {verb} {words.listing(alone)}: no link of at least "
            f"{scene.view.least} % of the strongest{above}."
        )


def statements(scene: Scene) -> None:
    """The newest statements of the picked groups, and the way to all of them."""
    view = scene.view
    if not view.actor:
        rows = words.many(scene.data.meta.unit)
        hint(f"Click a node, or use the table below it, to read the {rows} behind it.")
        return
    total = query.totals(scene.data, view.filters, view.picks, view.axis)
    if not total.statements or len(view.actor) == 2:
        return
    st.subheader("In their own words", anchor=False)
    names = findings.named(scene.data, view, view.actor)
    small(f"{words.listing(names, most=words.MOST_NAMED)}, newest first")
    found = query.statements(
        scene.data, view.filters, view.picks, view.axis, "newest", sections.FIRST_STATEMENTS
    )
    statement_list.show(scene, found)
    st.html(
        statements_link(
            scene,
            view.picks,
            view.axis,
            words.all_statements(total.statements, scene.data.meta.unit),
        )
    )
