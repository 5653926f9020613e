"""Erasing and exporting in the process that serves: what it has in its memory goes too.

An erasure here:

    note who is erased                       a crash from here on is finished at the next start
    count what forgetting takes              the receipt says all that went, by whomever
    conversations in memory forget           a turn under way is neither stored nor logged
    every place is emptied, in a thread      in the log with what waits in the writer's memory
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from assistant.conversation import Conversation
from assistant.shops import Shop

if TYPE_CHECKING:
    from assistant.http.doors import Doors
    from assistant.privacy.erasing import ShopData
    from assistant.privacy.receipt import Receipt
    from assistant.privacy.subject import Subject

FORGOTTEN_TOO: Final = ("log", "recordings", "scenarios")
"""Places that a conversation empties itself when it forgets, besides its dialogue."""


async def erased_shopper(
    doors: "Doors", shop: Shop, shopper_id: str, *, looks: bool = True
) -> "Receipt":
    """Erase a known shopper everywhere.

    Args:
        doors: The application's.
        shop: Whose shopper it is.
        shopper_id: Who.
        looks: Whether to look for what is left afterwards.

    Raises:
        AssistantError, AgentError, RetrievalError: Something could not be erased; try again.
    """
    running = _running(shop, shopper_id)
    subject, data = await asyncio.to_thread(_noted_shopper, doors, shop, shopper_id, running)
    talks = [talk for id_ in subject.session_ids if (talk := shop.running.get(id_)) is not None]
    gone = await _taken(shop, data, subject, talks)
    for talk in talks:
        await talk.forget_all()
    gone = await _dropped(shop, subject, gone)
    for id_ in subject.session_ids:
        shop.parts.shown.forget(id_)
    return await asyncio.to_thread(_erase, data, subject, looks, gone)


async def erased_session(
    doors: "Doors", shop: Shop, session_id: str, *, looks: bool = True
) -> "Receipt":
    """Erase one session everywhere, by the id under which it is stored.

    Raises:
        AssistantError, AgentError, RetrievalError: Something could not be erased; try again.
    """
    subject, data = await asyncio.to_thread(_noted_session, doors, shop, session_id)
    talk = shop.running.get(session_id)
    gone = await _taken(shop, data, subject, [] if talk is None else [talk])
    if talk is not None:
        await talk.forget()
    gone = await _dropped(shop, subject, gone)
    shop.parts.shown.forget(session_id)
    return await asyncio.to_thread(_erase, data, subject, looks, gone)


async def forgotten_session(doors: "Doors", shop: Shop, conversation: Conversation) -> bool:
    """Erase a session whose conversation is at hand; say whether there was anything.

    Raises:
        AssistantError, AgentError, RetrievalError: Something could not be erased; try again.
    """
    subject, data = await asyncio.to_thread(_noted_session, doors, shop, conversation.id)
    gone = await _taken(shop, data, subject, [conversation])
    was = await conversation.forget()
    receipt = await asyncio.to_thread(_erase, data, subject, False, gone)
    return was or receipt.held


async def exported_shopper(doors: "Doors", shop: Shop, shopper_id: str) -> bytes:
    """Return everything that is held about a known shopper, as a ZIP.

    Raises:
        AssistantError, AgentError, RetrievalError: Something cannot be read.
    """
    running = _running(shop, shopper_id)
    return await asyncio.to_thread(_exported, doors, shop, shopper_id, running)


def _running(shop: Shop, shopper_id: str) -> tuple[str, ...]:
    """Return the conversations in memory that are a shopper's, logged or not."""
    talks = tuple(shop.running.values())
    return tuple(talk.id for talk in talks if talk.shopper_id == shopper_id)


async def _taken(
    shop: Shop, data: "ShopData", subject: "Subject", talks: Sequence[Conversation]
) -> dict[str, int]:
    """Return how many things, by place, go with what conversations in memory are to forget.

    Their dialogues are counted only: pages that are open hear of one that is forgotten while it
    is there. What else they forget is erased here, and once more afterwards.
    """
    if not talks:
        return {}
    dialogues = [await shop.parts.shopping.knows(talk.id) for talk in talks]
    return {"conversations": sum(dialogues), **await asyncio.to_thread(_emptied, data, subject)}


async def _dropped(shop: Shop, subject: "Subject", gone: dict[str, int]) -> dict[str, int]:
    """Forget dialogues that wait in memory for a full disk; return `gone` with them."""
    shopping = shop.parts.shopping
    waiting = [id_ for id_ in subject.session_ids if not shopping.is_stored(id_)]
    dropped = sum([await shopping.forget(id_) for id_ in waiting])
    return gone | {"conversations": gone.get("conversations", 0) + dropped}


def _emptied(data: "ShopData", subject: "Subject") -> dict[str, int]:
    from assistant.privacy.erasing import emptied  # noqa: PLC0415 - loads DuckDB

    return emptied(data, subject, FORGOTTEN_TOO)


def _noted_shopper(
    doors: "Doors", shop: Shop, shopper_id: str, running: tuple[str, ...]
) -> "tuple[Subject, ShopData]":
    from assistant.privacy.erasing import note  # noqa: PLC0415 - loads DuckDB
    from assistant.privacy.subject import shopper  # noqa: PLC0415

    data = _data(doors, shop)
    subject = shopper(shopper_id, data.store, data.log, running)
    return note(data, subject), data


def _noted_session(doors: "Doors", shop: Shop, session_id: str) -> "tuple[Subject, ShopData]":
    from assistant.privacy.erasing import note  # noqa: PLC0415 - loads DuckDB
    from assistant.privacy.subject import session  # noqa: PLC0415

    data = _data(doors, shop)
    return note(data, session(session_id, data.store, data.log)), data


def _erase(data: "ShopData", subject: "Subject", looks: bool, gone: Mapping[str, int]) -> "Receipt":
    from assistant.privacy.erasing import erase  # noqa: PLC0415 - loads DuckDB

    return erase(data, subject, looks=looks, gone=gone)


def _exported(doors: "Doors", shop: Shop, shopper_id: str, running: tuple[str, ...]) -> bytes:
    from assistant.privacy.export import as_zip  # noqa: PLC0415 - loads DuckDB
    from assistant.privacy.subject import shopper  # noqa: PLC0415

    data = _data(doors, shop)
    return as_zip(data.places, shopper(shopper_id, data.store, data.log, running))


def _data(doors: "Doors", shop: Shop) -> "ShopData":
    from assistant.privacy.erasing import ShopData  # noqa: PLC0415 - loads DuckDB

    store = doors.stores.store(shop.tenant)
    return ShopData(shop.parts.settings, store, shop.parts.log, doors.settings)
