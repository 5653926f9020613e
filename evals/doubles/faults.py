"""What can go wrong while a model server answers.

A place is a number of tokens that were sent, or the name of what comes next:

    headers    the status line and headers
    role       the first events, which carry no content (`message_start`, `response.created`)
    reasoning  reasoning that is shown
    opening    the start of the block of text, where a protocol has one
    content    the first token; the same as 0
    finish     the end of the text
    usage      the tokens used
    done       the protocol's last event

A fault at a place happens before it: `Stall("role")` has sent headers and nothing else,
`Cut("finish")` all of the text but not its end. A place that an answer does not come to, such
as a number beyond its tokens, is the next one that it comes to.
"""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["headers", "role", "reasoning", "opening", "content", "finish", "usage", "done"]
STAGES: tuple[Stage, ...] = (
    "headers", "role", "reasoning", "opening", "content", "finish", "usage", "done",
)  # fmt: skip
Place = Stage | int


@dataclass(frozen=True, slots=True)
class Stall:
    """The server says nothing for a while."""

    at: Place
    for_s: float | None = None
    """None for ever: until the client goes or the server stops."""
    kind: Literal["stall"] = "stall"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends there."""

    at: Place
    how: Literal["close", "reset", "mid_line", "clean"] = "close"
    """`close` ends it within the HTTP body, `reset` with a TCP reset, `mid_line` after half of the
    next event; `clean` ends the body properly, as a proxy does whose own upstream went away."""
    kind: Literal["cut"] = "cut"


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """An event that cannot be read is sent there, and the answer goes on behind it."""

    at: Place
    how: Literal["json", "html", "utf8"] = "json"
    """Half a JSON object, a page of HTML, or bytes that are no UTF-8."""
    kind: Literal["broken_line"] = "broken_line"


@dataclass(frozen=True, slots=True)
class HttpError:
    """The answer is an error, with the body that the protocol gives it."""

    status: int
    message: str | None = None
    code: str | None = None
    retry_after: str | None = None
    """The header's value: seconds, or a date."""
    body: Literal["json", "html", "empty"] = "json"
    """`html` is what a load balancer or a captive portal sends; with status 200 too."""
    kind: Literal["http_error"] = "http_error"


@dataclass(frozen=True, slots=True)
class ErrorInBand:
    """An error within a stream that began with status 200; the stream ends with it."""

    at: Place
    error: Literal["overloaded", "server", "rate_limit", "content_filter"] = "overloaded"
    form: Literal["error", "failed"] = "error"
    """`failed` is Responses' other form, `response.failed`; the others have one."""
    kind: Literal["error_in_band"] = "error_in_band"


@dataclass(frozen=True, slots=True)
class SplitWrites:
    """The stream leaves in pieces of a few bytes, through the middle of letters and lines."""

    size: int = 1
    """Bytes, at least 1."""
    kind: Literal["split_writes"] = "split_writes"


@dataclass(frozen=True, slots=True)
class Lumps:
    """A proxy gathers events and sends several at once."""

    events: int | None = None
    """None holds all of them back until the answer is over."""
    kind: Literal["lumps"] = "lumps"


@dataclass(frozen=True, slots=True)
class WrongUsage:
    """What the server says of its tokens is not what it counted."""

    how: Literal[
        "missing", "zero", "negative", "cached_over_input", "twice", "only_at_start",
        "growing", "text", "bare",
    ]  # fmt: skip
    """`twice` repeats the totals, which must not be added up; `only_at_start` tells the input and
    no more; `growing` sends running totals along the way, as vLLM can; `text` sends numbers as
    strings; `bare` leaves out the details, as many open servers do. `cached_over_input` says of
    Anthropic's reasoning that it is more than the output: its cached tokens are counted apart."""
    kind: Literal["wrong_usage"] = "wrong_usage"


@dataclass(frozen=True, slots=True)
class Redirect:
    """The endpoint has moved."""

    to: str
    status: int = 307
    kind: Literal["redirect"] = "redirect"


@dataclass(frozen=True, slots=True)
class NoStreaming:
    """The server takes no `stream: true`: a 400 says so."""

    kind: Literal["no_streaming"] = "no_streaming"


@dataclass(frozen=True, slots=True)
class IgnoresStream:
    """The server answers `stream: true` in one piece of JSON."""

    kind: Literal["ignores_stream"] = "ignores_stream"


@dataclass(frozen=True, slots=True)
class DropsKept:
    """The server closes a kept connection on the next request, without a word of answer.

    llama.cpp did so on 7 of 40 requests that followed a streamed answer at once, on none of 95
    that came 10 ms later or more. On a connection of its own the request would be answered.
    """

    kind: Literal["drops_kept"] = "drops_kept"


Fault = (
    Stall | Cut | BrokenLine | HttpError | ErrorInBand | SplitWrites | Lumps | WrongUsage
    | Redirect | NoStreaming | IgnoresStream | DropsKept
)  # fmt: skip
