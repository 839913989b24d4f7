"""Files of a figure: PNG, SVG, PDF, HTML, CSV, XLSX, JSON and notes, at a size, light or dark."""

from dataclasses import dataclass, replace

from hustings import pictures
from hustings.charts.base import Credit
from hustings.charts.dark import darkened
from hustings.export.figure import html_bytes
from hustings.export.file_names import file_name
from hustings.export.table import about_view, csv_bytes, notes_bytes, xlsx_bytes
from hustings.figures import Figure, Panel
from hustings.figures.sizes import SIZES, SizedFigure, brief, sized
from hustings.pictures.finish import finished
from hustings.scene import Scene


@dataclass(frozen=True)
class ChartFormat:
    """One format: its media type, whether the server's browser draws it, and whether it is seen.

    What is not seen has neither size nor ground.
    """

    mime: str
    drawn: bool = False
    seen: bool = True


#: ending of the file -> format
FORMATS = {
    "png": ChartFormat("image/png", drawn=True),
    "svg": ChartFormat("image/svg+xml", drawn=True),
    "pdf": ChartFormat("application/pdf", drawn=True),
    "html": ChartFormat("text/html; charset=utf-8"),
    "csv": ChartFormat("text/csv; charset=utf-8", seen=False),
    "xlsx": ChartFormat(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", seen=False
    ),
    "txt": ChartFormat("text/plain; charset=utf-8", seen=False),
    "json": ChartFormat("application/json"),
}
#: what a figure can be drawn on
GROUNDS = ("light", "dark")


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a figure is drawn to a file: a size of `SIZES`, a ground of `GROUNDS`."""

    size: str = ""
    ground: str = GROUNDS[0]

    @property
    def dark(self) -> bool:
        """Whether the ground is the dark one."""
        return self.ground == "dark"


def chart_bytes(figure: Figure, scene: Scene, format: str, look: Look | None = None) -> bytes:
    """A figure of a scene as a file.

    Parameters
    ----------
    format : str
        Of `FORMATS`.
    look : Look, optional
        By default as wide as in the browser, on white.

    Raises
    ------
    hustings.pictures.PictureError
        When the browser that draws is missing, busy or too slow.
    """
    look = look or Look()
    panel, sheet = arranged(figure.of(scene), format, look)
    if not FORMATS[format].drawn:
        return written(panel, sheet, scene, format, look)
    drawn = pictures.draw_now(
        sheet.figure.to_json(validate=False), format, sheet.width, sheet.height, sheet.scale
    )
    return fitted(drawn, sheet, panel.credit)


def arranged(panel: Panel, format: str, look: Look, note: str = "") -> tuple[Panel, SizedFigure]:
    """The panel as the file shows it, with a further `note`, and its figure as it is to look."""
    if note:
        notes = f"{panel.credit.notes} {note}".strip()
        panel = replace(panel, credit=replace(panel.credit, notes=notes))
    if look.size == "preview":
        panel = brief(panel)
    sheet = sized(panel, SIZES[look.size], crop=format == "png")
    if look.dark:
        sheet = replace(sheet, figure=darkened(sheet.figure))
    return panel, sheet


def written(panel: Panel, sheet: SizedFigure, scene: Scene, format: str, look: Look) -> bytes:
    """A file that needs no browser to be made: HTML, CSV, XLSX, JSON or the notes."""
    said = panel.credit
    if format == "json":
        return sheet.figure.to_json().encode()
    if format == "csv":
        return csv_bytes(panel.headed)
    if format in ("xlsx", "txt"):
        about = about_view(scene, said.headline, said.subline, said.notes)
        return notes_bytes(about) if format == "txt" else xlsx_bytes(panel.headed, about)
    return html_bytes(sheet.figure, said.headline, said.subline, panel.headed, look.dark)


def fitted(drawn: bytes, sheet: SizedFigure, said: Credit) -> bytes:
    """A drawn picture, cropped where the figure is too high for its frame, with its credit inside.

    In a PNG headline, sub-line, source and link are its properties.
    """
    words = {"Title": said.headline, "Description": said.subline, "Copyright": said.source}
    crop = None
    if sheet.shown is not None:
        crop = round(sheet.shown * sheet.scale), round(sheet.foot * sheet.scale)
    return finished(drawn, words | {"Source": said.link}, crop)


def named(scene: Scene, name: str, format: str, look: Look) -> str:
    """What the file of a figure is called: the view, and its look where that is not the usual."""
    seen = FORMATS[format].seen
    more = (look.size, "dark" if look.dark else "", "only" if scene.view.only else "")
    return file_name(scene, name, format, *(more if seen else ()))
