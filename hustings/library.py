"""The library for notebooks and scripts: data sets, frames, figures, reports, citations.

`import hustings` offers these functions. They take the parameters of the link by the same names,
ask the findings that pages and API ask, and need no server.
"""

import builtins
from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from hustings import figures, findings, link, query, settings, words
from hustings.dataset import Dataset, open_dataset
from hustings.export import citation
from hustings.export import report as reports
from hustings.link import PARAMETERS, View
from hustings.pages import VIEWS
from hustings.scene import Scene
from hustings.turned import turned

Value = str | int | bool | date | Iterable[str]
_KNOWN = {parameter.name: parameter for parameter in PARAMETERS}


def open(source: str | PathLike[str] | None = None) -> Dataset:  # noqa: A001
    """Open a data set.

    Parameters
    ----------
    source : str or path, optional
        A folder with positions.csv or positions.parquet, or a single table; by default what
        HUSTINGS_DATA names, else the data that come with the package.

    Returns
    -------
    Dataset
        With all rows that can be used; its `problems` name the others.

    Raises
    ------
    hustings.schema.DataError
        When not a single row can be used.

    >>> import hustings
    >>> hustings.open().axes[0].id
    'Regulation'
    """
    return open_dataset(settings.current().data if source is None else Path(source))


def positions(data: Dataset, **view: Value) -> pd.DataFrame:
    """Where groups stand: one row for each group and axis on which it has spoken.

    Parameters
    ----------
    data : Dataset
    **view
        Parameters of the link: `by`, `axis`, `actor`, filters, `min`, `repeat`. Everybody on every
        axis where nothing is named.

    Returns
    -------
    DataFrame
        `group, axis, n, position, low, high, first, last, expected, expected_low, expected_high,
        judges, se, words`: statements, mean stance from -1 to 1, 90 % interval (missing where
        evidence gives none), first and last date, the expected position (see
        `hustings.measures.expected`) with its interval, the judges behind estimates by others with
        the standard error of their mean (else missing), the position in words. A silent group has
        no row.

    Raises
    ------
    ValueError
        Naming each parameter or value that there is not, and what is allowed.
    """
    seen = _everybody(data, view)
    data = turned(data, seen.flip)
    found = findings.group_positions(data, seen)
    if seen.axis:
        found = found[found.axis.isin(seen.axis)]
    if seen.actor:
        found = found[found.group.isin(seen.actor)]
    axes = {axis.id: axis for axis in data.axes}
    told = [
        words.stands(row.position, row.n, axes[row.axis], row.mixed) for row in found.itertuples()
    ]
    return (
        found.drop(columns=["deviation", "side", "mixed"]).assign(words=told).reset_index(drop=True)
    )


def agreement(data: Dataset, **view: Value) -> pd.DataFrame:
    """How near each two groups stand: each pair once.

    Columns: `a, b, agreement, expected, identical, shared, n, thin`.

    Parameters
    ----------
    data : Dataset
    **view
        Parameters of the link; `top` says how many groups, those with most statements.

    Returns
    -------
    DataFrame
        Agreement is 1 at the same place on the shared axes and 0 at opposite poles, missing below
        two; `identical` is the share of them on which both are on the same side; `shared` counts
        axes, `n` the statements of both on them; `thin` says that it rests on two shared axes or a
        side that spoke only once. Source and formula: `hustings.measures.agreement`.

    Raises
    ------
    ValueError
        Naming each parameter or value that there is not, and what is allowed.
    """
    seen = _everybody(data, view)
    data = turned(data, seen.flip)
    pairs = findings.agreement(data, seen).pairs
    if seen.actor:
        pairs = pairs[pairs.a.isin(seen.actor) | pairs.b.isin(seen.actor)]
    return pairs.reset_index(drop=True)


