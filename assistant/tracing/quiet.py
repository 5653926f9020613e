"""Keeps what livekit-agents would tell of a conversation in the process.

AgentSession traces every turn with its transcript, its reply and the whole chat in span attributes
and events, to whatever tracer provider is the process's global one: an operator who sets one up (an
agent of their monitoring does it by itself) would send what shoppers say to it. Its log records
carry the same under keys with a `pii` part, which a handler that writes all fields would write.
"""

import logging

from livekit.agents import telemetry
from livekit.agents.log import logger
from opentelemetry.trace import NoOpTracerProvider


class _WithoutContent(logging.Filter):
    """Takes the fields out of a record that hold what was said."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name in [name for name in record.__dict__ if "pii" in name.split(".")]:
            del record.__dict__[name]
        return True


_FILTER = _WithoutContent()


def keep_quiet() -> None:
    """Give livekit-agents a tracer that keeps nothing, and its log no words; may be done twice."""
    telemetry.tracer.set_provider(NoOpTracerProvider())
    logger.addFilter(_FILTER)
