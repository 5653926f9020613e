"""What each account and each browser's token uses of its limits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.accounts.errors import LimitReached
from assistant.accounts.gate import Allowance
from assistant.accounts.limits import HOUR_S, Bucket, SlidingHour

SESSION_WAIT_S = 5.0
"""Told to one who finds every session taken: nobody knows when somebody else hangs up."""
REMEMBERED = 20_000
"""Accounts and tokens in memory; the ones that have everything left are forgotten first."""
FORGETS_EVERY_S = 60.0
"""Looking through 20,000 takes 10 ms."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one account or token may use."""

    requests_per_minute: int
    sessions: int
    audio_s_per_hour: float

    def least(self, other: "Limits") -> "Limits":
        """Return what both allow."""
        return Limits(
            min(self.requests_per_minute, other.requests_per_minute),
            min(self.sessions, other.sessions),
            min(self.audio_s_per_hour, other.audio_s_per_hour),
        )


class Used:
    """What one account or token has used."""

    def __init__(self, limits: Limits, now: float) -> None:
        self.limits = limits
        self.requests = Bucket(limits.requests_per_minute, now)
        self.audio = SlidingHour(limits.audio_s_per_hour)
        self.sessions = 0

    def change(self, limits: Limits, now: float) -> None:
        """Go on with other limits."""
        self.limits = limits
        self.requests.change(limits.requests_per_minute, now)
        self.audio.limit = limits.audio_s_per_hour

    def is_idle(self, now: float) -> bool:
        """Whether forgetting it would change nothing."""
        requests = self.requests
        return not self.sessions and not self.audio.used(now) and not requests.full_after_s(now)


class Usage:
    """Counts what is used, for one process.

    Args:
        sessions: At once, of all together.
        clock: Monotonic, in seconds.
    """

    def __init__(self, sessions: int, clock: Callable[[], float]) -> None:
        self._limit = sessions
        self._open = 0
        self._clock = clock
        self._used: dict[str, Used] = {}
        self._forgot_at = clock()
        self._lock = threading.Lock()  # routes count in threads, sockets in the event loop

    def of(self, name: str, limits: Limits) -> Used:
        """Return what an account or token has used, by its name."""
        with self._lock:
            found = self._used.get(name)
            if found is None:
                self._forget()
                found = self._used[name] = Used(limits, self._clock())
            elif found.limits != limits:
                found.change(limits, self._clock())
            return found

    def request(self, users: tuple[Used, ...]) -> None:
        """Count one request of everybody in `users`, or of nobody.

        Raises:
            LimitReached: One of them has none left.
        """
        with self._lock:
            now = self._clock()
            for used in users:
                if wait := used.requests.wait_s(now):
                    limit = used.limits.requests_per_minute
                    raise LimitReached(
                        f"More than {limit} requests a minute; try again in {_seconds(wait)}.", wait
                    )
            for used in users:
                used.requests.take(now)

    def audio(self, users: tuple[Used, ...], seconds: float) -> None:
        """Count sound of everybody in `users`, or of nobody.

        Raises:
            LimitReached: One of them has too little left.
        """
        with self._lock:
            now = self._clock()
            for used in users:
                if wait := used.audio.wait_s(seconds, now):
                    limit = used.limits.audio_s_per_hour
                    raise LimitReached(
                        f"More than {limit:g} seconds of sound an hour; try again in "
                        f"{_seconds(min(wait, HOUR_S))}.",
                        min(wait, HOUR_S),
                    )
            for used in users:
                used.audio.add(seconds, now)

    @contextmanager
    def session(self, users: tuple[Used, ...]) -> Iterator[None]:
        """Hold one session of everybody in `users` during the block.

        Raises:
            LimitReached: The process or one of them has as many as it may.
        """
        with self._lock:
            if self._open >= self._limit:
                raise LimitReached(
                    "The server has as many sessions as it can hold; try again in some seconds.",
                    SESSION_WAIT_S,
                )
            for used in users:
                if used.sessions >= used.limits.sessions:
                    raise LimitReached(
                        f"This key or token has {used.limits.sessions} sessions open, as many as "
                        "it may; close one first.",
                        SESSION_WAIT_S,
                    )
            self._open += 1
            for used in users:
                used.sessions += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                for used in users:
                    used.sessions -= 1

    def allowances(self, users: tuple[Used, ...]) -> tuple[Allowance, ...]:
        """Return of each limit the tightest that is left."""
        with self._lock:
            now = self._clock()
            free = self._limit - self._open
            told = [Allowance("sessions", self._limit, free, SESSION_WAIT_S if free < 1 else 0.0)]
            for used in users:
                requests, audio, limits = used.requests, used.audio, used.limits
                free = limits.sessions - used.sessions
                heard = max(0.0, audio.limit - audio.used(now))
                wait = SESSION_WAIT_S if free < 1 else 0.0
                told += (
                    Allowance(
                        "requests", requests.limit, requests.left(now), requests.full_after_s(now)
                    ),
                    Allowance("sessions", limits.sessions, free, wait),
                    Allowance("audio_seconds", int(audio.limit), heard, audio.empty_after_s(now)),
                )
        names = dict.fromkeys(("requests", "sessions", "audio_seconds"))
        each = ([a for a in told if a.name == name] for name in names)
        return tuple(min(same, key=lambda a: a.remaining) for same in each if same)

    def _forget(self) -> None:
        now = self._clock()
        if len(self._used) < REMEMBERED or now - self._forgot_at < FORGETS_EVERY_S:
            return
        self._forgot_at = now
        self._used = {name: used for name, used in self._used.items() if not used.is_idle(now)}


def _seconds(wait: float) -> str:
    return f"{wait:.0f} seconds" if wait >= 2 else "a second"
