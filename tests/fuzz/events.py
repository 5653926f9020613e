"""What strangers send: events of the Realtime protocol, right, nearly right, and nothing like it.

Hypothesis strategies. A message is text or bytes, as it goes over the wire.
"""

import base64
import json
from typing import Any

from hypothesis import strategies as st

Json = Any

ODD_TEXT = st.one_of(
    st.sampled_from(
        (
            "",
            " ",
            "\x00",
            "\ud800",
            "\udfff\ud800",
            "a\u202eb",
            "e\u0301" * 50,
            "\U0001f97e" * 20,
            "null",
            "../../etc/passwd",
            "%s%n{0}{}",
            "'; DROP TABLE items; --",
            "<script>alert(1)</script>",
            "x" * 3_000,
            "x" * 70_000,
        )
    ),
    st.text(max_size=30),
    st.text(st.characters(codec=None), max_size=8),  # with lone surrogates
)
SAID = st.sampled_from(
    (
        "hiking boots under 150",
        "cheaper",
        "the second one",
        "add it to my cart",
        "undo",
        "compare the first two",
        "purple tents for 3 dollars",
        "no",
        "?",
        "boots \ud83e",
    )
)
_ODD_NUMBERS = st.one_of(
    st.integers(-3, 3_000),
    st.sampled_from((2**31, 2**63, 2**64, 10**40, -(10**40), 1e308, -0.0, 1e-320)),
    st.sampled_from((float("nan"), float("inf"), float("-inf"))),
)


def _deep(depth: int) -> Json:
    value: Json = 1
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


ODD_JSON: st.SearchStrategy[Json] = st.one_of(
    st.none(),
    st.booleans(),
    _ODD_NUMBERS,
    ODD_TEXT,
    st.sampled_from((_deep(40), _deep(400), [0] * 4_000, {str(i): i for i in range(500)})),
    st.recursive(
        st.none() | st.booleans() | _ODD_NUMBERS | ODD_TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXT, inner, max_size=3),
        max_leaves=6,
    ),
)

_ITEM_IDS = ("item_a", "item_b", "item_c", "root")
_CALL_IDS = ("call_a", "call_b")
ids = st.sampled_from(_ITEM_IDS)


def _sound(count: int) -> str:
    return base64.b64encode(bytes(i * 37 % 256 for i in range(count))).decode()


SOUND = st.sampled_from(
    (
        _sound(960),
        _sound(961),
        _sound(1),
        _sound(2),
        _sound(48_000),
        _sound(160),
        "",
        "====",
        "A",
        "AAA",
        "AA=A",
        "AAAA\n",
        "-_-_",
        "\u00e9AAA",
        "data:audio/wav;base64," + _sound(100),
        base64.b64encode(b"RIFF\x00\x00\x00\x00WAVEfmt ").decode(),
    )
)

_format: st.SearchStrategy[Json] = st.one_of(
    st.sampled_from(
        (
            {"type": "audio/pcm", "rate": 24_000},
            {"type": "audio/pcmu"},
            {"type": "audio/pcma"},
            {"type": "audio/pcm", "rate": 16_000},
            {"type": "audio/pcm", "rate": "24000"},
            {"type": "audio/opus"},
            "pcm16",
            "g711_ulaw",
            None,
            [],
        )
    ),
    ODD_JSON,
)
_TOOL = {
    "type": "function",
    "name": "track_order",
    "description": "Where is an order? Tracks a parcel.",
    "parameters": {
        "type": "object",
        "properties": {"number": {"type": "string", "description": "the order's number"}},
        "required": ["number"],
    },
}
_tools = st.one_of(
    st.just([_TOOL]),
    st.just([]),
    st.just([_TOOL, _TOOL]),
    st.just([{**_TOOL, "name": "a b"}]),
    st.just([{**_TOOL, "parameters": {"$ref": "#"}}]),
    st.just([{**_TOOL, "parameters": _deep(200)}]),
    st.just([{"type": "mcp", "server_label": "x", "server_url": "http://127.0.0.1:1/"}]),
    ODD_JSON,
)
_detection = st.one_of(
    st.sampled_from(
        (
            None,
            {"type": "server_vad"},
            {"type": "semantic_vad", "eagerness": "high"},
            {"type": "server_vad", "create_response": False, "interrupt_response": False},
            {"type": "server_vad", "threshold": 2},
            {"type": "client_vad"},
        )
    ),
    ODD_JSON,
)


