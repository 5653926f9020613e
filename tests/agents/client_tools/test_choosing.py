"""Which function is called when, over the sample catalog with the real embedder."""

import asyncio
from collections.abc import Iterator
from datetime import date
from functools import cache

import jsonschema  # type: ignore[import-untyped]  # has no stubs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.agent import PlannedTurn, ShoppingAgent
from agents.client_tools.caller import ToolCaller
from agents.client_tools.declared import tools_of
from agents.client_tools.filling import fill
from agents.client_tools.needs import Given
from agents.client_tools.profile import profile_of
from agents.client_tools.tool import ClientTool, ToolCall, ToolChoice
from agents.turn import Utterance
from agents.understand.current import CurrentUnderstander
from evals.client_tools_exam import examine, load_half
from retrieval.embedder import Embedder
from retrieval.search import CatalogSearch

pytestmark = pytest.mark.model

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def agent(search: CatalogSearch) -> ShoppingAgent:
    return ShoppingAgent(search, CurrentUnderstander(search.vocabulary, search.embedder))


@pytest.fixture(scope="module")
def caller(search: CatalogSearch) -> Iterator[ToolCaller]:
    yield ToolCaller(search.embedder, today=lambda: MONDAY)


def tool(name: str, description: str = "", **properties: object) -> ClientTool:
    """Declare a function; a property that begins with an underscore is optional."""
    return tools_of(
        [
            {
                "name": name,
                "description": description,
                "parameters": {
                    "type": "object",
                    "properties": {k.lstrip("_"): v for k, v in properties.items()},
                    "required": [k for k in properties if not k.startswith("_")],
                },
            }
        ]
    )[0]


TEXT = {"type": "string"}
WEATHER = tool("get_weather", "Get the current weather for a location", location=TEXT)
ORDER = tool("get_order_status", "Look up the status of an order", order_id=TEXT)
ADD = tool(
    "add_to_cart", "Add a product to the cart", product_id=TEXT, _quantity={"type": "integer"}
)
SIZED = tool("add_to_cart", "Add a product to the cart", product_id=TEXT, size=TEXT)


async def planned(agent: ShoppingAgent, *lines: str) -> PlannedTurn:
    """Say some lines; return the plan of the last one."""
    conversation = f"choosing-{hash(lines)}"
    for line in lines[:-1]:
        await agent.commit(await agent.plan(conversation, Utterance(line)))
    return await agent.plan(conversation, Utterance(lines[-1]))


async def chosen(
    agent: ShoppingAgent, caller: ToolCaller, tools: tuple[ClientTool, ...], *lines: str
) -> ToolCall | None:
    return caller.choose(await planned(agent, *lines), tools, ToolChoice())


async def test_the_examination_that_was_tuned_on(agent: ShoppingAgent, caller: ToolCaller) -> None:
    marked = await examine(load_half("tuning"), agent, caller)
    wrong = [m.case.said for m in marked if not m.whole]
    assert len(wrong) <= 3, wrong


async def test_a_service_function_needs_its_argument(
    agent: ShoppingAgent, caller: ToolCaller
) -> None:
    tools = (WEATHER, ORDER, ADD)
    call = await chosen(agent, caller, tools, "what is the weather in Boston tomorrow?")
    assert call == ToolCall("get_weather", {"location": "Boston"})
    assert await chosen(agent, caller, tools, "what is the weather like?") is None
    assert await chosen(agent, caller, tools, "where is my order?") is None
    assert await chosen(agent, caller, tools, "a rain jacket, please") is None


async def test_the_cart_is_called_with_what_the_turn_put_into_it(
    agent: ShoppingAgent, caller: ToolCaller
) -> None:
    turn = await planned(agent, "coffee mugs", "put two of the first one into my cart")
    call = caller.choose(turn, (ADD,), ToolChoice())
    assert call == ToolCall(
        "add_to_cart", {"product_id": turn.products[0].product.id, "quantity": 2}
    )
    assert turn.cart[0].product_id == turn.products[0].product.id


async def test_no_call_where_our_reply_asks_for_the_size(
    agent: ShoppingAgent, caller: ToolCaller
) -> None:
    lines = ("hiking boots under 150", "add the second one")
    assert await chosen(agent, caller, (SIZED,), *lines) is None
    call = await chosen(agent, caller, (SIZED,), *lines, "size eight")
    assert call is not None and call.arguments["size"] == "8"


async def test_an_unclear_reference_calls_nothing(agent: ShoppingAgent, caller: ToolCaller) -> None:
    assert await chosen(agent, caller, (ADD,), "add it to my cart") is None


