"""What an agent's call can be refused for.

ToolRefused(AssistantError)   the call cannot be met as it is; told in its result
"""

from assistant.errors import AssistantError


class ToolRefused(AssistantError):
    """A call that cannot be met as it is; one sentence that says what to do instead."""
