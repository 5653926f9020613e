"""Prices against amounts that were worked out by hand from the vendors' price pages."""

from datetime import UTC, datetime
from decimal import Decimal

import genai_prices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.ledger.prices import PriceList, most_usd, price_of
from agents.models.spec import GpuPrice, ModelSpec, PriceOverride, Protocol
from agents.models.usage import Usage

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
GPT = ModelSpec(protocol="openai-responses", model="gpt-5")
SONNET = ModelSpec(protocol="anthropic-messages", model="claude-sonnet-4-6")
HAIKU = ModelSpec(protocol="anthropic-messages", model="claude-haiku-4-5")
LOCAL = "http://127.0.0.1:8000/v1"


@pytest.mark.parametrize(
    ("spec", "usage", "usd"),
    [
        # gpt-5: $1.25 fresh, $0.125 cached, $10 out a million; reasoning is part of the output.
        (GPT, Usage(fresh=1500, output=80), "0.002675"),
        (GPT, Usage(fresh=476, cached=1024, output=80), "0.001523"),
        (GPT, Usage(fresh=1, cached=1, output=1, reasoning=1), "0.000011375"),
        # claude-sonnet-4-6: $3 fresh, $0.30 cached, $3.75 written, $15 out.
        (SONNET, Usage(fresh=1500, output=80), "0.0057"),
        (SONNET, Usage(fresh=100, cached=1400, output=80), "0.00192"),
        (SONNET, Usage(fresh=100, written=1400, output=80), "0.00675"),
        # The long prompt's surcharge of sonnet ended in March 2026.
        (SONNET, Usage(fresh=300_000, output=100), "0.9015"),
        # claude-haiku-4-5: $1 fresh, $0.10 cached, $1.25 written, $5 out.
        (HAIKU, Usage(fresh=1500, output=80), "0.0019"),
        (HAIKU, Usage(fresh=7, cached=11, written=13, output=17), "0.00010935"),
        (HAIKU, Usage(), "0"),
    ],
)
def test_a_call_costs_what_the_vendor_asks(spec: ModelSpec, usage: Usage, usd: str) -> None:
    assert price_of(spec, usage, AT) == Decimal(usd)


def test_the_surcharge_for_long_prompts_holds_where_it_held() -> None:
    then = datetime(2026, 2, 1, tzinfo=UTC)
    assert price_of(SONNET, Usage(fresh=200_000), then) == Decimal("0.6")
    # One token more, in whatever cache, and every token of the call costs the higher rate.
    longer = Usage(fresh=100_000, cached=50_000, written=50_001, output=10)
    by_hand = Decimal("0.6") + Decimal("0.03") + Decimal("0.3750075") + Decimal("0.000225")
    assert price_of(SONNET, longer, then) == by_hand


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            ("openai-responses", "openai", "gpt-5"),
            ("openai-responses", "openai", "gpt-5.4"),
            ("openai-responses", "openai", "gpt-4.1-mini"),
            ("anthropic-messages", "anthropic", "claude-sonnet-4-5"),
            ("anthropic-messages", "anthropic", "claude-haiku-4-5"),
            ("anthropic-messages", "anthropic", "claude-haiku-5-5"),
        ]
    ),
    *[st.integers(0, 400_000)] * 3,
    st.integers(0, 20_000),
)
def test_a_call_costs_what_the_price_list_says(
    model: tuple[Protocol, str, str], fresh: int, cached: int, written: int, output: int
) -> None:
    protocol, provider, name = model
    wanted = genai_prices.calc_price(
        genai_prices.Usage(
            input_tokens=fresh + cached + written,
            cache_read_tokens=cached,
            cache_write_tokens=written if provider == "anthropic" else None,
            output_tokens=output,
        ),
        name,
        provider_id=provider,
        genai_request_timestamp=AT,
    ).total_price
    usage = Usage(fresh=fresh, cached=cached, written=written, output=output)
    assert price_of(ModelSpec(protocol=protocol, model=name), usage, AT) == wanted


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([GPT, SONNET, HAIKU, ModelSpec(protocol="openai-responses", model="gpt-5.4")]),
    st.integers(0, 300_000),
    st.integers(0, 5_000),
    st.data(),
)
def test_no_call_costs_more_than_its_most(
    spec: ModelSpec, most_in: int, most_out: int, data: st.DataObject
) -> None:
    read = data.draw(st.integers(0, most_in))
    cached = data.draw(st.integers(0, read))
    written = data.draw(st.integers(0, read - cached))
    output = data.draw(st.integers(0, most_out))
    usage = Usage(read - cached - written, cached, written, output)
    most, cost = most_usd(spec, most_in, most_out, AT), price_of(spec, usage, AT)
    assert most is not None
    assert cost is not None
    assert cost <= most


def test_an_own_price_wins_over_the_list() -> None:
    own = PriceOverride(input_usd=Decimal("0.2"), output_usd=Decimal("0.6"))
    spec = GPT.model_copy(update={"price": own})
    usage = Usage(fresh=100, cached=100, written=100, output=100)
    assert price_of(spec, usage, AT) == Decimal("0.00012")


def test_an_own_machine_is_shared_out_by_what_it_was_measured_to_do() -> None:
    machine = GpuPrice(
        usd_per_hour=Decimal("3.6"),
        input_tokens_per_s=10_000,
        output_tokens_per_s=1_000,
        utilisation=0.5,
    )
    spec = ModelSpec(protocol="openai-chat", model="qwen", url=LOCAL, price=machine)
    # $0.001 a second, of which half is work: $0.002 for 10,000 tokens read or 1,000 written.
    assert price_of(spec, Usage(fresh=10_000), AT) == Decimal("0.002")
    assert price_of(spec, Usage(cached=10_000, output=500), AT) == Decimal("0.003")


@pytest.mark.parametrize(
    ("spec", "priced"),
    [
        (ModelSpec(protocol="openai-chat", model="gpt-5", url=LOCAL), False),
        (ModelSpec(protocol="openai-responses", model="gpt-5", url=LOCAL), False),
        (ModelSpec(protocol="openai-chat", model="q", url=LOCAL, price_as="openai/gpt-5"), True),
        (ModelSpec(protocol="openai-chat", model="q", url=LOCAL, price_as="openai/none"), False),
        (ModelSpec(protocol="openai-chat", model="q", url=LOCAL, price_as="none/gpt-5"), False),
        (ModelSpec(protocol="openai-responses", model="no-such-model"), False),
        (
            ModelSpec(protocol="openai-chat", model="gpt-5", url="https://api.openai.com/v1"),
            True,
        ),
        (
            ModelSpec(
                protocol="openai-chat",
                model="llama-3.3-70b-versatile",
                url="https://api.groq.com/openai/v1",
            ),
            True,
        ),
        (ModelSpec(protocol="openai-responses", model="whisper-1"), False),
    ],
)
def test_a_price_is_never_guessed_by_a_models_name_alone(spec: ModelSpec, priced: bool) -> None:
    assert (price_of(spec, Usage(fresh=1000, output=10), AT) is not None) is priced
    assert (PriceList({"m": spec}).unpriced == ()) is priced


def test_a_model_that_the_policy_lacks_has_no_price() -> None:
    assert PriceList({}).price("gpt", Usage(fresh=1), AT) is None
