"""The first HTML of every page, which Streamlit brings along."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from streamlit.file_util import get_static_dir

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hashes() -> tuple[str, ...]:
    """The scripts inside that HTML as a content security policy names them: "sha256-..."."""
    html = Path(get_static_dir(), "index.html").read_text(encoding="utf-8")
    digests = (sha256(script.encode()).digest() for script in _SCRIPT.findall(html))
    return tuple(f"sha256-{b64encode(digest).decode()}" for digest in digests)
