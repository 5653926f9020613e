"""The assistant that a worker plays against, opened for the conditions of its run."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from assistant.parts import Parts, text_parts
from evals.planted.plant import plant
from evals.runs.driver import Driver
from evals.runs.messages import TYPED, Setup
from evals.runs.typed import TypedDriver


@dataclass(frozen=True, slots=True)
class Opened:
    """What a worker plays with."""

    parts: Parts
    drivers: Mapping[str, Driver]
    """By condition."""
    noises: Mapping[str, str] = field(default_factory=dict)
    """Where the noise of a condition comes from."""


@asynccontextmanager
async def opened(setup: Setup) -> AsyncIterator[Opened]:
    """Open the assistant, with one driver a condition.

    Raises:
        AssistantError, RetrievalError, SpeechError, AgentError: It cannot be opened.
        UsageError: There is no such fault to plant.
    """
    async with AsyncExitStack() as stack:
        if setup.is_spoken:
            yield await _spoken(setup, stack)
            return
        parts = await stack.enter_async_context(text_parts(setup.settings))
        if setup.planted is not None:
            parts = plant(setup.planted, parts)
        yield Opened(parts, {TYPED: TypedDriver(parts)})


async def _spoken(setup: Setup, stack: AsyncExitStack) -> Opened:
    from assistant.parts import voice_parts  # noqa: PLC0415 - for spoken runs only
    from evals.voice.driver import spoken_drivers  # noqa: PLC0415

    parts = await stack.enter_async_context(voice_parts(setup.settings))
    if setup.planted is not None:
        parts = plant(setup.planted, parts)
    names = [condition for condition in setup.conditions if condition != TYPED]
    spoken = await spoken_drivers(
        parts, names, sounds=setup.sounds, alone=setup.alone, clips=setup.clips
    )
    drivers: dict[str, Driver] = {TYPED: TypedDriver(parts.text), **spoken}
    noises = {name: driver.noise_source for name, driver in spoken.items()}
    return Opened(parts.text, drivers, {n: source for n, source in noises.items() if source})
