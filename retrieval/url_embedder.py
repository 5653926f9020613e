"""Text to vectors: a model behind an OpenAI-compatible URL, through the official SDK.

OpenAI, Ollama, vLLM, llama.cpp, text-embeddings-inference and others answer it. The SDK's
own retries are off: these here are bounded, and honour what the server asks for. What a
server answers is checked (`embeddings_reply`). Does not cover models that want a prefix
for queries and another for products.

What goes wrong is one sentence with the server's address and without the key.
"""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from urllib.parse import urlsplit

import numpy as np
import openai

from retrieval.embedder import Vectors, distinct
from retrieval.embeddings_reply import ReplyUnusable, read_reply
from retrieval.errors import EmbedderRefused, EmbedderUnreachable

BATCH_TEXTS = 64
"""Of one request. OpenAI takes 2,048, small servers hold the texts of one in memory."""

BATCH_CHARS = 100_000
"""Of one request, about 25,000 tokens; OpenAI takes 300,000 tokens."""

FIRST_WAIT_S = 0.5
"""Before the second try; each further wait is twice as long, a random half of it left out."""

LONGEST_WAIT_S = 20.0
"""A server that asks for more is taken as not reachable."""

_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_QUOTA = "insufficient_quota"
"""Comes with 429 and does not pass by waiting."""

_REASON_CHARS = 160
_OPENAI = "api.openai.com"
_NO_KEY = "none"
"""Local servers want none; the SDK does."""


