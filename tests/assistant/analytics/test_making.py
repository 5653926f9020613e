"""Columns and tables that are made from what was logged."""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.analytics.making import MADE_OF_TURNS, turns_sql
from assistant.analytics.tables import DAILY, LATENCY, SESSIONS, TURNS
from tests.assistant.analytics.made_log import LOGGED, START, MadeLog, event, turn

RED = '[{"kind": "colour", "value": "red", "words": "red", "turn": 0}]'
RED_AGAIN = '[{"kind": "colour", "value": "red", "words": "a red one", "turn": 1}]'
BLUE = '[{"kind": "colour", "value": "blue", "words": "blue", "turn": 1}]'
TWO = RED[:-1] + ', {"kind": "size", "value": "9", "words": "size 9", "turn": 1}]'


def _kind(first: dict[str, Any], second: dict[str, Any]) -> Any:
    log = MadeLog([turn("s", 0, **first), turn("s", 1, **second)])
    assert log.one("turns", "turn = 0")["reformulation"] is None
    return log.one("turns", "turn = 1")["reformulation"]


def _said(words: str, constraints: str = "[]", **more: Any) -> dict[str, Any]:
    wishes = constraints.count("kind")
    return {"user_query": words, "constraints": constraints, "wishes": wishes, **more}


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (_said("Red boots!"), _said("red  boots"), "repeated"),
        (_said("red boots", RED), _said("boots, a red one", RED_AGAIN), "repeated"),
        (
            _said("red", RED, category="boots"),
            _said("only size 9", TWO, category="boots", intent="refine"),
            "narrowed",
        ),
        (
            _said("red size 9", TWO, category="boots"),
            _said("any size", RED, category="boots", intent="refine"),
            "broadened",
        ),
        (
            _said("red", RED, category="boots"),
            _said("actually blue", BLUE, category="boots", intent="refine"),
            "corrected",
        ),
        (
            _said("red boots", RED, category="boots"),
            _said("a red tent", RED_AGAIN, category="tents"),
            "replaced",
        ),
        (
            _said("red boots", RED, category="boots"),
            _said("a blue tent", BLUE, category="tents"),
            "replaced",
        ),
        (_said("boots"), _said("red boots"), "narrowed"),
        (_said("red boots for men"), _said("red boots"), "broadened"),
        (_said("portable chager"), _said("portable charger"), "corrected"),
        (_said("ps4"), _said("futon frames"), "replaced"),
        (_said("ps4"), _said("", user_query=None), None),
    ],
)
def test_a_search_changes_the_one_before(
    first: dict[str, Any], second: dict[str, Any], kind: str | None
) -> None:
    assert _kind(first, second) == kind


def test_the_same_wish_of_another_category_is_another_search() -> None:
    boots = '[{"kind": "category", "value": "boots", "words": "boots", "turn": 0}]'
    tents = '[{"kind": "category", "value": "tents", "words": "tents", "turn": 1}]'
    first = _said("boots", boots, category="boots")
    assert _kind(first, _said("tents", tents, category="tents")) == "replaced"


def test_asking_for_others_changes_nothing() -> None:
    more = _said("show me others", RED, intent="refine", hits=["p3"])
    assert _kind(_said("red boots", RED), more) is None


def test_the_same_refinement_twice_is_no_repetition() -> None:
    under = '[{"kind": "price", "value": {"low": null, "high": "%s"}, "words": "x", "turn": 1}]'
    first = _said("cheaper", under % "50", intent="refine", category="boots")
    again = _said("cheaper", under % "40", intent="refine", category="boots")
    assert _kind(first, again) == "corrected"


def test_half_an_hour_later_is_a_new_beginning() -> None:
    late = _said("red boots", at=START + timedelta(minutes=31))
    assert _kind(_said("red boots"), late) is None
    assert _kind(_said("red boots"), late | {"at": START + timedelta(minutes=29)}) == "repeated"


