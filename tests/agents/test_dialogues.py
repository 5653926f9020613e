"""Scripted dialogues, typed, through the real understander: who is meant, and what is wanted."""

import pytest

from agents.agent import ShoppingAgent
from agents.state import DialogueState
from agents.turn import Utterance
from agents.understand import Understander
from tests.agents.shop import SHOP, ListSearch
from tests.agents.test_edits import told

BOOTS = "show me hiking boots"
UNDER = "show me hiking boots under 150"
LEATHER = "show me hiking boots in leather under 150"
MUGS = "show me mugs"
TENTS = "show me tents"
SEARCH = ListSearch(SHOP)
READER = Understander(SEARCH.vocabulary)


async def held(*lines: str) -> DialogueState:
    """Hold a dialogue and return what it came to."""
    agent = ShoppingAgent(SEARCH, READER)
    for line in lines:
        await agent.commit(await agent.plan("c", Utterance(line)))
    return await agent.dialogue("c")


MEANT: list[tuple[tuple[str, ...], str]] = [
    ((BOOTS, "the first one"), "boot-1"),
    ((BOOTS, "the last one"), "boot-3"),
    ((BOOTS, "the middle one"), "boot-2"),
    ((BOOTS, "the one in the middle"), "boot-2"),
    ((BOOTS, "the second to last"), "boot-2"),
    ((BOOTS, "number two"), "boot-2"),
    ((BOOTS, "option b"), "boot-2"),
    ((BOOTS, "not the first, the second"), "boot-2"),
    ((BOOTS, "the second one, not the first"), "boot-2"),
    ((BOOTS, "the second one", "no, the third one"), "boot-3"),
    ((BOOTS, "the blue one"), "boot-4"),
    ((BOOTS, "the grey one"), "boot-3"),
    ((BOOTS, "the waterproof one"), "boot-1"),
    ((BOOTS, "is the breathable one waterproof"), "boot-3"),
    ((BOOTS, "the Tarnholm one"), "boot-2"),
    ((BOOTS, "the suede one"), "boot-3"),
    ((BOOTS, "show me the Ridge"), "boot-1"),
    ((BOOTS, "how heavy is the Moss"), "boot-4"),
    ((BOOTS, "the ostrich fell low"), "boot-3"),
    ((BOOTS, "the Fernhollow Moss"), "boot-4"),
    ((BOOTS, "I like the Tarnholm Scree."), "boot-2"),
    ((BOOTS, "the cheapest one"), "boot-4"),
    ((BOOTS, "the one under 80"), "boot-4"),
    ((BOOTS, "the $99 one"), "boot-3"),
    ((BOOTS, "the 99 dollar one"), "boot-3"),
    ((BOOTS, "the lightest one"), "boot-4"),
    ((BOOTS, "the cheaper of the two"), "boot-1"),
    ((BOOTS, "compare the second and the third", "the cheaper of the two"), "boot-3"),
    ((BOOTS, "compare the first two", "the cheaper one", "and the other one"), "boot-2"),
    ((BOOTS, "compare the first two", "and the pricier one"), "boot-2"),
    ((BOOTS, "the second one", "the third one", "the other one"), "boot-2"),
    ((TENTS, "the first one", "the other one"), "tent-2"),
    ((TENTS, "the bigger one"), "tent-2"),
    ((BOOTS, "the second one", "the third one", "the previous one"), "boot-2"),
    ((BOOTS, "the second one", "the next one"), "boot-3"),
    ((BOOTS, "the third one", "the one before that"), "boot-2"),
    ((BOOTS, "the one you said first"), "boot-1"),
    ((BOOTS, "the last one you said"), "boot-3"),
    ((BOOTS, "cheaper", "the first one you showed me"), "boot-1"),
    ((BOOTS, "the blue one", TENTS, "the blue one from before"), "boot-4"),
    ((BOOTS, "the second one", MUGS, "how much were the boots from before"), "boot-2"),
    ((BOOTS, "the first one", MUGS, "the first one", "the previous one"), "boot-1"),
    ((BOOTS, MUGS, "go back to the hiking boots", "the second one"), "boot-2"),
    ((UNDER, TENTS, "what about those boots from earlier", "the third one"), "boot-3"),
    ((BOOTS, "show me cheaper ones", "go back", "the second one"), "boot-2"),
    ((BOOTS, "add the first one in size nine", MUGS, "is the one I added waterproof"), "boot-1"),
    ((BOOTS, "add the first one in size nine", MUGS, "how heavy is the one in my cart"), "boot-1"),
    ((BOOTS, "show me the second one", "is it waterproof"), "boot-2"),
    ((MUGS, "I like the second", "the first instead", "is that dishwasher safe"), "mug-1"),
    ((MUGS, "which of those is cheapest"), "mug-1"),
    ((BOOTS, "the third one", "the same in green"), "boot-3"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "meant"), MEANT, ids=[" / ".join(row[0]) for row in MEANT])
async def test_the_right_product_is_meant(lines: tuple[str, ...], meant: str) -> None:
    assert (await held(*lines)).focus_id == meant


