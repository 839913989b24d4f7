"""What the compare page shows besides its figures."""

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.charts.base import COLOURS, SYMBOLS, Style
from hustings.measures.agreement import LEAST_SHARED
from hustings.scene import Scene
from hustings.ui import panels, statements
from hustings.ui.links import address, statements_link
from hustings.ui.text import md, prose, small

ROW_NOTES = "One dot for each group, with its 90 % interval; hollow: one statement; no dot: silent."
PAIR_NOTES = (
    "Agreement: how near two groups stand on the axes they share; 100 % the same place, 0 % "
    "opposite poles. Size: number of shared axes; no square below two."
)
#: groups shown as nearest and as farthest
MOST_NEAR = 8


def group_styles(groups: tuple[str, ...]) -> dict[str, Style]:
    """Colour and shape of each compared group, by its place among the picked ones."""
    return {g: Style(c, s) for g, c, s in zip(groups, COLOURS, SYMBOLS, strict=False)}


def too_many(scene: Scene) -> None:
    """Say so when more are picked than fit side by side."""
    rest = scene.view.actor[findings.MOST_COMPARED :]
    if rest:
        small(
            f"The first {findings.MOST_COMPARED} picked are compared; not shown: "
            f"{words.listing(rest, most=panels.MOST_NAMED)}."
        )


def pick_axis(point: list) -> None:
    """A click on a dot: keep to its axis, or go back to all of them."""
    _, _, axis = point
    panels.keep_axis(axis)


def pick_pair(point: list) -> None:
    """A click on a square: its two groups come first among the picked, and face each other."""
    _, a, b = point
    rest = [group for group in st.session_state["actor"] if group not in (a, b)]
    st.session_state["actor"] = [a, b, *rest]


def sentences(found: findings.Comparison) -> None:
    """The farthest and the closest axis in words."""
    gaps = findings.gaps(found.cells)
    for label, row in (("Farthest apart", gaps.head(1)), ("Closest", gaps.iloc[1:].tail(1))):
        for gap in row.itertuples():
            prose(f"{label}: {findings.gap_sentence(gap, found.cells, found.axes)}")


def pairs_headline(found: findings.Comparison) -> str:
    """The pair that agrees most and the one that agrees least."""
    pairs = found.among.pairs().dropna(subset="agreement")
    if pairs.empty:
        return "No two of them share two axes"
    ordered = pairs.sort_values(["agreement", "shared", "a", "b"])
    low, high = ordered.iloc[0], ordered.iloc[-1]
    if len(pairs) == 1:
        return f"{high.a} and {high.b} agree to {words.percent(high.agreement)}"
    return (
        f"{high.a} and {high.b} agree most, {words.percent(high.agreement)}; "
        f"{low.a} and {low.b} least, {words.percent(low.agreement)}"
    )


def pairs_table(found: findings.Comparison) -> pd.DataFrame:
    """Agreement of every pair, for readers."""
    pairs = found.among.pairs()
    pairs["agreement"] = pairs.agreement.round(3)
    return pairs.rename(columns={"shared": "shared axes", "n": "statements"})


def facing(scene: Scene, found: findings.Comparison) -> None:
    """Axis by axis, the strongest and newest statement of the first two, side by side."""
    first, second = found.groups[:2]
    st.subheader("Facing each other", anchor=False)
    small(
        f"{first} and {second}, the first two picked: on each axis the statement that says most "
        "clearly where each stands, the newest where several do."
    )
    table = found.facing.set_index(["axis", "group"]).statement_id
    for axis in found.axes:
        ids = [table.get((axis.id, group)) for group in (first, second)]
        if not any(ids):
            continue
        st.markdown(f"**{md(axis.name)}**")
        for column, group, key in zip(st.columns(2), (first, second), ids, strict=True):
            with column:
                if key is None:
                    small(f"{group} is silent on {axis.id}.")
                    continue
                statements.show(scene, query.by_ids(scene.data, (key,)))
                n = found.cells[(found.cells.axis == axis.id) & (found.cells.group == group)].n
                st.html(
                    statements_link(
                        scene,
                        query.Picks(scene.view.by, (group,)),
                        (axis.id,),
                        f"{group} on {axis.id}: {words.evidence(int(n.sum()))}",
                    )
                )


def neighbours(scene: Scene, found: findings.Comparison) -> None:
    """For one picked group: the nearest and the farthest of all others."""
    (group,) = found.groups
    if group not in found.everyone.groups:
        small(f"{group} has no position to compare.")
        return
    near_and_far(scene, group, found.everyone.of(group))


def is_thin(pairs: pd.DataFrame) -> pd.Series:
    """Whether an agreement rests on two axes, or on little more than one statement each."""
    return (pairs.shared <= LEAST_SHARED) | (pairs.n <= 2 * pairs.shared)


def near_and_far(scene: Scene, group: str, others: pd.DataFrame) -> None:
    """Two tables: who agrees most with a group and who least, thin evidence named as such."""
    if others.empty:
        small(f"Nobody shares two axes with {group} under these filters.")
        return
    table = pd.DataFrame(
        {
            "group": others.group,
            "agreement": others.agreement.round(3),
            "shared axes": others.shared,
            "statements": others.n,
            "evidence": ["thin" if thin else "" for thin in is_thin(others)],
            "compare": [address(scene, "compare", actor=(group, other)) for other in others.group],
        }
    )
    for column, label, part in zip(
        st.columns(2),
        ("Nearest", "Farthest"),
        (table.head(MOST_NEAR), table.iloc[::-1].head(MOST_NEAR)),
        strict=True,
    ):
        with column:
            st.subheader(label, anchor=False)
            st.dataframe(
                part,
                hide_index=True,
                alt=f"{label} to the group",
                column_config={
                    "agreement": st.column_config.ProgressColumn(
                        format="percent", min_value=0, max_value=1
                    ),
                    "compare": st.column_config.LinkColumn(display_text="side by side"),
                },
            )
    small("Thin: two shared axes, or one statement of each on them; such an agreement says little.")
