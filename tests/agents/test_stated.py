"""The facts of a plan bind every price that the templates say."""

import re

from agents.graph import build_graph
from agents.nodes.turn_state import Tools
from agents.reading import Reading
from agents.reply.plan import Found, ReplyPlan
from agents.reply.stated import Fact, facts_of
from agents.tier import TemplateOnly
from agents.turn import Utterance
from tests.agents.say import BOOTS_UNDER_150, SECOND_WATERPROOF, ByHand
from tests.agents.shop import SHOP, ListSearch


async def planned(*readings: str) -> tuple[ReplyPlan, str]:
    script: dict[str, Reading | tuple[Reading, ...]] = {
        "boots": BOOTS_UNDER_150,
        "both": (BOOTS_UNDER_150, SECOND_WATERPROOF),
    }
    tools = Tools(ListSearch(SHOP), ByHand(script), TemplateOnly())
    given = {"conversation_id": "c", "utterance": Utterance(readings[0])}
    done = await build_graph().ainvoke(given, context=tools)  # type: ignore[call-overload]  # a dict is a TurnState
    return done["plan"], done["reply"].text


async def test_every_price_of_a_list_is_a_fact_of_its_product() -> None:
    plan, text = await planned("boots")
    assert isinstance(plan.parts[0], Found)
    prices = {f.value for f in facts_of(plan) if f.attribute in ("price", "list_price")}
    said = set(re.findall(r"\$[\d,.]*\d", text)) - {"$150"}
    assert said and said <= prices
    assert Fact("boot-1", "price", "$129") in facts_of(plan)


async def test_an_answer_is_a_fact() -> None:
    plan, _ = await planned("both")
    assert Fact("boot-2", "waterproof", "no") in facts_of(plan)
