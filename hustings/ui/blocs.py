"""What the agreement page shows besides its figures."""

import streamlit as st

from hustings import findings, query, words
from hustings.charts.lettering import shorten
from hustings.figures import network
from hustings.findings.ties import UNCOUNTED
from hustings.link import EDGES, NORMS, View
from hustings.measures.network import NORMALISATIONS
from hustings.scene import Scene
from hustings.ui import choices, compare, panels, statements
from hustings.ui.links import address, anchor, statements_link
from hustings.ui.session import settle
from hustings.ui.text import md, prose, small

#: where the threshold starts for counted links, few of which come near the strongest
COUNTED_LEAST = 20


def how_many(scene: Scene) -> Scene:
    """The number of groups in the pictures."""
    top = st.number_input(
        "Groups at most",
        2,
        400,
        View.top,
        10,
        key="top",
        bind="query-params",
        width=165,
        help="Those with most statements, of all that share two axes with somebody.",
    )
    return settle(scene, top=top)


def which(scene: Scene, found: findings.Blocs) -> None:
    """Which groups are in the pictures, and who is left out."""
    one, many = findings.GROUP_WORDS[scene.view.by]
    said = []
    if found.beyond:
        total = found.beyond + len(found.groups)
        said.append(
            f"The {len(found.groups)} of {total} {many} with most statements; for others, raise "
            "the number above or filter."
        )
    if found.alone:
        who = findings.counted(found.alone, scene.view.by)
        said.append(f"Left out: {who} sharing two axes with no other.")
    hidden = [group for group in scene.view.actor if group not in found.statements]
    if hidden:
        said.append(f"Picked but not shown: {words.listing(hidden, most=words.MOST_NAMED)}.")
    if said:
        small(words.sentence(" ".join(said)))


def pick_pair(point: list) -> None:
    """A click on a square picks its two groups, and nobody else."""
    _, a, b = point
    choices.change(actor=[a, b])


def pair(scene: Scene) -> None:
    """The two picked groups, axis by axis, face to face."""
    picked = scene.view.actor
    if len(picked) != 2:
        small("Click a square to read what its two say, axis by axis.")
        return
    found = findings.comparison(scene.data, scene.view)
    if found.cells.empty:
        return
    label = f"{shorten(picked[0])} and {shorten(picked[1])}, axis by axis"
    with st.expander(md(label), expanded=True, icon=":material/compare_arrows:"):
        compare.sentences(found)
        small(findings.axes_note(scene.data, found.axes, scene.view))
        compare.facing(scene, found)


def choose_links(scene: Scene) -> Scene:
    """What a link means, how it is counted, and how strong it must be."""
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
            help="For counted links. "
            + "; ".join(f"{name}: {text}" for name, text in NORMALISATIONS.items()),
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
    return settle(scene, edge=edge, norm=norm, least=least)


def _start_again() -> None:
    """With another meaning, begin at a threshold that leaves something to see."""
    share = st.session_state["edge"] in UNCOUNTED
    st.session_state["least"] = View.least if share else COUNTED_LEAST


def coalitions(scene: Scene, found: findings.Ties) -> None:
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
    weight = found.nodes.set_index("group").n
    for number, names in enumerate(parted.members, 1):
        ordered = sorted(names, key=lambda name: (-weight[name], name))
        first = tuple(ordered[: findings.MOST_COMPARED])
        label = "Compare them" if len(ordered) <= len(first) else f"Compare the first {len(first)}"
        compared = anchor(address(scene, "compare", actor=first), label)
        picks = query.Picks(scene.view.by, tuple(ordered))
        all_of_them = statements_link(scene, picks, scene.view.axis, "Their statements")
        prose(
            f"Coalition {number}, {len(names)} {many}: {words.listing(ordered)}.",
            f"{compared} &ensp; {all_of_them}",
        )
    if found.alone:
        verb = "is" if len(found.alone) == 1 else "are"
        prose(
            f"In no coalition {verb} {words.listing(found.alone)}: no link of at least "
            f"{scene.view.least} % of the strongest."
        )


def evidence(scene: Scene) -> None:
    """The newest statements of the picked groups, and the way to all of them."""
    view = scene.view
    if not view.actor:
        small("Click a node to read the statements behind it.")
        return
    total = query.totals(scene.data, view.filters, view.picks, view.axis)
    if not total.statements or len(view.actor) == 2:
        return
    st.subheader("In their own words", anchor=False)
    small(f"{words.listing(view.actor, most=words.MOST_NAMED)}, newest first")
    found = query.statements(
        scene.data, view.filters, view.picks, view.axis, "newest", panels.FIRST_STATEMENTS
    )
    statements.show(scene, found)
    st.html(statements_link(scene, view.picks, view.axis, words.every(total.statements)))
