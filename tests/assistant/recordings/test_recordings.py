"""Recordings: only with consent, private, readable again, and gone when they are to be."""

import os
import stat
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import av
import numpy as np
import pytest

from assistant.recordings.sound import RATE_HZ, HeardSound, Sound
from assistant.recordings.store import Recordings

TONE = Sound((np.sin(np.arange(RATE_HZ) / 20) * 8_000).astype(np.int16))


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def test_nothing_is_kept_before_consent(tmp_path: Path) -> None:
    kept = Recordings(tmp_path / "recordings")
    assert kept.keep("s", 0, TONE) is None
    assert not kept.folder.exists()
    kept.consent("s")
    assert kept.keep("s", 0, TONE) == "s/0.flac"
    assert kept.keep("other", 0, TONE) is None


def test_it_sounds_as_it_was_said(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    kept.consent("s")
    kept.keep("s", 3, TONE)
    path = kept.path_of("s", 3)
    assert np.array_equal(decoded(path), TONE.samples)
    assert path.stat().st_size < TONE.samples.nbytes
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_consent_taken_back_removes_all_of_it(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    for session in ("a", "b"):
        kept.consent(session)
        kept.keep(session, 0, TONE)
        kept.keep(session, 1, TONE)
    assert kept.erase(["a", "nobody"]) == 2
    assert not (tmp_path / "a").exists()
    assert kept.keep("a", 2, TONE) is None
    assert kept.path_of("b", 1).is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["b"]


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    left = tmp_path / ".gone-1"
    left.mkdir()
    (left / "0.flac").write_bytes(b"x")
    kept.erase(["nobody"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("session", ["..", ".", "../../etc", "a/b", "", "x" * 200, ".hidden", "ü"])
def test_no_session_leaves_the_folder(tmp_path: Path, session: str) -> None:
    kept = Recordings(tmp_path / "recordings")
    kept.consent(session)
    name = kept.keep(session, 0, TONE)
    assert name is not None
    assert kept.path_of(session, 0).resolve().is_relative_to(kept.folder.resolve())
    assert len(Path(name).parts) == 2
    assert kept.found(name) == kept.path_of(session, 0)
    assert kept.erase([session]) == 1


def test_a_name_in_a_record_cannot_lead_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret.flac").write_bytes(b"x")
    kept = Recordings(tmp_path / "recordings")
    kept.consent("s")
    assert kept.found("../secret.flac") is None
    assert kept.found("s/consent") is None
    assert kept.found("s/7.flac") is None


def test_recordings_expire_on_their_own_clock(tmp_path: Path) -> None:
    kept = Recordings(tmp_path)
    for session in ("old", "new"):
        kept.consent(session)
        kept.keep(session, 0, TONE)
    then = (datetime.now(UTC) - timedelta(days=40)).timestamp()
    for path in (kept.path_of("old", 0), tmp_path / "old" / "consent"):
        os.utime(path, (then, then))
    assert kept.expire(date.fromtimestamp(time.time()) - timedelta(days=30)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["new"]
    assert kept.expire(date(1970, 1, 2)) == 0


def test_sound_is_picked_out_by_stream_time() -> None:
    heard = HeardSound(lambda: True)
    for second in range(10):
        for _ in range(50):
            heard.push(np.full(RATE_HZ // 50, second, np.int16), RATE_HZ)
    sound = heard.between(4.0, 5.0)
    assert sound is not None
    assert sound.seconds == pytest.approx(1.6, abs=0.01)
    assert set(sound.samples.tolist()) == {3, 4, 5}
    assert heard.between(11.0, 12.0) is None
    heard.restart()
    assert heard.between(4.0, 5.0) is None


def test_without_consent_nothing_is_remembered() -> None:
    agreed = False
    heard = HeardSound(lambda: agreed)
    heard.push(np.ones(RATE_HZ, np.int16), RATE_HZ)
    agreed = True
    assert heard.between(0.0, 1.0) is None
    heard.push(np.ones(RATE_HZ, np.int16), RATE_HZ)
    assert heard.between(1.0, 2.0) is not None
    agreed = False
    assert heard.between(1.0, 2.0) is None
    heard.push(np.ones(1, np.int16), RATE_HZ)
    agreed = True
    assert heard.between(1.0, 2.0) is None


def test_only_the_last_minute_is_remembered() -> None:
    heard = HeardSound(lambda: True)
    for _ in range(120):
        heard.push(np.ones(RATE_HZ, np.int16), RATE_HZ)
    assert heard.between(0.0, 50.0) is None
    assert heard.between(100.0, 101.0) is not None
