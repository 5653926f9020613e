"""Every place that holds something of a shopper, in the order in which they are erased.

First what could bring something back: records on their way to the tables before the tables, and
both before what is made from them. The only list: the export and the erasure go through it.
"""

from assistant.analytics.store import Store
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.privacy.ledger_place import LedgerPlace
from assistant.privacy.log_places import (
    LogPlace,
    MadePlace,
    RecordingsPlace,
    ReviewsPlace,
    TablesPlace,
)
from assistant.privacy.other_places import ImportsPlace, TokensPlace
from assistant.privacy.place import Place
from assistant.privacy.talk_places import BoardsPlace, ConversationsPlace, TastePlace
from assistant.privacy.topics_place import TopicsPlace


def places_of(
    settings: Settings, store: Store, log: IntentLog, installation: Settings | None = None
) -> tuple[Place, ...]:
    """Return every place of one shop.

    Args:
        settings: Of the shop.
        store: Its tables.
        log: Its intent log; a server's own, so that what waits in its memory is erased too.
        installation: Settings of the whole, whose keys and tokens the shop's are among; those of
            the shop by default.
    """
    return (
        ConversationsPlace(settings),
        LogPlace(log),
        ImportsPlace(settings),
        TablesPlace(store),
        TopicsPlace(settings),
        RecordingsPlace(settings),
        ReviewsPlace(settings),
        MadePlace(settings),
        TastePlace(settings),
        BoardsPlace(settings),
        LedgerPlace(settings),
        TokensPlace(installation or settings),
    )
