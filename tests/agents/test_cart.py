"""The cart by voice: sizes, colours, quantities, and nothing that was not asked for."""

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.constraints import Kind
from agents.offers import Offer, offer
from agents.reading import Question, Reading, Reference
from agents.turn import Turn, Utterance
from retrieval.product import Availability
from tests.agents.say import BOOTS_UNDER_150, IT, ByHand, nth, reading, want
from tests.agents.shop import BOOTS, SHOP, ListSearch

BY_ID = {p.id: p for p in SHOP}
FIRST_AND_THIRD = (*nth(1), *nth(3))
SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    "boots": BOOTS_UNDER_150,
    "vale": reading(
        Act.FIND, want(Kind.BRAND, "Tarnholm"), want(Kind.MATERIAL, "mesh"), text="Tarnholm Vale"
    ),
    "mugs": reading(Act.FIND, want(Kind.CATEGORY, "mugs"), text="mugs"),
    "add it": reading(Act.CART_ADD, references=IT),
    "add the first": reading(Act.CART_ADD, references=nth(1)),
    "add the third in blue": reading(Act.CART_ADD, references=nth(3), size="9", colour="blue"),
    "add the third": reading(Act.CART_ADD, references=nth(3)),
    "add the third, nine": reading(Act.CART_ADD, references=nth(3), size="nine"),
    "add the first and third": reading(Act.CART_ADD, references=FIRST_AND_THIRD),
    "add the first and third, nine": reading(
        Act.CART_ADD, references=FIRST_AND_THIRD, size="9"
    ),
    "ten of the second mug": reading(Act.CART_ADD, references=nth(2), quantity=10),
    "the first mug in size ten": reading(Act.CART_ADD, references=nth(1), size="10"),
    "size nine boots": reading(Act.REFINE, want(Kind.SIZE, "9")),
    "nine": reading(Act.UNCLEAR, words="nine"),
    "ten": reading(Act.UNCLEAR, words="ten"),
    "the gray one": reading(Act.UNCLEAR, words="gray"),
    "the second one": reading(Act.SELECT, references=nth(2)),
    "how much is it": reading(Act.PRICE_OR_STOCK, references=IT),
    "yes": reading(Act.CONFIRM),
    "no": reading(Act.DENY),
    "cart": reading(Act.CART_VIEW),
    "remove the mug": reading(Act.CART_REMOVE, words="remove the mug"),
    "remove it": reading(Act.CART_REMOVE, references=IT, words="remove it"),
    "make it three": reading(Act.OUT_OF_SCOPE, words="make it three"),
    "actually make it two": reading(Act.SELECT, references=IT, words="actually make it two"),
    "make it forty": reading(Act.OUT_OF_SCOPE, words="make it forty"),
    "two more": reading(Act.CART_ADD, references=IT, quantity=2, words="add two more"),
    "actually in green": reading(
        Act.REFINE, want(Kind.COLOUR, "green"), words="actually in green"
    ),
    "actually in blue": reading(Act.REFINE, want(Kind.COLOUR, "blue"), words="actually in blue"),
    "in blue": reading(Act.REFINE, want(Kind.COLOUR, "blue"), words="in blue"),
    "in green": reading(Act.REFINE, want(Kind.COLOUR, "green"), words="in green"),
    "show me green ones": reading(
        Act.REFINE, want(Kind.COLOUR, "green"), words="show me green ones"
    ),
    "the ten instead": reading(Act.UNCLEAR, words="the ten instead"),
    "make it a twelve": reading(Act.OUT_OF_SCOPE, words="make it a twelve"),
    "remove one": reading(Act.CART_REMOVE, references=IT, words="remove one"),
    "cancel that": reading(Act.STOP, words="cancel that"),
    "is the first there in nine": reading(
        Act.PRICE_OR_STOCK, references=nth(1), size="9", question=Question("in nine", "stock")
    ),
    "is the first there in ten": reading(
        Act.PRICE_OR_STOCK, references=nth(1), size="10", question=Question("in ten", "stock")
    ),
    "just two": reading(Act.UNCLEAR, words="actually just two"),
    "total": reading(Act.CART_VIEW, words="what's my total"),
    "thanks": reading(Act.SMALLTALK, topic="thanks", words="thanks"),
    "remove everything": reading(Act.CART_REMOVE, references=(Reference("all", every=True),)),
}  # fmt: skip


