"""The folder of a data set as the desk rewrites it: its table of text, and files written whole."""

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hustings.dataset import Dataset, open_dataset
from hustings.desk.events import Row
from hustings.desk.store import DeskError
from hustings.schema import DataError

POSITIONS, PACKAGE = "positions.csv", "datapackage.json"


def read(folder: Path) -> tuple[bytes, list[str], list[Row], Dataset | None]:
    """What stands in positions.csv: its bytes, its header, its rows of text, and the data set.

    Without a data set where there is no such file, or nothing in it can be used.
    """
    path = folder / POSITIONS
    if not folder.is_dir():
        raise DeskError(f"{folder} is no folder.")
    if not path.exists():
        return b"", [], [], None
    content = path.read_bytes()
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header, *lines = [line for line in reader if line]
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise DeskError(f"{path} is no table in UTF-8 that can be rewritten.") from error
    if not {"actor", "axis"} <= set(header) or any(len(line) != len(header) for line in lines):
        raise DeskError(f"{path} has to be separated by commas, with as many cells in each row.")
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    for row in rows:
        row.setdefault("statement_id", "")
    try:
        return content, header, rows, open_dataset(folder)
    except DataError:
        # a header that waits for its first rows; what else is wrong, the new version tells
        return content, header, rows, None


def name(folder: Path) -> str:
    try:
        return str(json.loads((folder / PACKAGE).read_text(encoding="utf-8")).get("name", ""))
    except (OSError, ValueError):
        return folder.resolve().name


def written(header: list[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue().encode()


def replace(path: Path, content: bytes) -> None:
    """Write a file as a whole: whoever reads it sees the old one or the new one."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            shutil.copymode(path, made)
        else:
            os.chmod(made, 0o644)
        os.replace(made, path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


def describe(path: Path, content: bytes) -> None:
    """Say size and hash of the positions in the descriptor, where it has them."""
    if not path.is_file():
        return
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        resources = [r for r in described["resources"] if r.get("path") == POSITIONS]
    except (ValueError, KeyError, TypeError, AttributeError):
        return
    for resource in resources:
        if "bytes" in resource:
            resource["bytes"] = len(content)
        if "hash" in resource:
            resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if resources:
        replace(path, (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode())
