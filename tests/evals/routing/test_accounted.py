"""What is booked, against what a double says and bills."""

from dataclasses import replace
from decimal import Decimal

from evals.bench.router.accounted import booked_calls, section_of
from evals.doubles.cases import cases

NAMES = {"plain", "hidden reasoning", "usage missing", "cut at 5"}


async def test_bookings_equal_what_was_told_and_are_never_below_the_bill() -> None:
    which = [case for case in cases() if case.name in NAMES]
    assert {"plain", "hidden reasoning"} <= {case.name for case in which}
    booked = await booked_calls(which)
    assert {one.verdict for one in booked if one.told} == {"equal"}
    assert {one.verdict for one in booked if not one.told} <= {"above"}
    assert all(one.billed_usd > 0 for one in booked if one.told)
    differ, below, _ = section_of(booked).figures
    assert (differ.value, below.value) == (0, 0)


async def test_a_wrong_booking_is_found() -> None:
    plain = [case for case in cases() if case.name == "plain"]
    one, *_ = await booked_calls(plain)
    assert one.entry is not None
    wrong = replace(one, entry=replace(one.entry, cost_usd=one.booked_usd + Decimal("1e-12")))
    assert wrong.verdict == "different"
    section = section_of([wrong])
    assert section.figures[0].value == 1
    assert section.details[0]["case"] == "plain"
