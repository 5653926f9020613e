"""What a shopper says is kept as sound once they agreed, and what is logged of a visit by voice."""

from pathlib import Path

import av
import numpy as np
import pytest

from assistant.clip_conversation import ClipConversation, HeardTurn
from assistant.clips import conversations
from assistant.config import Settings
from assistant.config_tables import LogSettings
from assistant.events.event import Event
from assistant.intent_log.log import IntentLog
from assistant.parts import voice_parts
from assistant.recordings.store import Recordings
from assistant.turn_record import TurnRecord
from speech.audible import audible_span

pytestmark = [pytest.mark.audio, pytest.mark.model]

CLIPS = conversations()[0].clips[:2]
RATE_HZ = 16_000
ALIKE = 0.95
"""Correlation of a recording with what was spoken; 1.0 to three digits, measured."""


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def likeness(recorded: np.ndarray, spoken: np.ndarray) -> float:
    """Return the highest correlation of the recording with the clip, wherever it begins in it."""
    one = recorded.astype(np.float64)
    other = np.pad(spoken.astype(np.float64) * 32767, RATE_HZ)
    size = 1 << int(np.ceil(np.log2(len(one) + len(other))))
    both = np.fft.irfft(np.fft.rfft(other, size) * np.conj(np.fft.rfft(one, size)), size)
    at = int(np.argmax(both))
    part = other[at : at + len(one)]
    part = np.pad(part, (0, len(one) - len(part)))
    return float(part @ one / (np.linalg.norm(part) * np.linalg.norm(one)))


async def test_a_recording_of_each_spoken_turn(sample_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "index").symlink_to(sample_home / "index")
    settings = Settings(home=home, log=LogSettings(keep_audio=True))
    kept = Recordings(settings.recordings_path)
    kept.consent("agreed")
    turns: list[HeardTurn] = []
    async with voice_parts(settings) as parts:
        for name in ("agreed", "asked-nobody"):
            talk = ClipConversation(parts, name)
            clips = [clip.samples() for clip in CLIPS]
            heard = [turn async for turn in talk.run(clips[: 2 if name == "agreed" else 1])]
            turns += heard if name == "agreed" else []
    records = list(IntentLog(settings.log_path).read_all())
    # A clip that a busy machine did not hear in time is a turn without words, and without sound.
    mine = [
        r
        for r in records
        if isinstance(r, TurnRecord) and r.session_id == "agreed" and r.user_query
    ]
    turns = [turn for turn in turns if turn.turn.utterance.text]
    assert mine
    assert [r.audio for r in mine] == [f"agreed/{r.turn}.flac" for r in mine]
    for record, turn in zip(mine, turns, strict=True):
        assert record.door == "cli"
        assert record.query_id == turn.turn.query_id
        spoken = CLIPS[turn.clip].samples()
        recorded = decoded(kept.path_of("agreed", record.turn or 0))
        assert likeness(recorded, spoken) > ALIKE
        span = audible_span(spoken, RATE_HZ)
        assert span is not None
        assert len(recorded) / RATE_HZ == pytest.approx(span[1] - span[0] + 0.6, abs=0.5)
    others = [r for r in records if isinstance(r, TurnRecord) and r.session_id == "asked-nobody"]
    assert [r.audio for r in others] == [None] * len(others)
    assert not (settings.recordings_path / "asked-nobody").exists()
    assert not [r for r in records if isinstance(r, Event) and r.action_name == "error"]
