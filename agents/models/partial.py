"""What has come of one answer so far, and what it costs until now."""

import json
import logging
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic

from agents.models.call import Finish, ModelCall
from agents.models.count import IMAGE_TOKENS, tokens_upwards
from agents.models.thinking import WithoutThinking
from agents.models.usage import Usage

_log = logging.getLogger(__name__)

ON_THE_WAY_TOKENS = 16
"""Generated and billed, but not come, when a stream is closed or breaks: at 100 tokens a second
and 150 ms until the provider notices. Never more than the call may generate."""
SILENT_TOKENS_A_S = 100.0
"""And those of a silence before that: a model that thinks unseen, a proxy that gathers, an answer
in one piece. Servers at 40 to 100 tokens a second, given up after 0.2 to 1 s without a word, had
generated up to 51 tokens, where 16 were booked."""
MESSAGE_TOKENS = 8
"""Of the template around each message, upwards: role names and separators."""

_HIGH = re.compile("[\ud800-\udbff]$")
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Partial:
    """One answer on its way. Written by the adapter of its protocol."""

    name: str
    """Of the model, as the policy has it; for the log."""
    call: ModelCall
    sent: bool = False
    """Whether the request left: before that nothing can have been billed."""
    finish: Finish | None = None
    model: str | None = None
    reported: Usage | None = None
    """What the provider said; its output is of the start only until `counted`."""
    counted: bool = False
    """Whether `reported` is of the whole answer."""
    over: bool = False
    """Whether nothing that matters can still come."""
    refused: bool = False
    output_tokens: int = 0
    """What came, reasoning included, counted upwards."""
    spoke: bool = False
    """Whether any text came."""
    thinking: WithoutThinking = field(default_factory=WithoutThinking, repr=False)
    """Holds back reasoning in the text, for protocols where that happens."""
    clock: Callable[[], float] = field(default=monotonic, repr=False)
    _half: str = field(default="", repr=False)
    _heard_at: float | None = field(default=None, repr=False)
    _stopped_at: float | None = field(default=None, repr=False)

    def left(self) -> None:
        """Note that the request leaves."""
        self.sent, self._heard_at = True, self.clock()

    def stop(self) -> None:
        """Note that nobody listens any more: nothing is generated from now on."""
        if self._stopped_at is None:
            self._stopped_at = self.clock()

    def came(self, text: str) -> None:
        """Count text of any kind that came, shown or not."""
        self.output_tokens += tokens_upwards(text)
        self._heard_at = self.clock()

    def text(self, said: object) -> str:
        """Return a piece of the answer as it can be used.

        A character that a server cut in two (JSON allows half of an emoji) waits for its other
        half; a half that never finds one becomes U+FFFD.

        Args:
            said: As the provider sent it; what is no text counts as none.
        """
        if not isinstance(said, str) or not said:
            return ""
        self.came(said)
        if not self._half and said.isascii():
            self.spoke = True
            return said
        text, self._half = self._half + said, ""
        if _HIGH.search(text):
            text, self._half = text[:-1], text[-1]
        if _LONE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.spoke = self.spoke or bool(text)
        return text

    def usage(self) -> Usage:
        """Return what has been read and generated until now.

        As the provider said; where it said nothing, or what cannot be (no tokens for a prompt or
        for a text), counted upwards and marked as estimated.
        """
        if not self.sent:
            return Usage()
        output = self.output_tokens
        if self.finish is None:
            most = output + ON_THE_WAY_TOKENS + self._unheard()
            output = max(output, min(most, self.call.max_output_tokens))
        said = self.reported
        if said is None:
            return Usage(fresh=self._prompt(), output=output, estimated=True)
        usage = said
        if not usage.input:
            usage = replace(usage, fresh=self._prompt(), estimated=True)
        heard_more = not self.counted and output > usage.output
        if heard_more or (not usage.output and self.output_tokens):
            usage = replace(usage, output=output, estimated=True)
        return usage

    def final_usage(self) -> Usage:
        """Return the usage of an answer that is over, and say in the log where it is estimated."""
        usage = self.usage()
        if usage.estimated:
            _log.warning("a provider's usage is missing or zero", extra={"model": self.name})
        return usage

    def _unheard(self) -> int:
        """Return what may have been generated since the last word that came."""
        if self._heard_at is None:
            return 0
        until = self._stopped_at if self._stopped_at is not None else self.clock()
        return math.ceil(max(until - self._heard_at, 0.0) * SILENT_TOKENS_A_S)

    def _prompt(self) -> int:
        call = self.call
        texts = [call.system, *(message.text for message in call.messages)]
        if call.schema is not None:
            texts.append(json.dumps(call.schema))
        images = sum(len(message.images) for message in call.messages)
        words = sum(tokens_upwards(text) + MESSAGE_TOKENS for text in texts)
        return words + images * IMAGE_TOKENS
