"""Why a front door turns somebody away.

    AccountError(AssistantError)
    ├── NotAuthenticated   no key or token, or one that is unknown, revoked or expired
    ├── NotAllowed         the key lacks a scope, or the token is of another tenant or session
    ├── OriginRefused      a browser's page that may not call
    ├── LimitReached       too many requests, sessions or seconds of sound; knows when to retry
    ├── KeyUnknown         a command names a key that is not there, or that is over
    └── AccountsUnusable   the file of keys cannot be read or written

Each knows its HTTP status, and its type and code in OpenAI's error shape.
"""

from assistant.errors import AssistantError


class AccountError(AssistantError):
    """Base of all errors of `assistant.accounts`; the message is one sentence for a caller."""

    status = 401
    kind = "invalid_request_error"
    code = "account_error"


class NotAuthenticated(AccountError):
    """No key or token, or one that is unknown, revoked or expired."""

    status = 401
    kind = "authentication_error"
    code = "invalid_api_key"


class NotAllowed(AccountError):
    """The key lacks a scope, or the token is of another tenant or session."""

    status = 403
    kind = "permission_error"
    code = "not_allowed"


class OriginRefused(AccountError):
    """A browser's page that may not call."""

    status = 403
    kind = "permission_error"
    code = "origin_refused"


class LimitReached(AccountError):
    """Too many requests, sessions or seconds of sound."""

    status = 429
    kind = "rate_limit_error"
    code = "rate_limit_exceeded"

    def __init__(self, message: str, retry_after_s: float) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class KeyUnknown(AccountError):
    """A command names a key that is not there, or that is over."""

    status = 404
    code = "key_unknown"
    exit_code = 2


class AccountsUnusable(AccountError):
    """The file of keys cannot be read or written."""

    status = 503
    kind = "server_error"
    code = "accounts_unusable"
