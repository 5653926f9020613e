"""Figures by anything: gaps, limits, order, and what is refused."""

from datetime import date, timedelta

import pytest

from assistant.analytics.compare import EVERYTHING as ALL
from assistant.analytics.compare import SAME_MIX, Comparing, compare
from assistant.analytics.errors import FigureRefused
from assistant.analytics.figure import OTHER, Wanted
from assistant.analytics.figures import figures
from assistant.analytics.filters import Filters
from assistant.analytics.funnel import funnel
from assistant.analytics.latency import latency
from assistant.analytics.period import Step, begin_of, end_of
from assistant.analytics.segments import segments
from tests.assistant.analytics.made_log import EVERYTHING, START, MadeLog, Row, event, turn

DAY = START.date()


def log_of_days(*days: int) -> MadeLog:
    return MadeLog([turn(f"s{n}", 0, at=START + timedelta(days=n)) for n in days])


def test_a_gap_is_zero_within_the_log_and_null_outside() -> None:
    part = Filters(DAY - timedelta(days=1), DAY + timedelta(days=4))
    found = figures(log_of_days(0, 3), Wanted(["turns", "zero_result_share"], ["day"]), part)
    assert [row.group[0] for row in found.rows] == [DAY + timedelta(days=n) for n in range(-1, 5)]
    assert [row.values[0] for row in found.rows] == [None, 1, 0, 0, 1, None]
    assert [row.values[1] for row in found.rows] == [None, 0.0, None, None, 0.0, None]
    assert [row.wholes[1] for row in found.rows] == [0, 1, 0, 0, 1, 0]


def test_a_gap_of_each_group_is_filled() -> None:
    log = MadeLog(
        [
            turn("a", 0, modality="voice"),
            turn("b", 0, modality="text", at=START + timedelta(days=2)),
        ]
    )
    part = Filters(DAY, DAY + timedelta(days=2))
    found = figures(log, Wanted(["turns"], ["day", "modality"]), part)
    assert len(found.rows) == 6
    assert sum(row.values[0] or 0 for row in found.rows) == 2


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    log = log_of_days(0, 6, 7, 30)
    weeks = figures(log, Wanted(["turns"], ["week"]), Filters(DAY, DAY + timedelta(days=13)))
    assert [(row.group[0], row.values[0]) for row in weeks.rows] == [
        (date(2026, 11, 2), 2),
        (date(2026, 11, 9), 1),
    ]
    months = figures(log, Wanted(["turns"], ["month"]), EVERYTHING)
    assert [(row.group[0], row.values[0]) for row in months.rows] == [
        (date(2026, 10, 1), None),
        (date(2026, 11, 1), 3),
        (date(2026, 12, 1), 1),
    ]


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_the_ends_of_the_calendar_are_no_trap(step: Step) -> None:
    for day in (date.min, date.max, date(2024, 2, 29)):
        begin = begin_of(day, step)
        assert begin <= day <= end_of(begin, step)


def test_hours_are_of_the_day() -> None:
    log = MadeLog([turn("s", 0, at=START.replace(hour=23)), turn("s", 1, at=START.replace(hour=4))])
    found = figures(log, Wanted(["turns"], ["hour"]), EVERYTHING)
    assert [row.group[0] for row in found.rows] == list(range(24))
    assert [row.group[0] for row in found.rows if row.values[0]] == [4, 23]


def _categories() -> MadeLog:
    names = ["boots"] * 5 + ["tents"] * 3 + ["lamps"] * 2 + [None]
    return MadeLog(
        [turn(f"s{n}", 0, category=name, hits=["p"] * (n % 2)) for n, name in enumerate(names)]
    )


def test_groups_beyond_the_limit_are_added_up() -> None:
    wanted = Wanted(["turns", "zero_result_share", "depth"], ["category"], "-turns", 2)
    found = figures(_categories(), wanted, EVERYTHING)
    assert [row.group[0] for row in found.rows] == ["boots", "tents", OTHER]
    assert found.folded == 2
    last = found.rows[-1]
    assert last.values[0] == last.wholes[1] == 3
    assert last.values[1] == pytest.approx(2 / 3)
    assert last.values[2] == 1.0


