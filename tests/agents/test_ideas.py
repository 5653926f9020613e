"""Gifts, indirect wishes and comparisons over the sample catalog, and over a coarse one."""

from decimal import Decimal

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.gifts import giving_of
from agents.goods import called, categories_of
from agents.occasions import likes_in, need_in, set_said, sets
from agents.purposes import Purpose, suited
from agents.understand import Understander
from retrieval.product import Product
from retrieval.search import CatalogSearch
from tests.agents.test_bundles import kinds, say
from tests.sample import sample_vocabulary

pytestmark = pytest.mark.model


@pytest.fixture
def shop(search: CatalogSearch, reader: Understander) -> ShoppingAgent:
    return ShoppingAgent(search, reader)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a gift for my father who likes cooking", "frying pans|cutting boards|saucepans"),
        ("gift for a coffee lover", "coffee makers|espresso machines|coffee grinders"),
        ("my niece turns five", "building blocks|stuffed animals|play kitchens"),
        ("my feet get wet on walks", "rain boots|hiking boots"),
        ("my dog chews everything", "dog toys"),
        ("it's too dark in my kitchen", "table lamps|pendant lights|floor lamps"),
        ("my desk is a mess", "desk organizers"),
        ("something for a rainy weekend", "board games|throw blankets"),
        ("what do people buy for hiking", "hiking boots|hiking backpacks"),
    ],
)
async def test_ideas_are_of_fitting_kinds(shop: ShoppingAgent, line: str, expected: str) -> None:
    turn = await say(shop, line)
    wanted = set(expected.split("|"))
    assert wanted & set(kinds(turn)), turn.reply.text
    assert turn.reply.text.count("?") <= 1


async def test_a_gift_is_narrowed_by_what_is_told_of_the_person(shop: ShoppingAgent) -> None:
    first = await say(shop, "present for a coworker")
    assert first.products and "?" in first.reply.text
    second = await say(shop, "she loves gardening")
    assert {"garden gloves", "plant pots"} & set(kinds(second))
    third = await say(shop, "under 30")
    assert third.products and all(c.product.price < 30 for c in third.products)
    assert "gardening" in third.reply.text


async def test_what_the_person_has_is_left_out(shop: ShoppingAgent) -> None:
    turn = await say(
        shop, "a gift for my father who likes cooking under 60", "he already has a frying pan"
    )
    assert turn.products and "frying pans" not in kinds(turn)


async def test_a_childs_gift_is_for_children(shop: ShoppingAgent) -> None:
    turn = await say(shop, "my nephew turns six")
    assert all(c.product.audience in ("kids", None) for c in turn.products)


async def test_a_trouble_that_nothing_here_helps_is_admitted(shop: ShoppingAgent) -> None:
    turn = await say(shop, "my kitchen knives are dull")
    assert not turn.products


async def test_what_goes_with_a_product_is_of_another_kind(shop: ShoppingAgent) -> None:
    turn = await say(shop, "hiking boots under 150", "what goes with the second one")
    assert turn.products and "hiking boots" not in kinds(turn)


async def test_two_are_told_apart_by_their_differences(shop: ShoppingAgent) -> None:
    turn = await say(shop, "bluetooth speakers", "compare the first and the third")
    assert "cheaper" in turn.reply.text
    opinion = await say(shop, "which one would you take")
    assert opinion.reply.text.startswith("I'd take the")


def boots(name: str, **facts: str) -> Product:
    return Product(
        id=name, title=f"{name} Boots", price=Decimal(10), department="D", category="boots",
        attributes=facts,
    )  # fmt: skip


def test_a_purpose_is_judged_by_stated_facts_only() -> None:
    rain = Purpose("rain", ("waterproof",))
    one = suited([boots("A", waterproof="yes"), boots("B", waterproof="no")], rain)
    assert one and one.places == (0,) and one.denied == (1,)
    silent = suited([boots("A"), boots("B", waterproof="yes")], rain)
    assert silent and silent.places == (1,) and silent.denied == ()
    assert suited([boots("A"), boots("B")], rain) is None


def test_every_set_has_pieces_and_its_words_find_it() -> None:
    for kind in sets().values():
        assert all(kind.pieces.values())
        said = set_said(f"everything for {kind.words[0]}", kind.worn)
        assert said is not None
    assert set_said("nothing of the sort", worn=False) is None