def test_turns_that_are_no_search_are_passed_over() -> None:
    log = MadeLog(
        [
            turn("s", 0, user_query="red boots"),
            turn("s", 1, "smalltalk", user_query="hello"),
            turn("s", None, None, outcome="failed", user_query="red boots", query_id="f"),
            turn("s", 2, user_query="red boots"),
            turn("other", 0, user_query="red boots"),
        ]
    )
    found = {r["query_id"]: r["reformulation"] for r in log.ask("SELECT * FROM turns").dicts()}
    assert found == {"s-0": None, "s-1": None, "f": None, "s-2": "repeated", "other-0": None}


def test_a_clock_that_jumps_back_does_not_turn_a_session_round() -> None:
    back = _said("red boots for men", at=START - timedelta(minutes=3))
    assert _kind(_said("red boots"), back) == "narrowed"


def test_an_imported_query_is_a_search_and_says_nothing_of_what_it_lacks() -> None:
    imported = {"acts": None, "schema": "ubi/1.3", "constraints": None, "wishes": None}
    lacks = {"relaxed": None, "shown": None, "spoken": None, "query_response_hit_ids": None}
    log = MadeLog([turn("s", None, None, **imported, **lacks, modality="text", outcome=None)])
    row = log.one("turns")
    assert row["is_search"] is True
    for name in ("is_shopping", "zero_results", "was_relaxed", "showed", "clarified"):
        assert row[name] is None, name
    daily = log.one("daily")
    for name in ("zero_results", "relaxed", "unmet", "with_shown", "clarifications", "clicked"):
        assert daily[name] is None, name
    assert daily["searches"] == 1


_KAYAK = '[{"field": "type", "value": "kayak"}]'


def test_a_list_that_stays_on_the_screen_is_not_found_again() -> None:
    boots = _said("hiking boots", RED, category="boots", found=2)
    kayaks = _said("do you sell kayaks", RED, category="boots", found=0, lacking=_KAYAK)
    log = MadeLog(
        [turn("s", 0, **boots), turn("s", 1, **kayaks)],
        [event("s", "click", query_id="s-1", object_id="p1")],
    )
    row = log.one("turns", "turn = 1")
    assert (row["shown"], row["zero_results"], row["was_unmet"]) == (2, True, True)
    assert (row["showed"], row["reformulation"]) == (False, "replaced")
    daily = log.one("daily")
    assert (daily["zero_results"], daily["unmet"], daily["with_shown"]) == (1, 1, 1)
    assert daily["clicked"] == 1, "of the turn that showed it"
    old = MadeLog([turn("s", 0, **boots), turn("s", 1, **kayaks | {"found": None})])
    assert old.one("turns", "turn = 1")["zero_results"] is False, "not told by older logs"


def test_near_things_instead_of_what_is_not_carried_are_unmet() -> None:
    log = MadeLog([turn("s", 0, found=2, lacking=_KAYAK), turn("s", 1, lacking="[]")])
    near, met = (log.one("turns", f"turn = {number}") for number in (0, 1))
    assert (near["zero_results"], near["was_relaxed"], near["was_unmet"]) == (False, False, True)
    assert (met["was_unmet"], log.one("daily")["unmet"]) == (False, 1)


def test_what_was_unmet_outlives_the_words_it_is_told_by() -> None:
    log = MadeLog([turn("s", 0, found=2, lacking=_KAYAK)])
    log.database.execute("UPDATE turns SET lacking = NULL, user_query = NULL")
    again = log.ask(turns_sql("turns", has_made=True)).dicts()
    assert [row["was_unmet"] for row in again] == [True]


def test_impressions_say_what_an_imported_log_showed() -> None:
    lacks = {"acts": None, "schema": "ubi/1.3", "shown": None, "query_response_hit_ids": None}
    log = MadeLog(
        [turn("s", None, None, **lacks)],
        [
            event("s", "impression", query_id="s-None", object_id="a"),
            event("s", "click", query_id="s-None", object_id="a"),
        ],
    )
    daily = log.one("daily")
    assert (daily["with_shown"], daily["clicked"], daily["clicks"]) == (1, 1, 1)


