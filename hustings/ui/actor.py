"""Actor page: choosing the group, its profile card, neighbours and statements."""

import streamlit as st

from hustings import findings, query, words
from hustings.figures.actor import timeline_panel
from hustings.scene import Scene
from hustings.ui import figure, link_state, neighbours, reasons, sections, statement_list
from hustings.ui.anchors import statements_link
from hustings.ui.text import hint, prose, small

#: statements shown at the foot of the page
FIRST = 10


def choose(scene: Scene) -> str | None:
    """The group in view: the first picked. Choosing another puts it first in the link."""
    now = scene.view.actor[0] if scene.view.actor else None
    options = findings.offered(scene.data, scene.view.by)
    options = list(dict.fromkeys([*options, *scene.view.actor]))
    one = findings.GROUP_WORDS[scene.view.by][0]

    def choose_other() -> None:
        chosen = st.session_state["profile of"]
        rest = [group for group in st.session_state["actor"] if group != chosen]
        link_state.change(actor=[chosen, *rest] if chosen else rest)

    # The link may have changed since this page last ran; the control follows it.
    st.session_state["profile of"] = now
    st.selectbox(
        one.capitalize(),
        options,
        index=None,
        key="profile of",
        format_func=lambda group: findings.called(scene.data, scene.view.by, [group])[0],
        on_change=choose_other,
        placeholder=f"Choose one {one}",
        filter_mode="contains",
        width=420,
    )
    return now


def empty(scene: Scene, group: str | None) -> None:
    """Nobody chosen, or nothing left of the one that is."""
    if group is None:
        prose("Choose whose profile to read.")
    else:
        picks = query.Picks(scene.view.by, (group,))
        sections.nothing(findings.unheard(scene.data, scene.view, picks), scene)
        reasons.show(findings.reasons_of(scene.data, scene.view, group))


def card(scene: Scene, found: findings.ActorFinding) -> None:
    """Who it is, how much it said, when, and through whom."""
    country = findings.called(scene.data, "country", [found.country] if found.country else [])
    kind = " · ".join(part for part in (found.type, *country) if part)
    picks = query.Picks(scene.view.by, (found.group,))
    speakers = query.speakers(scene.data, scene.view.filters, picks)
    small(kind)
    said = (
        f"{words.statements(found.total.statements, scene.data.meta.unit).capitalize()}, "
        f"{words.period(found.total.first, found.total.last)}."
    )
    if speakers:
        names = [f"{name} ({n})" for name, n in speakers.items()]
        said += f" Speakers: {words.listing(names, most=words.MOST_NAMED)}."
    prose(said)
    reasons.show(findings.reasons_of(scene.data, scene.view, found.group))


def both_sides(scene: Scene, found: findings.ActorFinding, axes) -> None:
    """Where the group has spoken for both poles, said plainly, with the statements."""
    known = {axis.id: axis for axis in axes}
    for row in found.both_sides.itertuples():
        axis = known[row.axis]
        picks = query.Picks(scene.view.by, (found.group,))
        prose(
            f"On both sides of {axis.called}: {words.statements(int(row.low), axis.unit)} towards "
            f"{axis.low_noun}, {words.statements(int(row.high), axis.unit)} towards "
            f"{axis.high_noun}.",
            statements_link(scene, picks, (axis.id,), "Read them"),
        )


def show_timeline(scene: Scene, found: findings.ActorFinding) -> None:
    """The group's statements over time; a click shows the statement and puts it in the link."""
    panel = timeline_panel(scene, found)
    if panel.empty:
        return
    figure.show(scene, panel, on_pick=open_statement)
    hint(f"Click a dot, or use the table below it, to read its {words.one(scene.data.meta.unit)}.")
    if scene.view.id:
        picked = query.by_ids(scene.data, scene.view.id[: sections.FIRST_STATEMENTS])
        if picked.empty:
            small(
                f"The {words.one(scene.data.meta.unit)} that this link names is not in these data."
            )
        else:
            statement_list.show(scene, picked)


def open_statement(point: list) -> None:
    """A click on a dot of the time line."""
    st.query_params["id"] = point[1]


def near(scene: Scene, found: findings.ActorFinding) -> None:
    """Nearest and farthest of all others."""
    neighbours.near_and_far(scene, found.group, found.agreement)


def words_of(scene: Scene, found: findings.ActorFinding) -> None:
    """The newest statements, and the way to all of them."""
    view = scene.view
    picks = query.Picks(view.by, (found.group,))
    st.subheader("In its own words", anchor=False)
    statement_list.show(
        scene, query.statements(scene.data, view.filters, picks, view.axis, "newest", FIRST)
    )
    st.html(
        statements_link(
            scene,
            picks,
            view.axis,
            words.all_statements(found.total.statements, scene.data.meta.unit),
        )
    )
