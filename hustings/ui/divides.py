"""What the page of divides shows besides its figures."""

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.charts.common import common_chart
from hustings.findings import GROUP_WORDS, axes_note
from hustings.measures.common import LEAST
from hustings.scene import Scene
from hustings.ui import figure, landscape, panels
from hustings.ui.links import statements_link
from hustings.ui.text import prose, small

COMMON_NOTES = (
    "One mark for each type of actor: what share of its statements goes towards the named pole. "
    "The figure on the right multiplies these shares over all types, so that it is high only where "
    "every type agrees. Hollow: one statement."
)


def common_notes(scene: Scene, found: findings.Divides) -> str:
    """How to read the figure of common ground."""
    n, every = len(found.common), len(scene.data.axes)
    if scene.view.axis or n == every:
        return COMMON_NOTES
    return f"{COMMON_NOTES} The {n} of {every} axes with most common ground."


def notes(scene: Scene, found: findings.Divides) -> str:
    """How to read the first figure."""
    many = GROUP_WORDS[scene.view.by][1]
    text = (
        f"Bars: statements on each of the five steps. Dots: {many}, each at its position; hollow: "
        "one statement; those at the very same place lie side by side. Polarisation: 0 all on one "
        "step, 0.5 an even spread, 1 half at each pole. Spread: usual distance from the average, "
        f"0 to 1. {axes_note(scene.data, found.axes, scene.view)}"
    )
    if found.drawn < found.groups:
        text += (
            f" Dots for the {found.drawn} of {found.groups:,} {many} with most statements; "
            "the figures count all."
        )
    return text


def pick_type(point: list) -> None:
    """A click on a type's mark: show what sets it apart."""
    _, kind = point
    st.session_state["apart"] = f"type: {kind}"


def table(found: findings.Divides) -> pd.DataFrame:
    """What is drawn, for readers: two rows of measures for each axis, then one for each dot."""
    rows = []
    for axis in found.axes:
        for what, frame in (("statements", found.statements), ("groups", found.between)):
            if axis.id in frame.index:
                row = frame.loc[axis.id]
                rows.append(
                    {
                        "axis": axis.id,
                        "drawn as": f"all {what}",
                        "name": "",
                        "number": row.n,
                        **dict(zip(("−1", "−½", "0", "+½", "+1"), row.histogram, strict=True)),
                        "polarisation": round(row.vdeijk, 3),
                        "spread": round(row.spread, 3),
                    }
                )
    rank = {axis.id: i for i, axis in enumerate(found.axes)}
    dots = found.cells.assign(rank=found.cells.axis.map(rank))
    dots = dots.sort_values(["rank", "position", "group"])
    dots = pd.DataFrame(
        {
            "axis": dots.axis,
            "drawn as": "dot",
            "name": dots.group,
            "number": dots.n,
            "position": dots.position.round(3),
        }
    )
    return pd.concat([pd.DataFrame(rows), dots], ignore_index=True)


def sentences(scene: Scene, found: findings.Divides) -> None:
    """The two measures in words: the most and the least divided axis, or those chosen."""
    axes = found.axes if scene.view.axis else (*found.axes[:1], *found.axes[1:][-1:])
    for axis in axes:
        prose(findings.division_sentence(found, axis, scene.view.by))


def common(scene: Scene, found: findings.Divides) -> None:
    """What the types of actors share."""
    st.subheader("Common ground", anchor=False)
    if found.common.empty:
        prose(words.sentence(found.common_headline))
        return
    credit = figure.credit(
        scene, found.common_headline, found.common_subline, common_notes(scene, found)
    )
    known = {axis.id: axis for axis in scene.data.axes}
    poles = {
        row.axis: findings.pole_noun(known[row.axis], row.pole) for row in found.common.itertuples()
    }
    figure.show(
        scene,
        figure.Panel(
            "common-ground",
            lambda width: common_chart(
                found.common, found.shares, poles, panels.type_styles(scene), credit, width
            ),
            common_table(found, poles),
            credit,
        ),
        on_pick=pick_type,
    )


def common_table(found: findings.Divides, poles: dict[str, str]) -> pd.DataFrame:
    """Each type's share toward the named pole, for readers."""
    both = found.common[["axis", "value"]].merge(
        found.shares.rename(columns={"n": "statements"}), on="axis"
    )
    return pd.DataFrame(
        {
            "axis": both.axis,
            "towards": both.axis.map(poles),
            "common ground": both.value.round(4),
            "type": both.type,
            "share": both.share.round(3),
            "statements": both.statements,
        }
    )


def apart(scene: Scene) -> None:
    """What sets a chosen group apart from all others, with the statements that show it."""
    st.subheader("What sets a group apart", anchor=False)
    options = findings.apart_options(scene.data, scene.view)
    if not options:
        small(f"No type and no country has {LEAST} statements, and there are no coalitions.")
        return
    asked = scene.view.apart
    chosen = st.selectbox(
        "Group",
        options,
        index=None,
        key="apart",
        bind="query-params",
        placeholder="Choose a type, a country or a coalition",
        width=360,
    )
    if asked and asked not in options:
        small(f"“{asked}” is no type or country with {LEAST} statements, and no coalition, here.")
    if not chosen:
        small("Choose a group, or click a mark above, to see what it says more often than others.")
        return
    found = findings.apart(scene.data, scene.view.having(apart=chosen))
    if found.rows.empty:
        prose(
            f"{found.name}: {words.evidence(found.n)} under these filters. On no axis do it and "
            f"the others have {LEAST} each, too few for a comparison."
        )
    elif found.distinct.empty:
        prose(f"Nothing sets {found.name} clearly apart from the others.")
    else:
        prose(f"{found.name}, compared with all others together:")
        landscape.distinct(scene, found.picks, found.distinct)
    if not found.rows.empty:
        with st.expander("The group against the rest, on every axis", icon=":material/table:"):
            st.dataframe(apart_table(scene, found), hide_index=True,
                         alt=f"{found.name} against the rest")  # fmt: skip


def apart_table(scene: Scene, found: findings.Apart) -> pd.DataFrame:
    """Every comparison, for readers."""
    known = {axis.id: axis for axis in scene.data.axes}
    rows = found.rows
    return pd.DataFrame(
        {
            "axis": rows.axis,
            "towards": [findings.pole_noun(known[r.axis], r.pole) for r in rows.itertuples()],
            "share": rows.share.round(3),
            "statements": rows.n,
            "share of the rest": rows.rest_share.round(3),
            "statements of the rest": rows.rest_n,
            "ratio": rows.ratio.round(2),
            "sets apart": rows.distinct,
        }
    )


def evidence(scene: Scene) -> None:
    """The words of the picked groups; without any, the way to all statements on chosen axes."""
    view = scene.view
    if view.actor or not view.axis:
        panels.evidence(scene, query.Picks(view.by, view.actor), view.axis)
        return
    label = f"All statements on {words.listing(view.axis, most=panels.MOST_NAMED)}"
    st.html(statements_link(scene, query.EVERYONE, view.axis, label))
