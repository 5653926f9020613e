"""What can go wrong while the parts are put together and run.

    AssistantError
    ├── UsageError          a command was called with arguments that make no sense together
    ├── ConfigError         a setting is unknown or has a bad value
    ├── LogUnwritable       the intent log's folder cannot be written
    │   └── LogLate         a record is not on disk yet; it is written when the disk takes it
    ├── WeightsNotReady     weights that are configured are missing or altered
    ├── ConversationsChanged  a replay that was to come out the same did not
    ├── DemoFailed          a demo's question was not heard
    ├── AddressUnusable     nothing can listen on a host and port
    ├── ServerSilent        a running Aisle server does not answer a search
    ├── TermRefused         a hearing term is no word or name that could be heard
    ├── TermsUnusable       a shop's hearing terms cannot be read or written
    ├── ShopClosed          a tenant's shop cannot be opened; the log says why
    └── SessionFailed       a voice session ended before its turn was over

Errors of `speech`, `retrieval` and `agents` pass through unchanged: their
messages are made for users too.
"""


class AssistantError(Exception):
    """Base of all errors of `assistant`; the message is one sentence for a user."""

    exit_code = 1
    """Of a command that fails with it."""


class UsageError(AssistantError):
    """A command was called with arguments that make no sense together."""

    exit_code = 2


class ConfigError(AssistantError):
    """A setting is unknown or has a bad value."""


class LogUnwritable(AssistantError):
    """The intent log's folder cannot be written."""


class LogLate(LogUnwritable):
    """A record is not on disk in time; it waits in memory and is written when the disk takes it."""


class ConversationsChanged(AssistantError):
    """A replay that was to come out the same did not."""


class WeightsNotReady(AssistantError):
    """Weights that are configured are missing or altered."""


class DemoFailed(AssistantError):
    """A demo's question was not heard."""


class AddressUnusable(AssistantError):
    """Nothing can listen on a host and port."""


class ServerSilent(AssistantError):
    """A running Aisle server does not answer, or not as Aisle does."""


class TermRefused(AssistantError):
    """A hearing term is no word or name that could be heard."""

    exit_code = 2


class TermsUnusable(AssistantError):
    """A shop's hearing terms cannot be read or written."""


class ShopClosed(AssistantError):
    """A tenant's shop cannot be opened; callers are not told of this machine's folders."""


class SessionFailed(AssistantError):
    """A voice session ended before its turn was over."""


class BoardsUnusable(AssistantError):
    """Shoppers' boards cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"The shoppers' boards in {path} cannot be used ({reason}); free some space, or move "
            "the file away to start afresh."
        )
