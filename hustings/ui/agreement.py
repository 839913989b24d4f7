"""Agreement page: how many groups, who is left out, and two groups axis by axis."""

import streamlit as st

from hustings import findings, words
from hustings.charts.text_metrics import shorten
from hustings.findings import GROUP_WORDS
from hustings.link import View
from hustings.scene import Scene
from hustings.ui import compare, link_state
from hustings.ui.session import settle
from hustings.ui.text import hint, md, small


def how_many(scene: Scene) -> Scene:
    """How many are in the pictures."""
    top = st.number_input(
        f"{GROUP_WORDS[scene.view.by][1].capitalize()}, at most",
        2,
        400,
        View.top,
        10,
        key="top",
        bind="query-params",
        width=165,
        help="The picked, those who agree least with them, and those with most "
        f"{words.many(scene.data.meta.unit)}, of all that share two axes with somebody.",
    )
    return settle(scene, top=top)


def which(scene: Scene, found: findings.AgreementFinding) -> None:
    """Which groups are in the pictures, and who is left out."""
    said = []
    if found.beyond:
        which = findings.most_evidence(
            scene.view, found.own, found.own + found.beyond, found.ties, scene.data.meta.unit
        )
        said.append(f"{words.sentence(which)[:-1]}; for others, raise the number above or filter.")
    if found.alone:
        who = findings.count_in_words(found.alone, scene.view.by)
        said.append(f"Left out: {who} sharing two axes with no other.")
    hidden = [group for group in scene.view.actor if group not in found.statements]
    if hidden:
        names = findings.named(scene.data, scene.view, hidden)
        said.append(f"Picked but not shown: {words.listing(names, most=words.MOST_NAMED)}.")
    if said:
        small(words.sentence(" ".join(said)))


def pick_pair(point: list) -> None:
    """A click on a square picks its two groups, and nobody else."""
    _, a, b = point
    link_state.change(actor=[a, b])


def pair(scene: Scene) -> None:
    """The two picked groups, axis by axis, face to face."""
    picked = scene.view.actor
    if len(picked) != 2:
        hint("Click a square or a bar, or pick two alone, to read what they say, axis by axis.")
        return
    found = findings.compare(scene.data, scene.view)
    if found.cells.empty:
        return
    first, second = findings.named(scene.data, scene.view, picked)
    label = f"{shorten(first)} and {shorten(second)}, axis by axis"
    with st.expander(md(label), expanded=True, icon=":material/compare_arrows:"):
        compare.sentences(scene, found)
        small(findings.axes_note(scene.data, found.axes, scene.view))
        compare.facing(scene, found)
