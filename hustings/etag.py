"""ETags (entity tags): what decides the content of an answer, hashed to one short text."""

import json
from hashlib import sha256

from hustings import __version__


def entity_tag(*parts: object) -> str:
    """A strong entity tag of all that decides what is in an answer, also good as a key.

    Parameters
    ----------
    *parts
        What JSON can say, and dates. The version of the program, which may make another answer of
        the same, is always one more.
    """
    text = json.dumps((*parts, __version__), default=str)
    return f'"{sha256(text.encode()).hexdigest()[:32]}"'