def test_what_is_not_understood_is_neither_shopping_nor_not() -> None:
    log = MadeLog(
        [
            turn("s", 0, "unclear"),
            turn("s", 1, "asr_failure"),
            turn("s", 2, "smalltalk"),
            turn("s", 3, "cart_add"),
        ]
    )
    found = [row[0] for row in log.ask("SELECT is_shopping FROM turns ORDER BY turn").rows]
    assert found == [None, None, False, True]


def test_a_list_that_stays_is_not_shown_again() -> None:
    log = MadeLog(
        [
            turn("s", 0, hits=["p1", "p2"]),
            turn("s", 1, "ask_product", hits=["p1", "p2"]),
            turn("s", 2, "compare", hits=["p2"]),
            turn("s", 3, "find", hits=["p2"]),
            turn("s", 4, "find", hits=[]),
        ]
    )
    rows = log.ask("SELECT showed, zero_results FROM turns ORDER BY turn").rows
    assert [row[0] for row in rows] == [True, False, True, True, False]
    assert [row[1] for row in rows] == [False, None, None, False, True]
    session = log.one("sessions")
    assert (session["shown"], session["zero_results"], session["searches"]) == (4, 1, 3)


def test_a_question_back_helped_if_the_next_turn_showed_or_carted() -> None:
    def clarified(**after: Any) -> Any:
        asks = turn("s", 0, asked="size", hits=["p1"])
        return MadeLog([asks, turn("s", 1, **after)]).one("turns", "turn = 0")["clarified"]

    assert clarified(hits=["p2"], intent="refine") is True
    assert clarified(hits=["p1"], intent="confirm") is False
    assert clarified(hits=["p1"], intent="confirm", cart='[{"title": "boot"}]') is True
    assert clarified(hits=[], intent="find") is False
    assert MadeLog([turn("s", 0, asked="size")]).one("turns")["clarified"] is False
    assert MadeLog([turn("s", 0)]).one("turns")["clarified"] is None


def test_a_repair_is_one_of_what_was_spoken() -> None:
    def repaired(**more: Any) -> Any:
        return MadeLog([turn("s", 0, user_query="not Nike", **more)]).one("turns")["was_repaired"]

    assert repaired(modality="voice", raw_transcript="not night") is True
    assert repaired(modality="voice") is False
    assert repaired(modality="text", raw_transcript="not night") is None


def test_what_was_made_of_texts_outlives_them() -> None:
    log = MadeLog(
        [
            turn("s", 0, None, acts=None, schema="ubi/1.3", user_query="red boots"),
            turn("s", 1, modality="voice", user_query="red boots", raw_transcript="read boots"),
        ]
    )
    before = log.ask("SELECT * FROM turns ORDER BY turn").dicts()
    log.database.execute(
        "UPDATE turns SET user_query = NULL, raw_transcript = NULL, constraints = NULL, acts = NULL"
    )
    again = log.ask(f"SELECT * FROM ({turns_sql('turns', has_made=True)}) ORDER BY turn").dicts()
    for was, now in zip(before, again, strict=True):
        assert {name: now[name] for name in MADE_OF_TURNS} == {
            name: was[name] for name in MADE_OF_TURNS
        }
    assert before[1]["reformulation"] == "repeated"


# --- what an event is owed to -------------------------------------------------------------------


