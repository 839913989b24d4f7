"""Report menu: makes the report of a page as HTML or PDF, with a progress bar, for download."""

import streamlit as st

from hustings import pictures, words
from hustings.export import report
from hustings.pictures import PictureError
from hustings.scene import Scene
from hustings.ui.text import md, small

#: the share of the work that is done when a report is written and not yet printed
WRITTEN = 0.4
MEGABYTE = 1e6


def offer(scene: Scene, key: str) -> None:
    """Buttons that make the report of this page, as HTML and, with a browser at hand, as PDF.

    Parameters
    ----------
    scene : Scene
    key : str
        Unique on the page; several menus offer the same report.
    """
    rows = words.many(scene.data.meta.unit)
    small(f"Report: figures, tables, {rows}, method, limits and citation of this view, as one file "
          "that needs no network.")  # fmt: skip
    with st.container(horizontal=True):
        html = st.button("Report", icon=":material/article:", key=f"report html {key}")
        pdf = pictures.browser() and st.button(
            "Report as PDF", icon=":material/picture_as_pdf:", key=f"report pdf {key}"
        )
    if not (html or pdf):
        return
    format = "pdf" if pdf else "html"
    bar = st.progress(0.0, "The report is being made")
    try:
        content = _made(scene, format, bar)
    except PictureError as error:
        st.warning(f"The report could not be printed. {md(error)}", icon=":material/print_error:")
        return
    finally:
        bar.empty()
    st.download_button(
        f"Save the report ({format.upper()}, {len(content) / MEGABYTE:.1f} MB)",
        content,
        report.file_name(scene, format),
        report.FORMATS[format].partition(";")[0],
        key=f"save report {key}",
        on_click="ignore",
        icon=":material/save:",
        type="primary",
    )


def _made(scene: Scene, format: str, bar) -> bytes:
    share = WRITTEN if format == "pdf" else 1
    content = report.html(scene, lambda done, doing: bar.progress(done * share, doing))
    if format == "html":
        return content
    bar.progress(WRITTEN, "Printing to PDF")
    return report.pdf_now(content, report.tag(scene, format))
