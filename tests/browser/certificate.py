"""A certificate for localhost, and how Chromium is told to trust it."""

import base64
import hashlib
import subprocess
from pathlib import Path


def written(folder: Path) -> Path:
    """The folder, with a new certificate and its key in it: `cert.pem`, `key.pem`, `public.der`."""
    for command in (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
        " -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem",
        "pkey -in key.pem -pubout -outform der -out public.der",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    return folder


def trust(folder: Path) -> str:
    """The flag with which Chromium trusts that certificate as readers' browsers trust a server's.

    Not Playwright's `ignore_https_errors`: there Chromium refuses the certificate first and then
    lets each request have it. A request that waits for one of the six connections to a server is
    given one which another request began, and on a busy machine is refused again and again; after
    32 times it fails with ERR_TOO_MANY_RETRIES. Readers meet that only where they have clicked a
    warning of their browser away.
    """
    digest = hashlib.sha256((folder / "public.der").read_bytes()).digest()
    return f"--ignore-certificate-errors-spki-list={base64.b64encode(digest).decode()}"
