"""What the store knows of each saved data set: a record of JSON beside its package."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

#: hex digits of a hash: 160 bits, so that nobody finds another data set of the same hash
DIGITS = 40
_HASH = re.compile(f"[0-9a-f]{{{DIGITS}}}")


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What is known of a saved data set.

    Parameters
    ----------
    hash : str
        Of its content, for `?data=`.
    version : str
        The data version that pages show.
    title, licence, credit : str
    saved : date
    expires : date or None
        The last day on which it can be opened; None for no end.
    previous : str
        The hash of the version before it; "" where none was named.
    header : str
        Of the file that it was made of, by which its recipe meets the next one; "" where unknown.
    size : int
        Bytes of its package.
    locked : str
        Hash of the key with which it can be removed.
    key : str
        That key, right after saving; "" ever after, and where the same was saved before.
    """

    hash: str
    version: str
    title: str
    licence: str
    credit: str
    saved: date
    expires: date | None
    previous: str
    size: int
    locked: str
    header: str = ""
    key: str = ""

    @property
    def over(self) -> bool:
        """Whether its last day has passed (in UTC)."""
        return self.expires is not None and today() > self.expires


def today() -> date:
    """The day by which data sets expire, in UTC."""
    return datetime.now(UTC).date()


def is_hash(text: str) -> bool:
    """Whether a text can be the hash of a saved data set."""
    return _HASH.fullmatch(text) is not None


def written(saved: Saved) -> bytes:
    """A record as its file holds it, without the key."""
    said = {name: value for name, value in asdict(saved).items() if name != "key"}
    return json.dumps(said, default=date.isoformat, indent=1).encode()


def read(content: bytes) -> Saved | None:
    """The record that a file holds; None where it holds none."""
    try:
        said = json.loads(content)
        days = {
            "saved": date.fromisoformat(said["saved"]),
            "expires": said["expires"] and date.fromisoformat(said["expires"]),
        }
        return Saved(**said | days)
    except (ValueError, TypeError, KeyError):
        return None
