"""Reliability and sensitivity on the evidence page: coders, and other choices of evidence."""

import pandas as pd
import streamlit as st

from hustings import findings, query, words
from hustings.charts.alphas import alphas_chart
from hustings.charts.choices import choices_chart, moving
from hustings.scene import Scene
from hustings.ui import figure, panels, statements
from hustings.ui.evidence import pick_cell
from hustings.ui.links import statements_link
from hustings.ui.text import prose

ALPHA_NOTES = (
    "Krippendorff's alpha, interval metric: 1 perfect agreement, 0 what chance would give. Usual "
    "marks: reliable from 0.8, for tentative conclusions from 0.667."
)
CHOICE_NOTES = (
    "Large grey dot: the position as shown; small marks: under another choice of evidence, where "
    "that moves it; hollow: one statement; grey band: called mixed. A mark that lies on the "
    "other side of an edge has changed side."
)
FLIPS = {
    "across": "to the other side",
    "to mixed": "becomes mixed",
    "from mixed": "is no longer mixed",
}


def pick_axis(point: list) -> None:
    """A click on an axis: keep to it, or go back to all of them."""
    _, axis = point
    st.session_state["axis"] = [] if st.session_state["axis"] == [axis] else [axis]


def reliability(scene: Scene) -> None:
    """Alpha for each axis, and the widest disagreements side by side."""
    st.subheader("How far coders agree", anchor=False)
    found = findings.coders(scene.data, scene.view)
    if not found.units:
        prose(f"{words.sentence(found.headline)} There is nothing to hold one coder's reading to.")
        return
    note = findings.axes_note(scene.data, found.axes, scene.view)
    notes = f"{ALPHA_NOTES} {note}".strip()
    credit = figure.credit(scene, found.headline, found.subline, notes)
    marks = ((findings.TENTATIVE, "tentative"), (findings.RELIABLE, "reliable"))
    figure.show(
        scene,
        figure.Panel(
            "reliability",
            lambda width: alphas_chart(found.drawn, marks, credit, width),
            pd.DataFrame(
                {
                    "axis": found.drawn.axis.fillna("together"),
                    "alpha": found.drawn.alpha.round(4),
                    "in words": found.drawn.alpha.map(findings.verdict),
                    "judgements": found.drawn.units,
                    "coders": found.drawn.coders,
                }
            ),
            credit,
        ),
        on_pick=pick_axis,
    )
    _disagreements(scene, found)


def _disagreements(scene: Scene, found: findings.Coders) -> None:
    share = words.percent(found.differing_count / found.units)
    prose(
        f"Coders differ by half a step of the scale or more on {found.differing_count:,} of "
        f"{found.units:,} judgements ({share})."
    )
    if found.differing.empty:
        return
    with st.expander(
        f"The widest {len(found.differing)} disagreements side by side", icon=":material/compare:"
    ):
        said = query.by_ids(scene.data, tuple(dict.fromkeys(found.differing.statement_id)))
        for row in found.differing.itertuples():
            codes = " · ".join(f"{who} {words.signed(x)}" for who, x in row.stances.items())
            prose(f"{row.axis}: {codes}")
            statements.show(scene, said[said.statement_id == row.statement_id])


def sensitivity(scene: Scene) -> None:
    """What flips under which choice."""
    st.subheader("What other choices would change", anchor=False)
    found = findings.choices(scene.data, scene.view)
    if found is None:
        prose("There is no position to hold other choices against.")
        return
    shown = moving(found.found.positions[found.found.positions.group.isin(found.drawn)])
    if shown.empty:
        prose(f"{words.sentence(found.headline)} No choice moves {words.listing(found.drawn)}.")
    else:
        _choices(scene, found, shown)
    for text in found.sentences:
        prose(text)
    st.dataframe(choice_table(found.summary), hide_index=True, alt="What each choice changes")
    if len(found.flips):
        with st.expander("Every position that changes side", icon=":material/swap_horiz:"):
            st.dataframe(
                positions_table(found.flips, found.axes),
                hide_index=True,
                alt="Positions that change side",
            )
    with st.expander("The order on each axis under each choice", icon=":material/sort:"):
        st.dataframe(
            order_table(found.found.orders), hide_index=True, alt="Order under each choice"
        )


def _choices(scene: Scene, found: findings.Choices, shown: pd.DataFrame) -> None:
    """The figure: positions as shown, and where other choices would put them."""
    view = scene.view
    notes = [CHOICE_NOTES, findings.axes_note(scene.data, found.axes, view)]
    if not set(view.actor) & set(found.drawn):
        many = findings.GROUP_WORDS[view.by][1]
        notes.append(f"Drawn: the {len(found.drawn)} {many} with most statements; pick others.")
    still = [axis.id for axis in found.axes if axis.id not in set(shown.axis)]
    if still:
        notes.append(f"No choice moves them on {words.listing(still, most=panels.MOST_NAMED)}.")
    credit = figure.credit(scene, found.headline, found.subline, " ".join(filter(None, notes)))
    figure.show(
        scene,
        figure.Panel(
            "choices",
            lambda width: choices_chart(
                shown, found.axes, found.drawn, found.labels, findings.BASE, credit, width
            ),
            positions_table(shown, found.axes),
            credit,
        ),
        on_pick=pick_cell,
    )
    if len(found.drawn) == len(found.axes) == 1:
        axes = (found.axes[0].id,)
        label = f"{found.drawn[0]} on {axes[0]}: the statements"
        st.html(statements_link(scene, query.Picks(view.by, found.drawn), axes, label))


def choice_table(summary: pd.DataFrame) -> pd.DataFrame:
    """What each choice changes, for readers."""
    share = summary.reversed / summary.pairs.where(summary.pairs > 0)
    return pd.DataFrame(
        {
            "choice": summary.choice,
            "positions compared": summary.compared,
            "change side": summary.flips,
            "left silent": summary.silent,
            "pairs in reversed order": summary.reversed,
            "share of pairs": share.map(words.percent, na_action="ignore"),
        }
    )


def positions_table(rows: pd.DataFrame, axes) -> pd.DataFrame:
    """Positions as shown beside those of another choice, for readers."""
    known = {axis.id: axis for axis in axes}
    return pd.DataFrame(
        {
            "group": rows.group,
            "axis": rows.axis,
            "choice": rows.choice,
            "as shown": rows.base.round(3),
            "then": rows.other.round(3),
            "change": rows.flip.map(FLIPS).fillna(""),
            "in words": [words.stands(r.base, r.n_base, known[r.axis]) for r in rows.itertuples()],
            "then in words": [
                words.stands(r.other, r.n_other, known[r.axis]) if r.n_other else "silent"
                for r in rows.itertuples()
            ],
            "statements": rows.n_base,
            "statements then": rows.n_other,
        }
    )


def order_table(orders: pd.DataFrame) -> pd.DataFrame:
    """The order of groups on each axis under each choice, for readers."""
    return pd.DataFrame(
        {
            "axis": orders.axis,
            "choice": orders.choice,
            "groups": orders.groups,
            "rank correlation": orders.correlation.round(3),
            "pairs": orders.pairs,
            "in reversed order": orders.flips,
            "left silent": orders.missing.map(len),
        }
    )
