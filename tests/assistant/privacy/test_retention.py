"""Each clock removes what is its own and nothing else; a clock that jumps removes nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.analyst.shelf import Shelf
from assistant.config import Settings
from assistant.config_tables import LogSettings
from assistant.events.event import Action, Event
from assistant.intent_log.segments import set_aside
from assistant.privacy.export import as_json
from assistant.privacy.retention import ClockDoubted, Expired, expire, would_expire
from assistant.privacy.subject import shopper
from assistant.recordings.store import Recordings
from evals.bench.erasure_home import Person, turns_of
from tests.assistant.privacy.conftest import opened


def _now() -> datetime:
    """Say it anew each time: a run of all tests may go on over midnight."""
    return datetime.now(UTC)


def _settings(settings: Settings, **days: int) -> Settings:
    return settings.model_copy(update={"log": LogSettings.model_validate(days)})


def test_words_expire_and_figures_stay(settings: Settings, people: tuple[Person, ...]) -> None:
    shop = _settings(settings, transcript_days=30, feature_days=60)
    set_aside(shop.log_path, [b'{"schema":"none","words":"zanquil"}'], f"{_now():%Y-%m-%d}")
    with opened(shop) as data:
        done = expire(shop, data.store, _now() + timedelta(days=31))
        # Of 18 turns; the 9 events hold no words.
        assert done == Expired(recordings=3, texts=18, unread=1, conversations=9, notes=3)
        (words,) = data.store.ask(
            "SELECT count(user_query) + count(reply) + count(query) FROM turns"
        ).rows
        assert words == (0,)
        (kept,) = data.store.ask("SELECT count(*), sum(turns) FROM sessions").rows
        assert kept == (9, 18)
        told = as_json(data.places, shopper(people[0].id, data.store, data.log))
        assert "conversations" not in told
        (review,) = told["reviews"]["reviews"]
        assert (review["verdict"], review["said"], review["note"]) == ("disagree", None, None)
        assert told["boards"]  # what they asked to be kept stays
    assert not list(shop.log_path.glob("unknown-*"))


def test_rows_expire_last(settings: Settings) -> None:
    shop = _settings(settings, transcript_days=20, feature_days=30)
    with opened(shop) as data:
        done = expire(shop, data.store, _now() + timedelta(days=31))
        assert (done.rows, done.reviews) == (27, 3)
        assert data.store.ask("SELECT count(*) FROM turns").rows == ((0,),)
    assert Shelf(shop.analysts_path).reviews() == ()


def test_sound_has_a_clock_of_its_own(settings: Settings, people: tuple[Person, ...]) -> None:
    shop = _settings(settings, audio_days=2)
    kept = Recordings(shop.recordings_path).path_of(people[0].first, 0)
    with opened(shop) as data:
        assert expire(shop, data.store, _now() + timedelta(days=1)) == Expired()
        assert kept.exists()
        assert expire(shop, data.store, _now() + timedelta(days=3)) == Expired(recordings=3)
    assert not kept.exists()


def test_no_days_keep_no_sound(settings: Settings) -> None:
    shop = _settings(settings, audio_days=0)
    with opened(shop) as data:
        assert expire(shop, data.store, _now()).recordings == 3


def test_nothing_expires_before_its_time(settings: Settings) -> None:
    with opened(settings) as data:
        assert expire(settings, data.store, _now()) == Expired()


def test_a_trial_run_removes_nothing(settings: Settings) -> None:
    shop = _settings(settings, transcript_days=20, feature_days=30)
    later = _now() + timedelta(days=40)
    with opened(shop) as data:
        data.log.append(
            Event(
                action_name=Action.ERROR,
                session_id="words",
                timestamp=_now(),
                received_at=_now(),
                message="the tent is gone",
            )
        )
        data.store.catch_up()
        told = would_expire(shop, data.store, later)
        assert (told.recordings, told.rows, told.conversations) == (3, 28, 9)
        with_words = "SELECT count(*) FROM {} WHERE {} IS NOT NULL"
        asked = (("turns", "user_query"), ("events", "message"))
        rows = [data.store.ask(with_words.format(*one)).rows[0][0] for one in asked]
        assert told.texts == sum(int(str(count)) for count in rows)
        assert rows[1] == 1
        assert would_expire(shop, data.store, later) == told


def test_a_clock_that_jumps_a_year_wipes_nothing(settings: Settings) -> None:
    a_year_on = _now() + timedelta(days=800)
    with opened(settings) as data:
        with pytest.raises(ClockDoubted, match="--force"):
            expire(settings, data.store, a_year_on)
        expire(settings, data.store, _now())
        # It is served on with the wrong clock: new records are of the wrong day.
        for record in turns_of(Person("x", "y", ("z",)), "z", _now()):
            data.log.append(record.model_copy(update={"timestamp": a_year_on}))
        with pytest.raises(ClockDoubted):
            expire(settings, data.store, a_year_on)
        said = "SELECT query_id FROM turns WHERE turn = 0 AND user_query IS NOT NULL"
        assert len(data.store.ask(said).rows) >= 3
        assert expire(settings, data.store, a_year_on, force=True).rows > 0


def test_a_clock_that_is_set_back_removes_nothing_and_is_believed_again(
    settings: Settings,
) -> None:
    with opened(settings) as data:
        expire(settings, data.store, _now())
        assert expire(settings, data.store, _now() - timedelta(days=300)) == Expired()
        assert expire(settings, data.store, _now() + timedelta(days=1)) == Expired()


def test_an_empty_home_has_nothing_to_expire(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new")
    with opened(settings) as data:
        assert expire(settings, data.store) == Expired()
