"""Logged conversations, planned anew by the agent as it is now.

What shoppers said is taken from the intent log, with what they heard of a reply that was cut
off; everything else is worked out again, so that a change of the graph, the parser or the
catalog shows where it changes what shoppers get. Nothing is stored. Prices and stock are
today's, replies are phrased by templates, and no taste is used.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.agent import ShoppingAgent
from agents.phrasing.said import Account
from agents.turn import Reply, Utterance
from assistant.redaction.records import redacted
from assistant.turn_clock import TurnClock
from assistant.turn_record import TurnRecord, record_of

COMPARED = ("acts", "constraints", "products", "reply")
"""In this order a difference causes the next."""


@dataclass(frozen=True, slots=True)
class ReplayedTurn:
    """One turn as it was logged, and as it would be now."""

    before: TurnRecord
    now: TurnRecord
    changed: tuple[str, ...] = field(default=())
    """Those of `COMPARED` that differ."""

    def as_json(self) -> dict[str, Any]:
        """Return what changed as plain data."""
        old, new = _compared(self.before), _compared(self.now)
        return {
            "session_id": self.before.session_id,
            "turn": self.before.turn,
            "user_query": self.before.user_query,
            "changed": {name: {"before": old[name], "now": new[name]} for name in self.changed},
        }


def conversations(
    records: Iterable[TurnRecord], only: frozenset[str] = frozenset()
) -> dict[str, list[TurnRecord]]:
    """Return the turns of each conversation in order, the oldest conversation first.

    Args:
        records: Of the log. Those that became no turn are left out.
        only: Ids of conversations; all where it is empty.
    """
    found: dict[str, list[TurnRecord]] = {}
    for record in records:
        if record.turn is not None and (not only or record.session_id in only):
            found.setdefault(record.session_id, []).append(record)
    return {name: sorted(turns, key=_turn) for name, turns in found.items()}


def is_whole(turns: list[TurnRecord]) -> bool:
    """Say whether a conversation is logged from its first turn on, without a gap."""
    return [record.turn for record in turns] == list(range(len(turns)))


async def replay(
    agent: ShoppingAgent, turns: list[TurnRecord], own: Sequence[str] = ()
) -> AsyncIterator[ReplayedTurn]:
    """Say the utterances of one conversation to `agent` and yield what comes of each.

    Args:
        agent: With an empty store; it keeps the conversation under its logged id.
        turns: Of one conversation, from its first.
        own: What the shop says of itself (`assistant.redaction.own_words`), as its log had it.
    """
    for before in turns:
        utterance = Utterance(
            before.user_query,
            spoken=before.modality == "voice",
            confidence=before.asr_confidence,
            raw_text=before.raw_transcript,
        )
        turn = await agent.plan(before.session_id, utterance)
        if before.tier in ("open", "closed"):  # a model's words are not replayed, but followed
            turn = turn.said_as(Reply((before.reply,), before.tier))
        await agent.commit(turn, heard=before.heard)
        said = Account(turn.reply.text, "template")
        planned = record_of(turn, TurnClock().timings(turn), said, heard=before.heard)
        now = redacted(planned, own)
        old, new = _compared(before), _compared(now)
        yield ReplayedTurn(before, now, tuple(n for n in COMPARED if old[n] != new[n]))


def _compared(record: TurnRecord) -> dict[str, Any]:
    return {
        "acts": [act["act"] for act in record.acts],
        "constraints": sorted(_constraint(c) for c in record.constraints),
        "products": record.query_response_hit_ids,
        "reply": record.reply,
    }


def _constraint(logged: dict[str, Any]) -> str:
    """Return a constraint in a line: "colour blue", "not brand Ostra", "price ..60, soft"."""
    value = logged["value"]
    if isinstance(value, dict):
        value = f"{value['low'] or ''}..{value['high'] or ''}"
    not_ = "" if logged["wanted"] else "not "
    soft = "" if logged["hard"] else ", soft"
    return f"{not_}{logged['kind']} {value}{soft}"


def _turn(record: TurnRecord) -> int:
    return record.turn or 0
