"""The assistant that a worker plays against, opened for the conditions of its run."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from assistant.parts import Parts, text_parts
from evals.runs.driver import Driver
from evals.runs.messages import Setup
from evals.runs.typed import TypedDriver

@asynccontextmanager
async def opened(setup: Setup) -> AsyncIterator[tuple[Parts, Mapping[str, Driver]]]:
    """Open the assistant, and yield it with one driver a condition.

    Raises:
        AssistantError, RetrievalError, SpeechError, AgentError: It cannot be opened.
    """
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(text_parts(setup.settings))
        yield parts, {condition: TypedDriver(parts) for condition in setup.conditions}
