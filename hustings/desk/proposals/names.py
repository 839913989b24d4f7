"""How a text names somebody: the shape of a name, and a place where one stands."""

import re
from dataclasses import dataclass

CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŁŠŽĆČŞİ](?:[\w]|['’-](?=\w))*|[A-Z]\.)"
#: what begins the name of a place
PLACES_BEFORE = re.compile(
    r"^(?:New|North|South|East|West|Saint|Port|Lake|Mount|Great|Lower|Upper|River|Cape|Bad|Sankt)$"
)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A place where somebody is named; `role` is the office that the name comes with.

    `office` tells that there is no name, only an office: "the mayor".
    """

    start: int
    end: int
    name: str
    role: str = ""
    office: bool = False
