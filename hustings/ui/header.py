"""Header above every page: title, count of statements, active filters, and the Share menu."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hustings import figures, pictures, query, words
from hustings.bidi import isolated
from hustings.export.citation import view_citation
from hustings.findings import named, title
from hustings.link import PARAMETERS
from hustings.pages import PAGES
from hustings.query import Picks
from hustings.scene import Scene
from hustings.ui import copying, embed, link_state, listed, named_views
from hustings.ui.text import md, prose


def show(scene: Scene) -> DeltaGenerator:
    """The data set, "n of N statements", and active filters with a way to clear each.

    Returns
    -------
    DeltaGenerator
        The place for Share, which is filled when the page has run and all choices are known.
    """
    view, (picks, axes) = scene.view, _narrowed(scene)
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        # Elsewhere the page has a title of its own; a figure's headline is part of its picture.
        heading = title(scene.data, view, scene.page) if figures.on_page(scene.page) else ""
        said = f"{scene.data.meta.title}: {counted(scene)}"
        name = next(page.title for page in PAGES if page.path == scene.page)
        prose(said, width="content", heading=heading, page=name)
        clauses = [(c.name, c.words) for c in view.clauses(scene.data)]
        if picks.groups:
            who = words.listing(named(scene.data, view, picks.groups), "or", most=2)
            clauses.append(("whose", f"by those picked: {who}"))
        if axes:
            clauses.append(("axis", f"on {words.listing(axes, 'or', most=4)}"))
        for name, said in clauses:
            st.button(
                md(words.sentence(said)[:-1]),
                key=f"clear {name}",
                icon=":material/close:",
                on_click=clear,
                args=(name,),
                help="Clear this filter",
                type="tertiary",
            )
        if len(clauses) > 1:
            st.button(
                "Clear all",
                key="clear all",
                on_click=clear,
                args=tuple(name for name, _ in clauses),
                type="tertiary",
            )
        st.space("stretch")
        if not scene.page:
            named_views.show(scene)
        return st.container(horizontal=True, width="content")


def _narrowed(scene: Scene) -> tuple[Picks, tuple[str, ...]]:
    """Groups and axes that Statements keeps to; elsewhere they are only raised."""
    if scene.page != "statements":
        return Picks(), ()
    return scene.view.listed, scene.view.axis


def counted(scene: Scene) -> str:
    """How much of the data set is seen: "198 of 1,067 statements"."""
    here = query.totals(scene.data, scene.view.filters, *_narrowed(scene)).statements
    there = query.totals(scene.data, query.Filters()).statements
    return f"{here:,} of {there:,} {words.many(scene.data.meta.unit)}"


def document_title(scene: Scene) -> str:
    """What the browser calls the page: in its tabs, its history and its bookmarks."""
    return f"{isolated(title(scene.data, scene.view, scene.page))} · Hustings"


def clear(*names: str) -> None:
    """Reset parameters to "everything": a callback, so that the widgets follow."""
    if "whose" in names:
        listed.keep_to("all")
    names = tuple(name for name in names if name != "whose")
    kinds = {parameter.name: parameter.kind for parameter in PARAMETERS}
    empty: dict[str, object] = {"many": [], "date": None, "words": "", "count": 1, "one": "all"}
    link_state.change(**{name: empty[kinds[name]] for name in names})


def share(scene: Scene) -> None:
    """One place, on every page: link, title with link, embed code, citation."""
    box = st.popover("Share", icon=":material/share:", on_change="rerun", key="share")
    if not box.open:
        return
    name = title(scene.data, scene.view, scene.page)
    cited = view_citation(name, scene.data.meta, scene.data.version, scene.link, date.today())
    shown = figures.on_page(scene.page) if pictures.browser() else ()
    with box:
        texts = (
            ("Link to exactly this view", scene.link),
            ("Title and link", f"{name}\n{scene.link}"),
            *((("Embed code of the chart", chart),) if (chart := embed.chart_code(scene)) else ()),
            ("Embed code of the page", embed.code(scene)),
            *(("Picture", scene.figure_link(each.name, "png")) for each in shown[:1]),
            ("Citation", cited.plain),
            ("BibTeX", cited.bibtex),
        )
        copying.show(texts, key="share texts")
