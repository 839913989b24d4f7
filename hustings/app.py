"""What every page runs through: page config, navigation, the shared filters, then the page."""

from pathlib import Path

import streamlit as st

from hustings import current_dataset, settings, store
from hustings.pages import APART, DESK, OWN_DATA, PAGES
from hustings.scene import Scene
from hustings.schema import DataError
from hustings.ui import (
    announcer,
    controls,
    embed,
    header,
    link_state,
    notices,
    print_style,
    session,
    sign_in,
    warm_up,
)
from hustings.ui.reconnect import run_on_return
from hustings.ui.viewport import chart_width

BRAND = Path(__file__).parent / "ui" / "brand"

st.set_page_config(
    page_title="Hustings: who stands where",
    page_icon=BRAND / "mark.svg",
    layout="wide",
    initial_sidebar_state="collapsed",
)
sign_in.require()
print_style.put()
if st.context.is_embedded:
    embed.bare()
else:
    st.logo(BRAND / "wordmark.svg", icon_image=BRAND / "mark.svg", size="large")
options = settings.current()
#: pages that a server does not have: it says so to whoever follows a link, and offers nothing
absent = {OWN_DATA: not store.open_for_uploads(), DESK: not options.has_desk}
# Without icons all names have room in one row at the head of a page.
offered = [
    st.Page(
        item.file,
        title=item.title,
        help=item.about,
        url_path=item.path,
        default=not item.path,
        visibility="hidden" if absent.get(item.path) else "visible",
    )
    for item in PAGES
]
page = st.navigation(offered, position="hidden" if st.context.is_embedded else "top")

try:
    current = current_dataset.current(link_state.data_address())
except current_dataset.NoSuchData as error:
    notices.no_such_data(error)
    st.stop()
except DataError as error:
    notices.unusable(error)
    st.stop()

data = current.data
link_state.keep_data_address(data.address)
notices.outdated(current)
notices.of_reader(current)
if warm_up.failed(data):
    notices.not_drawn()
asked, unknown = controls.linked(data)
notices.unknown_values(unknown)
notices.other_version(data)
notices.left_out(data)
chart_width()
run_on_return()
path = page.url_path
view = controls.show(data, path, asked)
address = (st.context.url or "").split("?")[0].rstrip("/")
base = address.removesuffix(f"/{path}") if path else address
session.put(Scene(data, view, path, options.url.rstrip("/") or base))
if st.context.is_embedded:
    page.run()
    embed.foot(session.current())
elif path in APART:
    st.set_page_config(page_title=header.document_title(session.current()))
    sign_in.sign_out_button()
    page.run()
else:
    st.set_page_config(page_title=header.document_title(session.current()))
    status = announcer.place()
    place = header.show(session.current())
    controls.head(session.current())
    page.run()
    print_style.foot(session.current())
    announcer.show(status, header.counted(session.current()))
    with place:
        header.share(session.current())
        sign_in.sign_out_button()
