"""Files of a figure: PNG, SVG, PDF, HTML, CSV, XLSX and JSON, each with the credit in it."""

from dataclasses import dataclass, replace

from hustings import pictures
from hustings.export.figure import html_bytes
from hustings.export.table import about_view, csv_bytes, xlsx_bytes
from hustings.figures import Figure, Panel
from hustings.figures.sizes import SIZES, SizedFigure, brief, sized
from hustings.pictures.crop import cropped
from hustings.scene import Scene


@dataclass(frozen=True)
class ChartFormat:
    """One format: its media type, and whether the server's browser draws it."""

    mime: str
    drawn: bool = False


#: ending of the file -> format
FORMATS = {
    "png": ChartFormat("image/png", drawn=True),
    "svg": ChartFormat("image/svg+xml", drawn=True),
    "pdf": ChartFormat("application/pdf", drawn=True),
    "html": ChartFormat("text/html; charset=utf-8"),
    "csv": ChartFormat("text/csv; charset=utf-8"),
    "xlsx": ChartFormat("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ChartFormat("application/json"),
}


def chart_bytes(figure: Figure, scene: Scene, format: str, size: str = "") -> bytes:
    """A figure of a scene as a file.

    Parameters
    ----------
    format : str
        Of `FORMATS`.
    size : str
        Of `hustings.figures.sizes.SIZES`.

    Raises
    ------
    hustings.pictures.PictureError
        When the browser that draws is missing, busy or too slow.
    """
    panel, sheet = arranged(figure.of(scene), scene, format, size)
    if not FORMATS[format].drawn:
        return written(panel, sheet, scene, format)
    drawn = pictures.draw_now(
        sheet.figure.to_json(validate=False), format, sheet.width, sheet.height, sheet.scale
    )
    return fitted(drawn, sheet)


def arranged(
    panel: Panel, scene: Scene, format: str, size: str = "", note: str = ""
) -> tuple[Panel, SizedFigure]:
    """The panel as the file shows it, with a further `note`, and its figure at that size."""
    if note:
        notes = f"{panel.credit.notes} {note}".strip()
        panel = replace(panel, credit=replace(panel.credit, notes=notes))
    if size == "preview":
        panel = brief(panel, f"{scene.base}/{scene.page}" if scene.base else "")
    return panel, sized(panel, SIZES[size], crop=format == "png")


def written(panel: Panel, sheet: SizedFigure, scene: Scene, format: str) -> bytes:
    """A file that needs no browser to be made: HTML, CSV, XLSX or JSON."""
    said = panel.credit
    if format == "json":
        return sheet.figure.to_json().encode()
    if format in ("csv", "xlsx"):
        write = csv_bytes if format == "csv" else xlsx_bytes
        return write(panel.table, about_view(scene, said.headline, said.subline))
    return html_bytes(sheet.figure, said.headline, said.subline, panel.table)


def fitted(drawn: bytes, sheet: SizedFigure) -> bytes:
    """A drawn picture, cropped where the figure is too high for its frame."""
    if sheet.shown is None:
        return drawn
    return cropped(drawn, round(sheet.shown * sheet.scale), round(sheet.foot * sheet.scale))
