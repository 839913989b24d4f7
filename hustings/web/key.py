"""The key of assistants: whoever sends it may put proposals to the coding desk."""

import hmac

from starlette.datastructures import Headers

from hustings import settings

_SCHEME = "bearer "


def has_key(headers: Headers) -> bool:
    """Whether a request carries the key of this server, as `Authorization: Bearer KEY`."""
    key = settings.current().desk_key
    given = headers.get("authorization", "")
    if not key or not given.lower().startswith(_SCHEME):
        return False
    return hmac.compare_digest(given[len(_SCHEME) :].strip().encode(), key.encode())