@dataclass(frozen=True, slots=True)
class UrlModel:
    """Which model at which address, and how long it may take."""

    url: str
    """Up to and with the version: "http://localhost:11434/v1"."""
    model: str
    """As the server calls it."""
    api_key: str | None = field(default=None, repr=False)
    dimensions: int | None = None
    """Sent with each request if given; otherwise what the model gives."""
    timeout_s: float = 10.0
    """Of one try."""
    attempts: int = 3
    """Tries of one request, at least 1."""
    parallel: int = 4
    """Requests at once where there are several."""

    @property
    def host(self) -> str:
        """The address without anything secret, for messages."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


class UrlEmbedder:
    """An embedding model that a server runs."""

    def __init__(
        self,
        served: UrlModel,
        sleep: Callable[[float], None] = time.sleep,
        dice: random.Random | None = None,
    ) -> None:
        """Prepare a client; nothing is asked yet.

        Args:
            served: which model at which address.
            sleep: waits so many seconds.
            dice: for the jitter of waits.
        """
        self._served = served
        self._sleep = sleep
        self._dice = dice or random.Random()
        self._client = openai.OpenAI(
            base_url=served.url,
            api_key=served.api_key or _NO_KEY,
            timeout=served.timeout_s,
            max_retries=0,
        )
        if urlsplit(served.url).hostname != _OPENAI:
            # The SDK takes these from its own environment variables and would tell them anyone.
            self._client.organization = self._client.project = None
        self._requests = ThreadPoolExecutor(served.parallel, thread_name_prefix="embeddings")
        self._dimensions = served.dimensions
        self._asking = Lock()

    @property
    def name(self) -> str:
        """The model's name: an index may move with its model to another address."""
        return f"url/{self._served.model}"

    @property
    def dimensions(self) -> int:
        """Length of a vector; the server is asked for one the first time if it is not given.

        Raises:
            EmbedderUnreachable, EmbedderRefused: it gives none.
        """
        with self._asking:
            if self._dimensions is None:
                self._dimensions = self._ask(["dimensions"]).shape[1]
            return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, each distinct one once, several requests at a time.

        Args:
            texts: any text; how much of it is read is the server's matter.

        Returns:
            float32 [N, dimensions], unit length, in the order of `texts`.

        Raises:
            EmbedderUnreachable: no answer in time, too busy, or failing; tried `attempts` times.
            EmbedderRefused: the key, the model or the texts are refused, or what came is not
                one vector of the right length for each text.
        """
        dimensions = self.dimensions
        once, rows = distinct(texts)
        batches = list(_batches(once))
        if len(batches) == 1:
            answers = [self._ask(batches[0])]
        else:
            answers = list(self._requests.map(self._ask, batches))
        empty = np.empty((0, dimensions), dtype=np.float32)
        for answer in answers:
            if answer.shape[1] != dimensions:
                raise self._refused(
                    f"gave vectors of {answer.shape[1]} dimensions where {dimensions} were "
                    "expected; set embedding.dimensions to what the model gives"
                )
        return np.concatenate([empty, *answers])[rows]

    def close(self) -> None:
        """Close connections and threads."""
        self._requests.shutdown(cancel_futures=True)
        self._client.close()

    def _ask(self, texts: list[str]) -> Vectors:
        """Return one batch's vectors, trying again where that can help."""
        wait_s = FIRST_WAIT_S
        for attempt in range(1, self._served.attempts + 1):
            try:
                return self._try(texts)
            except openai.APIStatusError as error:
                asked_s = _retry_after_s(error)
                if not _passes(error):
                    # The SDK's message may hold a part of the key: it is no cause to show.
                    raise self._refusal(error) from None
                reason = f"answers {error.status_code}"
                hopeless = asked_s is not None and asked_s > LONGEST_WAIT_S
            except openai.APITimeoutError:
                reason, asked_s, hopeless = "does not answer in time", None, False
            except openai.APIConnectionError:
                reason, asked_s, hopeless = "cannot be reached", None, False
            if hopeless or attempt == self._served.attempts:
                break
            self._sleep(max(asked_s or 0.0, wait_s * self._dice.uniform(0.5, 1.0)))
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)
        raise EmbedderUnreachable(
            f"The embedding server at {self._served.host} {reason}; "
            "check that it runs and embedding.url, or try again later."
        )

    def _try(self, texts: list[str]) -> Vectors:
        response = self._client.embeddings.with_raw_response.create(
            model=self._served.model,
            input=texts,
            dimensions=openai.omit if self._served.dimensions is None else self._served.dimensions,
            encoding_format="base64",
        )
        try:
            return read_reply(response.content, len(texts))
        except ReplyUnusable as error:
            raise self._refused(f"{error}; check embedding.url and embedding.model") from error

    def _refusal(self, error: openai.APIStatusError) -> EmbedderRefused:
        match error.status_code:
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                return self._refused(
                    "refuses the key; set embedding.api_key_variable to the name of the "
                    "environment variable that holds one for it"
                )
            case HTTPStatus.NOT_FOUND:
                return self._refused(
                    f"has no model {self._served.model} at this path; check embedding.model and "
                    "that embedding.url ends as its documentation says, mostly in /v1"
                )
            case HTTPStatus.TOO_MANY_REQUESTS:
                return self._refused("says that the quota is used up; raise it there")
            case status:
                return self._refused(
                    f"refuses the request ({status}: {self._reason(error)}); "
                    "check embedding.model and embedding.dimensions"
                )

    def _reason(self, error: openai.APIStatusError) -> str:
        text = " ".join(str(error.message).split())
        if self._served.api_key:
            text = text.replace(self._served.api_key, "***")
        return re.sub(r"\b(sk|Bearer)[-\s]\S+", "***", text)[:_REASON_CHARS].rstrip(" .")

    def _refused(self, what: str) -> EmbedderRefused:
        return EmbedderRefused(f"The embedding server at {self._served.host} {what}.")


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield texts in requests that are bounded in number and length; never an empty text."""
    batch: list[str] = []
    chars = 0
    for given in texts:
        text = given if given.strip() else " "  # an empty one is refused by OpenAI
        if batch and (len(batch) == BATCH_TEXTS or chars + len(text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(text)
        chars += len(text)
    if batch:
        yield batch


def _passes(error: openai.APIStatusError) -> bool:
    """Whether the same request may succeed later."""
    return error.status_code in _RETRIED and error.code != _QUOTA


def _retry_after_s(error: openai.APIStatusError) -> float | None:
    """Return what the server asks to wait; None where it gives no number of seconds."""
    try:
        seconds = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
