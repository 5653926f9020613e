"""The examination of the fact guard: frozen, large enough, and able to tell guards apart."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from agents.guard.sheet import FactSheet
from agents.guard.verdict import Fault, Refusal, Verdict
from evals.bench.guard import examination, figures
from evals.guard_case import Case
from evals.guard_exam import at_most, examine, wilson
from evals.guard_hand import blind_false, blind_true, hand_false, hand_true
from evals.guard_patterns import FALSE_PATTERNS, TRUE_PATTERNS, false_cases, patterns, true_cases
from evals.guard_plans import DATA, Recorded, read_plans, to_json
from evals.guard_record import other_plans
from evals.guard_scene import Scene
from evals.guard_traits import foreign, has, spoken_value, traits

FROZEN = {
    "blind.txt": "54ee0c5a7d205d07",
    "false_patterns.txt": "345efd35ac24ba56",
    "hand_false.txt": "240a2fc3b0e64193",
    "hand_true.txt": "58e789d80eb06260",
    "lines.txt": "9a6ee6b07d1f02f2",
    "lines_other.txt": "f3d25818860e7155",
    "plans.jsonl": "659fdc86c753a60a",
    "traits.tsv": "f1b841ed68dc1dff",
    "true_patterns.txt": "5e103e854f3e344f",
}
"""SHA-256 of the files, first 16 digits: an examination that changes measures something else."""
FROZEN_REPLIES = "25feade0136ba1d9"
"""Of all generated replies over the sample catalog; follows from files, catalog, seed and the
facts that `sheet_of` finds in a plan: it was made anew when those grew by cart and counts."""


@pytest.fixture(scope="module")
def recorded() -> tuple[Recorded, ...]:
    return read_plans()


@pytest.fixture(scope="module")
def true(recorded: tuple[Recorded, ...]) -> tuple[Case, ...]:
    return tuple(true_cases(recorded))


@pytest.fixture(scope="module")
def false(recorded: tuple[Recorded, ...]) -> tuple[Case, ...]:
    return tuple(false_cases(recorded))


class Lenient:
    """A guard that lets everything through."""

    def __init__(self, sheet: FactSheet) -> None:
        del sheet

    def check(self, clause: str) -> Verdict:
        del clause
        return Verdict()


class Strict:
    """A guard that refuses everything."""

    def __init__(self, sheet: FactSheet) -> None:
        del sheet

    def check(self, clause: str) -> Verdict:
        return Verdict((Refusal(Fault.UNKNOWN, clause),))


class PricesOnly:
    """A guard that knows which amounts there are, and nothing else."""

    def __init__(self, sheet: FactSheet) -> None:
        found = " ".join(fact.value for fact in sheet.facts)
        self._known = set(re.findall(r"\$[\d,.]*\d", found))

    def check(self, clause: str) -> Verdict:
        wrong = [a for a in re.findall(r"\$[\d,.]*\d", clause) if a not in self._known]
        return Verdict(tuple(Refusal(Fault.PRICE, a) for a in wrong))


class Failing:
    """A guard with a bug."""

    def __init__(self, sheet: FactSheet) -> None:
        del sheet

    def check(self, clause: str) -> Verdict:
        raise KeyError(clause)


def test_the_files_are_frozen() -> None:
    found = {
        name: sha256((DATA / name).read_bytes()).hexdigest()[:16]
        for name in sorted(path.name for path in DATA.iterdir())
    }
    assert found == FROZEN


def test_the_generated_replies_are_frozen(true: tuple[Case, ...], false: tuple[Case, ...]) -> None:
    keys = "\n".join(case.key for case in (*true, *false))
    assert sha256(keys.encode()).hexdigest()[:16] == FROZEN_REPLIES


def test_enough_replies_of_every_kind_count(
    recorded: tuple[Recorded, ...], true: tuple[Case, ...], false: tuple[Case, ...]
) -> None:
    assert sum(case.is_exam for case in true) >= 2_000
    assert sum(case.is_exam for case in false) >= 10_000
    assert len(list(hand_true(recorded))) >= 300
    assert len(list(hand_false(recorded))) >= 500
    assert len(list(blind_true(recorded))) >= 300
    assert len(list(blind_false(recorded))) >= 600
    by_family = Counter(case.family for case in false if case.is_exam)
    assert len(by_family) >= 40 and min(by_family.values()) >= 200
    assert sum(len(p) for p in patterns(TRUE_PATTERNS).values()) >= 400
    assert sum(len(p) for p in patterns(FALSE_PATTERNS).values()) >= 500


def test_generated_replies_are_the_same_every_time(
    recorded: tuple[Recorded, ...], true: tuple[Case, ...]
) -> None:
    again = tuple(true_cases(recorded))
    assert [case.text for case in again] == [case.text for case in true]


def test_every_false_reply_says_which_words_are_false(
    recorded: tuple[Recorded, ...], false: tuple[Case, ...], true: tuple[Case, ...]
) -> None:
    for case in (*false, *hand_false(recorded), *blind_false(recorded)):
        assert case.spans and not set("«»") & set(case.text)
        assert case.family == "injection" or not set("{}[]") & set(case.text), case.text
        assert all(case.text[start:end].strip() for start, end in case.spans)
        assert " ".join(case.clauses) == " ".join(case.text.split())
        assert case.last_false is not None and case.last_false < len(case.clauses)
    assert not any(case.spans for case in (*true, *hand_true(recorded), *blind_true(recorded)))


def test_a_false_price_is_nobodys(false: tuple[Case, ...]) -> None:
    for case in false:
        if case.family in {"price_near", "price_digits"}:
            words = case.text[slice(*case.spans[0])]
            amount = Decimal(words.split("$")[1].replace(",", ""))
            assert amount not in Scene(case.recorded).amounts, case.text


def test_an_amount_in_a_true_reply_is_somebodys(true: tuple[Case, ...]) -> None:
    exact = [c for c in true if c.family in {"two", "three"} and "differ" not in c.text]
    assert len(exact) > 200
    for case in exact:
        known = {f"{amount:,.2f}".removesuffix(".00") for amount in Scene(case.recorded).amounts}
        plain = re.sub(
            r"(?:under|over|almost|about|around|roughly|saves you) \$[\d,.]+", "", case.text
        )
        plain = re.sub(r"\$[\d,.]+ (?:less|more|cheaper)", "", plain)
        for amount in re.findall(r"\$(\d{1,3}(?:,\d{3})*(?:\.\d\d)?)", plain):
            assert amount in known, case.text


def test_plans_come_back_as_they_were_written(recorded: tuple[Recorded, ...]) -> None:
    lines = (DATA / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    assert [to_json(turn) for turn in recorded] == lines
    assert sum(bool(turn.sheet.facts) for turn in recorded) > 200


def test_the_marks_tell_the_clause(recorded: tuple[Recorded, ...]) -> None:
    turn = recorded[0]
    case = Case.of("hand", "x", turn, "the first is $125, and «it ships free». Shall I add it?")
    assert case.text == "The first is $125, and it ships free. Shall I add it?"
    assert case.clauses[case.last_false or 0].endswith("ships free.")
    assert Case.of("hand", "x", turn, "It's a «unique, odd» one").text == "It's a unique, odd one"


def test_a_lenient_guard_hears_everything_and_a_strict_one_nothing(
    true: tuple[Case, ...], false: tuple[Case, ...]
) -> None:
    lenient = examine((*true[:200], *false[:200]), Lenient)
    assert sum(o.heard for o in lenient.outcomes) == 200
    assert not any(o.wrongly_refused for o in lenient.outcomes)
    strict = examine((*true[:200], *false[:200]), Strict)
    assert not any(o.heard for o in strict.outcomes)
    assert sum(o.wrongly_refused for o in strict.outcomes) == 200


def test_a_guard_of_prices_only_hears_the_other_families(false: tuple[Case, ...]) -> None:
    outcomes = examine(false, PricesOnly).outcomes
    heard = Counter(o.case.family for o in outcomes if o.heard)
    assert heard["price_near"] < 30 and heard["invented"] > 200
    assert heard["origin"] == 300


def test_a_guard_that_fails_is_counted_and_hears_nothing(true: tuple[Case, ...]) -> None:
    outcomes = examine(true[:20], Failing).outcomes
    assert all(o.crashed and o.wrongly_refused for o in outcomes)


@pytest.mark.model
def test_other_catalogs_are_examined_too(shared_data: Path) -> None:
    plans = other_plans(shared_data, ("dummyjson",))
    assert len(list(true_cases(plans))) >= 150
    assert len(_families(list(false_cases(plans, 20)))) >= 35


def _families(cases: Sequence[Case]) -> set[str]:
    return {case.family for case in cases}


def test_traits_are_told_by_the_record(recorded: tuple[Recorded, ...]) -> None:
    rokanda = recorded[0].plan.products[0].product
    assert has(rokanda, "waterproof") and not foreign(rokanda, "waterproof")
    assert not foreign(rokanda, "water_resistant")  # follows from waterproof
    assert foreign(rokanda, "insulated")
    assert spoken_value("1.6 lb") == "1.6 pounds"
    assert spoken_value("14 x 9 x 22 in") == "14 by 9 by 22 inches"
    assert len(traits()) > 60


def test_intervals() -> None:
    assert at_most(0) == (0.0, 3.0)
    low, high = at_most(10)
    assert low == pytest.approx(4.795, abs=0.01) and high == pytest.approx(18.39, abs=0.01)
    low, high = wilson(5, 100)
    assert low == pytest.approx(0.0215, abs=0.001) and high == pytest.approx(0.1118, abs=0.001)


def test_the_bench_tells_guards_apart_without_the_shared_data(
    recorded: tuple[Recorded, ...],
) -> None:
    exam = examination(recorded[:20], (), a_family=10)
    lenient = {figure.name: figure for figure in figures(exam, Lenient)}
    assert lenient["invented_facts_heard"].value == len(exam.false)
    assert lenient["true_replies_refused"].value == 0.0
    assert lenient["magento_true_replies_refused"].value is None
    strict = {figure.name: figure for figure in figures(exam, Strict)}
    assert strict["invented_facts_heard"].value == 0 and strict["invented_facts_heard"].high == 3
    assert strict["true_replies_refused"].value == 1.0
    assert strict["blind_invented_facts_heard"].met and not strict["true_replies_refused"].met
