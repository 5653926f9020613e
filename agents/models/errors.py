"""What can go wrong with a model.

ModelFailed                 (every leaf: `reason`, `retryable`, `usage`)
├── ModelUnavailable        no connection, 5xx, overloaded; another model may answer
│   ├── ModelTimedOut       nothing, or no content, within the time it had
│   ├── ModelBusy           429; `retry_after_s` where the provider said it
│   └── StreamBroken        the stream was cut, or a line of it cannot be read
├── ModelMisconfigured      the same call will fail again until somebody mends the settings
│   ├── KeyMissing          no key in the environment variable that is named
│   ├── KeyRejected         401 or 403
│   ├── CreditSpent         the account at the provider has no money left
│   ├── ModelUnknown        the endpoint has no such model
│   └── EndpointRefused     redirects, or is neither HTTPS nor on loopback, or is no such API
└── CallRejected            400 and the like: this prompt, not this model
    ├── PromptTooLong       does not fit the model's context
    └── PromptFiltered      the provider's filter does not let it through
"""

from typing import ClassVar

from agents.errors import AgentError
from agents.models.usage import Usage


class ModelFailed(AgentError):
    """A call of a model failed."""

    reason: ClassVar[str] = "failed"
    """For logs, metrics and the breaker: one word, never what was said."""

    def __init__(self, sentence: str, usage: Usage | None = None) -> None:
        super().__init__(sentence)
        self.usage = usage
        """What the call had cost until then; all zero where nothing can have been billed."""


class ModelUnavailable(ModelFailed):
    """The model does not answer now."""

    retryable = True
    reason = "unavailable"


class ModelTimedOut(ModelUnavailable):
    """No content came within the time it had."""

    reason = "timed_out"


class ModelBusy(ModelUnavailable):
    """The provider asks to wait."""

    reason = "busy"

    def __init__(
        self, sentence: str, usage: Usage | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(sentence, usage)
        self.retry_after_s = retry_after_s


class StreamBroken(ModelUnavailable):
    """The stream ended before the answer did."""

    reason = "broken"


class ModelMisconfigured(ModelFailed):
    """Somebody has to mend the settings."""

    reason = "misconfigured"


class KeyMissing(ModelMisconfigured):
    """No key is set."""

    reason = "no_key"


class KeyRejected(ModelMisconfigured):
    """The provider does not take the key."""

    reason = "wrong_key"


class CreditSpent(ModelMisconfigured):
    """The account at the provider has no money left."""

    reason = "no_credit"


class ModelUnknown(ModelMisconfigured):
    """The endpoint has no such model."""

    reason = "unknown_model"


class EndpointRefused(ModelMisconfigured):
    """The endpoint must not be used as it is."""

    reason = "endpoint"


class CallRejected(ModelFailed):
    """The provider does not take this prompt."""

    reason = "rejected"


class PromptTooLong(CallRejected):
    """The prompt does not fit the model's context."""

    reason = "too_long"


class PromptFiltered(CallRejected):
    """The provider's filter does not let the prompt through."""

    reason = "filtered"
