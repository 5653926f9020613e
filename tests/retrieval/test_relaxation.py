"""What is given up, and whether the reasons are true: against every subset, by brute force."""

from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from retrieval.conditions import Conditions
from retrieval.query import PriceRange, Relaxation, SearchRequest
from retrieval.relaxation import EXACT_UP_TO, GIVEN_UP_FIRST, Relaxed, relax
from retrieval.terms import ALL_OF, Field, Term
from retrieval.vocabulary import Vocabulary
from tests.retrieval.catalog import boots, random_catalog
from tests.retrieval.list_engine import ListEngine, fulfils, listed

CATALOG = random_catalog(120, seed=5)
VOCABULARY = Vocabulary.of(CATALOG)
BOOTS = Term(Field.CATEGORY, "hiking boots")
WATERPROOF = Term(Field.FEATURE, "waterproof")
LIGHT = Term(Field.FEATURE, "lightweight")
SUEDE = Term(Field.MATERIAL, "suede")
VELDRA = Term(Field.BRAND, "Veldra")


def relaxed(engine: ListEngine, request: SearchRequest, vocabulary: Vocabulary) -> Relaxed:
    return relax(Conditions.of(request).of_any_quality(), request.wanted, vocabulary, engine.count)


def test_every_hard_feature_must_hold() -> None:
    search, _ = listed(
        boots("both", features=("waterproof", "lightweight")),
        boots("one", features=("waterproof",)),
    )
    result = search.search(SearchRequest("boots", wanted=(BOOTS, WATERPROOF, LIGHT)))
    assert [each.product.id for each in result.candidates] == ["both"]
    assert result.total == 1


def test_one_of_two_features_is_given_up_before_both() -> None:
    search, _ = listed(boots("A", features=("waterproof",)), boots("B", features=("lightweight",)))
    result = search.search(SearchRequest("boots", wanted=(BOOTS, WATERPROOF, LIGHT)))
    assert [each.product.id for each in result.candidates] == ["A"]
    assert result.relaxed == (LIGHT,)
    assert result.relaxations == (Relaxation(LIGHT, kept=(WATERPROOF,)),)


def test_the_reason_names_what_it_does_not_go_with() -> None:
    search, _ = listed(
        boots("A", materials=("suede",), brand="Veldra"),
        boots("B", features=("waterproof",), brand="Veldra"),
        boots("C", features=("waterproof",), materials=("suede",), category="tents"),
    )
    wanted = (BOOTS, VELDRA, SUEDE, WATERPROOF)
    result = search.search(SearchRequest("boots", wanted=wanted))
    # The brand has both: it is the boots that are never waterproof in suede.
    assert result.relaxations == (Relaxation(WATERPROOF, kept=(SUEDE, BOOTS)),)


def test_what_the_catalog_lacks_is_given_up_for_nothing() -> None:
    search, engine = listed(boots("A"), boots("B", materials=("suede",)))
    vegan = Term(Field.FEATURE, "vegan leather")
    result = search.search(SearchRequest("boots", wanted=(BOOTS, SUEDE, vegan)))
    assert result.relaxations == (Relaxation(vegan, kept=()),)
    assert [each.product.id for each in result.candidates] == ["B"]
    assert len(engine.counted) <= 4


def test_a_reason_that_needs_the_price_says_so() -> None:
    search, _ = listed(
        boots("dry", features=("waterproof",), price=300),
        boots("cheap", price=40),
        boots("light", price=45, features=("lightweight",), category="sneakers"),
    )
    request = SearchRequest(
        "boots", wanted=(BOOTS, WATERPROOF, LIGHT), price=PriceRange(high=Decimal(50))
    )
    reasons = {each.term: each for each in search.search(request).relaxations}
    assert reasons[WATERPROOF] == Relaxation(WATERPROOF, kept=(), bounded=True)
    assert reasons[LIGHT] == Relaxation(LIGHT, kept=(BOOTS,))


def test_beyond_the_price_something_may_be_given_up_too() -> None:
    search, _ = listed(boots("A", price=80), boots("B", price=90, materials=("suede",)))
    request = SearchRequest("boots", wanted=(BOOTS, WATERPROOF), price=PriceRange(high=Decimal(50)))
    result = search.search(request)
    assert (result.candidates, result.total, result.relaxed) == ((), 0, (WATERPROOF,))
    assert result.cheapest_outside is not None and result.cheapest_outside.id == "A"


