"""Whether every part of the process can answer now, asked cheaply: no model runs for it."""

import asyncio
import shutil
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from assistant.intent_log.log import IntentLog
from assistant.shops import Shop
from retrieval.query import SearchRequest

WITHIN_S = 2.0
"""A part that takes longer is not ready: a search takes 0.01 s."""

FREE_BYTES = 100_000_000
"""Of the disk that the log is on: a turn's record has 3 kB, so 30,000 turns are left."""

READY = "ok"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What each part said."""

    parts: dict[str, str] = field(default_factory=dict)
    """By name: "ok", or one sentence for whoever runs the server."""
    search_ms: float | None = None
    """Of the search that was tried."""

    @property
    def is_ready(self) -> bool:
        """Whether all parts are."""
        return all(told == READY for told in self.parts.values())


async def readiness(shop: Shop) -> Readiness:
    """Ask every part of a shop whether it can answer.

    Returns:
        What each said; a part that fails tells so, nothing is raised.
    """
    (index, search_ms), log = await asyncio.gather(_index(shop), _log(shop))
    parts = {"index": index, "log": log, "conversations": _conversations(shop)}
    if shop.voice is not None:
        parts["recogniser"] = _recogniser(shop)
        parts["voice"] = _voice(shop)
    return Readiness(parts, search_ms)


async def _index(shop: Shop) -> tuple[str, float | None]:
    search = shop.parts.search
    try:
        async with asyncio.timeout(WITHIN_S):
            found = await asyncio.to_thread(search.search, SearchRequest(text="boots", limit=1))
    except TimeoutError:
        return f"The index took longer than {WITHIN_S:.0f} s.", None
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is not ready
        return f"The index does not answer ({type(error).__name__}).", None
    return READY, round(found.took_ms, 2)


_probing: WeakKeyDictionary[IntentLog, asyncio.Task[str]] = WeakKeyDictionary()
"""One a log: a disk that hangs is to hold up one thread, however often it is asked for."""


async def _log(shop: Shop) -> str:
    log = shop.parts.log
    health = log.health()
    if health.outage is not None:
        return (
            f"The intent log cannot be written ({health.outage}); {health.queued} records wait in "
            "memory: free space or mend the disk."
        )
    probing = _probing.get(log)
    if probing is None or probing.done():
        probing = _probing[log] = asyncio.create_task(asyncio.to_thread(_written, log))
    done, _ = await asyncio.wait([probing], timeout=WITHIN_S)
    return probing.result() if done else f"The intent log's disk took longer than {WITHIN_S:.0f} s."


def _written(log: IntentLog) -> str:
    try:
        log.probe()
        free = shutil.disk_usage(log.folder).free
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is not ready
        return f"The intent log cannot be written ({type(error).__name__})."
    if free < FREE_BYTES:
        return f"The intent log's disk has {free // 1_000_000} MB left; free some space."
    return READY


def _conversations(shop: Shop) -> str:
    health = shop.parts.shopping.store_health()
    if health.outage is None:
        return READY
    return (
        f"Conversations cannot be stored ({health.outage}); {health.waiting} wait in memory: free "
        "space or mend the disk."
    )


def _recogniser(shop: Shop) -> str:
    assert shop.voice is not None
    if shop.voice.recogniser.takes_work:
        return READY
    return "The recogniser takes no more speech: too much waits, or it has stopped."


def _voice(shop: Shop) -> str:
    assert shop.voice is not None
    health = shop.voice.voice.worker.health
    return READY if health == "ready" else f"The voice's process is {health}."
