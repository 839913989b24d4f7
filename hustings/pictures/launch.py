"""Launch of Chromium: which program, its command line flags, with or without sandbox."""

import logging
import os
import shutil

from hustings import settings
from hustings.pictures.errors import NoBrowser

_log = logging.getLogger("hustings")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: headless, without profile and updates, and with no way to any network but a closed port
FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-startup-window",
    "--no-default-browser-check",
    "--no-pings",
    "--password-store=basic",
    "--hide-scrollbars",
    "--mute-audio",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)


def browser() -> str | None:
    """The path of the browser that draws: the one that the settings name, else one on PATH."""
    named = settings.current().chromium
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)


def required() -> str:
    """The path of the browser that draws.

    Raises
    ------
    NoBrowser
        Saying what to install, and nothing of the paths of this server, which its log names.
    """
    if found := browser():
        return found
    named = settings.current().chromium
    if named:
        _log.warning("HUSTINGS_CHROMIUM is %r, which is no program that can be started", named)
    raise NoBrowser(
        ("The browser that HUSTINGS_CHROMIUM names is not there. " if named else "")
        + "Pictures and printed reports are drawn by Chromium or Chrome: install one on the server "
        "(Debian and Ubuntu: apt-get install chromium), or let HUSTINGS_CHROMIUM name it."
    )


def command(path: str, folder: str, sandbox: bool) -> list[str]:
    """The command that starts a browser, which reads orders on stdin and answers on stdout.

    Parameters
    ----------
    path : str
        Of the browser.
    folder : str
        For its profile: a folder of its own.
    sandbox : bool
        Whether it locks its pages up; root and most containers cannot.
    """
    flags = [*FLAGS, f"--user-data-dir={folder}", *([] if sandbox else ["--no-sandbox"])]
    # The browser listens at descriptor 3 and speaks at 4; its chatter is for nobody.
    pipes = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null'
    return ["/bin/sh", "-c", pipes, path, *flags]


def sandboxes() -> tuple[bool, ...]:
    """The ways to start a browser, the safest first."""
    return (False,) if os.geteuid() == 0 else (True, False)
