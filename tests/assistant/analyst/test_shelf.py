"""What analysts keep: views and reviews."""

from datetime import date
from pathlib import Path

import pytest

from assistant.analyst import shelf as shelf_module
from assistant.analyst.shelf import Label, Shelf
from assistant.analytics.errors import StoreUnusable

_DAY = date(2026, 11, 20)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "analysts.sqlite")


def test_a_view_is_replaced_by_one_of_its_name(shelf: Shelf) -> None:
    shelf.save_view("mondays", "/analyst?from=2026-11-02", "key_a")
    shelf.save_view("mondays", "/analyst/funnel", "key_b")
    shelf.save_view("all", "/analyst", "key_a")
    assert [(view.name, view.url) for view in shelf.views()] == [
        ("all", "/analyst"),
        ("mondays", "/analyst/funnel"),
    ]


def test_a_view_is_forgotten_once(shelf: Shelf) -> None:
    shelf.save_view("all", "/analyst", "key_a")
    assert shelf.drop_view("all")
    assert not shelf.drop_view("all")


def test_there_are_only_so_many_views(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MOST_VIEWS", 2)
    assert shelf.save_view("a", "/analyst", "k")
    assert shelf.save_view("b", "/analyst", "k")
    assert not shelf.save_view("c", "/analyst", "k")
    assert shelf.save_view("a", "/analyst/funnel", "k")


def test_a_turn_is_queued_once_and_keeps_its_label(shelf: Shelf) -> None:
    assert shelf.queue([("q1", "s1", _DAY), ("q2", "s1", _DAY)], "random") == 2
    assert shelf.label("q1", Label("disagree", intent="refine", note="not what was asked"), "key_a")
    assert shelf.queue([("q1", "s1", _DAY), ("q3", "s2", _DAY)], "unsure") == 1
    review = shelf.review("q1")
    assert review is not None
    assert (review.verdict, review.intent, review.why) == ("disagree", "refine", "random")
    assert shelf.counts() == {"waiting": 2, "agree": 0, "disagree": 1}


def test_what_waits_comes_before_what_is_labelled(shelf: Shelf) -> None:
    shelf.queue([("q1", "s1", _DAY), ("q2", "s1", _DAY)], "random")
    shelf.label("q1", Label("agree"), "key_a")
    assert [review.query_id for review in shelf.reviews()] == ["q2", "q1"]
    assert [review.query_id for review in shelf.reviews(labelled=True)] == ["q1"]
    assert [review.query_id for review in shelf.reviews(labelled=False)] == ["q2"]


def test_a_turn_that_is_not_queued_takes_no_label(shelf: Shelf) -> None:
    assert not shelf.label("q9", Label("agree"), "key_a")


def test_an_erased_session_leaves_no_bytes(shelf: Shelf) -> None:
    shelf.queue([("q1", "s1", _DAY), ("q2", "s2", _DAY)], "random")
    shelf.label("q1", Label("disagree", said="canary words", note="a canary note"), "key_a")
    assert shelf.erase(["s1"]) == 1
    assert [review.query_id for review in shelf.reviews()] == ["q2"]
    assert b"canary" not in shelf.path.read_bytes()


def test_words_that_name_an_erased_person_go_from_labels_of_others(shelf: Shelf) -> None:
    shelf.queue([(f"q{number}", "of-another", _DAY) for number in range(5)], "random")
    shelf.label("q0", Label("agree", note="as shopper-ann-1, again"), "key_a")
    shelf.label("q1", Label("disagree", said="shopper-ann-1"), "key_a")
    shelf.label("q2", Label("agree", note="as shopper-ann-12"), "key_a")
    shelf.label("q3", Label("agree", note="ann again"), "key_a")
    assert [one.query_id for one in shelf.notes_of(["shopper-ann-1", "ann"])] == ["q0", "q1"]
    assert shelf.erase_notes(["shopper-ann-1", "ann"]) == 2
    left = {one.query_id: (one.verdict, one.said, one.note) for one in shelf.reviews()}
    assert left["q0"] == ("agree", None, None)
    assert left["q1"] == ("disagree", None, None)
    assert left["q2"] == ("agree", None, "as shopper-ann-12")
    assert left["q3"] == ("agree", None, "ann again")
    assert b"shopper-ann-1," not in shelf.path.read_bytes()


def test_a_view_names_a_person_in_its_name_and_among_words(shelf: Shelf) -> None:
    shelf.save_view("of shopper-ann-1", "/analyst", "k")
    shelf.save_view("boots", "/analyst/turns?q=boots+shopper-ann-1", "k")
    shelf.save_view("mail", "/analyst/turns?q=of%20ann%40example.com", "k")
    shelf.save_view("short", "/analyst/turns?q=ann", "k")
    shelf.save_view("others", "/analyst/turns?q=shopper-ann-12", "k")
    assert shelf.erase_views(["shopper-ann-1", "ann@example.com", "ann"]) == 4
    assert [view.name for view in shelf.views()] == ["others"]


def test_nobody_else_reads_the_file(shelf: Shelf) -> None:
    shelf.views()
    assert shelf.path.stat().st_mode & 0o077 == 0


def test_a_damaged_file_is_said_in_one_sentence(shelf: Shelf) -> None:
    shelf.path.write_bytes(b"this is no database, not at all" * 100)
    with pytest.raises(StoreUnusable, match="move it away"):
        shelf.views()
