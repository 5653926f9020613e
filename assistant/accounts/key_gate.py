"""The gate of the front doors: API keys, browsers' tokens, the operator, and their limits."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, Self

from assistant.accounts import browser_token
from assistant.accounts.browser_token import TOKEN_PREFIX, BrowserToken, new_token_id
from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import LimitReached, NotAllowed, NotAuthenticated
from assistant.accounts.gate import Allowance
from assistant.accounts.key import KEY_PREFIX, Key, digest_of
from assistant.accounts.key_file import KeyFile
from assistant.accounts.known_keys import KnownKeys, Snapshot
from assistant.accounts.local_token import STRONG_CHARACTERS
from assistant.accounts.open_tokens import OpenTokens
from assistant.accounts.strangers import Strangers
from assistant.accounts.usage import Limits, Usage, Used
from assistant.config import DEFAULT_TENANT, Settings

LOCAL_KEY_ID = "local"
_LONGEST = 2_000
"""Characters of a credential that is looked at."""
_TOKEN_SCOPES = frozenset({Scope.TALK, Scope.CATALOG})
TOKEN_LIMITS = Limits(requests_per_minute=120, sessions=4, audio_s_per_hour=4 * 7200)
"""Of one browser's token, within those of its key: one visitor does not use up all of a shop's.
Two open pages that hear and speak all the time reach none of them."""
KEPT_AT_MOST_S = 12 * 3600.0
"""After a token expired, however long its session lasts."""


class KeyGate:
    """Admits callers while the block runs, and counts what they use.

    Args:
        settings: Where the keys are, which tenants there are, and the limits.
        token: Of the operator at this machine.
        now: Wall-clock time in seconds.
        clock: Monotonic, in seconds.
    """

    def __init__(
        self,
        settings: Settings,
        token: str,
        now: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._now = now
        self._local = Caller(LOCAL_KEY_ID, DEFAULT_TENANT, frozenset(Scope), is_local=True)
        self._local_digest = digest_of(token)
        self._local_is_weak = len(token) < STRONG_CHARACTERS
        self._file = KeyFile(settings.accounts_path, now)
        self._keys = KnownKeys(self._file, now, clock)
        self._usage = Usage(settings.server.sessions, clock)
        self._strangers = Strangers(clock)
        self._open_tokens = OpenTokens(clock)

    def __enter__(self) -> Self:
        self._keys.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._keys.__exit__(kind, error, trace)

    def caller(self, credential: str | None, address: str | None = None) -> Caller:
        if not credential:
            raise NotAuthenticated("A key is needed: send it as Authorization: Bearer KEY.")
        try:
            return self._caller(credential, address)
        except NotAuthenticated:
            # One who is held back is told so, and nothing of whether this one was right.
            self._hold_back(address)
            self._strangers.wrong(address)
            raise

    def still(self, caller: Caller) -> None:
        if caller.key_id == LOCAL_KEY_ID:
            return
        key = self._keys.last.by_id.get(caller.key_id)
        if key is None or key.revoked is not None:
            raise NotAuthenticated("This key was revoked; use another.")

    def allow(self, caller: Caller, scope: Scope) -> None:
        if scope not in caller.scopes:
            raise NotAllowed(f"This key or token lacks the scope {scope}; use one that has it.")

    def request(self, caller: Caller) -> None:
        self.still(caller)
        self._usage.request(self._users(caller))

    def session(self, caller: Caller) -> AbstractContextManager[None]:
        self.still(caller)
        return self._session(caller)

    def audio(self, caller: Caller, seconds: float) -> None:
        self.still(caller)
        self._usage.audio(self._users(caller), seconds)

    def allowances(self, caller: Caller) -> tuple[Allowance, ...]:
        return self._usage.allowances(self._users(caller))

    def token(
        self,
        caller: Caller,
        *,
        shopper_id: str | None,
        session_id: str | None,
        lives_s: float,
        session: dict[str, Any] | None = None,
    ) -> tuple[str, float]:
        scopes = caller.scopes & _TOKEN_SCOPES
        if caller.is_token or not scopes:
            raise NotAllowed("A token comes of a key that may talk or search, not of a token.")
        secret = self._keys.current.signing_secret
        assert secret is not None, "a current snapshot has one"
        expires = self._now() + lives_s
        config_id = session and self._file.keep_session_config(
            caller.account_id, json.dumps(session), expires
        )
        token = BrowserToken(
            new_token_id(),
            caller.key_id,
            scopes,
            expires,
            shopper_id,
            session_id,
            config_id or None,
        )
        return browser_token.signed(token, self._secret_of(caller.key_id, secret)), expires

    async def session_config(self, caller: Caller) -> dict[str, Any] | None:
        if caller.session_config_id is None:
            return None
        found = await asyncio.to_thread(self._file.session_config, caller.session_config_id)
        config: dict[str, Any] | None = None if found is None else json.loads(found)
        return config

    def _caller(self, credential: str, address: str | None) -> Caller:
        if len(credential) > _LONGEST:
            raise NotAuthenticated("This is no key or token of Aisle.")
        digest = digest_of(credential)
        if credential.startswith(TOKEN_PREFIX):
            return self._of_token(credential, self._keys.current)
        if credential.startswith(KEY_PREFIX):
            # A look-up by digest tells by its time nothing that helps: who tries secrets cannot
            # choose what their digests begin with and still be near to the right one.
            key = self._keys.current.by_digest.get(digest)
            if key is not None and hmac.compare_digest(key.digest, digest):
                return self._of_key(key)
        if self._local_is_weak:
            self._hold_back(address)
        if hmac.compare_digest(digest, self._local_digest):
            return self._local
        raise NotAuthenticated("This key or token is not known here; look whether it is complete.")

    def _of_key(self, key: Key) -> Caller:
        self._check(key)
        if (state := key.state(self._now())) != "active":
            raise NotAuthenticated(f"This key is {state}; use another.")
        self._keys.used(key)
        return Caller(key.id, key.tenant, key.scopes, first_key_id=key.first_id)

    def _of_token(self, text: str, known: Snapshot) -> Caller:
        secret = known.signing_secret
        token = secret and (
            browser_token.read(text, secret)
            or browser_token.read(text, self._secret_of(LOCAL_KEY_ID, secret))
        )
        if not token:
            raise NotAuthenticated("This token is not of this server; ask for a new one.")
        overdue_s = self._now() - token.expires
        if overdue_s >= 0 and (
            overdue_s > KEPT_AT_MOST_S or not self._open_tokens.is_kept(token.id)
        ):
            raise NotAuthenticated("This token has expired; ask for a new one.")
        tenant, scopes, first_id = DEFAULT_TENANT, token.scopes, None
        if token.key_id != LOCAL_KEY_ID:
            key = known.by_id.get(token.key_id)
            if key is None or key.revoked is not None:
                raise NotAuthenticated("The key of this token was revoked; ask for a new one.")
            self._check(key)
            self._keys.used(key)
            tenant, scopes, first_id = key.tenant, token.scopes & key.scopes, key.first_id
        return Caller(
            token.key_id, tenant, scopes, token.shopper_id, token.session_id, is_token=True,
            first_key_id=first_id, token_id=token.id, session_config_id=token.session_config_id,
        )  # fmt: skip

    def _check(self, key: Key) -> None:
        """Refuse a key whose shop is gone, without a word on which shops there are."""
        if key.tenant != DEFAULT_TENANT and key.tenant not in self._settings.tenants:
            raise NotAllowed("The shop of this key is not served here; ask who gave it to you.")

    def _hold_back(self, address: str | None) -> None:
        if wait := self._strangers.wait_s(address):
            raise LimitReached("Too many wrong keys came from this address; wait.", wait)

    @contextmanager
    def _session(self, caller: Caller) -> Iterator[None]:
        with self._usage.session(self._users(caller)), self._open_tokens.held(caller.token_id):
            yield

    def _users(self, caller: Caller) -> tuple[Used, ...]:
        """Return whose limits hold: the account's and the token's; none of the operator's own."""
        limits = self._limits(caller)
        found: tuple[Used, ...] = ()
        if caller.key_id != LOCAL_KEY_ID:
            found += (self._usage.of(caller.account_id, limits),)
        if caller.token_id is not None:
            found += (self._usage.of(caller.token_id, limits.least(TOKEN_LIMITS)),)
        return found

    def _limits(self, caller: Caller) -> Limits:
        every = self._settings.limits
        key = self._keys.last.by_id.get(caller.key_id)
        own = key.limits if key else None
        return Limits(
            (own and own.requests_per_minute) or every.requests_per_minute,
            (own and own.sessions) or every.sessions,
            (own and own.audio_s_per_hour) or every.audio_s_per_hour,
        )

    def _secret_of(self, key_id: str, secret: bytes) -> bytes:
        """Return what a maker's tokens are signed with: the operator's end with his own token."""
        if key_id != LOCAL_KEY_ID:
            return secret
        return hmac.new(secret, self._local_digest, hashlib.sha256).digest()
