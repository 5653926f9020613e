"""Every measure against a count in plain Python; null where there was nothing, 0 where was none."""

import os
import random
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.analytics.figure import MOST_MEASURES, Wanted
from assistant.analytics.figures import figures
from assistant.analytics.filters import Filters
from assistant.analytics.measures.measure import Bucketed, Quantile, Source
from assistant.analytics.measures.registry import MEASURES
from tests.assistant.analytics.made_log import EVERYTHING, START, MadeLog, Row, event, turn
from tests.assistant.analytics.reference import Reference, figures_of

NAMES = list(MEASURES)
EXAMPLES = int(os.environ.get("AISLE_TEST_EXAMPLES", "12"))
"""Half a second each; 400 were run when this was written."""
ACTIONS = ("impression", "view", "ask", "click", "save", "add_to_cart", "remove_from_cart")
INTENTS = ("find", "refine", "gift", "compare", "ask_product", "cart_add", "smalltalk")
WORDS = ("red boots", "red boots for men", "boots", "tent", "rad boots", "purple kayak")
QUANTILES = {
    name
    for name, measure in MEASURES.items()
    if any(isinstance(how, Quantile | Bucketed) for how in measure.sources.values())
}


def values(log: MadeLog, part: Filters = EVERYTHING) -> dict[str, tuple[Any, Any]]:
    """Return every measure with what it is a share of."""
    found: dict[str, tuple[Any, Any]] = {}
    for start in range(0, len(NAMES), MOST_MEASURES):
        names = NAMES[start : start + MOST_MEASURES]
        (row,) = figures(log, Wanted(names), part).rows
        found |= dict(zip(names, zip(row.values, row.wholes, strict=True), strict=True))
    return found


def made_up(seed: int) -> tuple[list[Row], list[Row]]:
    """Return a log as wild as the schema allows."""
    dice = random.Random(seed)
    turns: list[Row] = []
    for session in range(dice.randint(1, 6)):
        at = START + timedelta(minutes=dice.randint(0, 3000))
        hits: list[str] = []
        client = dice.choice((None, "anna", "ben"))
        for number in range(dice.choice((1, 2, 4, 9))):
            at += timedelta(minutes=dice.choice((0, 1, 1, 40)))
            failed = dice.random() < 0.1
            intent = None if failed else dice.choice((*INTENTS, "unclear", "asr_failure"))
            if intent in {"find", "refine", "gift"} or dice.random() < 0.1:
                hits = (
                    [] if failed else dice.sample([f"p{n}" for n in range(5)], dice.randint(0, 3))
                )
            voice = dice.random() < 0.5
            turns.append(
                turn(
                    f"s{session}",
                    None if failed else number,
                    intent,
                    at=at,
                    query_id=f"s{session}-{number}",
                    hits=[] if failed else hits,
                    spoken_of=[] if failed else hits[: dice.randint(0, 2)],
                    modality="voice" if voice else "text",
                    asr_confidence=dice.choice((0.25, 0.5, 1.0)) if voice else None,
                    raw_transcript=dice.choice((None, "rad boots")) if voice else None,
                    user_query=dice.choice(WORDS),
                    client_id=client,
                    category=dice.choice((None, "boots")) if not failed else None,
                    asked=dice.choice((None, None, "size")) if not failed else None,
                    found=dice.choice((None, 0, len(hits))) if not failed else None,
                    lacking=dice.choice((None, "[]", '[{"field": "type", "value": "kayak"}]')),
                    relaxed=dice.choice(("[]", '[{"field": "price", "value": "x"}]')),
                    cart=dice.choice(("[]", '[{"title": "boot"}]')),
                    outcome="failed" if failed else dice.choice(("completed", "interrupted")),
                    tier="none" if failed else dice.choice(("template", "open", "closed")),
                    cost_usd=dice.choice((0.0, 0.25, 0.5)),
                    first_audio_ms=dice.choice((None, 0.0, 300.0, 90_000.0)),
                )
            )
    return turns, [_event(dice, turns, number) for number in range(dice.randint(0, 25))]


def _event(dice: random.Random, turns: list[Row], number: int) -> Row:
    row = dice.choice(turns)
    return event(
        dice.choice((row["session_id"], "nobody's")),
        dice.choice((*ACTIONS, "purchase", "session_start", "of an import's own")),
        number,
        at=row["timestamp"] + timedelta(minutes=dice.choice((0, 1, 60, 9000))),
        query_id=dice.choice((None, row["query_id"], "of no turn")),
        object_id=dice.choice((None, "p0", "p1", "p9")),
    )


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_every_measure_is_what_plain_python_counts(seed: int) -> None:
    turns, events = made_up(seed)
    found = values(MadeLog(turns, events))
    for name, (part, whole) in figures_of(Reference(turns, events)).items():
        value, n = found[name]
        if whole is None:
            assert value == pytest.approx(part), name
            continue
        assert part is not None
        assert (n or 0) == whole, (name, n, whole)
        assert value == (pytest.approx(part / whole) if whole else None), name


