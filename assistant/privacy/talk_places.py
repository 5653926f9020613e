"""Places of the conversations themselves: dialogues, taste, and boards."""

import asyncio
from pathlib import Path
from typing import Any

from agents.checkpoints import Postgres, erase, give_back_space, open_checkpoints
from assistant.board_store import BoardStore
from assistant.config import Settings
from assistant.conversation_store import conversation_store
from assistant.privacy.place import Held
from assistant.privacy.subject import Subject
from retrieval.personal.store import ProfileStore


class ConversationsPlace:
    """The dialogues' states, in the file or the database that holds them."""

    name = "conversations"
    about = "The state of each dialogue: wishes, cart, what was shown and said last."

    def __init__(self, settings: Settings) -> None:
        # The file also where there is a database: what was stored before stays in it.
        self._stores: set[Path | Postgres] = {
            conversation_store(settings),
            settings.conversations_path,
        }

    def erase(self, subject: Subject) -> int:
        if not subject.session_ids:
            return 0
        return sum(asyncio.run(_erased(where, subject.session_ids)) for where in self._there())

    def held(self, subject: Subject) -> Held | None:
        found: dict[str, Any] = {}
        for where in self._there() if subject.session_ids else ():
            found = asyncio.run(_held(where, subject.session_ids)) | found
        return Held(found) if found else None

    def _there(self) -> list[Path | Postgres]:
        return [where for where in self._stores if not isinstance(where, Path) or where.exists()]


async def _erased(where: Path | Postgres, session_ids: tuple[str, ...]) -> int:
    erased = 0
    async with open_checkpoints(where) as saver:
        for id_ in session_ids:
            if await saver.aget_tuple({"configurable": {"thread_id": id_}}) is not None:
                erased += 1
            await erase(saver, id_)  # also what a crash left of one
        # A crash may have come between the last erasure and its VACUUM.
        await give_back_space(saver)
    return erased


async def _held(where: Path | Postgres, session_ids: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    async with open_checkpoints(where) as saver:
        for id_ in session_ids:
            kept = await saver.aget_tuple({"configurable": {"thread_id": id_}})
            if kept is not None:
                found[id_] = _plain(kept.checkpoint.get("channel_values", {}))
    return found


class TastePlace:
    """What was learned of a known shopper's taste."""

    name = "taste"
    about = "What was learned of the shopper's taste, and whether it may be."

    def __init__(self, settings: Settings) -> None:
        self._store = ProfileStore(settings.profiles_path)

    def erase(self, subject: Subject) -> int:
        return sum(self._store.erase(id_) for id_ in subject.shoppers)

    def held(self, subject: Subject) -> Held | None:
        found = next((self._store.export(id_) for id_ in subject.shoppers), None)
        return Held(found) if found else None


class BoardsPlace:
    """What a known shopper saved."""

    name = "boards"
    about = "Boards with the products that the shopper saved."

    def __init__(self, settings: Settings) -> None:
        self._store = BoardStore(settings.boards_path)

    def erase(self, subject: Subject) -> int:
        return sum(self._store.erase(id_) for id_ in subject.shoppers)

    def held(self, subject: Subject) -> Held | None:
        boards = [board for id_ in subject.shoppers for board in self._store.get(id_)]
        return Held([_plain(board) for board in boards]) if boards else None


def _plain(value: Any) -> Any:
    """Return anything as JSON can hold it."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
