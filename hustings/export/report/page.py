"""The report as one page of HTML that needs no network."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import jinja2
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from hustings import figures, findings, method, words
from hustings.bidi import isolated
from hustings.export.citation import view_citation
from hustings.export.report import paper
from hustings.export.report.basis import basis, limits
from hustings.export.report.drawing import Drawing, drawing
from hustings.export.report.rows import rows
from hustings.figures import page_tables
from hustings.figures.change import settled
from hustings.html.statements import rendered
from hustings.pages import PAGES
from hustings.pictures import fonts
from hustings.scene import Scene

_HERE = Path(__file__).parent
_TEMPLATE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE),
    autoescape=True,
    # what is Markup has been written for HTML already
    finalize=lambda said: isolated(said) if type(said) is str else said,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
).get_template("report.html")
_STYLE = (_HERE / "report.css").read_text(encoding="utf-8")
_SCRIPT = (_HERE / "report.js").read_text(encoding="utf-8")
#: pages without a figure of their own show that of this page
INSTEAD = ""


def report(
    scene: Scene,
    on_step: Callable[[float, str], None] = lambda share, doing: None,
    made: date | None = None,
    note: str = "",
) -> bytes:
    """A view with its figures, tables, statements, method, limits and citation.

    Parameters
    ----------
    scene : Scene
        Its base is the public address of the dashboard, to which all links go.
    on_step : callable
        Called with the share that is done, 0 to 1, and what is done next, in words.
    made : date, optional
        The day that the report names; by default today.
    note : str
        A sentence for its head, such as on what the link asked for in vain.

    Returns
    -------
    bytes
        HTML in UTF-8; the same scene, day and note give the same bytes.
    """
    data, view, page = scene.data, scene.view, scene.page
    made = made or date.today()
    if page == "change":
        # The day that divides is spelled out, for a link that must stay the same.
        scene = settled(scene, findings.split_date(data, view))
    drawn: list[Drawing] = []
    shown = figures.on_page(page)
    of = scene if shown else replace(scene, page=INSTEAD)
    shown = shown or figures.on_page(INSTEAD)
    steps = len(shown) + 2
    for done, figure in enumerate(shown):
        on_step(done / steps, f"Drawing figure {done + 1} of {len(shown)}")
        panel = figure.of(of)
        # Where there is nothing to draw, one sentence says so.
        if not (panel.empty and drawn):
            drawn.append(drawing(panel, len(drawn) + 1))
    on_step(len(shown) / steps, "Gathering the statements")
    further = [
        rows(table.frame, table.title, number)
        for number, table in enumerate(page_tables.on_page(of), len(drawn) + 1)
    ]
    behind = basis(scene)
    listed = rendered(scene, behind.found, behind.codes, scene.base, "_blank")
    on_step((len(shown) + 1) / steps, "Writing method, limits and citation")
    title = findings.title(data, view, page)
    cited = view_citation(title, data.meta, data.version, scene.link, made)
    plotly = get_plotlyjs()
    html = _TEMPLATE.render(
        policy=_policy(plotly, _SCRIPT),
        style=Markup(_STYLE),
        faces=Markup(fonts.embedded(italic=False)),
        plotly=Markup(plotly),
        script=Markup(_SCRIPT),
        title=title,
        kind=next(known.title for known in PAGES if known.path == page),
        picked=words.listing(findings.named(data, view, view.actor)),
        picked_called="groups" if view.mixed else findings.GROUP_WORDS[view.by][1],
        filters=words.sentence(view.sentence(data)),
        meta=data.meta,
        version=data.version,
        made=words.day(made),
        link=scene.link,
        note=" ".join(filter(None, (note, data.kept))),
        rows=words.many(data.meta.unit),
        drawings=drawn,
        tables=[*filter(None, (each.table for each in drawn)), *further],
        printed_rows=paper.ROWS,
        behind=behind,
        statements=Markup(listed),
        measures=method.on_page(page, data.meta.unit),
        limits=[*limits(scene), *method.limits(data.meta.unit)],
        cited=cited,
    )
    on_step(1, "Done")
    # Half a character, which a file's text can hold and UTF-8 cannot, becomes a question mark.
    return html.encode(errors="replace")


def _policy(*scripts: str) -> str:
    """A content security policy: these scripts and what the page holds itself, nothing else."""
    known = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    return (
        f"default-src 'none'; script-src {known}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