def test_what_cannot_be_added_is_null_in_the_rest() -> None:
    wanted = Wanted(["turns", "depth_median", "shoppers"], ["category"], "-turns", 1)
    found = figures(_categories(), wanted, EVERYTHING)
    assert found.rows[-1].values == (6, None, None)


def test_rows_are_sorted_with_nulls_last() -> None:
    def order(sort: str) -> list[object]:
        wanted = Wanted(["turns", "click_through"], ["category"], sort)
        return [row.group[0] for row in figures(_categories(), wanted, EVERYTHING).rows]

    assert order("-turns") == ["boots", "tents", "lamps", None]
    assert order("turns") == [None, "lamps", "tents", "boots"]
    assert order("category") == ["boots", "lamps", "tents", None]
    assert order("-category") == ["tents", "lamps", "boots", None]


def test_an_arm_is_a_group() -> None:
    arms = ['{"greeting":"a","other.one":"x"}', '{"greeting":"b"}', None]
    log = MadeLog([turn(f"s{n}", 0, experiments=arm) for n, arm in enumerate(arms)])
    found = figures(log, Wanted(["turns", "sessions"], ["experiment:greeting"]), EVERYTHING)
    assert {row.group[0]: row.values for row in found.rows} == {
        "a": (1, 1),
        "b": (1, 1),
        None: (1, 1),
    }
    dotted = figures(log, Wanted(["turns"], ["experiment:other.one"]), EVERYTHING)
    assert {row.group[0]: row.values[0] for row in dotted.rows} == {"x": 1, None: 2}
    filtered = Filters(DAY, DAY, experiment="greeting:b")
    assert figures(log, Wanted(["turns"]), filtered).rows[0].values == (1,)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted([]),
        Wanted(["turns"] * 2),
        Wanted(["turns; DROP TABLE turns"]),
        Wanted(["turns"], ["reply"]),
        Wanted(["turns"], ["day", "month"]),
        Wanted(["turns"], ["day", "day"]),
        Wanted(["depth"], ["reformulation"]),
        Wanted(["turns"], ["experiment:'"]),
        Wanted(["turns"], sort="-depth"),
    ],
)
def test_what_is_no_figure_is_refused(wanted: Wanted) -> None:
    with pytest.raises(FigureRefused) as refused:
        figures(MadeLog([]), wanted, EVERYTHING)
    assert str(refused.value).endswith(".")
    assert refused.value.param


# --- voice against text -------------------------------------------------------------------------


def _mixed() -> MadeLog:
    """Voice does better in each intent and worse over all: it is used for the hard one."""
    rows: list[Row] = []
    plan = {
        # intent, modality: sessions a day, of them with nothing found
        ("find", "voice"): (9, 4),
        ("find", "text"): (2, 1),
        ("gift", "voice"): (2, 0),
        ("gift", "text"): (9, 1),
    }
    for day in range(20):
        for (intent, modality), (many, zero) in plan.items():
            rows += [
                turn(
                    f"{intent}{modality}{day}-{n}",
                    0,
                    intent,
                    modality=modality,
                    hits=[] if n < zero else ["p1"],
                    at=START + timedelta(days=day),
                )
                for n in range(many)
            ]
    return MadeLog(rows)


def test_voice_against_text_within_an_intent_tells_a_paradox() -> None:
    found = compare(_mixed(), Comparing(["zero_result_share"]), EVERYTHING)
    rows = {row.group: row for row in found.rows}
    assert rows["find"].b.value == pytest.approx(4 / 9)
    assert rows["find"].a.value == pytest.approx(1 / 2)
    assert rows["find"].difference.value == pytest.approx(4 / 9 - 1 / 2)
    assert rows[ALL].difference.verdict == "higher"
    same = rows[SAME_MIX].difference
    assert same.value == pytest.approx((4 / 9 - 1 / 2) * 0.5 + (0 - 1 / 9) * 0.5)
    assert any("Simpson" in note for note in found.notes)


