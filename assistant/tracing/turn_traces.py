"""The spans of one turn: understand, retrieve, phrase, speak, log write.

Made when the turn is over, from the moments that its clock kept: nothing is added to the turn
itself. Attributes are listed here, every one of them: ids of Aisle's own, counts, milliseconds and
names out of short lists. What was said, replied, searched for or shown is in none of them, and no
id that a client chose.
"""

from collections.abc import Mapping
from typing import Final

from opentelemetry.context import Context
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer, set_span_in_context
from opentelemetry.util.types import AttributeValue

from assistant.turn_clock import TurnClock
from assistant.turn_record import TurnRecord

_NS: Final = 1_000_000_000


class TurnTraces:
    """Makes the spans of turns.

    Args:
        tracer: Where they go.
    """

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def turn(
        self, record: TurnRecord, clock: TurnClock, log_began: float, log_ended: float
    ) -> None:
        """Tell of one turn.

        Args:
            record: Of the turn, as it was logged.
            clock: When each thing of it happened.
            log_began: When its record was handed over (`time.time`).
            log_ended: When it was on disk, or waited for no longer.
        """
        began = _first(clock.speech_ended_at, clock.planned_at, clock.committed_at, log_began)
        root = self._tracer.start_span(
            "turn",
            context=Context(),  # of its own: the turn may have many callers
            kind=SpanKind.SERVER,
            start_time=_ns(began),
            attributes=_told(record),
        )
        inside = set_span_in_context(root)
        spent = record.timings_ms
        planned_at = clock.planned_at
        if planned_at is not None:
            # Understanding, search and the plan run one after the other, and end at `planned_at`.
            end = planned_at - (spent.reply_ms or 0.0) / 1e3
            if spent.retrieve_ms is not None:
                start = end - spent.retrieve_ms / 1e3
                shown = {"aisle.shown": len(record.query_response_hit_ids)}
                self._part("retrieve", inside, start, end, shown)
                end = start
            if spent.understand_ms is not None:
                counts = {"aisle.acts": len(record.acts), "aisle.wishes": len(record.constraints)}
                self._part("understand", inside, end - spent.understand_ms / 1e3, end, counts)
            phrased_at = clock.first_text_at
            if phrased_at is not None:
                tier = {"aisle.tier": record.tier}
                self._part("phrase", inside, min(planned_at, phrased_at), phrased_at, tier)
        if clock.first_text_at is not None and clock.first_audio_at is not None:
            self._part("speak", inside, clock.first_text_at, clock.first_audio_at, {})
        self._part("log write", inside, log_began, log_ended, {})
        if record.outcome == "failed":
            root.set_status(Status(StatusCode.ERROR))
        root.end(end_time=_ns(max(log_ended, began)))

    def _part(
        self,
        name: str,
        inside: Context,
        began: float,
        ended: float,
        attributes: Mapping[str, AttributeValue],
    ) -> None:
        span = self._tracer.start_span(
            name, context=inside, start_time=_ns(began), attributes=dict(attributes)
        )
        span.end(end_time=_ns(max(began, ended)))


def _told(record: TurnRecord) -> dict[str, AttributeValue]:
    told: dict[str, AttributeValue | None] = {
        "aisle.query_id": record.query_id,
        "aisle.tenant": record.tenant,
        "aisle.turn": record.turn,
        "aisle.modality": record.modality,
        "aisle.door": record.door,
        "aisle.act": str(record.acts[0]["act"]) if record.acts else None,
        "aisle.outcome": record.outcome,
        "aisle.tier": record.tier,
        "aisle.cost_usd": float(record.cost_usd),
        "aisle.shown": len(record.query_response_hit_ids),
        "aisle.spoken": len(record.spoken_ids or ()),
        "aisle.relaxed": len(record.relaxed),
        "aisle.cart_lines": len(record.cart or ()),
        "aisle.first_audio_ms": record.timings_ms.first_audio_ms,
    }
    return {name: value for name, value in told.items() if value is not None}


def _first(*moments: float | None) -> float:
    return next(moment for moment in moments if moment is not None)


def _ns(moment: float) -> int:
    return int(moment * _NS)