def test_the_reference_knows_every_measure() -> None:
    turns, events = made_up(1)
    untold = set(NAMES) - set(figures_of(Reference(turns, events))) - QUANTILES
    assert untold == {"order_value"}, "counted by hand in test_making"


def test_of_an_empty_log_everything_is_null() -> None:
    for name, (value, whole) in values(MadeLog([])).items():
        assert value is None, name
        assert whole in {None, 0}, name


def test_of_days_without_a_row_within_the_log_counts_are_zero_and_shares_null() -> None:
    log = MadeLog([turn("a", 0), turn("b", 0, at=START + timedelta(days=5))])
    gap = (START + timedelta(days=2)).date()
    for name, (value, _) in values(log, Filters(gap, gap)).items():
        assert value == (0 if MEASURES[name].unit == "count" or name in _MONEY else None), name


_MONEY = {"cost_usd", "order_value"}


def test_one_turn_that_did_nothing_is_zero_wherever_it_could_have() -> None:
    found = values(MadeLog([turn("s", 0, modality="voice", asr_confidence=0.5)]))
    null = {"clarification_yield", "cost_per_action", "order_value", "products_p50_ms"}
    zero = {"click_through", "zero_result_share", "repaired_share", "cost_usd", "repeated_share"}
    assert {found[name][0] for name in null} == {None}
    assert {found[name][0] for name in zero} == {0}
    assert found["abandonment"] == (1.0, 1)


def test_typed_turns_alone_have_no_share_of_what_was_heard() -> None:
    found = values(MadeLog([turn("s", 0)]))
    assert found["asr_failure_share"] == found["repaired_share"] == (None, 0)
    assert found["voice_share"] == (0.0, 1)


def test_an_imported_log_is_null_where_it_lacks_the_fields() -> None:
    lacks = dict.fromkeys(
        (
            *("acts", "turn", "shown", "spoken", "query_response_hit_ids", "relaxed", "cost_usd"),
            *("tier", "outcome", "constraints", "wishes", "modality", "spoken_ids", "cart"),
        )
    )
    row = turn("s", 0, None, schema="ubi/1.3") | lacks
    found = values(MadeLog([row]))
    known = {"turns", "sessions", "searches", "shoppers", "known_share", "depth", "search_depth"}
    known |= {"depth_median", "depth_p95", "reformulation_share", "orders", "cart_sessions"}
    known |= {"order_sessions", "abandonment"}
    known |= {f"{kind}_share" for kind in ("repeated", "narrowed", "broadened", "corrected")}
    known |= {"replaced_share"}
    assert {name for name, (value, _) in found.items() if value is not None} == known


def test_a_robot_moves_the_mean_and_not_the_median() -> None:
    people = [turn(f"s{n}", k) for n in range(20) for k in range(3)]
    bot = [turn("bot", k) for k in range(1000)]
    found = values(MadeLog([*people, *bot]))
    assert found["depth"][0] == pytest.approx(1060 / 21)
    assert found["depth_median"] == (3.0, 21)


def test_percentiles_are_right_to_one_percent() -> None:
    dice = random.Random(3)
    times = [dice.lognormvariate(6, 1) for _ in range(501)]
    log = MadeLog([turn(f"s{n}", 0, products_ms=ms) for n, ms in enumerate(times)])
    found = values(log)
    assert found["products_p50_ms"] == (pytest.approx(median(times), rel=0.0101), 501)
    assert found["products_p95_ms"] == (pytest.approx(sorted(times)[475], rel=0.0101), 501)


@pytest.fixture(scope="module")
def wild() -> tuple[MadeLog, dict[str, tuple[Any, Any]]]:
    """Return one made-up log, and every measure of it."""
    log = MadeLog(*made_up(11))
    return log, values(log)


@pytest.mark.parametrize("name", NAMES)
def test_a_measure_agrees_with_itself_from_every_table(
    name: str, wild: tuple[MadeLog, dict[str, tuple[Any, Any]]]
) -> None:
    log, whole = wild[0], wild[1][name]
    measure = MEASURES[name]
    choices: tuple[tuple[Source, str], ...] = (("daily", "door"), ("turns", "hour"))
    for source, by in choices:
        if source not in measure.sources or isinstance(measure.sources[source], Quantile):
            continue
        rows = figures(log, Wanted([name], [by]), EVERYTHING).rows
        if measure.is_ratio:
            assert sum(row.wholes[0] or 0 for row in rows) == whole[1]
        else:
            assert sum(row.values[0] or 0 for row in rows) == pytest.approx(whole[0])
