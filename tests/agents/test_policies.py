"""Rules of the shop, orders and people: from the file, from the seam, or honestly not."""

from pathlib import Path

import pytest

from agents.agent import ShoppingAgent
from agents.desk import Desk
from agents.errors import PoliciesInvalid
from agents.orders import OrderStatus
from agents.policies import Policies
from agents.turn import Turn, Utterance
from assistant.config import Settings
from assistant.config_tables import ShopSettings
from assistant.desk import SAMPLE, desk_of
from tests.agents.shop import SHOP, ListSearch, reader


class TwoOrders:
    """An order system that knows two orders."""

    visible = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def status(self, number: str) -> OrderStatus | None:
        self.asked.append(number)
        known = {"48213": OrderStatus("48213", "is on its way", "https://shop.example/o/48213")}
        return known.get(number)


SAMPLE_DESK = desk_of(Settings(shop=ShopSettings(policies=SAMPLE)))


def agent(desk: Desk = SAMPLE_DESK) -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), reader(), desk=desk)


async def say(to: ShoppingAgent, *lines: str) -> Turn:
    for line in lines:
        turn = await to.plan("c", Utterance(line))
        await to.commit(turn)
    return turn


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what's your return policy", "You can return anything unused within 30 days."),
        ("how long do I have to return it", "You have 30 days"),
        ("can I return it after forty days", "No. You have 30 days"),
        ("can I return it after two weeks", "Yes. You have 30 days"),
        ("is shipping free over fifty", "No. Delivery is free from $60"),
        ("is delivery free over a hundred dollars", "Yes. Delivery is free from $60"),
        ("do you ship to Canada", "Yes, we deliver to Canada"),
        ("do you ship to Portugal", "I don't have that; the delivery page does."),
        ("do you take american express", "Yes, we take Visa"),
        ("how much is delivery to Mexico", "Canada and Mexico for $18"),
        ("what would next day delivery cost", "one working day and costs $14"),
        ("what does shipping to Norway cost", "I don't have that; the delivery page does."),
        ("what does delivery cost", "free from $60"),
        ("oh sorry, how long does delivery usually take", "three to five working days"),
        ("can I return shoes after trying them on", "unused, with its tags on"),
        ("which discounts do you have", "10 percent"),
        ("what kind of promotions are there", "10 percent"),
        ("can I pay with bitcoin", "No, only cards"),
        ("do you have a store in Seattle", "Seattle"),
        ("are you open on Sunday", "noon to six"),
        ("is there a student discount", "10 percent"),
        ("do you gift wrap", "$4"),
        ("what if it breaks after a year", "two"),
        ("where is my order", "I can't see orders here"),
        ("can I talk to a human", "555 0142"),
        ("what's your phone number", "555 0142"),
        ("my card number is 4111 1111 1111 1111", "don't tell me card numbers"),
    ],
)
async def test_questions_of_the_sample_shop(question: str, said: str) -> None:
    turn = await say(agent(), question)
    assert said in turn.reply.text
    assert "http" not in turn.reply.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what's your return policy", "don't know the return policy"),
        ("where is my order", "can't see orders here"),
        ("get me a person", "nobody I can pass you to"),
    ],
)
async def test_without_a_file_nothing_is_made_up(question: str, said: str) -> None:
    assert said in (await say(agent(Desk()), question)).reply.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many days do I have to return it and who pays for that return", ("30 days", "free")),
        ("do you ship to Canada, and how long does it take", ("for $18", "three to five")),
        ("do you take visa or paypal", ("Visa", "PayPal")),
        ("can I return it after a month? And who pays for the return?", ("30 days", "label")),
    ],
)
async def test_two_questions_have_two_answers(question: str, said: tuple[str, str]) -> None:
    text = (await say(agent(), question)).reply.text
    assert all(part in text for part in said)


@pytest.mark.parametrize(
    "question",
    ["what's your return policy", "do you deliver to Canada and Mexico", "do you take Apple Pay"],
)
async def test_one_question_has_one_answer(question: str) -> None:
    assert len((await say(agent(), question)).reply.clauses) == 1


@pytest.mark.parametrize("line", ["mugs in a gift box", "hiking boots in a gift box"])
async def test_goods_in_a_gift_box_are_searched_for(line: str) -> None:
    assert "wrapping" not in (await say(agent(), line)).reply.text


@pytest.mark.parametrize("line", ["can you gift wrap the mugs", "do the mugs come in a gift box"])
async def test_wrapping_goods_is_a_rule(line: str) -> None:
    assert "$4" in (await say(agent(), "mugs", line)).reply.text


async def test_the_page_is_on_the_screen() -> None:
    turn = await say(agent(), "what's your return policy")
    assert [(n.kind, n.url) for n in turn.links] == [("policy", "https://shop.example/returns")]


async def test_an_order_is_looked_up_by_its_number() -> None:
    orders = TwoOrders()
    talk = agent(Desk(orders=orders))
    assert "order number" in (await say(talk, "where is my order")).reply.text
    turn = await say(talk, "four eight two one three")
    assert orders.asked == ["48213"]
    assert "is on its way" in turn.reply.text
    assert [n.url for n in turn.links] == ["https://shop.example/o/48213"]
    assert "no order" in (await say(talk, "track order 99999")).reply.text


async def test_no_card_number_reaches_the_orders() -> None:
    orders = TwoOrders()
    await say(agent(Desk(orders=orders)), "my card is 4111 1111 1111 1111")
    assert orders.asked == []


def load(tmp_path: Path, text: str) -> Policies:
    path = tmp_path / "policies.yaml"
    path.write_text(text)
    return Policies.load(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("topics: [", "not YAML (line 1)"),
        ("topics:\n  returns:\n    answr: x", "no key topics.returns.answr"),
        ("topics:\n  returns: {}", "topics.returns.answer is missing"),
        ("topics:\n  recycling:\n    answer: We take boots back.", "needs asks"),
        ("topics:\n  returns:\n    answer: x\n    link: shop", "topics.returns.link"),
        ("- a", "dictionary"),
    ],
)
def test_a_bad_file_is_said_in_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(PoliciesInvalid) as raised:
        load(tmp_path, text)
    assert why in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PoliciesInvalid, match="cannot be read"):
        Policies.load(tmp_path / "none.yaml")


async def test_a_topic_of_the_shops_own(tmp_path: Path) -> None:
    policies = load(
        tmp_path,
        "topics:\n  recycling:\n    asks: [recycle]\n    answer: Bring old boots to any store.",
    )
    turn = await say(agent(Desk(policies)), "do you recycle")
    assert "Bring old boots" in turn.reply.text
