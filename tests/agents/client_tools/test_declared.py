"""Function tools as clients declare them: both shapes, every fault with its field."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.client_tools.declared import MOST_TOOLS, choice_of, tool_of, tools_of
from agents.client_tools.errors import ToolInvalid
from agents.client_tools.slot import slots_of
from agents.client_tools.tool import ToolChoice

WEATHER: dict[str, Any] = {
    "name": "get_weather",
    "description": "Get the weather",
    "parameters": {
        "type": "object",
        "properties": {"location": {"type": "string"}},
        "required": ["location"],
    },
}


def test_both_shapes_are_the_same_tool() -> None:
    flat = tool_of({"type": "function", **WEATHER})
    nested = tool_of({"type": "function", "function": WEATHER})
    assert flat == nested
    assert flat.name == "get_weather"
    assert [child.name for child in slots_of(flat).children] == ["location"]


def test_a_tool_without_parameters() -> None:
    assert tool_of({"type": "function", "name": "ping"}).parameters == {}
    assert tool_of({"name": "ping", "parameters": None, "description": None}).description == ""


def _deep(levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"x": schema}}
    return schema


@pytest.mark.parametrize(
    ("declared", "param"),
    [
        ("get_weather", ""),
        ({"type": "mcp", "server_label": "x"}, "type"),
        ({"type": "function", "function": "x"}, "function"),
        ({"type": "function"}, "name"),
        ({"name": "get weather"}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"name": "a", "description": 3}, "description"),
        ({"name": "a", "parameters": []}, "parameters"),
        ({"name": "a", "parameters": {"type": "array"}}, "parameters.type"),
        ({"name": "a", "parameters": {"type": "thing"}}, "parameters.type"),
        ({"name": "a", "parameters": {"properties": []}}, "parameters.properties"),
        ({"name": "a", "parameters": {"required": "x"}}, "parameters.required"),
        (
            {"name": "a", "parameters": {"properties": {"x": {"type": "text"}}}},
            "parameters.properties.x.type",
        ),
        (
            {"name": "a", "parameters": {"properties": {"x": {"enum": []}}}},
            "parameters.properties.x.enum",
        ),
        (
            {"name": "a", "parameters": {"properties": {"x": {"pattern": "("}}}},
            "parameters.properties.x.pattern",
        ),
        (
            {"name": "a", "parameters": {"properties": {"x": {"minLength": -1}}}},
            "parameters.properties.x.minLength",
        ),
        (
            {"name": "a", "parameters": {"properties": {"x": {"$ref": "http://x.example/y"}}}},
            "parameters.properties.x.$ref",
        ),
        ({"function": {"name": "a", "parameters": []}}, "function.parameters"),
    ],
)
def test_faults_name_their_field(declared: object, param: str) -> None:
    with pytest.raises(ToolInvalid) as fault:
        tool_of(declared)
    assert fault.value.param == param
    assert str(fault.value).endswith(".")


@pytest.mark.parametrize(
    "parameters",
    [
        _deep(40),
        _deep(5_000),
        {"properties": {f"p{n}": {} for n in range(600)}},
        {"properties": {"x": {"enum": ["y" * 100_000]}}},
        {"properties": {"x": {"default": float("nan")}}},
    ],
)
def test_too_much_is_refused_at_once(parameters: dict[str, Any]) -> None:
    with pytest.raises(ToolInvalid):
        tool_of({"name": "a", "parameters": parameters})


def test_a_schema_that_refers_to_itself_ends() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}
    tool = tool_of({"name": "a", "parameters": {**node, "$defs": {"node": node}}})
    assert slots_of(tool).children


def test_lists_of_tools() -> None:
    assert tools_of(None) == ()
    with pytest.raises(ToolInvalid) as fault:
        tools_of([WEATHER, {"name": "bad name"}])
    assert fault.value.param == "[1].name"
    with pytest.raises(ToolInvalid, match="Two tools"):
        tools_of([WEATHER, WEATHER])
    with pytest.raises(ToolInvalid):
        tools_of([{"name": f"t{n}"} for n in range(MOST_TOOLS + 1)])
    with pytest.raises(ToolInvalid):
        tools_of("tools")


def test_choices() -> None:
    tools = tools_of([WEATHER])
    assert choice_of(None, tools) == choice_of("auto", tools) == ToolChoice()
    assert choice_of("none", tools).mode == "none"
    assert choice_of("required", tools) == ToolChoice("required")
    named = ToolChoice("required", "get_weather")
    assert choice_of({"type": "function", "name": "get_weather"}, tools) == named
    assert choice_of({"type": "function", "function": {"name": "get_weather"}}, tools) == named
    for bad in ("always", {"type": "function", "name": "other"}, {"type": "mcp"}, 3):
        with pytest.raises(ToolInvalid):
            choice_of(bad, tools)
    with pytest.raises(ToolInvalid):
        choice_of("required", ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "properties", "items", "enum", "required", "anyOf", "$ref", "a", "pattern"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(_JSON)
def test_any_json_is_a_tool_or_one_sentence(parameters: Any) -> None:
    try:
        tool = tool_of({"name": "a", "parameters": parameters})
    except ToolInvalid as fault:
        assert str(fault).endswith(".")
        return
    slots_of(tool)
    json.dumps(tool.parameters)
