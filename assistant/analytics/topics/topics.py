"""The topics of one shop's log: brought up to date from its store, and asked."""

import fcntl
import logging
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np

from assistant.analytics.filters import Filters
from assistant.analytics.store import Cell, Store
from assistant.analytics.topics.clusters import Clusters
from assistant.analytics.topics.days import TopicDays
from assistant.analytics.topics.demand import FREE, Unmet, unmet_of
from assistant.analytics.topics.labels import labels_of
from assistant.analytics.topics.searches import (
    OF_DEMAND,
    searches_of,
    signatures,
    texts_of,
    with_cart,
)
from assistant.analytics.topics.state import TopicState
from assistant.analytics.topics.wording import wanted
from retrieval.embedder import Vectors

TOPIC: Final = "t"
DEMAND: Final = "u"
"""Spaces of clusters: all searches, and what could not be had."""
MOST_TEXTS: Final = 250_000
"""Distinct texts that are placed at once, the commonest: two minutes of embedding on one core."""
_EXAMPLES: Final = 4
"""Of each cluster and day: one more than a list shows, should one be erased."""
_WORDS: Final = tuple(name for name in OF_DEMAND if name != "shown")
_BATCH: Final = 1_024
_DAYS_AT_ONCE: Final = 31

Embed = Callable[[Sequence[str]], Vectors]

_log = logging.getLogger(__name__)


