"""Tables of pages, as HTML that can be read aloud, copied, printed; behind charts with links."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from hustings import findings, link, query
from hustings.figures import Panel, tables
from hustings.figures.base import headed
from hustings.html.table import table_html
from hustings.link import urls
from hustings.scene import Scene
from hustings.ui import session
from hustings.ui.text import small

#: rows that a page shows; files hold all of them
MOST = 300
#: columns that name groups, and an axis
GROUPS = ("group", "a", "b", "linked with", "name", "one", "other")
AXIS = "axis"


def show(scene: Scene, panel: Panel) -> None:
    """The table, folded away; it is sent when it is opened."""
    box = st.expander(
        "The figures behind this chart",
        icon=":material/table:",
        key=f"table {panel.name}",
        on_change="rerun",
    )
    if not box.open:
        return
    shown = panel.table.head(MOST)
    links = _links(scene, shown)
    caption = f"Every value that the chart shows: {panel.credit.headline}"
    with box:
        _put(headed(shown, scene.view.by), caption, links)
        if len(panel.table) > MOST:
            small(f"The first {MOST:,} of {len(panel.table):,} rows; Download has all of them.")


def plain(table: tables.Table) -> None:
    """A table that stands besides the figures of a page; rows of a group lead to its statements."""
    scene, shown = session.current(), table.frame.head(MOST)
    links = _links(scene, shown) if {*GROUPS} & {*shown.columns} else ()
    _put(headed(shown, scene.view.by), table.title, links)
    rows = table.whole or len(table.frame)
    if rows > MOST:
        small(f"The first {MOST:,} of {rows:,} rows; the report has more of them.")


def folded(name: str, table: tables.Table, icon: str, label: str = "") -> None:
    """Such a table, folded away; it is sent when it is opened.

    Parameters
    ----------
    name : str
        By which the session knows whether it is open.
    table : Table
    icon : str
    label : str
        What stands on it, by default the title of the table.
    """
    box = st.expander(label or table.title, icon=icon, key=f"table {name}", on_change="rerun")
    if box.open:
        with box:
            plain(table)


def _put(frame: pd.DataFrame, caption: str, links: Sequence[str] = ()) -> None:
    st.html(f'<div class="figure-table">{table_html(frame, caption, links, label=caption)}</div>')


def _links(scene: Scene, rows: pd.DataFrame) -> list[str]:
    """For each row where its statements are."""
    names = [*findings.groups_of(scene.data, scene.view).group, *scene.view.actor]
    groups = {group: group for group in names} | findings.by_name(scene.data, scene.view)
    return [_link(scene, row, groups) for row in rows.to_dict("records")]


def _link(scene: Scene, row: Mapping, groups: Mapping[str, str]) -> str:
    """Where the statements of a row are; "" where it is about none."""
    view = scene.view
    ids = str(row.get("statement_id") or row.get(f"{scene.data.meta.unit} ids") or "")
    if ids and scene.page in ("actor", "change"):
        return urls.relative_view(scene.page, view.having(id=tuple(ids.split(", "))))
    asked: dict = {"whose": "picked", "axis": _axes(scene, row)}
    if "by" in row and "value" in row:
        return _of_value(scene, str(row["by"]), str(row["value"]))
    if row.get("type") and "towards" in row:
        asked |= {"type": (row["type"],), "whose": "all"}
    elif named := tuple(groups[row[c]] for c in GROUPS if row.get(c) in groups):
        asked |= {"actor": tuple(dict.fromkeys(named))}
    else:
        asked |= {"whose": "all"}
    return urls.relative_view("statements", view.having(**asked))


def _axes(scene: Scene, row: Mapping) -> tuple[str, ...]:
    known = [axis.id for axis in scene.data.axes]
    if row.get(AXIS) in known:
        return (row[AXIS],)
    if scene.page == "":
        return tuple(dict.fromkeys((scene.view.x, scene.view.y)))
    return scene.view.axis


def _of_value(scene: Scene, by: str, value: str) -> str:
    """The statements that a bar counts."""
    if by == "year" and value.isdigit():
        day = (f"{value}-01-01", f"{value}-12-31")
        pairs = [("since", day[0]), ("until", day[1])]
    elif by in query.FACETS:
        pairs = [(by, value)]
    else:
        return ""
    given = [pair for pair in scene.view.query("statements") if pair[0] not in dict(pairs)]
    seen, _ = link.read(scene.data, [*given, *pairs])
    return urls.relative_view("statements", seen.having(whose="all"))
