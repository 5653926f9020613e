"""Everything that goes wrong at a provider, as one of our errors, with what it cost."""

import asyncio

import pytest

from agents.models import errors
from agents.models.clients import open_client
from agents.models.spec import ModelSpec, Protocol
from agents.models.usage import Usage
from evals.doubles import (
    BrokenLine,
    Cut,
    DropsKept,
    ErrorInBand,
    Fault,
    HttpError,
    Redirect,
    Script,
    Stall,
    WrongUsage,
)
from evals.doubles.faults import Stage
from tests.agents.models.asking import KEY, PROTOCOLS, SAID, SECRET, answer_of, asked

pytestmark = pytest.mark.parametrize("protocol", PROTOCOLS)

REFUSED: list[tuple[Fault, type[errors.ModelFailed]]] = [
    (HttpError(401), errors.KeyRejected),
    (HttpError(403), errors.KeyRejected),
    (HttpError(402), errors.CreditSpent),
    (HttpError(429, code="insufficient_quota"), errors.CreditSpent),
    (HttpError(404), errors.ModelUnknown),
    (HttpError(405), errors.EndpointRefused),
    (HttpError(429), errors.ModelBusy),
    (HttpError(413), errors.PromptTooLong),
    (HttpError(400, "maximum context length is 100 tokens"), errors.PromptTooLong),
    (HttpError(400, "prompt is too long: 210000 tokens > 200000 maximum"), errors.PromptTooLong),
    (HttpError(400, "flagged", "content_policy_violation"), errors.PromptFiltered),
    (HttpError(400, "The model `m-1` does not exist"), errors.ModelUnknown),
    (HttpError(400, f"no: {SECRET} {KEY}"), errors.CallRejected),
    (HttpError(422), errors.CallRejected),
    (HttpError(500), errors.ModelUnavailable),
    (HttpError(502, body="empty"), errors.ModelUnavailable),
    (HttpError(503, body="html"), errors.ModelUnavailable),
    (HttpError(529), errors.ModelUnavailable),
    (HttpError(200, body="html"), errors.EndpointRefused),
    (Redirect("http://127.0.0.1:9/v1"), errors.EndpointRefused),
    (Redirect("https://example.com/", 302), errors.EndpointRefused),
]


@pytest.mark.parametrize(("fault", "error"), REFUSED, ids=lambda each: str(each)[:70])
async def test_refused_request_is_one_sentence_and_costs_nothing(
    protocol: Protocol, fault: Fault, error: type[errors.ModelFailed]
) -> None:
    async with asked(protocol, Script(faults=(fault,)), key=KEY) as (client, server):
        with pytest.raises(errors.ModelFailed) as failed:
            await answer_of(client)
    assert type(failed.value) is error
    sentence = str(failed.value)
    assert "'gpt'" in sentence
    assert SECRET not in sentence
    assert KEY not in sentence
    assert ": " in sentence
    assert "\n" not in sentence
    assert failed.value.usage == Usage()
    assert failed.value.__suppress_context__, "a traceback would show the provider's own words"
    assert len(server.records) == 1, "no retries"


@pytest.mark.parametrize(("header", "seconds"), [("2", 2.0), ("0.25", 0.25), ("nonsense", None)])
async def test_busy_says_how_long(protocol: Protocol, header: str, seconds: float | None) -> None:
    fault = HttpError(429, retry_after=header)
    async with asked(protocol, Script(faults=(fault,))) as (client, _):
        with pytest.raises(errors.ModelBusy) as failed:
            await answer_of(client)
    assert failed.value.retry_after_s == seconds


BROKEN: list[tuple[Fault, type[errors.ModelFailed]]] = [
    (Cut("headers"), errors.StreamBroken),
    (Cut("role"), errors.StreamBroken),
    (Cut(3), errors.StreamBroken),
    (Cut(3, "reset"), errors.StreamBroken),
    (Cut(3, "mid_line"), errors.StreamBroken),
    (Cut(3, "clean"), errors.StreamBroken),
    (Cut("finish", "clean"), errors.StreamBroken),
    (BrokenLine(3, "utf8"), errors.StreamBroken),
    (ErrorInBand("role"), errors.ModelUnavailable),
    (ErrorInBand(3), errors.ModelUnavailable),
    (ErrorInBand(3, "server"), errors.ModelUnavailable),
    (ErrorInBand(3, "rate_limit"), errors.ModelBusy),
    (ErrorInBand(3, "content_filter"), errors.PromptFiltered),
    (ErrorInBand(3, "overloaded", "failed"), errors.ModelUnavailable),
]


@pytest.mark.parametrize(("fault", "error"), BROKEN, ids=lambda each: str(each)[:70])
async def test_stream_that_breaks_costs_at_least_what_came(
    protocol: Protocol, fault: Fault, error: type[errors.ModelFailed]
) -> None:
    async with asked(protocol, Script(text=SAID, faults=(fault,))) as (client, server):
        with pytest.raises(errors.ModelFailed) as failed:
            await answer_of(client)
        await server.settled()
        billed = server.records[0].usage
    assert type(failed.value) is error
    usage = failed.value.usage
    assert usage is not None
    assert usage.input >= billed.input
    assert usage.output >= billed.output


