"""What a request makes a model read, as tokens in the order in which caches compare them.

Tools and schema come first, then the system text, then the messages. A message costs a few
tokens of its own. A picture is a fixed number of tokens that depend on its bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evals.doubles.asked import Asked
from evals.doubles.tokens import tokens_of

IMAGE_TOKENS = 765
"""OpenAI's for a picture of 1024 x 1024 in high detail; Anthropic's is w x h / 750."""

_IMAGE_TYPES = ("image_url", "input_image", "image")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the prompt after which a cache may hold what was read."""

    tokens: tuple[str, ...]
    breakpoint: bool = False
    """Whether the request asks to cache up to here (Anthropic's `cache_control`)."""


def prompt_of(asked: Asked) -> tuple[Block, ...]:
    """Return the blocks of a request's prompt."""
    blocks = [*_structure(asked.body), *_system(asked.body)]
    for message in asked.messages:
        role = str(message.get("role", message.get("type", "")))
        opening = (f"<|{role}|>", "\n", "<|/|>")
        parts = list(_parts(message.get("content")))
        blocks.append(Block(opening))
        blocks.extend(parts)
    if isinstance(asked.body.get("cache_control"), dict) and blocks:
        blocks[-1] = Block(blocks[-1].tokens, breakpoint=True)
    blocks.append(Block(("<|assistant|>",)))
    return tuple(blocks)


def _structure(body: dict[str, Any]) -> Iterator[Block]:
    for tool in body.get("tools") or []:
        yield _block(json.dumps(tool, sort_keys=True), tool)
    for name in ("response_format", "text", "output_config", "output_format"):
        if isinstance(value := body.get(name), dict):
            yield _block(json.dumps(value, sort_keys=True), None)


def _system(body: dict[str, Any]) -> Iterator[Block]:
    for name in ("instructions", "system"):
        if body.get(name):
            yield Block(("<|system|>", "\n"))
            yield from _parts(body[name])


def _parts(content: object) -> Iterator[Block]:
    if isinstance(content, str):
        yield _block(content, None)
    for part in content if isinstance(content, list) else ():
        if not isinstance(part, dict):
            continue
        if part.get("type") in _IMAGE_TYPES:
            name = hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]
            yield Block((name,) * IMAGE_TOKENS, _marked(part))
        else:
            yield _block(str(part.get("text", part.get("content", ""))), part)


def _block(text: str, source: dict[str, Any] | None) -> Block:
    return Block(tuple(tokens_of(text)), source is not None and _marked(source))


def _marked(part: dict[str, Any]) -> bool:
    return isinstance(part.get("cache_control"), dict)