async def say(*lines: str) -> Turn:
    talk = ShoppingAgent(ListSearch(SHOP), ByHand(SCRIPT))
    for line in lines:
        turn = await talk.plan("c", Utterance(line))
        await talk.commit(turn)
    return turn


def told(turn: Turn) -> list[tuple[str, str | None, str | None, int]]:
    return [(n.product_id, n.size, n.colour, n.quantity) for n in turn.cart]


@pytest.mark.parametrize(
    ("lines", "cart", "said"),
    [
        (("boots", "add it"), [], "Which one should I add, "),
        (("boots", "add it", "the second one", "nine"), [("boot-2", "9", "brown", 1)], "size 9"),
        (("boots", "add the first"), [], "I have 8, 9, 10 and 11."),
        (("boots", "add the first", "how much is it", "nine"),
         [("boot-1", "9", "brown", 1)], "$129"),
        (("boots", "add the first", "mugs", "nine"), [], "not sure|quite get"),
        (("boots", "add the third, nine"), [("boot-3", "9", "gray", 1)], "also comes in green"),
        (("boots", "add the third in blue"), [], "doesn't come in blue. I have gray and green."),
        (("boots", "add the third in blue", "the gray one"), [("boot-3", "9", "gray", 1)], "$99"),
        (("boots", "add the first and third, nine"),
         [("boot-1", "9", "brown", 1), ("boot-3", "9", "gray", 1)], "Your total is $228."),
        (("boots", "add the first and third", "nine", "nine"),
         [("boot-1", "9", "brown", 1), ("boot-3", "9", "gray", 1)], "$228"),
        (("mugs", "ten of the second mug"), [], "only two left. Shall I add those two?"),
        (("mugs", "ten of the second mug", "yes"), [("mug-2", None, None, 2)], "two of them"),
        (("mugs", "ten of the second mug", "no"), [], "left it out|nothing was added"),
        (("mugs", "the first mug in size ten"), [], "one size only. Shall I add that?"),
        (("mugs", "the first mug in size ten", "yes"), [("mug-1", None, None, 1)], "I added the"),
        (("boots", "size nine boots", "add the first"), [("boot-1", "9", "brown", 1)], "size 9"),
        (("mugs", "add the first", "add the first"), [("mug-1", None, None, 2)], "two of them"),
        (("boots", "add the third, nine", "mugs", "add the first", "cart"),
         [("boot-3", "9", "gray", 1), ("mug-1", None, None, 1)], "That's $113 in all."),
        (("boots", "add the third, nine", "mugs", "add the first", "remove the mug"),
         [("boot-3", "9", "gray", 1)], "That leaves $99."),
        (("mugs", "add the first", "remove it"), [], "empty now"),
        (("mugs", "add the first", "make it three"), [("mug-1", None, None, 3)],
         "three of them now. That's $42 in all."),
        (("mugs", "add the first", "thanks", "actually make it two"),
         [("mug-1", None, None, 2)], "two of them"),
        (("mugs", "add the first", "make it three", "actually make it two"),
         [("mug-1", None, None, 2)], "$28"),
        (("mugs", "add the first", "two more"), [("mug-1", None, None, 3)], "That makes three"),
        (("mugs", "add the first", "make it forty"), [("mug-1", None, None, 1)],
         "only 12. Shall I make it 12?"),
        (("mugs", "add the first", "make it forty", "yes"), [("mug-1", None, None, 12)], "12"),
        (("boots", "add the third, nine", "actually in green"), [("boot-3", "9", "green", 1)],
         "in green now."),
        (("boots", "add the third, nine", "in green"), [("boot-3", "9", "green", 1)], "green now"),
        (("boots", "add the third, nine", "in blue"), [("boot-3", "9", "gray", 1)],
         "Fernhollow Moss"),
        (("boots", "add the third, nine", "show me green ones"), [("boot-3", "9", "gray", 1)],
         "Ostra Fell"),
        (("boots", "add the third, nine", "actually in blue"), [("boot-3", "9", "gray", 1)],
         "doesn't come in blue. I have gray and green."),
        (("boots", "add the third, nine", "actually in blue", "in green"),
         [("boot-3", "9", "green", 1)], "green now"),
        (("boots", "add the third, nine", "the ten instead"), [("boot-3", "10", "gray", 1)],
         "a 10 in gray now"),
        (("boots", "add the third, nine", "make it a twelve", "ten"),
         [("boot-3", "10", "gray", 1)], "a 10 in gray"),
        (("boots", "add the third, nine", "add the third, nine", "the ten instead"),
         [("boot-3", "9", "gray", 1), ("boot-3", "10", "gray", 1)], "$198"),
        (("boots", "add the third, nine", "mugs", "make it three"), [("boot-3", "9", "gray", 1)],
         "can't help|not something"),
        (("mugs", "add the first", "make it three", "remove one"),
         [("mug-1", None, None, 2)], "That leaves two, $28 in all."),
        (("mugs", "add the first", "cancel that"), [], "out of your cart"),
        (("mugs", "cancel that"), [], "Okay|All right"),
        (("boots", "is the first there in nine", "add it"), [("boot-1", "9", "brown", 1)],
         "size 9"),
        (("boots", "size nine boots", "is the first there in ten", "add it"),
         [("boot-1", "10", "brown", 1)], "size 10"),
        (("boots", "add the third", "in green", "just two", "nine"),
         [("boot-3", "9", "green", 2)], "two of them"),
        (("boots", "add the third", "show me green ones"), [], "Ostra Fell"),
        (("mugs", "add the first", "make it three", "total"), [("mug-1", None, None, 3)],
         "Your total is $42, for three things."),
        (("mugs", "remove it"), [], "empty|nothing in"),
        (("mugs", "add the first", "remove everything", "cart"), [], "empty|nothing in"),
    ],
)  # fmt: skip
async def test_a_conversation_leaves(
    lines: tuple[str, ...], cart: list[tuple[str, str | None, str | None, int]], said: str
) -> None:
    turn = await say(*lines)
    assert told(turn) == cart, turn.reply.text
    assert any(part in turn.reply.text for part in said.split("|")), turn.reply.text


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (("boots",), None),
        (("boots", "add it"), "which"),
        (("boots", "add the first"), "size"),
        (("boots", "add the third in blue"), "colour"),
        (("mugs", "ten of the second mug"), "quantity"),
        (("boots", "add the first", "nine"), None),
        (("boots", "add the first", "how much is it"), "size"),
    ],
)
async def test_a_turn_says_what_it_waits_for(lines: tuple[str, ...], asked: str | None) -> None:
    assert (await say(*lines)).asked == asked


