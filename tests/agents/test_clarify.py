"""Which question narrows a list most, and how its answers are read."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from agents.acts import Act
from agents.agent import PlannedTurn, ShoppingAgent
from agents.clarified import NO_PREFERENCE, answered
from agents.clarify import worth_asking
from agents.constraints import Constraint, Kind, Set
from agents.pending import Pending, Slot
from agents.reading import Reading
from agents.reply.clarify import say_clarifies
from agents.reply.phrasing import Phrasing
from agents.reply.question_parts import Clarifies
from agents.turn import Turn, Utterance
from retrieval.product import Product
from retrieval.query import (
    Candidate,
    Correction,
    PriceRange,
    SearchRequest,
    SearchResult,
)
from tests.agents.say import ByHand, Relative, Shift, nth, reading, want
from tests.agents.shop import SHOP, ListSearch


def boot(
    number: int, audience: str = "men", price: str = "100", features: tuple[str, ...] = ()
) -> Product:
    return replace_product(
        id=f"b{number}",
        title=f"Maker{number} Model{number} Boots",
        audience=audience,
        price=Decimal(price),
        features=features,
    )


def replace_product(**changes: object) -> Product:
    plain = next(p for p in SHOP if p.category == "hiking boots")
    bare: dict[str, object] = {
        "brand": None, "colours": (), "materials": (), "variants": (), "list_price": None,
    }  # fmt: skip
    return plain.model_copy(update={**bare, **changes})


def pool(*products: Product) -> list[Candidate]:
    return [Candidate(p, None, 1.0, 0.5) for p in products]


def test_half_and_half_is_asked_and_nearly_all_alike_is_not() -> None:
    mixed = pool(*(boot(i, "men" if i % 2 else "women") for i in range(12)))
    asked = worth_asking(mixed, 12, ())
    assert asked is not None and asked.kind is Kind.AUDIENCE
    assert set(asked.choices) == {"men", "women"}
    alike = pool(*(boot(i, "men" if i else "women") for i in range(12)))
    assert worth_asking(alike, 12, ()) is None


def test_what_was_told_or_asked_is_not_asked() -> None:
    mixed = pool(*(boot(i, "men" if i % 2 else "women") for i in range(12)))
    assert worth_asking(mixed, 12, {Kind.AUDIENCE}) is None


def test_few_products_need_no_question() -> None:
    mixed = pool(*(boot(i, "men" if i % 2 else "women") for i in range(6)))
    assert worth_asking(mixed, 6, ()) is None
    assert worth_asking([], 0, ()) is None


def test_a_price_is_asked_at_a_round_number_near_the_middle() -> None:
    spread = pool(*(boot(i, price=str(60 + 13 * i)) for i in range(12)))
    assert worth_asking(spread, 12, ()) is None
    asked = worth_asking(spread, 60, ())
    assert asked is not None and asked.kind is Kind.PRICE and asked.price is not None
    assert asked.price.high is not None and asked.price.high % 25 == 0
    below = sum(c.product.price <= asked.price.high for c in spread)
    assert 3 <= below <= 9


def test_the_features_asked_for_part_the_list() -> None:
    kinds = (("waterproof", "vegan"), ("breathable", "vegan"))
    list_ = pool(*(boot(i, features=kinds[i % 2]) for i in range(12)))
    asked = worth_asking(list_, 12, {Kind.PRICE, Kind.AUDIENCE})
    # "Vegan" is said of all of them and parts nothing.
    assert asked is not None and set(asked.choices) == {"waterproof", "breathable"}
    rare = pool(*(boot(i, features=("waterproof",) if i == 3 else ()) for i in range(12)))
    assert worth_asking(rare, 12, {Kind.PRICE, Kind.AUDIENCE}) is None


COLOURS = Pending(Slot.WISH, ("brown", "black"), Act.REFINE, kind=Kind.COLOUR)
BUDGET = Pending(Slot.WISH, (), Act.REFINE, kind=Kind.PRICE, price=PriceRange(high=Decimal(100)))


def heard(words: str, act: Act = Act.UNCLEAR, *edits: Set) -> tuple[Reading, ...]:
    return (Reading(act, 0.5, words, edits=edits),)


@pytest.mark.parametrize(
    ("words", "act", "values"),
    [
        ("black", Act.UNCLEAR, ["black"]),
        ("the brown ones please", Act.SELECT, ["brown"]),
        ("the second", Act.SELECT, ["black"]),
        ("the former", Act.UNCLEAR, ["brown"]),
        ("the latter option", Act.UNCLEAR, ["black"]),
        ("both", Act.CONFIRM, ["brown", "black"]),
    ],
)
def test_a_choice_becomes_a_constraint(words: str, act: Act, values: list[str]) -> None:
    answer = answered(COLOURS, heard(words, act), 3)
    assert answer is not None
    sets = [e.constraint for e in answer[0].edits if isinstance(e, Set)]
    assert answer[0].act is Act.REFINE
    assert [c.value for c in sets] == values
    assert {(c.kind, c.turn, c.hard) for c in sets} == {(Kind.COLOUR, 3, True)}


@pytest.mark.parametrize(
    "words",
    [
        *("either", "I don't care", "doesn't matter", "no preference", "any", "whatever"),
        *(
            "either is fine",
            "any color is fine",
            "you choose",
            "neither",
            "I don't mind",
            "not sure",
        ),
    ],
)
def test_no_preference_closes_the_question_with_no_constraint(words: str) -> None:
    answer = answered(COLOURS, heard(words), 3)
    assert answer is not None
    assert (answer[0].act, answer[0].topic, answer[0].edits) == (Act.DENY, NO_PREFERENCE, ())


def test_a_yes_to_this_or_that_counts_and_filters_nothing() -> None:
    answer = answered(COLOURS, heard("yes", Act.CONFIRM), 3)
    assert answer is not None
    assert [e.constraint.hard for e in answer[0].edits if isinstance(e, Set)] == [False, False]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("under", None, 100), ("the first", None, 100), ("yes", None, 100),
        ("go higher", 100, None), ("more than that", 100, None), ("the second", 100, None),
    ],
)  # fmt: skip
def test_a_side_of_the_price_is_chosen(words: str, low: int | None, high: int | None) -> None:
    answer = answered(BUDGET, heard(words, Act.CONFIRM if words == "yes" else Act.UNCLEAR), 1)
    assert answer is not None
    (edit,) = answer[0].edits
    assert isinstance(edit, Set) and edit.constraint.value == PriceRange(
        None if low is None else Decimal(low), None if high is None else Decimal(high)
    )


def test_another_amount_is_the_shoppers_own() -> None:
    own = Set(Constraint(Kind.PRICE, PriceRange(high=Decimal(50)), "under fifty", 1))
    answer = answered(BUDGET, heard("under fifty", Act.FIND, own), 1)
    assert answer is not None and answer[0].edits == (own,)
    assert answer[0].act is Act.REFINE


@pytest.mark.parametrize(
    "readings",
    [
        heard("show me tents", Act.FIND, want(Kind.CATEGORY, "tents")),
        heard("for my son", Act.REFINE, want(Kind.AUDIENCE, "kids")),
        (reading(Act.CART_ADD, references=nth(2)),),
        (reading(Act.REFINE, Shift(Relative.CHEAPER, "cheaper"), words="cheaper"),),
        (reading(Act.COMPARE, words="what's the difference between them"),),
        heard("brown is a colour that my grandmother was always very fond of indeed"),
    ],
)
def test_what_is_no_answer_stays_what_it_is(readings: tuple[Reading, ...]) -> None:
    assert answered(COLOURS, readings, 1) is None


def test_only_a_question_to_narrow_is_answered_so() -> None:
    assert answered(Pending(Slot.SIZE, ("9",), Act.CART_ADD), heard("either"), 1) is None


BOOTS = tuple(
    boot(i, "men" if i % 2 else "women", features=("waterproof",) if i < 3 else ())
    for i in range(14)
)
FIND = reading(Act.FIND, want(Kind.CATEGORY, "hiking boots"), text="hiking boots", words="boots")
SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    "boots": FIND,
    "men": heard("men"),
    "either": heard("either"),
    "cheaper": reading(Act.REFINE, Shift(Relative.CHEAPER, "cheaper"), words="cheaper"),
    "others": reading(Act.REFINE, Shift(Relative.OTHERS, "others"), words="others"),
    "the second one": reading(Act.SELECT, references=nth(2), words="the second one"),
    "mm": heard("mm"),
    "yes": reading(Act.CONFIRM, words="yes"),
    "no": reading(Act.DENY, words="no"),
    "what is your name": reading(Act.SMALLTALK, words="what is your name", topic="identity"),
}


async def talk(*lines: str, search: ListSearch | None = None) -> list[PlannedTurn]:
    agent = ShoppingAgent(search or ListSearch(BOOTS), ByHand(SCRIPT))
    turns = []
    for line in lines:
        turn = await agent.plan("c", Utterance(line))
        assert isinstance(turn, PlannedTurn)
        await agent.commit(turn)
        turns.append(turn)
    return turns


def asks(turn: Turn) -> bool:
    return turn.reply.text.endswith("?")


async def test_the_question_comes_after_the_list_and_its_answer_narrows_it() -> None:
    first, second = await talk("boots", "men")
    assert first.asked == "audience" and re.search(r"Are they for .*\?$", first.reply.text)
    assert len(first.products) == 6 and "Maker" in first.reply.text
    assert first.after.spoken == 2
    assert {c.product.audience for c in second.products} == {"men"}
    assert second.asked is None and not asks(second)


async def test_a_question_is_never_asked_again_of_one_wish() -> None:
    turns = await talk("boots", "either", "boots", "others", "boots", "cheaper", "boots")
    assert [asks(t) for t in turns] == [True, *[False] * 6]
    either = turns[1]
    assert [c.kind for c in either.constraints] == [Kind.CATEGORY]
    assert either.products == turns[0].products
    assert "Maker" in either.reply.text


async def test_a_question_stays_open_behind_an_aside_only() -> None:
    turns = await talk("boots", "what is your name", "men")
    assert {c.product.audience for c in turns[2].products} == {"men"}
    gone = await talk("boots", "the second one")
    assert gone[1].asked is None
    assert gone[1].focus is not None and gone[1].focus.id == gone[0].products[1].product.id


class Corrected(ListSearch):
    """Takes a word of the wish for one of the catalog, without being sure."""

    def search(self, request: SearchRequest) -> SearchResult:
        result = super().search(request)
        if "tarnhlm" not in request.text.lower():
            return result
        return replace(result, corrections=(Correction("tarnhlm", "Tarnholm", certain=False),))


async def test_an_uncertain_correction_is_one_question() -> None:
    script = {
        "Tarnhlm boots": replace(FIND, words="Tarnhlm boots", text="tarnhlm boots"),
        "Tarnholm boots": replace(
            FIND, edits=(*FIND.edits, want(Kind.BRAND, "Tarnholm")), words="Tarnholm boots"
        ),
        "yes": SCRIPT["yes"],
        "no": SCRIPT["no"],
    }
    for answer, brand in (("yes", True), ("no", False)):
        agent = ShoppingAgent(Corrected(SHOP), ByHand(script))
        turn = await agent.plan("c", Utterance("Tarnhlm boots"))
        assert turn.reply.text.endswith("Did you mean Tarnholm?")
        assert turn.products and turn.asked == "yes_no"
        await agent.commit(turn)
        after = await agent.plan("c", Utterance(answer))
        assert any(c.kind is Kind.BRAND for c in after.constraints) is brand
        assert "Did you mean" not in after.reply.text


async def test_asking_back_is_a_question_and_never_the_same_twice_running() -> None:
    for lines in (("mm",) * 6, ("boots", *("mm",) * 6)):
        turns = [t for t in await talk(*lines) if t.readings[0].act is Act.UNCLEAR]
        said = [t.reply.text for t in turns]
        assert all(text.endswith("?") and text.count("?") == 1 for text in said), said
        assert all(one != two for one, two in pairwise(said)), said
        assert "You can" in said[2] or "You could" in said[2]


async def test_asking_back_names_what_was_heard() -> None:
    agent = ShoppingAgent(ListSearch(SHOP), ByHand({"something brown": heard("something brown")}))
    turn = await agent.plan("c", Utterance("something brown"))
    assert turn.reply.text.endswith("Do you want something in brown?")


@pytest.mark.parametrize(
    ("kind", "choices", "said"),
    [
        (Kind.FEATURE, ("waterproof", "breathable"), "Should they be waterproof, or breathable?"),
        (Kind.FEATURE, ("waterproof", "grinder"), "Which matters more, waterproof or grinder?"),
        (Kind.AUDIENCE, ("men", "women", "kids"), "Are they for men, women or kids?"),
        (Kind.CATEGORY, ("tents", "lamps"), "More like tents or lamps?"),
        (Kind.COLOUR, ("black", "brown"), "Do you want them in black, or brown?"),
    ],
)
def test_a_question_names_its_choices(kind: Kind, choices: tuple[str, ...], said: str) -> None:
    assert say_clarifies(Clarifies(kind, choices), Phrasing(0)) == [said]


def test_two_replies_running_do_not_open_alike() -> None:
    for before, after in (("Here are two.", "I found two."), ("I found one.", "Here are two.")):
        assert Phrasing(0, before=before).pick("Here are two.", "I found two.") == after
    assert Phrasing(0, before="Here are some.").pick("Here are two.") == "Here are two."