def test_goods_are_found_on_whichever_shelf() -> None:
    sample = sample_vocabulary()
    assert categories_of(("tents",), sample) == ("tents",)
    assert set(categories_of(("lamps",), sample)) >= {"desk lamps", "table lamps"}
    assert categories_of(("submarines",), sample) == ()
    fine = Product(
        id="1", title="Blue Tote Bag for Women", price=Decimal(1), department="D", category="x"
    )
    assert called(fine, ("tote bags",)) and not called(fine, ("sleeping bags",))


@pytest.mark.parametrize(
    ("text", "likes", "age"),
    [
        ("a gift for my father who likes cooking", ("cooking",), None),
        ("birthday present for a 7 year old who loves trains", ("trains",), 7),
        ("gift for a cat lover", ("cats",), None),
    ],
)
def test_what_is_known_of_a_person(text: str, likes: tuple[str, ...], age: int | None) -> None:
    giving = giving_of(text, gift=True)
    assert tuple(s.name for s in giving.likes) == likes
    assert giving.age == age


@pytest.mark.parametrize(
    "text",
    [
        "my dob is 4 march 1971",
        "my date of birth is 4 / 3 / 1971",
        "my birthday is the 4th of march",
        "i was born on march 4 1971",
    ],
)
def test_a_date_of_birth_is_no_age(text: str) -> None:
    assert giving_of(text, gift=True).age is None
    assert giving_of(f"{text} and my son is 6", gift=True).age == 6


def test_interests_and_troubles_are_told_by_words() -> None:
    assert [s.name for s in likes_in("he likes grilling and fishing")] == ["grilling", "fishing"]
    need = need_in("my hands freeze when i bike")
    assert need is not None and need.name == "cold hands"
    assert need_in("a blue dress") is None


async def test_a_department_narrows_ideas_and_never_empties_the_screen(shop: ShoppingAgent) -> None:
    await say(shop, "show me something cool")
    turn = await say(shop, "more like for the kitchen")
    assert turn.products and {c.product.department for c in turn.products} == {"Kitchen"}
    again = await say(shop, "surprise me")
    assert again.products and again.reply.text != turn.reply.text


async def test_an_idea_is_picked_by_what_it_is_for(shop: ShoppingAgent) -> None:
    await say(shop, "a gift for my grandmother", "she likes gardening and tea")
    turn = await say(shop, "okay the tea thing")
    assert turn.readings[0].act is Act.SELECT
    assert turn.focus is not None and turn.focus.category == "electric kettles"


async def test_ideas_that_stay_are_not_told_as_new(shop: ShoppingAgent) -> None:
    first = await say(shop, "a gift for my grandmother, she likes gardening", "around 40 dollars")
    turn = await say(shop, "something more personal")
    assert [c.product.id for c in turn.products] == [c.product.id for c in first.products]
    assert "still" in turn.reply.text


async def test_ideas_go_by_a_property_asked_for_and_say_so(shop: ShoppingAgent) -> None:
    turn = await say(shop, "I have really dry skin, what do you recommend", "fragrance free")
    first = turn.products[0].product
    assert "fragrance free" in [f.casefold() for f in first.features]
    assert "fragrance free" in turn.reply.text


async def test_shoes_to_go_with_a_dress_are_shoes_in_its_colour(search: CatalogSearch) -> None:
    shop = ShoppingAgent(search, Understander(search.vocabulary, search.embedder))
    dress = await say(shop, "show me dresses", "I like the second one")
    assert dress.focus is not None
    turn = await say(shop, "what shoes would go with it")
    assert {c.product.department for c in turn.products} == {"Shoes"}
    assert dress.focus.colours[0] in turn.products[0].product.colours


async def test_ideas_that_fail_leave_the_screen(shop: ShoppingAgent) -> None:
    shown = await say(shop, "show me something cool")
    turn = await say(shop, "under 2 dollars")
    assert [c.product.id for c in turn.products] == [c.product.id for c in shown.products]
    assert (await say(shop, "surprise me")).products


async def test_the_first_idea_is_told_by_its_place(shop: ShoppingAgent) -> None:
    ideas = await say(shop, "a gift for my grandmother", "she likes gardening and tea")
    turn = await say(shop, "the first one sounds nice")
    assert turn.focus == ideas.products[0].product
