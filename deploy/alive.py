"""Ends with 0 if the dashboard of this container is alive: the health check of the image."""

import os
import sys
from urllib.request import ProxyHandler, build_opener

port = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
below = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
address = "/".join(filter(None, [f"http://127.0.0.1:{port}", below, "api/health"]))
try:
    kind = build_opener(ProxyHandler({})).open(address, timeout=5).headers.get_content_type()
except OSError as error:
    sys.exit(f"{address}: {error}")
# Streamlit answers a path that it does not know with a page.
if kind != "application/json":
    sys.exit(f"{address}: {kind} instead of application/json")