async def test_none_and_required(agent: ShoppingAgent, caller: ToolCaller) -> None:
    turn = await planned(agent, "hello there")
    assert caller.choose(turn, (WEATHER,), ToolChoice("none")) is None
    assert caller.choose(turn, (WEATHER,), ToolChoice()) is None
    # What nobody said is left out, also where it is required.
    forced = caller.choose(turn, (WEATHER, ORDER), ToolChoice("required", "get_order_status"))
    assert forced == ToolCall("get_order_status", {})


async def test_arguments_keep_to_their_schema(agent: ShoppingAgent, caller: ToolCaller) -> None:
    level = {"type": "integer", "minimum": 0, "maximum": 100}
    volume = tool("set_volume", "Set the volume", level=level)
    assert await chosen(agent, caller, (volume,), "set the volume to forty") == ToolCall(
        "set_volume", {"level": 40}
    )
    assert await chosen(agent, caller, (volume,), "set the volume to five hundred") is None
    visit = tool(
        "book_visit", "Book a visit", date={"type": "string", "format": "date"}, _time=TEXT
    )
    call = await chosen(agent, caller, (visit,), "book a visit on Friday at 3pm")
    assert call == ToolCall("book_visit", {"date": "2026-11-27", "time": "3pm"})


async def test_a_clients_pattern_cannot_stall_a_turn(
    agent: ShoppingAgent, caller: ToolCaller
) -> None:
    slow = {"type": "string", "pattern": "^(([a-z0-9]+)+)+$"}
    lookup = tool("get_order_status", "Status of an order", order_id=slow)
    call = await chosen(agent, caller, (lookup,), "where is order " + "7" * 40 + "!?")
    assert call is not None


async def test_odd_utterances_never_fail(agent: ShoppingAgent, caller: ToolCaller) -> None:
    tools = (WEATHER, ORDER, ADD, SIZED)[:3]
    for line in ("", "   ", "?!", "\ud800", "7" * 400, "in in in in", '"""', "weather in", "🛒"):
        turn = await planned(agent, line)
        for choice in (ToolChoice(), ToolChoice("required")):
            caller.choose(turn, tools, choice)


async def test_calls_are_valid_by_their_own_schema(
    agent: ShoppingAgent, caller: ToolCaller
) -> None:
    marked = await examine(load_half("tuning"), agent, caller)
    calls = [(m.call, t) for m in marked if m.call for t in m.case.tools if t.name == m.call.name]
    assert len(calls) > 50
    for call, declared in calls:
        jsonschema.validate(call.arguments, declared.parameters)


_NAMES = st.sampled_from(
    ["product_id", "quantity", "size", "city", "date", "time", "order_id", "color", "note", "level"]
)
_LEAVES = st.one_of(
    st.fixed_dictionaries({"type": st.sampled_from(["string", "number", "integer", "boolean"])}),
    st.fixed_dictionaries({"type": st.just("string"), "enum": st.just(["red", "blue", "boston"])}),
    st.fixed_dictionaries({"type": st.just("integer"), "minimum": st.integers(-5, 50)}),
    st.fixed_dictionaries({"type": st.just(["string", "null"])}),
    st.fixed_dictionaries({"type": st.just("string"), "pattern": st.just(r"^\d{5}$")}),
    st.fixed_dictionaries({"type": st.just("string"), "maxLength": st.integers(0, 6)}),
)
_SCHEMAS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}),
        st.builds(
            lambda properties, required: {
                "type": "object",
                "properties": properties,
                "required": sorted(required & set(properties)),
            },
            st.dictionaries(_NAMES, inner, max_size=4),
            st.sets(_NAMES),
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(properties=st.dictionaries(_NAMES, _SCHEMAS, max_size=5), required=st.sets(_NAMES))
def test_whatever_is_declared_the_arguments_fit(
    agent: ShoppingAgent,
    caller: ToolCaller,
    properties: dict[str, object],
    required: set[str],
) -> None:
    parameters = {
        "type": "object",
        "properties": properties,
        "required": sorted(required & set(properties)),
    }
    declared = tools_of([{"name": "do_something", "parameters": parameters}])
    for turn in _turns(agent):
        filled = fill(profile_of(declared[0], _embedder(caller)), Given.of(turn, lambda: MONDAY))
        if filled.whole:
            jsonschema.validate(filled.arguments, parameters)


@cache
def _turns(agent: ShoppingAgent) -> tuple[PlannedTurn, ...]:
    lines = (
        ("coffee mugs", "put two of the first one into my cart"),
        ("what is the weather in Boston tomorrow at 3pm",),
        ("where is order 48213, the red one, and note that it is late",),
        ("red dresses in medium under 90",),
    )

    async def plan() -> tuple[PlannedTurn, ...]:
        return tuple([await planned(agent, *each) for each in lines])

    return asyncio.run(plan())


def _embedder(caller: ToolCaller) -> Embedder:
    return caller._embedder
