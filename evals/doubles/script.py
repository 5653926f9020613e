"""What a double answers to one request, and when.

As TOML, for `python -m evals.doubles --script FILE`:

    [[script]]                    # the first request; the last script stays
    text = "Two pairs of boots."
    first_content_s = 0.15
    tokens_per_s = 40.0
    [[script.faults]]
    kind = "stall"
    at = 3

    [[script]]
    model = "gpt-5"               # only for requests for this model
    faults = [{kind = "http_error", status = 429, retry_after = "2"}]
"""

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import ConfigDict, Discriminator, TypeAdapter, ValidationError

from evals.doubles.asked import Asked
from evals.doubles.errors import ScriptUnreadable
from evals.doubles.faults import Fault

Finish = Literal["stop", "length", "filtered", "refused"]

_F = TypeVar("_F", bound=Fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One answer. All times are from the request to the moment named."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    text: str = "I found two pairs of hiking boots."
    model: str | None = None
    """Only for requests for this model; None for any."""
    headers_s: float = 0.0
    role_s: float = 0.0
    first_content_s: float = 0.0
    tokens_per_s: float | None = None
    """Of the tokens after the first; None as fast as they can be written."""
    reasoning_tokens: int = 0
    """Thought before the first content, billed as output."""
    reasoning_shown: bool = False
    """Streamed in the protocol's own form for reasoning, between role and first content."""
    finish: Finish = "stop"
    """`length` too where the request allows fewer tokens than there are."""
    usage_unasked: bool = False
    """Chat completions: usage without `stream_options.include_usage`, as many open servers do."""
    ping_every_s: float | None = None
    """While nothing is to be sent: Anthropic's `ping` events, comment lines elsewhere."""
    role_content: Literal["empty", "null", "absent", "skipped"] = "empty"
    """What chat completions' role chunk has as content: OpenAI and vLLM "", llama.cpp null.
    `skipped` sends none: llama.cpp did so wherever the first letter took several tokens."""
    line_end: Literal["\n", "\r\n", "\r"] = "\n"
    faults: tuple[Annotated[Fault, Discriminator("kind")], ...] = ()

    def fault(self, kind: type[_F]) -> _F | None:
        """Return the first fault of a kind."""
        return next((fault for fault in self.faults if isinstance(fault, kind)), None)


Play = (
    Script | Sequence[Script] | Mapping[str, Script | Sequence[Script]] | Callable[[Asked], Script]
)
"""What a server answers: always the same, one script after the other (the last one stays), by
model, or whatever a function says of the request."""


class Player:
    """Says which script answers a request."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self._used: dict[str | None, int] = {}

    def script_for(self, asked: Asked) -> Script:
        """Return the script of the next request.

        Raises:
            LookupError: a mapping has neither the model nor "*".
        """
        play = self._play
        if isinstance(play, Script):
            return play
        if isinstance(play, Mapping):
            name = asked.model if asked.model in play else "*"
            return self._next(play[name], name)
        if callable(play):
            return play(asked)
        fitting = [script for script in play if script.model in (None, asked.model)]
        by_model = any(script.model is not None for script in play)
        return self._next(fitting, asked.model if by_model else None)

    def _next(self, scripts: Script | Sequence[Script], name: str | None) -> Script:
        if isinstance(scripts, Script):
            return scripts
        used = self._used.get(name, 0)
        self._used[name] = used + 1
        return scripts[min(used, len(scripts) - 1)]


_SCRIPTS: TypeAdapter[tuple[Script, ...]] = TypeAdapter(tuple[Script, ...])


def scripts_of(data: Any) -> tuple[Script, ...]:
    """Return the scripts of a parsed file: a list of tables, or a table with a list `script`.

    Raises:
        ScriptUnreadable: a table has an unknown or a wrong entry.
    """
    if isinstance(data, Mapping):
        data = data.get("script", [data])
    try:
        scripts = _SCRIPTS.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise ScriptUnreadable(f"Mend {at or 'the script'}: {first['msg']}.") from error
    if not scripts:
        raise ScriptUnreadable("Give at least one [[script]] table.")
    return scripts


def read_scripts(path: Path) -> tuple[Script, ...]:
    """Read the scripts of a TOML or JSON file.

    Raises:
        ScriptUnreadable: the file is not there, is neither, or has a mistake.
    """
    try:
        content = path.read_text(encoding="utf-8")
        data = json.loads(content) if path.suffix == ".json" else tomllib.loads(content)
    except (OSError, ValueError) as error:
        raise ScriptUnreadable(f"Give a TOML or JSON file: {path.name} cannot be read.") from error
    return scripts_of(data)