def _maybe(**fields: st.SearchStrategy[Json]) -> st.SearchStrategy[dict[str, Json]]:
    return st.fixed_dictionaries({}, optional=fields)


_session = _maybe(
    type=st.sampled_from(("realtime", "transcription")),
    instructions=ODD_TEXT,
    output_modalities=st.sampled_from((["text"], ["audio"], ["text", "audio"], [], ["smell"])),
    tools=_tools,
    tool_choice=st.sampled_from(
        ("auto", "none", "required", {"type": "function", "name": "track_order"}, {}, 7)
    ),
    max_output_tokens=st.sampled_from(("inf", 1, 4096, 0, -1, 1.5)),
    tracing=ODD_JSON,
    truncation=st.sampled_from(("auto", "disabled", {"type": "retention_ratio"}, 3)) | ODD_JSON,
    prompt=ODD_JSON,
    include=ODD_JSON,
    aisle=_maybe(events=st.booleans(), can_pause=st.booleans()),
    audio=_maybe(
        input=_maybe(
            format=_format,
            transcription=st.none() | ODD_JSON,
            noise_reduction=st.none() | ODD_JSON,
            turn_detection=_detection,
        ),
        output=_maybe(
            format=_format,
            voice=st.sampled_from(("alloy", "nobody", {"id": "alloy"}, 3)),
            speed=st.sampled_from((1.0, 2, 0.1, float("nan"), "fast")),
        ),
    ),
)
_message = st.fixed_dictionaries(
    {
        "type": st.just("message"),
        "role": st.sampled_from(("user", "user", "user", "assistant", "system", "root")),
        "content": st.lists(
            st.one_of(
                st.fixed_dictionaries({"type": st.just("input_text"), "text": SAID}),
                st.fixed_dictionaries({"type": st.just("input_text"), "text": ODD_TEXT}),
                st.fixed_dictionaries({"type": st.just("input_audio"), "audio": SOUND}),
                st.fixed_dictionaries({"type": st.just("output_text"), "text": SAID}),
                st.just({"type": "input_image", "image_url": "file:///etc/passwd"}),
            ),
            max_size=2,
        ),
    },
    optional={"id": ids},
)
_call = st.fixed_dictionaries(
    {
        "type": st.just("function_call"),
        "name": st.sampled_from(("track_order", "", "x")),
        "call_id": st.sampled_from(_CALL_IDS),
        "arguments": st.sampled_from(("{}", "{", '{"number": NaN}')),
    },
    optional={"id": ids},
)
_output = st.fixed_dictionaries(
    {
        "type": st.just("function_call_output"),
        "call_id": st.sampled_from((*_CALL_IDS, "call_x")),
        "output": st.sampled_from(
            ('{"status": "shipped"}', "", "[[[[", "\ud800", json.dumps(_deep(900)))
        ),
    },
    optional={"id": ids},
)
_item = st.one_of(_message, _message, _call, _output, ODD_JSON)
_response = _maybe(
    conversation=st.sampled_from(("auto", "none", "other")),
    output_modalities=st.sampled_from((["text"], ["text"], ["audio"], [])),
    instructions=st.sampled_from(('Say exactly: "Welcome."', "Be rude.", "\ud800")),
    metadata=st.sampled_from(({"a": "b"}, None, {"a": 1}, [])) | ODD_JSON,
    input=st.lists(_item, max_size=2),
    tools=_tools,
)


