"""Scripts of a data set that no font of the server can draw: pictures would show empty boxes.

Pages are drawn by the reader's own browser and its fonts; pictures and PDF files by the server's.
"""

import re
import shutil
import subprocess
from functools import cache

from hustings import query
from hustings.cache import cached
from hustings.dataset import Dataset

#: script -> its letters, and a language by which fontconfig knows the fonts that have them
SCRIPTS = {
    "Chinese": ("\u3400-\u4dbf\u4e00-\u9fff", "zh"),
    "Japanese": ("\u3040-\u30ff", "ja"),
    "Korean": ("\uac00-\ud7a3", "ko"),
    "Arabic": ("\u0620-\u06ff", "ar"),
    "Hebrew": ("\u05d0-\u05ea", "he"),
    "Devanagari": ("\u0900-\u097f", "hi"),
    "Bengali": ("\u0980-\u09ff", "bn"),
    "Tamil": ("\u0b80-\u0bff", "ta"),
    "Thai": ("\u0e00-\u0e7f", "th"),
    "Georgian": ("\u10a0-\u10ff", "ka"),
    "Armenian": ("\u0530-\u058f", "hy"),
    "Ethiopic": ("\u1200-\u137f", "am"),
    "Greek": ("\u0370-\u03ff", "el"),
    "Cyrillic": ("\u0400-\u04ff", "ru"),
}
#: packages of Debian that have fonts for all of them
PACKAGES = "fonts-noto-core and fonts-noto-cjk"
#: seconds after which the list of fonts is given up
PATIENCE = 10


@cached
def undrawn(data: Dataset) -> tuple[str, ...]:
    """The scripts in names of groups and axes for which the server has no font.

    Nothing where fontconfig's `fc-list` is not there to be asked.
    """
    texts = [data.meta.title]
    for axis in data.axes:
        texts += [axis.id, axis.name, axis.low, axis.high]
    for by in query.GROUPINGS:
        texts += query.groups(data, query.Filters(), by).group.tolist()
    said = "".join(map(str, texts))
    return tuple(
        script
        for script, (letters, language) in SCRIPTS.items()
        if re.search(f"[{letters}]", said) and not _has_font(language)
    )


def warning(scripts: tuple[str, ...]) -> str:
    """What is told of scripts that cannot be drawn, in one sentence; "" for none."""
    if not scripts:
        return ""
    return (
        f"This server has no font for {', '.join(scripts)}: such names are empty boxes in its "
        f"pictures and PDF files. Debian's packages {PACKAGES} have them."
    )


@cache
def _has_font(language: str) -> bool:
    """Whether fontconfig knows a font for a language; yes where it cannot be asked."""
    lister = shutil.which("fc-list")
    if lister is None:
        return True
    asked = [lister, f":lang={language}", "family"]
    try:
        found = subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=True)
    except (subprocess.SubprocessError, OSError):
        return True
    return bool(found.stdout.strip())