@pytest.mark.parametrize("how", ["json", "html"])
async def test_broken_line(protocol: Protocol, how: str) -> None:
    # Anthropic's SDK passes over what has no name of an event, as the format asks.
    fault = BrokenLine(3, how)  # type: ignore[arg-type]  # the parameters are of that type
    async with asked(protocol, Script(text=SAID, faults=(fault,))) as (client, _):
        if protocol == "anthropic-messages":
            assert (await answer_of(client)).text == SAID
        else:
            with pytest.raises(errors.StreamBroken):
                await answer_of(client)


async def test_text_that_is_whole_is_an_answer_though_the_usage_never_comes(
    protocol: Protocol,
) -> None:
    # Anthropic's usage comes with the end itself: what is cut before its last event.
    at: Stage = "done" if protocol == "anthropic-messages" else "usage"
    script = Script(text=SAID, faults=(Cut(at),))
    async with asked(protocol, script) as (client, server):
        answer = await answer_of(client)
    assert answer.text == SAID
    assert answer.end.usage is not None
    assert answer.end.usage.estimated is (at == "usage")
    assert answer.end.usage.output >= server.records[0].usage.output


@pytest.mark.parametrize("how", ["twice", "growing", "text", "bare"])
async def test_usage_told_oddly_counts_the_same(protocol: Protocol, how: str) -> None:
    fault = WrongUsage(how)  # type: ignore[arg-type]  # the parameters are of that type
    async with asked(protocol, Script(text=SAID, faults=(fault,))) as (client, server):
        answer = await answer_of(client)
    assert answer.end.usage == server.records[0].usage


@pytest.mark.parametrize("how", ["missing", "zero", "negative", "only_at_start"])
async def test_usage_that_cannot_be_is_counted_upwards(
    protocol: Protocol, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    fault = WrongUsage(how)  # type: ignore[arg-type]  # the parameters are of that type
    async with asked(protocol, Script(text=SAID, faults=(fault,))) as (client, server):
        usage = (await answer_of(client)).end.usage
    assert usage is not None
    assert usage.estimated
    assert usage.input >= server.records[0].usage.input
    assert usage.output >= server.records[0].usage.output
    assert "usage is missing or zero" in caplog.text


async def test_more_cached_than_read_is_clamped_and_said(
    protocol: Protocol, caplog: pytest.LogCaptureFixture
) -> None:
    script = Script(text=SAID, faults=(WrongUsage("cached_over_input"),))
    async with asked(protocol, script) as (client, server):
        usage = (await answer_of(client)).end.usage
    billed = server.records[0].usage
    assert usage is not None
    assert (usage.input, usage.output) == (billed.input, billed.output)
    assert usage.reasoning <= usage.output
    assert "usage was corrected" in caplog.text


async def test_nobody_listens(protocol: Protocol) -> None:
    async with asked(protocol) as (client, server):
        port = server.port
    spec = ModelSpec(protocol=protocol, model="m-1", url=f"http://127.0.0.1:{port}/v1")
    client = open_client("gpt", spec, None)
    with pytest.raises(errors.ModelUnavailable, match="nobody answers") as failed:
        await answer_of(client)
    await client.aclose()
    assert failed.value.usage == Usage()
    assert failed.value.retryable


async def test_server_that_falls_silent(
    protocol: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.models.transport.SILENCE_S", 0.05)
    async with asked(protocol, Script(text=SAID, faults=(Stall(3),))) as (client, _):
        with pytest.raises(errors.ModelTimedOut):
            await answer_of(client)


async def test_answer_that_takes_too_long(
    protocol: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.models.asking.TOTAL_S", 0.2)
    script = Script(text=SAID * 20, tokens_per_s=40)
    async with asked(protocol, script) as (client, server):
        with pytest.raises(errors.ModelTimedOut) as failed:
            await answer_of(client)
        await server.settled()
    assert failed.value.usage is not None
    assert failed.value.usage.output > 0
    assert server.records[0].disconnected_s is not None


async def test_wrong_key_and_unknown_model(protocol: Protocol) -> None:
    async with asked(protocol, key=KEY, keys={"another"}) as (client, _):
        with pytest.raises(errors.KeyRejected, match="the key in SHOP_KEY"):
            await answer_of(client)
    async with asked(protocol, key=KEY, keys={KEY}, models={"m-2"}) as (client, _):
        with pytest.raises(errors.ModelUnknown):
            await answer_of(client)


async def test_more_calls_than_allowed(protocol: Protocol) -> None:
    script = Script(text=SAID, first_content_s=0.1)
    async with asked(protocol, script, max_concurrent=3) as (client, server):
        answers = await asyncio.gather(
            *(answer_of(client) for _ in range(8)), return_exceptions=True
        )
        busy = [answer for answer in answers if isinstance(answer, errors.ModelBusy)]
        assert len(busy) == 5
        assert all(failed.usage == Usage() for failed in busy)
        assert len(server.records) == 3
        assert (await answer_of(client)).text == SAID, "places are free again"


async def test_closed_client(protocol: Protocol) -> None:
    async with asked(protocol) as (client, _):
        await client.aclose()
        with pytest.raises(errors.ModelUnavailable, match="was closed"):
            await answer_of(client)


async def test_a_kept_connection_that_is_gone_is_opened_anew(protocol: Protocol) -> None:
    async with asked(protocol, Script(text=SAID, faults=(DropsKept(),))) as (client, server):
        said = [(await answer_of(client)).text for _ in range(3)]
    assert said == [SAID] * 3
    assert len(server.records) >= 3
