"""Which function of the client a turn calls, and what is said of its output."""

from agents.client_tools.tool import ClientTool, ToolCall, ToolChoice, ToolOutput
from agents.turn import Reply, Turn
from retrieval.embedder import Embedder


class ToolCaller:
    """Decides calls in house, without a language model.

    Args:
        embedder: Compares an utterance with what tools are for.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def choose(
        self, turn: Turn, tools: tuple[ClientTool, ...], choice: ToolChoice
    ) -> ToolCall | None:
        """Return the call that a planned turn asks for; None if our own reply answers it."""
        return None

    def reply(self, output: ToolOutput, turn: Turn | None) -> Reply:
        """Return what is said of an output: only what is in it, in sentences."""
        return Reply((output.output[:100] or "Done.",), "template")
