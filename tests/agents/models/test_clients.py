"""Opening clients: addresses, keys, and what is imported when."""

import subprocess
import sys
from typing import Any

import pytest
from pydantic import ValidationError

from agents.models.call import ModelClient
from agents.models.clients import open_client
from agents.models.endpoint import endpoint_of, is_loopback
from agents.models.errors import EndpointRefused, KeyMissing, KeyRejected, ModelMisconfigured
from agents.models.spec import ModelSpec, Protocol
from tests.agents.models.asking import KEY, PROTOCOLS


def spec_of(url: str | None, protocol: Protocol = "openai-responses", **more: Any) -> ModelSpec:
    return ModelSpec(protocol=protocol, model="m-1", url=url, **more)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com/v1", "https://vllm.shop.internal:8443/openai/v1/",
        "http://127.0.0.1:8000/v1", "http://localhost:11434/v1", "http://[::1]:8080/v1",
        "http://127.9.9.9/v1", "https://10.0.0.7/v1",
    ],
)  # fmt: skip
def test_addresses_that_may_be_used(url: str) -> None:
    assert endpoint_of("gpt", spec_of(url)) == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://api.example.com/v1", "https"),
        ("http://10.0.0.7:8000/v1", "https"),
        ("http://localhost.example.com/v1", "https"),
        ("http://2130706433/v1", "https"),
        ("http://0.0.0.0:8000/v1", "https"),
        ("http://127.0.0.1@example.com/v1", "password"),
        ("https://user:word@example.com/v1", "password"),
        ("http://127.0.0.1:8000\\@example.com/v1", "password"),
        ("http://127.0.0.1\\.example.com/v1", "cannot be used"),
        ("http://127.0.0.1#@example.com/v1", "password"),
        ("https://example.com/v1?key=1", "cannot be used"),
        ("https://example.com/v1#x", "cannot be used"),
        ("https://exämple.com/v1", "cannot be used"),
        ("https://example.com:99999/v1", "port"),
        ("https://example.com:0/v1", "port"),
        ("ftp://example.com/v1", "cannot be used"),
        ("file:///etc/passwd", "cannot be used"),
        ("https://", "cannot be used"),
        ("https://exa mple.com", "cannot be used"),
        ("https://example.com/v1\nHost: x", "cannot be used"),
        ("example.com/v1", "cannot be used"),
        ("", "cannot be used"),
    ],
)
def test_addresses_that_may_not(url: str, why: str) -> None:
    spec = spec_of(url or " ")
    for attempt in (lambda: endpoint_of("gpt", spec), lambda: open_client("gpt", spec, KEY)):
        with pytest.raises(EndpointRefused, match=why) as refused:
            attempt()
        assert "word" not in str(refused.value).replace("password", "")


def test_loopback_is_told_by_the_name_alone() -> None:
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("localhost.localdomain.example.com")
    assert not is_loopback("")


@pytest.mark.parametrize("protocol", ["openai-responses", "anthropic-messages"])
def test_vendors_own_addresses_do_not_come_from_the_environment(
    protocol: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://evil.example.com")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://evil.example.com")
    assert endpoint_of("gpt", spec_of(None, protocol)).startswith("https://api.")


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("key", [None, "", "  \n"])
def test_key_that_is_not_set(protocol: Protocol, key: str | None) -> None:
    spec = spec_of("https://api.example.com/v1", protocol, key_variable="SHOP_KEY")
    with pytest.raises(KeyMissing, match="set SHOP_KEY"):
        open_client("gpt", spec, key)


@pytest.mark.parametrize("protocol", ["openai-responses", "anthropic-messages"])
def test_vendor_without_a_variable_for_the_key(protocol: Protocol) -> None:
    with pytest.raises(KeyMissing, match="key_variable"):
        open_client("gpt", spec_of(None, protocol), None)


@pytest.mark.parametrize("key", ["sk-1\nX-Evil: 1", "sk 1", "schlüssel", "sk-\x00"])
def test_key_that_cannot_be_sent(key: str) -> None:
    spec = spec_of("https://api.example.com/v1", key_variable="SHOP_KEY")
    with pytest.raises(KeyRejected, match="SHOP_KEY") as refused:
        open_client("gpt", spec, key)
    assert key not in str(refused.value)
    assert isinstance(refused.value, ModelMisconfigured)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_key_is_not_shown(protocol: Protocol) -> None:
    spec = spec_of("https://api.example.com/v1", protocol, key_variable="SHOP_KEY")
    client: ModelClient = open_client("gpt", spec, f" {KEY}\n")
    assert KEY not in repr(client)
    await client.aclose()


def test_chat_needs_an_address() -> None:
    with pytest.raises(ValidationError, match="needs its url"):
        ModelSpec(protocol="openai-chat", model="m")


def test_sdks_are_imported_by_the_first_client_only() -> None:
    script = """
import sys
from agents.models.clients import open_client
from agents.models.spec import ModelSpec
assert not {"openai", "anthropic"} & set(sys.modules), "at import"
open_client("m", ModelSpec(protocol="openai-chat", model="m", url="http://127.0.0.1:9/v1"), None)
assert "openai" in sys.modules
assert "anthropic" not in sys.modules, "of the other vendor"
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