WANTED: list[tuple[tuple[str, ...], list[str]]] = [
    ((LEATHER, "forget the leather"), ["+category hiking boots", "+price ..149.99"]),
    ((LEATHER, "drop the leather"), ["+category hiking boots", "+price ..149.99"]),
    ((LEATHER, "it doesn't have to be leather"), ["+category hiking boots", "+price ..149.99"]),
    ((LEATHER, "never mind the budget"), ["+category hiking boots", "+material leather"]),
    ((LEATHER, "start over"), []),
    (("show me Ostra hiking boots", "I didn't say Ostra"), ["+category hiking boots"]),
    (("show me Ostra hiking boots", "any brand is fine"), ["+category hiking boots"]),
    (("show me blue or gray hiking boots", "not the blue, only the gray"),
     ["+category hiking boots", "-colour blue", "+colour gray"]),
    ((BOOTS, "actually blue", "no, gray"), ["+category hiking boots", "+colour gray"]),
    (("show me hiking boots in size 9", "actually ten"), ["+category hiking boots", "+size 10"]),
    (("show me hiking boots in size 9", "forget the size"), ["+category hiking boots"]),
    (("show me mugs under 20", "no, I said thirty"), ["+category mugs", "+price ..29.99"]),
    (("show me mugs under 20", "make it fifteen"), ["+category mugs", "+price ..14.99"]),
    ((UNDER, "I meant rain jackets"), ["+price ..149.99", "+category rain jackets"]),
    ((UNDER, "only waterproof ones", "undo the last filter"),
     ["+category hiking boots", "+price ..149.99"]),
    ((UNDER, "actually blue", "scratch the last thing"),
     ["+category hiking boots", "+price ..149.99"]),
    ((BOOTS, "the first one", "a bit cheaper"), ["+category hiking boots", "+price ..128.99"]),
    ((BOOTS, "the first one", "twenty bucks less"), ["+category hiking boots", "+price ..109.00"]),
    ((BOOTS, "the first one", "ten percent cheaper"),
     ["+category hiking boots", "+price ..116.10"]),
    ((BOOTS, "the first one", "half the price"), ["+category hiking boots", "+price ..64.50"]),
    (("show me hiking boots under 100", "I can spend twenty dollars more"),
     ["+category hiking boots", "+price ..119.99"]),
    ((BOOTS, "the second one", "that brand in another color"),
     ["+category hiking boots", "+brand Tarnholm", "-colour brown"]),
    ((BOOTS, "the first one", "same brand but cheaper"),
     ["+category hiking boots", "+brand Fernhollow", "+price ..128.99"]),
    ((BOOTS, "the third one", "something else in that color"),
     ["+category hiking boots", "+colour gray"]),
    ((BOOTS, "the first one", "like that but in mesh"),
     ["+material mesh", "+category hiking boots"]),
    ((BOOTS, "more formal"), ["+category hiking boots", "+feature formal"]),
    ((BOOTS, "less flashy"), ["+category hiking boots", "+feature simple"]),
    ((BOOTS, "not Fernhollow and not Ostra"),
     ["+category hiking boots", "-brand Fernhollow", "-brand Ostra"]),
    ((UNDER, MUGS, "back to the boots"), ["+category hiking boots", "+price ..149.99"]),
    ((UNDER, MUGS, "the boots again"), ["+category hiking boots", "+price ..149.99"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), WANTED, ids=[" / ".join(row[0]) for row in WANTED])
async def test_what_is_wanted(lines: tuple[str, ...], wanted: list[str]) -> None:
    assert told(await held(*lines)) == wanted


SCREENS: list[tuple[tuple[str, ...], list[str]]] = [
    ((BOOTS, "the third one", "lighter"), ["boot-4"]),
    ((BOOTS, "something lighter"), ["boot-4"]),
    ((BOOTS, "neither"), ["boot-7"]),
    ((BOOTS, "none of these"), ["boot-7"]),
    ((BOOTS, "cheaper", "the previous results"),
     ["boot-1", "boot-2", "boot-3", "boot-4", "boot-5", "boot-6"]),
    (("show me mugs, the cheapest first", BOOTS, "back to the mugs"), ["mug-1", "mug-2", "mug-3"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "screen"), SCREENS, ids=[" / ".join(row[0]) for row in SCREENS])
async def test_what_is_on_the_screen(lines: tuple[str, ...], screen: list[str]) -> None:
    assert [s.product_id for s in (await held(*lines)).screen] == screen


@pytest.mark.parametrize("soft", ["preferably blue", "maybe in blue", "ideally blue"])
async def test_a_soft_wish_stays_soft(soft: str) -> None:
    state = await held(BOOTS, soft)
    assert [(str(c.value), c.hard) for c in state.constraints][-1] == ("blue", False)


@pytest.mark.parametrize(
    ("lines", "cart"),
    [
        ((BOOTS, "compare the second and the third", "add both in size 9"), ["boot-2", "boot-3"]),
        ((BOOTS, "add the second one in nine", "remove the one I added"), []),
        ((MUGS, "add the first one", "add the third one", "remove the first one I added"),
         ["mug-3"]),
        ((BOOTS, "add the lightest one in size nine"), ["boot-4"]),
        ((MUGS, "add the green one", TENTS, "add the other one"), ["mug-3"]),
    ],
)  # fmt: skip
async def test_what_is_in_the_cart(lines: tuple[str, ...], cart: list[str]) -> None:
    assert [item.product_id for item in (await held(*lines)).cart] == cart


async def test_what_was_not_heard_is_not_the_last_one() -> None:
    agent = ShoppingAgent(SEARCH, READER)
    first = await agent.plan("c", Utterance(BOOTS))
    heard = "I found seven hiking boots. The Fernhollow Ridge is $129, the Tarnholm Scree $145"
    await agent.commit(first, heard=first.reply.text[: first.reply.text.index("$145") + 4])
    assert "Tarnholm" in heard
    last = await agent.plan("c", Utterance("the last one"))
    assert last.focus is not None and last.focus.id == "boot-2"


async def test_the_same_but_cheaper_is_honest_where_nothing_is() -> None:
    state = await held(BOOTS, "the fourth one", "the same but cheaper", "the same but cheaper")
    assert state.screen == ()
    assert state.pending is not None  # "Nothing under $69. The nearest is $79.50."