class Topics:
    """Brings the topics of one shop up to date.

    Args:
        folder: Where they are kept.
        embed: Texts to unit vectors; only called for texts that were not placed before.
    """

    def __init__(self, folder: Path, embed: Embed) -> None:
        self.folder = folder
        self._embed = embed
        self.days = TopicDays(folder)
        self.state = TopicState(folder / "topics.sqlite")

    def catch_up(self, store: Store) -> int:
        """Count the days that changed; return how many those were, 0 where another does it now.

        Args:
            store: Whose turns.

        Raises:
            StoreUnusable: Something cannot be read or written; may be tried again.
        """
        with self._alone() as is_alone:
            if not is_alone:
                return 0
            mark = store.mark()
            there = signatures(store)
            known = self.state.days()
            changed = [day for day, mark in there.items() if known.get(day.isoformat()) != mark]
            gone = [day for day in self.days.days() if day not in there]
            if not changed and not gone:
                self.state.keep_mark(mark)
                return 0
            for start in range(0, len(changed), _DAYS_AT_ONCE):
                self._place(store, changed[start : start + _DAYS_AT_ONCE])
            for day in changed:
                self._count(store, day)
                self.state.keep_days({day.isoformat(): there[day]})
            for day in gone:
                self.days.drop(day)
            self.state.keep_days({}, [day.isoformat() for day in gone])
            self._forget()
            self.state.keep_mark(mark)
            return len(changed) + len(gone)

    # --- texts to clusters -----------------------------------------------------------------------

    def _place(self, store: Store, days: Sequence[date]) -> None:
        topics: Counter[str] = Counter()
        demand: Counter[str] = Counter()
        named: dict[str, tuple[str, str]] = {}
        wanted_days = set(days)
        for stretch in _stretches(sorted(wanted_days)):
            for row, times in texts_of(store, stretch):
                if row["is_search"] and (text := _topic_text(row)):
                    topics[text] += times
                for unmet in unmet_of(row):
                    if unmet.reason in FREE:
                        demand[unmet.value] += times
                    else:
                        named[_named_id(unmet)] = (unmet.label, unmet.reason.value)
        self.state.keep_named(named)
        last = max(days).isoformat()
        for space, texts in ((TOPIC, topics), (DEMAND, demand)):
            self._place_texts(space, texts, last)

    def _place_texts(self, space: str, texts: Counter[str], last: str) -> None:
        known = self.state.known(space, list(texts))
        new = [text for text, _ in texts.most_common() if text not in known][:MOST_TEXTS]
        clusters = self.state.clusters(space)
        weights = np.array([texts[text] for text in new], dtype=np.float32)
        placed = clusters.place(new, self._vectors(new), weights)
        of = dict(zip(new, placed, strict=True))
        members: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for text, times in texts.items():
            cluster = of.get(text) or known.get(text)
            if cluster is not None:
                members[clusters.id_of(cluster)].append((text, times))
        self._label(clusters, members)
        self.state.keep(clusters)
        self.state.place(space, of, last)

    def _label(self, clusters: Clusters, members: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        """Name the clusters that have no name yet; a name that was given stays."""
        proposed = labels_of(members, [c.label for c in clusters.kept if c.label])
        for cluster in clusters.kept:
            if not cluster.label and cluster.id in proposed:
                cluster.label = proposed[cluster.id]

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        made = [
            self._embed(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(made) if made else np.empty((0, 0), dtype=np.float32)

    # --- counting a day --------------------------------------------------------------------------

    def _count(self, store: Store, day: date) -> None:
        rows = searches_of(store, day)
        # A search in the same words is read once: of the day's, most are.
        asked = [(*map(row.get, _WORDS), row["shown"] == 0) for row in rows]
        distinct = dict(zip(asked, rows, strict=True))
        read = {key: (_topic_text(row), unmet_of(row)) for key, row in distinct.items()}
        of_topic = self.state.known(TOPIC, list({text for text, _ in read.values()} - {""}))
        free = {u.value for _, many in read.values() for u in many if u.reason in FREE}
        of_demand = self.state.known(DEMAND, list(free))
        told = {
            key: tuple(_clusters_of(text, many, of_topic, of_demand))
            for key, (text, many) in read.items()
        }
        carts = with_cart(store, day)
        counts: dict[tuple[Cell, ...], list[int]] = defaultdict(lambda: [0] * 6)
        seen: set[tuple[str, str]] = set()
        turns: list[tuple[Cell, ...]] = []
        latest: defaultdict[str, dict[str, tuple[Cell, ...]]] = defaultdict(dict)
        for row, words in zip(rows, asked, strict=True):
            for cluster, wish in told[words]:
                session = str(row["session_id"])
                first = (cluster, session) not in seen
                seen.add((cluster, session))
                key = (
                    *(row[name] for name in ("application", "modality", "door", "intent")),
                    *(row["category"], row["known"], cluster, wish.reason.value if wish else None),
                )
                count = counts[key]
                count[0] += 1
                count[1] += first
                count[2] += first and session in carts
                count[3] += row["shown"] == 0
                count[4] += wish is not None and wish.relaxed
                count[5] += wish is not None and wish.nowhere
                turn = (day, cluster, row["query_id"], row["timestamp"])
                turns.append(turn)
                latest[cluster].pop(row["user_query"], None)
                latest[cluster][row["user_query"]] = turn
        listed = ((day, *key, *count) for key, count in sorted(counts.items(), key=repr))
        examples = [turn for of in latest.values() for turn in [*of.values()][-_EXAMPLES:]]
        self.days.write(day, listed, turns, examples)

    def _forget(self) -> None:
        """Forget clusters that no turn of the log is in any more."""
        everything = Filters(date.min, date.max)
        rows = self.days.ask(
            "SELECT DISTINCT cluster FROM topic_counts", everything, self.state.merged()
        )
        self.state.forget_but({str(row[0]) for row in rows})

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Say whether nobody else brings these topics up to date now, and keep it so."""
        descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(descriptor)


def _topic_text(row: Mapping[str, Any]) -> str:
    return wanted(row["query"] or row["user_query"] or "") if row["is_search"] else ""


def _clusters_of(
    text: str,
    unmet: Sequence[Unmet],
    of_topic: Mapping[str, str],
    of_demand: Mapping[str, str],
) -> Iterator[tuple[str, Unmet | None]]:
    topic = of_topic.get(text)
    if topic is not None:
        yield topic, None
    said: set[str] = set()
    for wish in unmet:
        cluster = of_demand.get(wish.value) if wish.reason in FREE else _named_id(wish)
        if cluster is not None and cluster not in said:
            said.add(cluster)
            yield cluster, wish


def _named_id(unmet: Unmet) -> str:
    digest = blake2b("\0".join(unmet.key).encode(), digest_size=5).hexdigest()
    return f"n-{digest}"


def _stretches(days: Sequence[date]) -> Iterator[list[date]]:
    """Yield runs of days that follow each other: what lies between is not to be read again."""
    run: list[date] = []
    for day in days:
        if run and (day - run[-1]).days > 1:
            yield run
            run = []
        run.append(day)
    if run:
        yield run
