"""Compare page: sentences about gaps, and statements of two groups facing each other."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures import Panel
from hustings.scene import Scene
from hustings.ui import figure, link_state, statement_list
from hustings.ui.anchors import statements_link
from hustings.ui.text import hint, md, prose, small

#: axes told in words of those that share a place
MOST_TOLD = 2


def too_many(scene: Scene) -> None:
    """Say so when more are picked than fit side by side."""
    rest = scene.view.actor[findings.MOST_COMPARED :]
    if rest:
        named = findings.named(scene.data, scene.view, rest)
        small(
            f"The first {findings.MOST_COMPARED} picked are compared; not shown: "
            f"{words.listing(named, most=words.MOST_NAMED)}."
        )


def pick_pair(point: list) -> None:
    """A click on a square: its two groups come first among the picked, and face each other."""
    _, a, b = point
    rest = [group for group in st.session_state["actor"] if group not in (a, b)]
    link_state.change(actor=[a, b, *rest])


def pairs(scene: Scene, panel: Panel) -> None:
    """How far each two agree; a sentence where no two can be compared."""
    st.subheader("Who agrees with whom", anchor=False)
    if panel.empty:
        prose(words.sentence(panel.credit.headline))
        return
    figure.show(scene, panel, on_pick=pick_pair)
    hint("Click a square, or pick two alone, to set them side by side below.")


def sentences(scene: Scene, found: findings.CompareFinding) -> None:
    """The axes on which the headline says that they are farthest apart and closest, in words.

    Where two or more of them speak on one axis only, that axis.
    """
    found = findings.shown(scene.data, scene.view, found)
    gaps = findings.axis_gaps(found.cells).set_index("axis", drop=False)
    if len(gaps) == 1:
        prose(findings.gap_sentence(gaps.iloc[0], found.cells, found.axes))
        return
    for claim in found.claims:
        if claim.kind not in ("farthest apart", "closest"):
            continue
        for axis in claim.axes[:MOST_TOLD]:
            if axis in gaps.index:
                gap = findings.gap_sentence(gaps.loc[axis], found.cells, found.axes)
                prose(f"{words.sentence(claim.kind)[:-1]}: {gap}")


def facing(scene: Scene, found: findings.CompareFinding) -> None:
    """Axis by axis, the strongest and newest statement of the first two, side by side."""
    first, second = found.groups[:2]
    st.subheader("Facing each other", anchor=False)
    name = dict(
        zip(found.groups, findings.named(scene.data, scene.view, found.groups), strict=True)
    )
    small(
        f"{name[first]} and {name[second]}, the first two picked: on each axis the "
        f"{words.one(scene.data.meta.unit)} that says most clearly where each stands, the "
        "newest where several do."
    )
    facing = found.facing[found.facing.group.isin((first, second))]
    table = facing.set_index(["axis", "group"]).statement_id
    said = query.by_ids(scene.data, tuple(dict.fromkeys(facing.statement_id)))
    coded = findings.codes_of(scene.data, scene.view, said)
    for axis in found.axes:
        ids = [table.get((axis.id, group)) for group in (first, second)]
        if not any(ids):
            continue
        st.markdown(f"**{md(axis.heading)}**")
        for column, group, key in zip(st.columns(2), (first, second), ids, strict=True):
            with column:
                if key is None:
                    small(f"{name[group]} is silent on {axis.called}.")
                    continue
                statement_list.show(scene, said[said.statement_id == key], coded)
                n = int(
                    found.cells[
                        (found.cells.axis == axis.id) & (found.cells.group == group)
                    ].n.sum()
                )
                st.html(
                    statements_link(
                        scene,
                        query.Picks(scene.view.by, (group,)),
                        (axis.id,),
                        f"{name[group]} on {axis.called}: {words.statements(n, axis.unit)}",
                    )
                )
