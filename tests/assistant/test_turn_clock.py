"""Moments of a turn as milliseconds after the end of speech."""

from agents.acts import Act
from agents.reading import Reading
from agents.turn import Reply, Spent, Turn, Utterance
from assistant.turn_clock import TurnClock


def _turn() -> Turn:
    return Turn(
        conversation_id="c",
        index=0,
        utterance=Utterance("boots", spoken=True),
        readings=(Reading(Act.FIND, 1.0, "boots"),),
        constraints=(),
        products=(),
        focus=None,
        relaxed=(),
        cart=(),
        reply=Reply(("Here you are.",), "template"),
        spent=Spent(understand_ms=1.0, retrieve_ms=2.0, reply_ms=0.1),
    )


def test_what_was_computed_ahead_counts_from_when_it_could_be_seen() -> None:
    clock = TurnClock(
        speech_ended_at=100.0,
        final_ready_at=100.2,
        planned_at=100.25,
        committed_at=100.4,
        first_text_at=100.26,
        first_audio_at=100.43,
    )
    timings = clock.timings(_turn())
    assert timings.final_transcript_ms == 200
    assert timings.products_ms == timings.first_reply_text_ms == timings.turn_committed_ms == 400
    assert timings.first_audio_ms == 430
    assert timings.retrieve_ms == 2.0


def test_what_came_after_the_commit_counts_from_when_it_came() -> None:
    clock = TurnClock(speech_ended_at=100.0, planned_at=100.5, committed_at=100.4)
    assert clock.timings(_turn()).products_ms == 500


def test_what_did_not_happen_is_not_a_number() -> None:
    timings = TurnClock(committed_at=5.0).timings(_turn())
    assert timings.turn_committed_ms is None
    assert timings.first_audio_ms is None