async def test_a_yes_after_sold_out_looks_for_something_like_it() -> None:
    turn = await say("vale", "add it")
    assert "sold out. Shall I look for something like it?" in turn.reply.text
    assert turn.asked == "yes_no"
    like = await say("vale", "add it", "yes")
    assert like.products
    assert "boot-7" not in [c.product.id for c in like.products]
    assert {c.product.category for c in like.products} == {"hiking boots"}


async def test_the_cart_is_on_the_screen_when_it_is_read_out() -> None:
    turn = await say("boots", "add the third, nine", "mugs", "add the first", "cart")
    assert [c.product.id for c in turn.products] == ["boot-3", "mug-1"]


@pytest.mark.parametrize(
    ("product_id", "size", "colour", "expected"),
    [
        ("boot-1", "9", None, Offer.READY),
        ("boot-1", None, None, Offer.ASK_SIZE),
        ("boot-1", "12", None, Offer.NO_SIZE),
        ("boot-5", "10", None, Offer.SIZE_GONE),
        ("boot-3", "9", "pink", Offer.NO_COLOUR),
        ("boot-3", "9", "green", Offer.READY),
        ("boot-7", "8", None, Offer.SOLD_OUT),
        ("mug-1", None, None, Offer.READY),
        ("mug-1", None, "blue", Offer.READY),
        ("mug-1", "9", None, Offer.NO_SIZE),
    ],
)
def test_offer(product_id: str, size: str | None, colour: str | None, expected: Offer) -> None:
    assert offer(BY_ID[product_id], size, colour).offer is expected


def test_the_pictured_colour_is_taken_and_only_asked_for_where_it_is_gone() -> None:
    boot = BOOTS[2]
    taken = offer(boot, "9")
    assert taken.variant is not None and taken.variant.colour == "gray" and taken.pictured
    gone = tuple(
        v.model_copy(update={"stock": 0, "availability": Availability.OUT_OF_STOCK})
        if v.colour == "gray" and v.size == "9"
        else v
        for v in boot.variants
    )
    extra = gone[-1].model_copy(
        update={
            "id": "x",
            "size": "9",
            "colour": "red",
            "stock": 3,
            "availability": Availability.LOW_STOCK,
        }
    )
    asked = offer(boot.model_copy(update={"variants": (*gone, extra)}), "9")
    assert asked.offer is Offer.ASK_COLOUR
    assert asked.choices == ("green", "red")
