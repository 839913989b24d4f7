"""Sections that pages share: a feature, the empty case, the statements behind what is picked."""

import streamlit as st

from hustings import features, figures, findings, query, words
from hustings.features import Feature
from hustings.scene import Scene
from hustings.ui import figure, statement_list
from hustings.ui.anchors import statements_link
from hustings.ui.text import hint, prose, small

#: statements shown below a figure before the reader goes to the full list
FIRST_STATEMENTS = 6
#: choice that stands for all picked groups
ALL = "all picked"


def show(scene: Scene, feature: Feature) -> None:
    """A feature as its own `ui` module shows it, else its figures one below the other."""
    if (own := features.module("ui", feature.name)) is not None:
        own.show(scene)
        return
    for each in figures.of_feature(feature):
        panel = each.of(scene)
        if panel.empty:
            nothing(panel.credit.headline, scene)
        else:
            figure.show(scene, panel)


def nothing(headline: str, scene: Scene) -> None:
    """The empty case, said plainly."""
    prose(words.sentence(headline))
    filtered(scene)


def filtered(scene: Scene) -> None:
    """Which filters leave nothing, and what to do."""
    if scene.view.clauses():
        prose(words.sentence(scene.view.sentence(scene.data)))
    small("Clear a filter above, or choose other axes.")


def statements(scene: Scene, picks: query.Picks, axes: tuple[str, ...]) -> None:
    """The newest statements of the picked groups, and the way to all of them."""
    if not picks.groups:
        rows = words.many(scene.data.meta.unit)
        hint(f"Click a point, or use the table below the chart, to read the {rows} behind it.")
        return
    view = scene.view
    axes = tuple(dict.fromkeys(axes))
    total = query.totals(scene.data, view.filters, picks, axes)
    if not total.statements:
        # Where nobody has one, the page has said so above.
        if query.totals(scene.data, view.filters).statements:
            prose(words.sentence(findings.unheard(scene.data, view, picks, axes)))
        return
    where = words.listing(axes, most=words.MOST_NAMED) or "all axes"
    st.subheader("In their own words", anchor=False)
    tabs = list(picks.groups) if len(picks.groups) > 1 else []
    seen = view.having(by=picks.by, actor=picks.groups)
    named = dict(zip(tabs, findings.named(scene.data, seen, tabs), strict=True))
    chosen = ALL
    if tabs:
        chosen = st.selectbox(
            f"{words.many(scene.data.meta.unit).capitalize()} by",
            [ALL, *tabs],
            key="evidence of",
            filter_mode="contains",
            format_func=lambda group: named.get(group, group),
        )
    shown = picks if chosen == ALL else query.Picks(picks.by, (chosen,))
    found = query.statements(scene.data, view.filters, shown, axes, "newest", FIRST_STATEMENTS)
    total = query.totals(scene.data, view.filters, shown, axes)
    small(f"{min(len(found), total.statements)} of {total.statements} on {where}, newest first")
    statement_list.show(scene, found)
    st.html(
        statements_link(
            scene, shown, axes, words.all_statements(total.statements, scene.data.meta.unit)
        )
    )