def _event(kind: str, **fields: st.SearchStrategy[Json]) -> st.SearchStrategy[dict[str, Json]]:
    return st.fixed_dictionaries({"type": st.just(kind), **fields})


_create = st.one_of(
    _event("response.create"),
    _event("response.create", response=st.just({"output_modalities": ["text"]})),
    _event("response.create", response=_response),
)
_ask = _event("conversation.item.create", item=_message)

EVENTS: st.SearchStrategy[dict[str, Json]] = st.one_of(
    _create,
    _ask,
    _event("session.update", session=_session),
    _event("input_audio_buffer.append", audio=SOUND),
    _event("input_audio_buffer.commit"),
    _event("input_audio_buffer.clear"),
    _event("output_audio_buffer.clear"),
    _event("conversation.item.create", item=_item),
    _event("conversation.item.create", item=_item, previous_item_id=ids | ODD_JSON),
    _event("conversation.item.retrieve", item_id=ids | ODD_TEXT),
    _event("conversation.item.delete", item_id=ids | ODD_TEXT),
    _event(
        "conversation.item.truncate",
        item_id=ids,
        content_index=st.sampled_from((0, 1, -1)),
        audio_end_ms=_ODD_NUMBERS,
    ),
    _event("response.cancel"),
    _event("response.cancel", response_id=ids | ODD_JSON),
    _event(
        "aisle.playback.position", response_id=ids, played_ms=_ODD_NUMBERS, playing=st.booleans()
    ),
)
"""Events of every kind, most of them well formed."""

_TYPES = (
    "session.update",
    "input_audio_buffer.append",
    "conversation.item.create",
    "conversation.item.truncate",
    "response.create",
    "response.cancel",
    "session.created",
    "response.done",
    "transcription_session.update",
    "aisle.turn.committed",
    "error",
    "",
)
_NEARLY: st.SearchStrategy[dict[str, Json]] = st.one_of(
    st.fixed_dictionaries(
        {"type": st.sampled_from(_TYPES) | ODD_JSON},
        optional=dict.fromkeys(
            ("session", "item", "response", "audio", "item_id", "audio_end_ms"), ODD_JSON
        ),
    ),
    st.builds(
        lambda event, name, value: {**event, name: value},
        EVENTS,
        st.sampled_from(("type", "audio", "item", "session", "event_id", "response")),
        ODD_JSON,
    ),
)
_RAW: st.SearchStrategy[str | bytes] = st.one_of(
    st.sampled_from(
        (
            "",
            "{",
            "[]",
            "null",
            "3",
            '"response.create"',
            "NaN",
            '{"type": "response.create"} {"type": "response.create"}',
            '{"type": "response.create", "type": "session.update"}',
            '{"type": "\\ud800"}',
            "\ufeff" + '{"type": "input_audio_buffer.clear"}',
            "[" * 2_000,
            '{"a":' * 2_000,
            '{"type": "session.update", "session": ' + "9" * 6_000 + "}",
            b"\x00\x01\x02",
            b"\xff\xfe",
            b'{"type": "input_audio_buffer.clear"}',
            b'{"type": "\xff"}',
            b"",
        )
    ),
    st.binary(max_size=40),
    st.text(max_size=40),
)


def _written(event: Json) -> str:
    return json.dumps(event)  # NaN as NaN, half surrogates escaped


MESSAGES: st.SearchStrategy[tuple[Json | None, str | bytes]] = st.one_of(
    EVENTS.map(lambda event: (event, _written(event))),
    EVENTS.map(lambda event: (event, _written(event))),
    EVENTS.map(lambda event: (event, _written(event))),
    _NEARLY.map(lambda event: (event, _written(event))),
    _RAW.map(lambda raw: (None, raw)),
)
"""Messages: the event, where it is one, and what is sent."""
SEQUENCES = st.lists(MESSAGES, min_size=1, max_size=25)
