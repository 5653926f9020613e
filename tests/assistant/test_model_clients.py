"""Clients follow the policy and the keys, and what cannot be opened is left out."""

import asyncio

import pytest

from agents.models.errors import EndpointRefused, KeyMissing, ModelFailed
from agents.models.spec import ModelSpec
from assistant import model_clients
from assistant.model_clients import Clients
from tests.patience import PATIENCE_S

LOCAL = ModelSpec(protocol="openai-chat", model="m", url="http://127.0.0.1:9/v1")
KEYED = LOCAL.model_copy(update={"key_variable": "A_TEST_KEY"})
FAR = LOCAL.model_copy(update={"url": "http://example.com/v1"})


class Policy:
    """Models that change, and what was refused of them."""

    def __init__(self, **models: ModelSpec) -> None:
        self.models = models
        self.refused: list[tuple[str, ModelFailed]] = []

    def clients(self) -> Clients:
        return Clients(lambda: self.models, lambda *told: self.refused.append(told))


async def test_a_client_stays_as_long_as_its_settings_do() -> None:
    policy = Policy(a=LOCAL)
    clients = policy.clients()
    first = clients["a"]
    assert clients["a"] is first and list(clients) == ["a"]
    policy.models["a"] = LOCAL.model_copy(update={"model": "other"})
    assert clients["a"] is not first
    await clients.aclose()


async def test_a_model_without_its_key_is_left_out_until_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("A_TEST_KEY", raising=False)
    policy = Policy(a=KEYED)
    clients = policy.clients()
    assert "a" not in clients and "a" not in clients
    assert [(name, type(failure)) for name, failure in policy.refused] == [("a", KeyMissing)]
    monkeypatch.setenv("A_TEST_KEY", "secret")
    assert "a" in clients
    await clients.aclose()


async def test_an_endpoint_that_may_not_be_used_is_left_out_and_said_once() -> None:
    policy = Policy(a=FAR, b=LOCAL)
    clients = policy.clients()
    clients.open_all()
    assert "a" not in clients and "b" in clients
    assert [type(failure) for _, failure in policy.refused] == [EndpointRefused]
    await clients.aclose()


async def test_a_model_that_the_policy_drops_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_clients, "CLOSED_AFTER_S", 0.0)
    policy = Policy(a=LOCAL, b=LOCAL)
    clients = policy.clients()
    dropped = clients["a"]
    closed = asyncio.Event()
    close = dropped.aclose

    async def noting() -> None:
        await close()
        closed.set()

    monkeypatch.setattr(dropped, "aclose", noting)
    del policy.models["a"]
    assert "a" not in clients and "b" in clients
    await asyncio.wait_for(closed.wait(), PATIENCE_S)
    await clients.aclose()
