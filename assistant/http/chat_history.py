"""A chat without a session: what was said before is worked out anew, or remembered.

The client sends the whole conversation with every request. Its utterances are taken through
the agent again (7 ms each on two cores), without a log, a store or a model; the dialogue after
each message is remembered for a while under everything said so far, so that mostly only the
last utterance is work. An edited or branched history has other words, hence another key.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from time import monotonic
from uuid import uuid4

from agents.state import DialogueState
from agents.turn import Turn, Utterance
from assistant.accounts.caller import Caller
from assistant.conversation import Conversation
from assistant.http.chat_messages import Said
from assistant.parts import Parts

KEPT_MOST = 500
"""Dialogues; one takes some 20 kB."""
KEPT_S = 3_600.0
REPLAYED_MOST = 60
"""Utterances that are taken through again; what was said before them is forgotten."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A dialogue after some messages."""

    log_id: str
    """Names its turns in the log to the caller, who can have them erased as a session is."""
    seeded_by: str
    """The same for all that begin alike: what is worked out anew comes out as it was."""
    state: DialogueState
    turn: Turn | None = None
    """The last one."""


class Histories:
    """Remembers dialogues of chats, of all callers and tenants apart.

    Args:
        clock: Seconds; only differences are used.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Reached]] = OrderedDict()
        self._gone_on: OrderedDict[str, None] = OrderedDict()
        """Keys that were gone on from: another branch logs under an id of its own."""

    async def reached(
        self, parts: Parts, caller: Caller, said: Sequence[Said], answered: Said
    ) -> Reached:
        """Return the dialogue after `said`, remembered or worked out.

        Args:
            parts: Of the shop.
            caller: Whose chat it is.
            said: What came before.
            answered: What is answered now.
        """
        keys = keys_of(caller, said)
        now = self._clock()
        for place in range(len(keys) - 1, -1, -1):
            when, reached = self._kept.get(keys[place], (0.0, None))
            if reached is not None and now - when <= KEPT_S:
                self._kept.move_to_end(keys[place])
                if keys[place] in self._gone_on or place < len(keys) - 1:
                    reached = replace(reached, log_id=str(uuid4()))
                rest = said[place:]
                break
        else:
            reached, rest = Reached(str(uuid4()), _seed((*said, answered)), DialogueState()), said
        self._gone_on[keys[-1]] = None
        while len(self._gone_on) > KEPT_MOST:
            self._gone_on.popitem(last=False)
        return await replayed(parts, caller, reached, rest)

    def keep(self, caller: Caller, said: Sequence[Said], reached: Reached) -> None:
        """Remember the dialogue after `said`."""
        key = keys_of(caller, said)[-1]
        self._kept[key] = (self._clock(), reached)
        self._kept.move_to_end(key)
        self._gone_on.pop(key, None)
        while len(self._kept) > KEPT_MOST:
            self._kept.popitem(last=False)


def keys_of(caller: Caller, said: Sequence[Said]) -> list[str]:
    """Return a key for nothing said, and one after each message: each holds all before it."""
    owner = (caller.tenant, caller.account_id, caller.shopper_id, caller.token_id)
    digest = hashlib.sha256(json.dumps(owner).encode())
    keys = [digest.hexdigest()]
    for message in said:
        digest = digest.copy()
        digest.update(json.dumps(asdict(message)).encode())
        keys.append(digest.hexdigest())
    return keys


def _seed(said: Sequence[Said]) -> str:
    return next((f"chat {message.text}" for message in said if message.role == "user"), "chat")


async def replayed(parts: Parts, caller: Caller, reached: Reached, said: Sequence[Said]) -> Reached:
    """Return the dialogue after more messages; nothing is stored, logged or learned."""
    utterances = [place for place, message in enumerate(said) if message.role == "user"]
    if len(utterances) > REPLAYED_MOST:
        said = said[utterances[-REPLAYED_MOST] :]
        reached = Reached(reached.log_id, reached.seeded_by, DialogueState())
    if not said:
        return reached
    conversation_id, turn = reached.log_id, reached.turn
    shopping = parts.shopping.apart(
        conversation_id, reached.state, reached.seeded_by, without_models=True
    )
    asking = Conversation(replace(parts, shopping=shopping), conversation_id, caller.shopper_id)
    for message in said:
        if message.role == "user":
            planned = await asking.plan(Utterance(text=message.text))
            await shopping.commit(planned.turn)
            turn = planned.turn
        elif message.role == "assistant" and message.text and turn is not None:
            # What the client kept of a reply is what was heard of it.
            if turn.reply.text.startswith(message.text.rstrip(" .…")):
                if message.text != turn.reply.text:
                    await shopping.note_heard(conversation_id, message.text)
            else:
                await shopping.note_said(conversation_id, turn.index, message.text)
    return Reached(
        conversation_id, reached.seeded_by, await shopping.dialogue(conversation_id), turn
    )
