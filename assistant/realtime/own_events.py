"""Aisle's own events: products, words and times beside OpenAI's (docs/protocol.md)."""

from collections.abc import Sequence
from typing import Any, Protocol

from pydantic import JsonValue

from agents.turn import Turn
from assistant.presentation import Why, turn_json
from assistant.realtime.seams import ServerEvent
from assistant.session_events import SpokenWord, TurnEnded
from assistant.turn_record import Timings

_OF_A_TURN = (
    "query_id",
    "transcript",
    "acts",
    "constraints",
    "products",
    "relaxed",
    "cart",
    "boards",
    "links",
    "tier",
)


class TakesEvents(Protocol):
    """What is needed of an outbox: a socket's, or a room's."""

    def send(self, event: ServerEvent) -> None: ...


class OwnEvents:
    """Sends them, to a client that wants them.

    Args:
        outbox: Where they go.
        why: Says why a shopper likes what is shown.
    """

    def __init__(self, outbox: TakesEvents, why: Why) -> None:
        self._outbox = outbox
        self.why = why
        self.wanted = True

    def partial(self, item_id: str, text: str) -> None:
        """Tell the words so far; they may still change."""
        self._send({"type": "aisle.input.partial", "item_id": item_id, "text": text})

    def committed(self, turn: Turn, response_id: str, item_id: str | None) -> None:
        """Tell what is on the screen now."""
        self._send(
            {
                "type": "aisle.turn.committed",
                "response_id": response_id,
                "item_id": item_id,
                "turn": turn_of(turn, self.why),
            }
        )

    def withdrawn(self, turn: Turn, before: Turn | None) -> None:
        """Tell that a turn never was."""
        self._send(
            {
                "type": "aisle.turn.withdrawn",
                "index": turn.index,
                "before": None if before is None else turn_of(before, self.why),
            }
        )

    def ended(self, event: TurnEnded) -> None:
        """Tell how a reply ended, what it cost and when what happened."""
        self._send(
            {
                "type": "aisle.turn.ended",
                "index": event.turn.index,
                "outcome": event.outcome,
                "heard": event.heard,
                "tier": event.turn.reply.tier,
                "cost_usd": float(event.turn.reply.cost_usd),
                "timings_ms": event.timings.told(),
                **({} if event.is_logged else {"logged": False}),
                **({} if event.is_stored else {"stored": False}),
            }
        )

    def words(self, response_id: str, item_id: str | None, words: Sequence[SpokenWord]) -> None:
        """Tell which words of a reply sound when."""
        self._send(
            {
                "type": "aisle.words",
                "response_id": response_id,
                "item_id": item_id,
                "words": [
                    {
                        "text": word.text,
                        "start_ms": round(word.start_s * 1000),
                        "end_ms": round(word.end_s * 1000),
                    }
                    for word in words
                ],
            }
        )

    def held(self, response_id: str, is_paused: bool) -> None:
        """Tell that the sound is to be held, or goes on."""
        kind = "aisle.playback.pause" if is_paused else "aisle.playback.resume"
        self._send({"type": kind, "response_id": response_id})

    def holdings(self, told: dict[str, JsonValue]) -> None:
        """Tell that the cart or a board changed outside a turn."""
        self._send({"type": "aisle.cart", **told})

    def consent(self, *, audio: bool, recording: bool) -> None:
        """Tell whether the shopper agrees to recordings, and whether any are kept."""
        self._send({"type": "aisle.consent.noted", "audio": audio, "recording": recording})

    def session(self, told: dict[str, JsonValue]) -> None:
        """Tell what the session goes on with."""
        self._send({"type": "aisle.session", **told})

    def _send(self, event: ServerEvent) -> None:
        if self.wanted:
            self._outbox.send(event)


def turn_of(turn: Turn, why: Why) -> dict[str, Any]:
    """Return a turn as `aisle.turn.committed` tells it."""
    told = turn_json(turn, Timings(), why)
    return {
        "index": turn.index,
        "reply": turn.reply.text,
        **{name: told[name] for name in _OF_A_TURN},
    }
