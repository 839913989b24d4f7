"""Rate limiter: a token bucket for each client, by IP address."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

#: clients that are remembered; whoever has not asked for longest is forgotten first
MOST_CLIENTS = 10_000


def client(address: str) -> str:
    """Who is behind an address: a household has 2^64 addresses of IPv6, so its network counts."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> 64 << 64))


class Buckets:
    """Token buckets of all clients, in bounded memory.

    Each holds `per_minute` tokens when full and gets as many back in a minute.

    Parameters
    ----------
    per_minute : int
    most : int
        Clients remembered.
    clock : callable
        Seconds that only ever grow.
    """

    def __init__(
        self,
        per_minute: int,
        most: int = MOST_CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_minute, self.most, self.clock = per_minute, most, clock
        self._state: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._state)

    def take(self, who: str) -> float:
        """Take a token; seconds until there is one, 0.0 when it was taken."""
        now = self.clock()
        left, then = self._state.pop(who, (float(self.per_minute), now))
        rate = self.per_minute / 60
        left = min(self.per_minute, left + (now - then) * rate)
        wait = 0.0 if left >= 1 else (1 - left) / rate
        self._state[who] = (left - 1 if not wait else left, now)
        if len(self._state) > self.most:
            self._state.popitem(last=False)
        return wait
