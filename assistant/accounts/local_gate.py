"""The gate of an installation without keys: the operator at this machine, by one random token."""

import hmac
from contextlib import AbstractContextManager, nullcontext

from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import NotAuthenticated
from assistant.accounts.gate import Allowance
from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE, new_token
from assistant.config import DEFAULT_TENANT

__all__ = ["LOCAL_TOKEN_VARIABLE", "LocalGate", "new_token"]


class LocalGate:
    """Admits who brings the process's own token, to everything.

    Args:
        token: Of `new_token`.
    """

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        self._caller = Caller("local", DEFAULT_TENANT, frozenset(Scope), is_local=True)

    def caller(self, credential: str | None) -> Caller:
        if credential is None or not hmac.compare_digest(credential.encode(), self._token):
            raise NotAuthenticated("A key is needed: send it as Authorization: Bearer KEY.")
        return self._caller

    def allow(self, caller: Caller, scope: Scope) -> None:
        """Allow everything."""

    def request(self, caller: Caller) -> None:
        """Count nothing."""

    def session(self, caller: Caller) -> AbstractContextManager[None]:  # noqa: ARG002
        return nullcontext()

    def audio(self, caller: Caller, seconds: float) -> None:
        """Count nothing."""

    def allowances(self, caller: Caller) -> tuple[Allowance, ...]:  # noqa: ARG002
        return ()

    def token(
        self, caller: Caller, *, shopper_id: str | None, session_id: str | None, lives_s: float
    ) -> tuple[str, float]:
        raise NotImplementedError
