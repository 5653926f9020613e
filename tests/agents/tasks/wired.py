"""The whole path of a task: policy file, router, ledger, adapters, and doubles on loopback."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agents.models.call import Task
from agents.models.spec import Protocol
from agents.routing.situation import Situation
from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.routing import Routing, open_routing
from evals.doubles import Doubles, Play, doubles

PROTOCOLS: tuple[Protocol, ...] = ("openai-chat", "openai-responses", "anthropic-messages")
PRICE = "price = { input_usd = 3, output_usd = 15 }"


@dataclass(frozen=True)
class Wired:
    """A routing with models on doubles."""

    routing: Routing
    servers: dict[str, Doubles]
    settings: Settings

    @property
    def asked(self) -> list[str]:
        """Names of the models that were asked, in order of their servers."""
        return [name for name, server in self.servers.items() for _ in server.records]


def model_table(name: str, protocol: str, url: str, *lines: str) -> str:
    """Return the policy's table of one model on loopback."""
    return "\n".join(
        (f"[models.{name}]", f'protocol = "{protocol}"', f'model = "{name}"', f'url = "{url}"',
         'key_variable = "TASKS_TEST_KEY"', *lines)
    )  # fmt: skip


@asynccontextmanager
async def wired(
    folder: Path,
    plays: Mapping[str, Play],
    *,
    protocol: Protocol = "openai-chat",
    extra: str = "",
    each: tuple[str, ...] = (PRICE,),
    default: str = "open",
) -> AsyncIterator[Wired]:
    """Open a routing whose open tier has a model for each play, in their order."""
    async with AsyncExitStack() as stack:
        servers = {n: await stack.enter_async_context(doubles(p)) for n, p in plays.items()}
        tasks = "\n".join(f'[tasks.{task.value}]\ndefault = "{default}"' for task in Task)
        tables = [model_table(n, protocol, s.url, *each) for n, s in servers.items()]
        policy = folder / "policy.toml"
        policy.write_text(
            "\n".join((extra, *tables, f"[tiers]\nopen = {json.dumps(list(plays))}", tasks))
        )
        settings = Settings(home=folder, router=RouterSettings(policy=policy))
        routing = await stack.enter_async_context(open_routing(settings))
        yield Wired(routing, servers, settings)


def situation(task: Task = Task.SUMMARY, turn: int = 0) -> Situation:
    """Return a situation without anything special."""
    return Situation(task=task, tenant="default", conversation_id="c", turn=turn)
