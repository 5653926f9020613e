"""Each fault reaches the official SDKs as it would from a provider."""

import asyncio

import anthropic
import openai
import pytest

from evals.doubles import (
    BrokenLine,
    Cut,
    DropsKept,
    ErrorInBand,
    Fault,
    HttpError,
    IgnoresStream,
    Lumps,
    NoStreaming,
    Redirect,
    Script,
    SplitWrites,
    Stall,
    doubles,
)
from evals.doubles.asked import ProtocolName
from evals.doubles.faults import Place
from tests.evals.doubles.ask import ERRORS, PROTOCOLS, Client, client_of
from tests.patience import PATIENCE_S

_TEXT = "Grüße: drei Paar 🥾🧦 für 49 €, alle über Größe 42 vorrätig. Noch mehr?"
_each_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)
_STATUS_ERRORS = (openai.APIStatusError, anthropic.APIStatusError)


async def _heard(protocol: ProtocolName, *faults: Fault) -> tuple[str, Exception | None]:
    script = Script(text=_TEXT, faults=faults)
    async with doubles(script) as server, client_of(server.root) as client:
        heard = await client.heard(protocol)
        record = (await server.settled())[-1]
        assert record.disconnected_s is None or heard[1] is not None
        return heard


@_each_protocol
@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_letters_split_over_writes_arrive_whole(protocol: ProtocolName, size: int) -> None:
    assert await _heard(protocol, SplitWrites(size)) == (_TEXT, None)


@_each_protocol
@pytest.mark.parametrize("events", [1, 5, None])
async def test_events_that_a_proxy_gathers_arrive_all(
    protocol: ProtocolName, events: int | None
) -> None:
    assert await _heard(protocol, Lumps(events)) == (_TEXT, None)


@_each_protocol
@pytest.mark.parametrize("how", ["close", "reset", "mid_line"])
@pytest.mark.parametrize("at", ["headers", "role", 0, 5, "finish"])
async def test_a_cut_is_an_error_where_it_happens(
    protocol: ProtocolName, at: Place, how: str
) -> None:
    text, error = await _heard(protocol, Cut(at, how))  # type: ignore[arg-type]  # parametrised
    assert error is not None
    assert _TEXT.startswith(text)
    match at:
        case "headers" | "role" | 0:
            assert text == ""
        case 5:
            assert text == "Grüße: drei Paar 🥾"
        case _:
            assert text == _TEXT


@_each_protocol
async def test_a_clean_end_mid_text_is_no_error_to_the_sdk(protocol: ProtocolName) -> None:
    """So that an adapter has to look for the end itself."""
    assert await _heard(protocol, Cut(5, "clean")) == ("Grüße: drei Paar 🥾", None)


@_each_protocol
@pytest.mark.parametrize("how", ["json", "html", "utf8"])
async def test_a_broken_line_cannot_be_read(protocol: ProtocolName, how: str) -> None:
    text, error = await _heard(protocol, BrokenLine(3, how))  # type: ignore[arg-type]
    if protocol == "anthropic-messages" and how != "utf8":
        # Its SDK passes over what has no `event:` line.
        assert (text, error) == (_TEXT, None)
    else:
        assert text == "Grüße: drei"
        assert isinstance(error, ERRORS)


@_each_protocol
@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (503, ("InternalServerError", "ServiceUnavailableError")),
        (529, ("InternalServerError", "OverloadedError")),
    ],
)
async def test_an_http_error_is_the_sdks_own(
    protocol: ProtocolName, status: int, name: str | tuple[str, ...]
) -> None:
    text, error = await _heard(protocol, HttpError(status, retry_after="2"))
    assert text == "" and isinstance(error, _STATUS_ERRORS)
    assert type(error).__name__ in name
    assert error.status_code == status
    assert error.response.headers["retry-after"] == "2"


@_each_protocol
@pytest.mark.parametrize("body", ["html", "empty"])
async def test_an_error_of_a_load_balancer_has_no_json(protocol: ProtocolName, body: str) -> None:
    _, error = await _heard(protocol, HttpError(503, body=body))  # type: ignore[arg-type]
    assert isinstance(error, _STATUS_ERRORS) and error.status_code == 503


