"""A shopper is erased everywhere, the others are not, and nothing comes back."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.analyst.shelf import Label, Shelf
from assistant.analytics.errors import StoreUnusable
from assistant.config import Settings
from assistant.privacy import erasing
from assistant.privacy.erasing import ShopData, erase, finish, note
from assistant.privacy.export import as_json
from assistant.privacy.search import found_in
from assistant.privacy.subject import Subject, session, shopper
from assistant.privacy.talk_places import TastePlace
from assistant.privacy.unfinished import Unfinished
from evals.bench.erasure_home import Person, click_of, turns_of
from tests.assistant.privacy.conftest import opened

_DAY = date(2026, 11, 20)


def _who(data: ShopData, one: Person) -> Subject:
    return shopper(one.id, data.store, data.log)


def _found(settings: Settings, one: Person, skipped: Sequence[Path] = ()) -> list[str]:
    paths = found_in(settings.home, (one.id, one.canary, *one.sessions), skipped).paths
    return [path.relative_to(settings.home).as_posix() for path in paths]


def test_the_search_finds_somebody_in_every_place(
    settings: Settings, people: tuple[Person, ...]
) -> None:
    found = " ".join(_found(settings, people[0]))
    for place in (
        "log/log-",
        "log/sealed-",
        "tables/turns",
        "tables/sessions",
        "topics/topics.sqlite",
        "analysts.sqlite",
        "conversations.sqlite",
        "shoppers.sqlite",
        "boards.sqlite",
        "ledger.sqlite",
        "accounts.sqlite",
        "importing/",
        "scenarios/",
    ):
        assert place in found, place


def test_a_shopper_is_erased_and_the_others_stay(
    settings: Settings, people: tuple[Person, ...]
) -> None:
    gone, *others = people
    shelf = Shelf(settings.analysts_path)
    shelf.queue([("of-a-stranger", "stranger", _DAY)], "random")
    shelf.label("of-a-stranger", Label("agree", note=f"like {gone.id}"), "key_a")
    with opened(settings) as data:
        told = as_json(data.places, _who(data, gone))
        assert [note["note"] for note in told["reviews"]["notes"]] == [f"like {gone.id}"]
        before = [as_json(data.places, _who(data, one)) for one in others]
        receipt = erase(data, _who(data, gone), texts=(gone.canary,))
        after = [as_json(data.places, _who(data, one)) for one in others]
        assert as_json(data.places, _who(data, gone)) == {}
    assert receipt.found_again == ()
    assert _found(settings, gone) == []
    assert {one.place for one in receipt.emptied if one.erased} == {
        place.name for place in data.places
    }
    for had, has in zip(before, after, strict=True):
        # Days on which somebody was erased are counted anew when topics are next asked for.
        had.pop("topics"), has.pop("topics", None)
        had["tables"]["sessions"], has["tables"]["sessions"] = (
            sorted(had["tables"]["sessions"], key=str),
            sorted(has["tables"]["sessions"], key=str),
        )
        assert had == has


def test_the_receipt_names_nobody(settings: Settings, people: tuple[Person, ...]) -> None:
    with opened(settings) as data:
        receipt = erase(data, _who(data, people[0]))
    kept = (settings.home / "erasures.jsonl").read_text()
    assert json.loads(kept)["whose"] == receipt.whose
    assert json.loads(kept)["found_again"] == []
    for word in (people[0].id, people[0].canary, *people[0].sessions):
        assert word not in kept
    assert receipt.looked_through is not None
    assert receipt.looked_through.files > 10


def test_a_session_alone_is_erased(settings: Settings, people: tuple[Person, ...]) -> None:
    one = people[0]
    with opened(settings) as data:
        erase(data, session(one.first, data.store, data.log))
        left = _who(data, one)
        assert left.session_ids == one.sessions[1:]
        assert as_json(data.places, left)["taste"]
    assert found_in(settings.home, (one.first,)).paths == ()


def test_nothing_comes_back_by_an_import_or_late(
    settings: Settings, people: tuple[Person, ...], tmp_path: Path
) -> None:
    gone, other = people[:2]
    turns, events = tmp_path / "turns.parquet", tmp_path / "events.parquet"
    with opened(settings) as data:
        data.store.catch_up()
        data.store.save("SELECT * FROM turns", turns)
        data.store.save("SELECT * FROM events", events)
        erase(data, _who(data, gone))
        assert data.store.take(turns=turns, events=events) == 0
        # What another process had in memory while its disk was out.
        yesterday = datetime.now(UTC) - timedelta(days=1)
        for record in turns_of(gone, gone.first, yesterday):
            data.log.append(record)
        data.log.append(click_of(gone, "a-new-session", yesterday))
        data.store.catch_up()
        assert _who(data, gone).session_ids == ()
        # They are a shopper like any other from now on.
        later = datetime.now(UTC) + timedelta(seconds=1)
        for record in turns_of(gone, gone.first, later):
            data.log.append(record)
        data.store.catch_up()
        assert _who(data, gone).session_ids == (gone.first,)
        assert _who(data, other).session_ids == other.sessions


def test_a_crash_half_way_is_finished_later(
    settings: Settings, people: tuple[Person, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = people[0]

    def broken(self: TastePlace, subject: Subject) -> int:
        raise StoreUnusable("The disk is gone.")

    with opened(settings) as data:
        subject = _who(data, gone)
        with monkeypatch.context() as patch:
            patch.setattr(TastePlace, "erase", broken)
            with pytest.raises(StoreUnusable):
                erase(data, subject)
        assert _who(data, gone).session_ids == ()  # the log cannot tell any more who they were
        assert Unfinished(settings).all()[0][0] == subject
        assert "boards.sqlite" in _found(settings, gone)
        (receipt,) = finish(data)
        assert receipt.sessions == 3
        assert finish(data) == ()
    assert _found(settings, gone) == []


def test_somebody_noted_is_erased_by_who_comes_next(
    settings: Settings, people: tuple[Person, ...]
) -> None:
    with opened(settings) as data:
        note(data, _who(data, people[0]))
    assert len(erasing.finish_all(settings)) == 1
    assert erasing.finish_all(settings) == ()
    assert _found(settings, people[0]) == []


def test_erasing_again_or_nobody_does_no_harm(
    settings: Settings, people: tuple[Person, ...]
) -> None:
    with opened(settings) as data:
        erase(data, _who(data, people[0]))
        again = erase(data, _who(data, people[0]))
        nobody = erase(data, shopper("nobody at all", data.store, data.log))
        assert (again.erased, nobody.erased) == (0, 0)
        assert _who(data, people[1]).session_ids == people[1].sessions


def test_topics_are_counted_anew_without_them(
    settings: Settings, people: tuple[Person, ...]
) -> None:
    from assistant.analytics.topics.topics import Topics  # noqa: PLC0415
    from tests.assistant.analytics.topics.embedding import Trigrams  # noqa: PLC0415

    with opened(settings) as data:
        erase(data, _who(data, people[0]))
        topics = Topics(settings.topics_path, Trigrams())
        assert topics.catch_up(data.store) > 0
        told = as_json(data.places, _who(data, people[1]))["topics"]
    assert {one["query_id"] for one in told}
    assert not any(people[0].canary in label for label in topics.state.labels().values())
    assert all(one["topic"] for one in told)