def _daily(turns: list[dict[str, Any]], *events: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the daily rows by category; each turn of a test has one of its own."""
    return {
        str(r["category"]): dict(r)
        for r in MadeLog(turns, events).ask("SELECT * FROM daily").dicts()
    }


TURNS_OF_TWO = [
    turn("s", 0, category="one", hits=["p1", "p2"], spoken_of=["p1"]),
    turn("s", 1, category="two", hits=["p2", "p3"], spoken_of=["p3"]),
]


def test_an_event_is_owed_to_the_turn_it_names() -> None:
    daily = _daily(TURNS_OF_TWO, event("s", "add_to_cart", query_id="s-0", object_id="p2"))
    assert (daily["one"]["carted"], daily["two"]["carted"]) == (1, 0)
    assert daily["one"]["spoken_carted"] == 0, "p2 was shown, and not spoken of"


def test_without_a_turn_it_is_owed_to_the_last_that_showed_its_product() -> None:
    daily = _daily(TURNS_OF_TWO, event("s", "add_to_cart", object_id="p2"))
    assert (daily["one"]["carted"], daily["two"]["carted"]) == (0, 1)
    early = event("s", "add_to_cart", object_id="p2", at=START + timedelta(seconds=30))
    daily = _daily(TURNS_OF_TWO, early)
    assert (daily["one"]["carted"], daily["two"]["carted"]) == (1, 0)
    daily = _daily(TURNS_OF_TWO, event("s", "add_to_cart", object_id="elsewhere"))
    assert (daily["one"]["carted"], daily["two"]["carted"]) == (0, 0)


def test_a_turn_in_which_the_list_only_stayed_hands_it_on() -> None:
    asks = turn("s", 1, "cart_add", category="two", hits=["p1", "p2"])
    turns = [TURNS_OF_TWO[0], asks]
    daily = _daily(turns, event("s", "add_to_cart", query_id="s-1", object_id="p1"))
    assert daily["one"]["carted"] == daily["one"]["spoken_carted"] == 1
    assert daily["two"]["carted"] is None
    assert daily["two"]["with_shown"] == 0


def test_clicking_twice_is_one_turn_clicked() -> None:
    clicks = [event("s", "click", number, query_id="s-0", object_id="p1") for number in range(2)]
    daily = _daily(TURNS_OF_TWO, *clicks, event("s", "view", 9, query_id="s-0", object_id="p2"))
    assert (daily["one"]["clicked"], daily["one"]["clicks"]) == (1, 3)


def test_an_order_of_next_week_is_of_the_turn_and_of_the_session() -> None:
    late = START + timedelta(days=8)
    order = event(
        "s", "purchase", query_id="s-0", object_id="p1", at=late, value=59.9, currency="USD"
    )
    log = MadeLog(TURNS_OF_TWO, [order])
    daily = log.one("daily", "category = 'one'")
    assert (daily["day"], daily["ordered"], daily["carted"]) == (START.date(), 1, 0)
    session = log.one("sessions")
    assert (session["orders"], session["carts"], session["order_value"]) == (1, 0, 59.9)
    assert session["abandoned"] is False
    assert session["ended_at"] == START + timedelta(minutes=1), "the order moves no session's end"


def test_an_order_that_names_a_turn_of_another_session_belongs_there() -> None:
    order = event("of the shop's server", "purchase", query_id="s-0", object_id="p1")
    log = MadeLog(TURNS_OF_TWO, [order])
    assert log.one("sessions")["orders"] == 1


def test_products_of_one_order_are_one_order() -> None:
    parts = [
        event("s", "purchase", number, object_id=f"p{number}", details=f'{{"order_id": "{order}"}}')
        for number, order in enumerate(("o1", "o1", "o2"))
    ]
    assert MadeLog(TURNS_OF_TWO, parts).one("sessions")["orders"] == 2


def test_money_in_two_currencies_is_not_summed() -> None:
    paid = [
        event("s", "purchase", n, value=10.0, currency=currency)
        for n, currency in enumerate(("USD", "EUR"))
    ]
    assert MadeLog(TURNS_OF_TWO, paid).one("sessions")["order_value"] is None


# --- sessions -----------------------------------------------------------------------------------


def test_a_session_over_midnight_is_one_on_the_day_it_began() -> None:
    midnight = START.replace(hour=23, minute=59)
    log = MadeLog(
        [turn("s", n, at=midnight + timedelta(minutes=n), asked="size") for n in range(3)]
    )
    session = log.one("sessions")
    assert (session["day"], session["turns"]) == (START.date(), 3)
    days = log.ask("SELECT day, sum(turns), sum(clarified) FROM daily GROUP BY 1 ORDER BY 1").rows
    assert days == ((date(2026, 11, 2), 1, 1), (date(2026, 11, 3), 2, 1))


def test_a_session_is_called_after_its_first_turn_that_says_so() -> None:
    log = MadeLog(
        [
            turn("s", 0, "asr_failure", modality="voice", hits=[]),
            turn("s", 1, "find", category="boots", door="text"),
            turn("s", 2, "compare", category="tents", client_id="anna"),
        ]
    )
    session = log.one("sessions")
    assert (session["intent"], session["category"], session["door"]) == (
        "find",
        "boots",
        "realtime",
    )
    assert (session["modality"], session["client_id"]) == ("both", "anna")
    assert MadeLog([turn("s", 0, "unclear")]).one("sessions")["intent"] == "unclear"


def test_events_without_a_turn_are_a_session_without_turns() -> None:
    log = MadeLog([], [event("s", "session_start"), event("s", "click", object_id="p1")])
    session = log.one("sessions")
    assert (session["turns"], session["clicks"], session["abandoned"]) == (0, 1, None)
    assert log.ask("SELECT count(*) FROM daily").rows == ((0,),)


@pytest.mark.parametrize(
    ("events", "abandoned"),
    [
        ([], True),
        (["click", "view"], True),
        (["save"], False),
        (["add_to_cart"], False),
        (["add_to_cart", "remove_from_cart"], True),
        (["purchase"], False),
    ],
)
def test_abandoned_is_nothing_kept(events: list[str], abandoned: bool) -> None:
    log = MadeLog([turn("s", 0)], [event("s", action) for action in events])
    assert log.one("sessions")["abandoned"] is abandoned


def test_old_records_know_no_events() -> None:
    log = MadeLog([turn("s", 0, schema="aisle.turn/1", spoken=None, spoken_ids=None)])
    session, daily = log.one("sessions"), log.one("daily")
    for name in ("clicks", "carts", "orders", "clarifications", "spoken", "abandoned"):
        assert session[name] is None, name
    for name in ("clicked", "carted", "ordered", "clarifications", "with_spoken", "clicks"):
        assert daily[name] is None, name
    assert daily["with_shown"] == 1


def test_an_interruption_counts_as_a_turn_like_any() -> None:
    log = MadeLog(
        [turn("s", 0, outcome="interrupted"), turn("s", None, None, outcome="failed", hits=[])]
    )
    session = log.one("sessions")
    assert (session["turns"], session["interruptions"], session["failed"]) == (2, 1, 1)
    assert (session["searches"], session["shown"]) == (1, 2)


def test_a_robots_session_is_made_in_no_time() -> None:
    turns = [turn("bot", n, user_query="boots") for n in range(1000)]
    clicks = [
        event("bot", "click", n, object_id="p1", at=START + timedelta(hours=9)) for n in range(1000)
    ]
    log = MadeLog(turns, clicks)
    assert log.one("sessions")["repeats"] == 999
    assert log.ask("SELECT sum(clicked), sum(clicks) FROM daily").rows == ((1, 1000),)


def test_columns_are_those_of_the_tables_in_their_order() -> None:
    log = MadeLog([turn("s", 0, first_audio_ms=300.0)], [event("s", "click")])
    kinds = {"TEXT": "VARCHAR", "DOUBLE PRECISION": "DOUBLE"}
    for table in (TURNS, SESSIONS, DAILY, LATENCY):
        found = [(row[0], row[1]) for row in log.ask(f"DESCRIBE {table.name}").rows]
        assert found == [(c.name, kinds.get(c.type, c.type)) for c in table.columns], table.name
    assert set(LOGGED) | set(MADE_OF_TURNS) == set(TURNS.names)


def test_keys_are_there_once() -> None:
    turns = [turn(f"s{n % 7}", n // 7, client_id="a" if n % 2 else None) for n in range(100)]
    log = MadeLog(turns, [event(f"s{n}", "click") for n in range(9)])
    for table in (SESSIONS, DAILY, LATENCY):
        key = ", ".join(table.key)
        doubled = log.ask(f"SELECT {key} FROM {table.name} GROUP BY {key} HAVING count(*) > 1").rows
        assert doubled == (), table.name
