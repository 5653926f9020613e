"""One HTTP connection pool to a Qdrant server: retries, and its errors as ours.

Every request that goes through here may be sent twice: searches change nothing, points are
replaced by id, and a collection is created under a name that nobody else uses.
"""

import logging
import random
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

import httpx
from qdrant_client import QdrantClient
from qdrant_client.common.client_exceptions import QdrantException, ResourceExhaustedResponse
from qdrant_client.http.exceptions import (
    ApiException,
    ResponseHandlingException,
    UnexpectedResponse,
)

from retrieval.errors import (
    EngineRefusesKey,
    EngineUnreachable,
    RetrievalError,
    SearchClosed,
    SearchFailed,
)
from retrieval.server.settings import Patience

_T = TypeVar("_T")

_log = logging.getLogger(__name__)

_KEY_REFUSED = frozenset({401, 403})
_ASK_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Qdrant answers 500 while a shard moves or a peer is elected."""
_NOT_FOUND = 404
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_CONNECTIONS = httpx.Limits(max_connections=32, max_keepalive_connections=32)
"""Searches run from several threads; without this, loopback addresses reconnect every time."""


class NotThere(SearchFailed):
    """The collection does not exist (any more)."""


class Connection:
    """Calls on one server with one patience. Safe to use from several threads."""

    def __init__(
        self,
        client: QdrantClient,
        place: str,
        patience: Patience,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Use `client`.

        Args:
            client: closed with this connection.
            place: the server's address for messages, without any key.
            patience: how often to ask again.
            pause: waits for some seconds; tests have no need to.
        """
        self._client: QdrantClient | None = client
        self.place = place
        self._patience = patience
        self._pause = pause

    @classmethod
    def open(cls, url: str, api_key: str | None, patience: Patience) -> "Connection":
        """Prepare to talk to the server at `url`; nothing is sent yet."""
        if api_key and is_exposed(url):
            _log.warning("the Qdrant API key goes over plain http; use an https address")
        with catch_warnings():
            simplefilter("ignore")  # the client's own word on the same, as a Python warning
            client = QdrantClient(
                url=url,
                port=None if urlsplit(url).port else _default_port(url),
                api_key=api_key,
                timeout=patience.timeout_s,
                # Its check is a request of its own at every start, and answers with warnings.
                check_compatibility=False,
                limits=_CONNECTIONS,
            )
        return cls(client, place_of(url), patience)

    def call(self, operation: Callable[[QdrantClient], _T]) -> _T:
        """Return what `operation` returns, asking again while that may help.

        Raises:
            EngineUnreachable: the server did not answer, or could not, as often as it was asked.
            EngineRefusesKey: it wants another key.
            NotThere: the collection does not exist.
            SearchFailed: it refused, or is no Qdrant server.
            SearchClosed: after `close`.
        """
        attempts = self._patience.retries + 1
        for attempt in range(1, attempts + 1):
            if self._client is None:
                raise SearchClosed("This search was closed; open the index again.")
            try:
                return operation(self._client)
            except (ApiException, QdrantException) as error:
                if self._client is None:  # closed by another thread meanwhile
                    continue
                again = self._again(error)
                if again is None:
                    raise self._error(error) from error
                if attempt == attempts:
                    raise self._unreachable(error) from error
                self._pause(max(again, self._pause_before(attempt)))
            except (ValueError, RuntimeError, AssertionError) as error:
                # An answer that is no JSON or has no result; or local mode, in tests.
                raise self._unfit(error) from error
        raise SearchClosed("This search was closed; open the index again.")

    def close(self) -> None:
        """Close the pool. Safe to call twice."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _pause_before(self, attempt: int) -> float:
        """Double from attempt to attempt; up to half less, so that many callers spread out."""
        whole = self._patience.first_pause_s * 2.0 ** (attempt - 1)
        return float(min(whole, self._patience.longest_pause_s) * random.uniform(0.5, 1.0))

    def _again(self, error: Exception) -> float | None:
        """Return the seconds after which asking again may help; None if it will not."""
        match error:
            case ResourceExhaustedResponse():
                return min(max(float(error.retry_after_s), 0.0), self._patience.longest_pause_s)
            case UnexpectedResponse():
                return 0.0 if error.status_code in _ASK_AGAIN else None
            case ResponseHandlingException():
                return 0.0 if isinstance(error.source, httpx.TransportError) else None
            case QdrantException():  # a Retry-After that is a date, not seconds
                return 0.0
        return None

    def _error(self, error: Exception) -> RetrievalError:
        status = error.status_code if isinstance(error, UnexpectedResponse) else None
        if status in _KEY_REFUSED:
            return EngineRefusesKey(
                f"The Qdrant server at {self.place} refuses the API key; put the right one into "
                "the environment variable that catalog.api_key_variable names."
            )
        if status == _NOT_FOUND:
            return NotThere(f"The product index at {self.place} was replaced; open it again.")
        if status is None:
            return self._unfit()
        return SearchFailed(
            f"The Qdrant server at {self.place} refused a request ({status}: {_said(error)}); "
            "check that it is version 1.16 or newer, then run `aisle index` again."
        )

    def _unreachable(self, error: Exception) -> EngineUnreachable:
        return EngineUnreachable(
            f"The Qdrant server at {self.place} does not answer ({_why(error)}); "
            "start it, or check catalog.url, and try again."
        )

    def _unfit(self, error: Exception | None = None) -> RetrievalError:
        if "not found" in str(error):
            return NotThere(f"The product index at {self.place} was replaced; open it again.")
        return SearchFailed(
            f"What answers at {self.place} is no Qdrant server that Aisle understands; "
            "check catalog.url."
        )


def place_of(url: str) -> str:
    """Return the address without user, password, query and fragment."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}"


def is_exposed(url: str) -> bool:
    """Return whether what is sent to `url` can be read on the way."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in _LOOPBACK


def _default_port(url: str) -> int:
    """Qdrant's own port over http; behind https there is mostly a proxy on the usual one."""
    return 443 if urlsplit(url).scheme == "https" else 6333


def _why(error: Exception) -> str:
    match error:
        case UnexpectedResponse():
            return f"status {error.status_code}: {_said(error)}"
        case ResourceExhaustedResponse():
            return "too many requests"
        case ResponseHandlingException() if isinstance(error.source, httpx.TimeoutException):
            return "timed out"
    return "no connection"


def _said(error: Exception) -> str:
    """Return the server's own word on a refusal, cut short."""
    assert isinstance(error, UnexpectedResponse)
    try:
        told = error.structured()["status"]["error"]
    except (ValueError, KeyError, TypeError):
        return error.reason_phrase or "no reason given"
    return " ".join(str(told).split())[:200]
