"""Erasing a person everywhere, looking whether anything is left, and saying so in a receipt.

note who, in a file of what is under way           a crash from here on is finished later
note a tombstone                                   nothing of theirs is taken in any more
empty every place
look through all files and tables; what others deleted without overwriting is written anew,
and what came meanwhile is erased in a second round
the receipt, then forget who
"""

import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from assistant.analytics.opening import open_store
from assistant.analytics.store import Store
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.privacy import receipt as receipts
from assistant.privacy.place import Place
from assistant.privacy.places import places_of
from assistant.privacy.postgres_search import found_in_databases
from assistant.privacy.receipt import Emptied, LookedThrough, Receipt
from assistant.privacy.search import found_in
from assistant.privacy.sqlite_file import is_sqlite, written_anew
from assistant.privacy.subject import Subject
from assistant.privacy.tombstones import SESSION, SHOPPER, digest_of, tombstones_of
from assistant.privacy.unfinished import Unfinished, files_of


@dataclass(frozen=True, slots=True)
class ShopData:
    """One shop, as far as somebody's data is concerned."""

    settings: Settings
    store: Store
    log: IntentLog
    installation: Settings | None = None
    """Settings of the whole installation, if this is one shop of several."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place that holds something of a shopper."""
        return places_of(self.settings, self.store, self.log, self.installation)


def note(shop: ShopData, subject: Subject) -> Subject:
    """Note that somebody is being erased: from now on it will be done, whatever happens.

    Returns:
        Them, with what an erasure that was interrupted knew besides.

    Raises:
        StoreUnusable: It cannot be written; nothing was erased.
    """
    unfinished = Unfinished(shop.settings)
    with unfinished.alone():
        subject, at = unfinished.begin(subject, datetime.now(UTC))
        tombstones_of(shop.settings).add(subject.session_ids, subject.shoppers, at)
    return subject


def emptied(shop: ShopData, subject: Subject, names: Collection[str]) -> dict[str, int]:
    """Empty some places of somebody who was noted; return how many things went, by place.

    Raises:
        AssistantError, AgentError, RetrievalError: A place could not be emptied; run it again.
    """
    with Unfinished(shop.settings).alone():
        places = [place for place in shop.places if place.name in names]
        return {one.place: one.erased for one in _emptied(places, subject, {})}


def erase(
    shop: ShopData,
    subject: Subject,
    *,
    texts: Sequence[str] = (),
    looks: bool = True,
    gone: Mapping[str, int] = MappingProxyType({}),
) -> Receipt:
    """Erase a person in every place, then look for them.

    Args:
        shop: Whose customer they are.
        subject: Who.
        texts: Looked for besides their ids: words that only they said.
        looks: Whether to look for what is left.
        gone: How many things, by place, went just before: the receipt counts them too.

    Raises:
        AssistantError, AgentError, RetrievalError: A place could not be emptied. What came before
            it is erased; run it again.
    """
    began = time.monotonic()
    unfinished = Unfinished(shop.settings)
    with unfinished.alone():
        subject, at = unfinished.begin(subject, datetime.now(UTC))
        salt = tombstones_of(shop.settings).add(subject.session_ids, subject.shoppers, at)
        counts = _emptied(shop.places, subject, gone)
        looked = again = None
        if looks:
            names = (*subject.names, *texts)
            looked, again = _looked(shop, names)
            if again:
                _mend(shop, subject, again)
                looked, again = _looked(shop, names)
        kind = SESSION if subject.shopper_id is None else SHOPPER
        whose = subject.shopper_id or " ".join(subject.session_ids)
        receipt = Receipt(
            whose=digest_of(salt, kind, whose),
            kind=kind,
            tenant=shop.settings.tenant,
            at=at.isoformat(timespec="seconds"),
            sessions=len(subject.session_ids),
            emptied=counts,
            looked_through=looked,
            found_again=tuple(again or ()),
            took_s=round(time.monotonic() - began, 3),
        )
        receipts.keep(shop.settings.home, receipt)
        unfinished.end(subject)
    return receipt


def finish(shop: ShopData) -> tuple[Receipt, ...]:
    """Finish erasures that a crash or an error interrupted; look into no other file.

    Raises:
        AssistantError, AgentError, RetrievalError: A place could not be emptied; run it again.
    """
    waiting = Unfinished(shop.settings).all()
    return tuple(erase(shop, subject, looks=False) for subject, _ in waiting)


def finish_all(settings: Settings, installation: Settings | None = None) -> tuple[Receipt, ...]:
    """Finish what is unfinished in one shop; opens its store only where there is anything.

    Raises:
        AssistantError, AgentError, RetrievalError: A place could not be emptied; run it again.
    """
    if not Unfinished(settings).all():
        return ()
    with closing(open_store(settings)) as store:
        log = IntentLog(settings.log_path)
        return finish(ShopData(settings, store, log, installation))


def _emptied(
    places: Sequence[Place], subject: Subject, gone: Mapping[str, int]
) -> tuple[Emptied, ...]:
    return tuple(
        Emptied(place.name, place.about, place.erase(subject) + gone.get(place.name, 0))
        for place in places
    )


def _looked(shop: ShopData, names: Sequence[str]) -> tuple[LookedThrough, list[str]]:
    home = shop.settings.home
    # Another shop's shopper of the same name is another person.
    files = found_in(home, names, skipped=(*files_of(home), home / "tenants"))
    tables, count = found_in_databases(shop.settings, names)
    left = [path.relative_to(home).as_posix() for path in files.paths]
    return LookedThrough(files.files, files.size, count), [*left, *tables]


def _mend(shop: ShopData, subject: Subject, found: Sequence[str]) -> None:
    """Do what can be done about what was found."""
    _emptied(shop.places, subject, {})  # what came meanwhile, of a process that had it in memory
    for name in found:
        path: Path = shop.settings.home / name.removesuffix("-wal")
        if is_sqlite(path):
            written_anew(path)
