"""Wrong keys and tokens, counted by the address that they come from.

A key of 256 bits is not found by guessing, however fast: holding guesses back keeps them from
taking the machine's time, and a short token of the operator's own from being found. What is
right is always let in, so that nobody behind an address that many share is locked out by a
stranger there; only the operator's token, where it is a short one, is not even looked at.
"""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable

from assistant.accounts.limits import Bucket

WRONG_PER_MINUTE = 20
"""Enough for a person who mistypes and for a client that retries; a guesser gets 28,800 a day."""
_NETWORK_BITS = 64
"""Of an IPv6 address: whoever has one has all of its network."""
_ADDRESSES = 10_000


class Strangers:
    """Who sent wrong credentials lately.

    Args:
        clock: Monotonic, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, address: str | None) -> float:
        """Return how long this address has to wait before it may be wrong again; 0.0 if not."""
        with self._lock:
            bucket = self._buckets.get(_network(address))
        return bucket.wait_s(self._clock()) if bucket else 0.0

    def wrong(self, address: str | None) -> None:
        """Count one wrong credential."""
        if address is None:
            return
        network = _network(address)
        with self._lock:
            now = self._clock()
            bucket = self._buckets.setdefault(network, Bucket(WRONG_PER_MINUTE, now))
            self._buckets.move_to_end(network)
            bucket.take(now)
            if len(self._buckets) > _ADDRESSES:
                self._buckets.popitem(last=False)


def _network(address: str | None) -> str:
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed.packed, _NETWORK_BITS), strict=False))
    return str(parsed)
