"""Content security policy (CSP): hashes of the inline scripts in Streamlit's first HTML."""

import re
from base64 import b64encode
from hashlib import sha256

from hustings.ui import streamlit_internals

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hashes() -> tuple[str, ...]:
    """The scripts inside that HTML, and the one that is put there, as a policy names them."""
    scripts = _SCRIPT.findall(streamlit_internals.first_html())
    scripts.append(streamlit_internals.BASE_SCRIPT)
    digests = (sha256(script.encode()).digest() for script in scripts)
    return tuple(f"sha256-{b64encode(digest).decode()}" for digest in digests)