def statements(data: Dataset, **view: Value) -> pd.DataFrame:
    """The statements that pass, with speaker, role, date, event and source, one row each.

    Parameters
    ----------
    data : Dataset
    **view
        Parameters of the link: filters, `axis`, `actor`, `q`, `sort`.

    Raises
    ------
    ValueError
        Naming each parameter or value that there is not, and what is allowed.
    """
    seen = _everybody(data, view)
    data = turned(data, seen.flip)
    total = query.totals(data, seen.filters, seen.picks, seen.axis).statements
    return query.statements(data, seen.filters, seen.picks, seen.axis, seen.sort, max(total, 1))


def figure(name: str, data: Dataset, width: int = figures.EXPORT_WIDTH, **view: Value) -> go.Figure:
    """A figure of any page, with its credit inside.

    Parameters
    ----------
    name : str
        "map", "compare", "grid", "actor", "agreement", "network", "landscape", "divides" ...
    data : Dataset
    width : int
        px for which the figure is laid out.
    **view
        Parameters of the link; what is not named is as on the page that a reader first sees.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    ValueError
        Naming the figure, parameter or value that there is not, and what is allowed.
    """
    known = figures.named(name)
    if known is None:
        allowed = words.listing((each.name for each in figures.FIGURES), "or")
        raise ValueError(f"name is {name!r}; allowed: {allowed}")
    return known.of(_scene(data, known.page, view)).draw(width)


def report(
    data: Dataset,
    page: str = "map",
    format: Literal["html", "pdf"] = "html",
    **view: Value,
) -> bytes:
    """The report of a page: figures, tables, statements, method, limits and citation in one file.

    Parameters
    ----------
    data : Dataset
    page : str
        "map", "compare", "actor" ...
    format : {"html", "pdf"}
        A PDF is printed by Chromium, which must be there.
    **view
        Parameters of the link.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        Naming the page, parameter or value that there is not, and what is allowed.
    hustings.pictures.PictureError
        When a PDF cannot be printed.
    """
    paths = {each.path or "map": each.path for each in VIEWS}
    if page not in paths:
        raise ValueError(f"page is {page!r}; allowed: {words.listing(paths, 'or')}")
    if format not in reports.FORMATS:
        raise ValueError(f"format is {format!r}; allowed: html or pdf")
    scene = _scene(data, paths[page], view)
    content = reports.html(scene)
    return content if format == "html" else reports.pdf_now(content, reports.tag(scene, "pdf"))


def citations(data: Dataset, style: str = "apa", **view: Value) -> str:
    """References of the statements that pass.

    Parameters
    ----------
    data : Dataset
    style : str
        "apa", "bibtex", "ris" or "csl" (CSL-JSON).
    **view
        Parameters of the link: filters, `axis`, `actor`, `q`, `sort`.

    Raises
    ------
    ValueError
        Naming the style, parameter or value that there is not, and what is allowed.
    """
    styles = {each.key: each for each in citation.FORMATS}
    if style not in styles:
        raise ValueError(f"style is {style!r}; allowed: {words.listing(styles, 'or')}")
    return styles[style].function(statements(data, **view))


def _view(data: Dataset, given: dict[str, Value]) -> View:
    """The view that the parameters mean."""
    pairs: builtins.list[tuple[str, str]] = []
    wrong = [
        f"{name} is no parameter; allowed: {words.listing(_KNOWN, 'or')}"
        for name in given
        if name not in _KNOWN
    ]
    for name, value in given.items():
        several = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        pairs += [(name, _spelled(each)) for each in several] or [(name, "")]
    view, unknown = link.read(data, pairs)
    wrong += [f"{each.name} is {each.value!r}; allowed: {each.allowed}" for each in unknown]
    if wrong:
        raise ValueError(". ".join(wrong))
    return view


def _spelled(value: object) -> str:
    """A value as it stands in an address."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _everybody(data: Dataset, given: dict[str, Value]) -> View:
    """The view, with nobody picked unless somebody is named."""
    return _view(data, {"actor": (), **given})


def _scene(data: Dataset, page: str, given: dict[str, Value]) -> Scene:
    return Scene(data, _view(data, given), page, settings.current().url.rstrip("/") or None)