def test_few_days_are_said_to_be_few() -> None:
    rows = [turn(f"s{n}", 0, modality="voice" if n % 2 else "text") for n in range(80)]
    found = compare(MadeLog(rows), Comparing(["zero_result_share"]), EVERYTHING)
    assert any("10 days" in note for note in found.notes)
    assert {row.difference.verdict for row in found.rows} == {"cannot_tell"}


def test_a_side_that_is_not_there_is_null() -> None:
    found = compare(MadeLog([turn("s", 0)]), Comparing(["zero_result_share"]), EVERYTHING)
    row = found.rows[0]
    assert (row.b.value, row.b.whole, row.difference.value) == (None, 0, None)
    assert row.difference.verdict == "too_few"


# --- funnel, timings, segments ------------------------------------------------------------------


def test_who_orders_at_once_is_not_lost_at_the_cart() -> None:
    log = MadeLog(
        [
            turn("orders", 0),
            turn("clicks", 0),
            turn("talks", 0, "smalltalk", hits=[]),
            turn("asks", 0),
            turn("asks", 1, "ask_product"),
        ],
        [event("orders", "purchase", object_id="p1"), event("clicks", "click", object_id="p1")],
    )
    steps = {step.step: step for step in funnel(log, EVERYTHING)}
    assert [steps[name].reached for name in ("sessions", "shown", "spoken", "looked")] == [
        4,
        3,
        3,
        3,
    ]
    assert (steps["cart"].reached, steps["cart"].did) == (1, 0)
    assert (steps["order"].reached, steps["order"].did) == (1, 1)
    assert steps["looked"].did == 2
    assert steps["cart"].of_before == pytest.approx(1 / 3)
    assert steps["sessions"].of_before is None


def test_an_empty_funnel_is_null_and_not_zero() -> None:
    assert {step.reached for step in funnel(MadeLog([]), EVERYTHING)} == {None}
    assert funnel(MadeLog([]), EVERYTHING, "modality") == ()


def test_steps_that_old_records_do_not_know_are_null() -> None:
    log = MadeLog([turn("s", 0, schema="aisle.turn/1", spoken=None)])
    steps = {step.step: step.reached for step in funnel(log, EVERYTHING)}
    assert (steps["shown"], steps["spoken"], steps["cart"], steps["order"]) == (1, None, None, None)


def test_timings_by_stage_and_group() -> None:
    rows = [
        turn(f"s{n}", 0, products_ms=100.0 * (n + 1), tier="open" if n % 2 else "template")
        for n in range(10)
    ]
    (one,) = latency(MadeLog(rows), EVERYTHING)
    assert (one.stage, one.turns) == ("products_ms", 10)
    assert one.ms[0] == pytest.approx(500, rel=0.0101)
    assert one.ms[2] == pytest.approx(1000, rel=0.0101)
    assert {row.group: row.turns for row in latency(MadeLog(rows), EVERYTHING, "tier")} == {
        "open": 5,
        "template": 5,
    }
    assert {row.turns for row in latency(MadeLog([]), EVERYTHING)} == {0}


def test_segments_are_what_there_is() -> None:
    rows = [
        turn("a", 0, door="text", experiments='{"greeting":"a"}'),
        turn("b", 0, door=None, client_id="anna"),
    ]
    found = segments(MadeLog(rows), EVERYTHING)
    doors = {one.value: one.turns for one in found.values if one.name == "door"}
    assert doors == {"text": 1, None: 1}
    assert [arm.name for one in found.experiments for arm in one.arms] == ["a"]
    assert found.span is not None and found.span.first == DAY
    assert segments(MadeLog([]), EVERYTHING).span is None