@_each_protocol
async def test_an_error_in_band_comes_after_what_was_said(protocol: ProtocolName) -> None:
    script = Script(text=_TEXT, faults=(ErrorInBand(4),))
    async with doubles(script) as server, client_of(server.root) as client:
        text, error = await client.heard(protocol)
        record = (await server.settled())[0]
    assert text == "Grüße: drei Paar"
    assert record.status == 200 and not record.finished and record.usage.output == 4
    if protocol == "openai-responses":
        assert error is None  # an event of type "error", which its SDK hands on
    else:
        assert isinstance(error, openai.APIError | anthropic.APIStatusError)


async def test_responses_can_fail_as_a_response() -> None:
    script = Script(text=_TEXT, faults=(ErrorInBand(2, form="failed"),))
    async with doubles(script) as server, client_of(server.root) as client:
        last = (await client.events("openai-responses"))[-1]
    assert last.type == "response.failed"
    assert last.response.status == "failed" and last.response.error.code == "server_error"


@_each_protocol
async def test_a_server_that_cannot_stream_says_so(protocol: ProtocolName) -> None:
    script = Script(text=_TEXT, faults=(NoStreaming(),))
    async with doubles(script) as server, client_of(server.root) as client:
        _, error = await client.heard(protocol)
        whole = await client.whole(protocol)
    assert isinstance(error, _STATUS_ERRORS) and error.status_code == 400
    assert _TEXT in str(whole)


@_each_protocol
async def test_a_server_that_ignores_stream_answers_json(protocol: ProtocolName) -> None:
    script = Script(text=_TEXT, faults=(IgnoresStream(),))
    async with doubles(script) as server, client_of(server.root) as client:
        text, _ = await client.heard(protocol)
        record = (await server.settled())[0]
    assert text == "" and record.sent == _TEXT and record.finished


@_each_protocol
async def test_a_redirect_leads_elsewhere(protocol: ProtocolName) -> None:
    async with doubles(Script(text="elsewhere")) as other:
        script = Script(faults=(Redirect(f"{other.root}/v1/chat/completions"),))
        async with doubles(script) as server, client_of(server.root) as client:
            await client.heard(protocol)
            assert (await server.settled())[0].status == 307
            followed = [record.asked.headers for record in await other.settled()]
    if followed:  # the SDKs follow: an adapter that must not has to see to it
        assert followed[0]["host"].endswith(str(other.port))


@_each_protocol
@pytest.mark.parametrize("at", ["headers", "role", 0, 5])
async def test_a_client_that_leaves_a_stall_is_noticed(protocol: ProtocolName, at: Place) -> None:
    script = Script(text=_TEXT, reasoning_tokens=3, faults=(Stall(at),))
    sent = "Grüße: drei Paar 🥾" if at == 5 else ""
    async with doubles(script) as server, client_of(server.root) as client:
        asking = asyncio.create_task(client.heard(protocol))
        await server.until(lambda records: bool(records) and records[0].sent == sent)
        await asyncio.sleep(0.05)
        assert not asking.done()
        asking.cancel()
        record = (await server.settled())[0]
    assert record.disconnected_s is not None and not record.finished
    assert record.disconnected_s >= 0.05
    assert (record.headers_s is None) == (at == "headers")
    assert record.usage.output == (3 + 5 if at == 5 else 3)
    assert record.sent == sent


async def test_a_stalled_server_stops_when_its_block_ends() -> None:
    async with doubles(Script(faults=(Stall(2),))) as server:
        client = Client(server.root)
        asking = asyncio.create_task(client.heard("openai-chat"))
        await server.until(lambda records: bool(records) and records[0].sent == "I found")
    text, error = await asyncio.wait_for(asking, PATIENCE_S)
    await client.aclose()
    assert text == "I found" and error is not None


@_each_protocol
async def test_a_kept_connection_can_be_dropped_when_it_is_used_again(
    protocol: ProtocolName,
) -> None:
    script = Script(text=_TEXT, faults=(DropsKept(),))
    async with doubles(script) as server, client_of(server.root) as client:
        assert await client.heard(protocol) == (_TEXT, None)
        text, error = await client.heard(protocol)
        assert text == "" and isinstance(error, openai.APIError | anthropic.APIError)
        assert await client.heard(protocol) == (_TEXT, None)
        assert [record.connection for record in await server.settled()] == [0, 0, 1]


async def test_chat_may_open_without_a_role() -> None:
    script = Script(text=_TEXT, role_content="skipped")
    async with doubles(script) as server, client_of(server.root) as client:
        first = (await client.events("openai-chat"))[0]
    assert first.choices[0].delta.content == "Grüße" and first.choices[0].delta.role is None