def random_request(random: Random) -> SearchRequest:
    fields = random.choices(list(Field), k=random.randint(2, 6))
    terms = dict.fromkeys(
        Term(name, random.choice([*VOCABULARY.values[name], "unheard of"])) for name in fields
    )
    return SearchRequest(
        "",
        wanted=tuple(terms),
        price=random.choice((PriceRange(), PriceRange(), PriceRange(high=Decimal("19.99")))),
        min_rating=random.choice((None, 4.0)),
        in_stock_only=random.random() < 0.3,
    )


def wishes_of(request: SearchRequest) -> list[tuple[Term, ...]]:
    """What may be given up alone, in the order in which it is."""
    wishes: list[tuple[Term, ...]] = []
    for name in GIVEN_UP_FIRST:
        terms = tuple(term for term in request.wanted if term.field is name)
        wishes += [(term,) for term in reversed(terms)] if name in ALL_OF else [terms]
    return [wish for wish in wishes if wish]


def matching(terms: list[Term], request: SearchRequest, bounded: bool = True) -> int:
    asked = SearchRequest("", wanted=tuple(terms))
    if bounded:
        asked = SearchRequest(
            "",
            wanted=tuple(terms),
            price=request.price,
            min_rating=request.min_rating,
            in_stock_only=request.in_stock_only,
        )
    return sum(fulfils(product, Conditions.of(asked).of_any_quality()) for product in CATALOG)


def fewest(request: SearchRequest) -> set[Term] | None:
    """What every subset, smallest first, comes to; None if the kind of product is in the way."""
    wishes = wishes_of(request)
    for size in range(len(wishes) + 1):
        for given_up in combinations(wishes, size):
            gone = {term for wish in given_up for term in wish}
            if matching([term for term in request.wanted if term not in gone], request):
                return gone
    return None


@pytest.mark.parametrize("seed", range(3))
def test_the_fewest_are_given_up_for_true_reasons(seed: int) -> None:
    random, engine = Random(seed), ListEngine(CATALOG)
    compared = reasons = 0
    for _ in range(60):
        request = random_request(random)
        engine.counted.clear()
        left = relaxed(engine, request, VOCABULARY)
        wishes = wishes_of(request)
        assert len(engine.counted) <= 2 ** (EXACT_UP_TO + 1) + 8 * len(wishes)
        expected = fewest(request)
        if expected is None or not left.total:
            continue
        given_up = {each.term for each in left.relaxations}
        if len(wishes) <= EXACT_UP_TO:
            compared += 1
            assert given_up == expected, request
        for each in left.relaxations:
            reasons += bool(each.kept)
            check_reason(each, request, given_up)
    # The requests must reach what is compared.
    assert compared > 20
    assert reasons > 5


def check_reason(each: Relaxation, request: SearchRequest, given_up: set[Term]) -> None:
    """Nothing fulfils the term with what was kept, and none of that is named in vain."""
    own = [term for term in request.wanted if term.field is each.term.field]
    own = [each.term] if each.term.field in ALL_OF else own
    assert not given_up & set(each.kept)
    assert not matching([*own, *each.kept], request, each.bounded)
    if each.bounded:
        assert matching([*own, *each.kept], request, bounded=False)
    for name in {term.field for term in each.kept} - ALL_OF:
        fewer = [term for term in each.kept if term.field is not name]
        assert matching([*own, *fewer], request, each.bounded)


def test_many_features_cost_few_counts() -> None:
    names = [f"feature {number}" for number in range(16)]
    catalog = [boots(f"B{n}", features=tuple(names[:n] + names[n + 1 :])) for n in range(16)]
    engine = ListEngine(catalog)
    wanted = (BOOTS, *(Term(Field.FEATURE, name) for name in names))
    left = relaxed(engine, SearchRequest("", wanted=wanted), Vocabulary.of(catalog))
    assert len(left.relaxations) == 1
    assert left.total == 1
    assert len(engine.counted) < 50
