"""F1, ranking, hearing and the rest against brute force and hand-made sums."""

from decimal import Decimal
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.acts import Act
from evals.measures.act_f1 import ActF1
from evals.measures.cart_untouched import CartUntouched
from evals.measures.catalog_terms import CatalogTerms, missing_terms
from evals.measures.constraint_f1 import ConstraintF1
from evals.measures.measure import Point
from evals.measures.ndcg_5 import Ndcg5
from evals.measures.ranking import ranked
from evals.measures.recall_5 import Recall5
from evals.measures.relevance import Relevance
from evals.measures.saving import Saving, baseline_usd
from evals.measures.term_error import TermError
from evals.measures.wer import Wer
from evals.measures.wish_kept import WishKept
from evals.runs.record import Hearing, MeantSeen
from evals.scenarios.scenario import Scenario
from tests.evals.measures.made import CATALOG, card, case, held, line, record, scenario, turn

ACTS = st.sets(st.sampled_from([Act.FIND, Act.REFINE, Act.SELECT, Act.CART_ADD]), max_size=3)


def mean(points: tuple[Point, ...]) -> float:
    return sum(p.value * p.weight for p in points) / sum(p.weight for p in points)


@given(st.lists(st.tuples(ACTS, ACTS), min_size=1, max_size=6))
def test_the_weighted_mean_of_act_points_is_micro_f1(
    pairs: list[tuple[set[Act], set[Act]]],
) -> None:
    turns = [
        turn(acts=tuple(sorted(got)), meant=MeantSeen(acts=tuple(sorted(want))))
        for want, got in pairs
    ]
    points = ActF1().of(case(scenario(), record(*turns)))
    right = sum(len(want & got) for want, got in pairs)
    wanted, understood = (sum(len(pair[i]) for pair in pairs) for i in (0, 1))
    if not wanted + understood:
        assert points == ()
        return
    precision = right / understood if understood else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    assert mean(points) == pytest.approx(f1)


def test_a_guess_that_filters_nothing_is_no_fault_of_understanding() -> None:
    meant = MeantSeen(wishes=({"category": "hiking boots"},))
    guessed = (
        held("category", "hiking boots"),
        held("feature", "light", hard=False, words="light"),
    )
    (point,) = ConstraintF1().of(case(scenario(), record(turn(constraints=guessed, meant=meant))))
    assert (point.value, point.weight) == (1.0, 2.0)
    wrong = (held("category", "hiking boots"), held("colour", "red", words="red"))
    (point,) = ConstraintF1().of(case(scenario(), record(turn(constraints=wrong, meant=meant))))
    assert point.value == pytest.approx(2 / 3)
    assert point.weight == 3.0
    assert point.why == "colour red was not meant"


def test_ndcg_by_hand() -> None:
    grades = {"a": 2, "b": 1, "c": 1}
    found = ranked(["b", "x", "a"], grades)
    assert found is not None
    gained = 1 / log2(2) + 2 / log2(4)
    best = 2 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert found.ndcg == pytest.approx(gained / best)
    assert found.recall == pytest.approx(2 / 3)
    assert ranked(["a"], {}) is None


@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=8),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1),
)
def test_ranking_is_what_its_definition_says(ids: list[str], grades: dict[str, int]) -> None:
    found = ranked(ids, grades)
    assert found is not None
    first = list(dict.fromkeys(ids))[:5]
    gained = sum(grades.get(one, 0) / log2(i + 2) for i, one in enumerate(first))
    best = sum(g / log2(i + 2) for i, g in enumerate(sorted(grades.values(), reverse=True)[:5]))
    assert found.ndcg == pytest.approx(gained / best)
    assert found.recall == pytest.approx(len(set(first) & set(grades)) / min(5, len(grades)))


def test_relevant_products_come_from_the_wishes_in_one_form() -> None:
    meant = MeantSeen(wishes=({"category": "hiking boots"}, {"colour": "gray"}, {"size": "9"}))
    searched = record(turn(cards=(2, 1), meant=meant))
    relevance = Relevance()
    (point,) = Ndcg5(relevance).of(case(scenario(), searched))
    assert point.value == 1.0, "only the Brackmoor is made in gray"
    (point,) = Recall5(relevance).of(case(scenario(), record(turn(cards=(1, 3), meant=meant))))
    assert point.value == 0.0
    unknown = MeantSeen(wishes=({"type": "ukulele"},))
    assert not Ndcg5(relevance).of(case(scenario(), record(turn(cards=(1,), meant=unknown))))


