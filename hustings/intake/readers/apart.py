"""Starts what reads in a process of its own, within bounds of time and memory."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hustings.intake.readers.bounds import MEMORY, SECONDS, TIMES
from hustings.intake.readers.faults import refuse

_SCRIPT = Path(__file__).with_name("apart_script.py")


def apart(
    kind: str, path: Path, allowed: str, seconds: int = 0, memory: int = MEMORY
) -> Iterator[Any]:
    """What `apart_script.py` says of a file, line by line.

    Parameters
    ----------
    kind : str
        "spreadsheet", "rows" (XLSX, row by row), "sav", "por" or "dta".
    path : Path
    allowed : str
        What would be right where it cannot be read.
    seconds : int
        That it may take; as many as others where it is 0.
    memory : int
        Bytes of memory that it may take beside those for the size of the file.

    Raises
    ------
    Unreadable
        If the file is damaged, or needs too much time or memory.
    """
    seconds = seconds or SECONDS
    memory += TIMES * path.stat().st_size
    command = [sys.executable, "-I", str(_SCRIPT), kind, str(path.absolute()), str(memory)]
    with tempfile.TemporaryFile() as out:
        try:
            ran = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE,
                timeout=seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            refuse(f"what takes longer than {seconds} seconds to read", allowed)
        if ran.returncode:
            refuse(_reason(ran.stderr.decode("utf-8", "replace"), memory), allowed)
        out.seek(0)
        for line in out:
            said = json.loads(line)
            if said is True:
                return
            yield said


def _reason(said: str, memory: int) -> str:
    """Why a process ended, in words of our own."""
    if "MemoryError" in said or "memory allocation" in said or "bad_alloc" in said:
        return f"what needs more than {memory // 2**20:,} MB of memory"
    if "File too large" in said or "No space left" in said:
        return "what takes more room on the disk than there is"
    if "Password" in said or "encrypted" in said:
        return "a file that opens only with a password"
    return "a damaged file, or one of another kind than its name says"