def test_a_stated_order_of_what_is_relevant_is_graded() -> None:
    one = scenario(ends={})
    graded = Scenario.model_validate(
        one.model_dump(by_alias=True) | {"relevant": [{"id": "p1"}, {"brand": "Torvane"}]}
    )
    (best,) = Ndcg5(Relevance()).of(case(graded, record(turn(cards=(1, 4)))))
    (other,) = Ndcg5(Relevance()).of(case(graded, record(turn(cards=(4, 1)))))
    assert best.value == 1.0
    assert other.value == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_words_are_counted_over_all_turns_of_an_utterance() -> None:
    said = turn("hiking boots under one hundred dollars", heard="hiking boots", hearing=Hearing())
    rest = turn("", heard="under $100", hearing=Hearing())
    (point,) = Wer().of(case(scenario(), record(said, rest)))
    assert (point.value, point.weight) == (0.0, 5)
    assert Wer().of(case(scenario(), record(turn()))) == (), "typed turns are not heard"
    lost = turn("torvane boots", heard="tour van boots", hearing=Hearing())
    (point,) = Wer().of(case(scenario(), record(lost)))
    assert point.value == 1.0


def test_terms_are_the_catalogs_own_words() -> None:
    terms = CatalogTerms(CATALOG)
    assert terms.of("a pair of brown Torvane hiking boots in size nine please") == (
        ("brown",), ("torvane",), ("hiking", "boot"), ("9",),
    )  # fmt: skip
    assert terms.of("the second one for nine dollars") == ()
    assert missing_terms((("hiking", "boot"), ("torvane",)), "hiking boots by tour van") == (
        ("torvane",),
    )
    assert missing_terms((("red",), ("red",)), "red") == (("red",),), "each as often as it was said"
    lost = turn("torvane hiking boots", heard="tour van hiking boots", hearing=Hearing())
    (point,) = TermError().of(case(scenario(), record(lost)))
    assert (point.value, point.weight) == (0.5, 2)


def test_a_shown_product_keeps_what_is_held_unless_it_was_given_up() -> None:
    wishes = (held("category", "hiking boots"), held("price", {"low": None, "high": "150"}))
    over = turn(cards=(1, 4), constraints=wishes)
    (point,) = WishKept().of(case(scenario(), record(over)))
    assert (point.value, point.weight) == (0.5, 2)
    assert "Torvane Fjord Low" in point.why
    suede = (held("category", "hiking boots"), held("material", "suede"))
    given_up = turn(
        cards=(1,), constraints=suede, relaxed=({"field": "material", "value": "suede"},)
    )
    assert WishKept().of(case(scenario(), record(given_up)))[0].value == 1.0
    silent = turn(cards=(1,), constraints=suede)
    assert WishKept().of(case(scenario(), record(silent)))[0].value == 0.0
    nowhere = turn(cards=(1,), constraints=(held("colour", "purple"),))
    assert WishKept().of(case(scenario(), record(nowhere)))[0].value == 1.0


def test_a_cart_that_fills_itself_is_seen() -> None:
    asked = turn(meant=MeantSeen(acts=(Act.CART_ADD,)), cart=(line(1),))
    browsed = turn(meant=MeantSeen(acts=(Act.FIND,)), cart=(line(1),))
    assert CartUntouched().of(case(scenario(), record(asked)))[0].value == 1.0
    assert CartUntouched().of(case(scenario(), record(browsed)))[0].value == 0.0
    surplus = scenario(ends={"cart": [{"where": {"id": "p2"}}]})
    two = turn(cart=(line(1), line(2)))
    assert CartUntouched().of(case(surplus, record(two)))[0].value == 0.0
    other = turn(cart=(line(1),))
    assert CartUntouched().of(case(surplus, record(other)))[0].value == 1.0, "wrong, but asked for"


def test_the_saving_is_the_ratio_of_sums() -> None:
    baseline = Decimal(str(baseline_usd()))
    turns = [turn(), turn(tier="closed", cost_usd=baseline / 2)]
    assert mean(Saving().of(case(scenario(), record(*turns)))) == pytest.approx(0.75)
    assert card(1).price == 125
