"""A client's function, read once: what it is for, its words, its vectors, its arguments."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from agents.acts import Act
from agents.client_tools.roles import Role, role_of
from agents.client_tools.slot import Slot, slots_of
from agents.client_tools.tool import ClientTool
from agents.client_tools.words import split_name, stems, telling, words_of
from retrieval.embedder import Embedder, Vectors

_SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that functions of many clients are for."""

    name: str
    tool: re.Pattern[str]
    acts: frozenset[Act]
    said: re.Pattern[str] | None
    excluded: re.Pattern[str] | None
    sure: bool
    """Whether `said` counts although the utterance was read as an act of the shop."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one declared function before anybody spoke."""

    tool: ClientTool
    root: Slot
    meaning: Purpose | None
    name_words: tuple[str, ...]
    told: frozenset[str]
    """Stems of its name that tell it from others."""
    described: frozenset[str]
    """The same of its description and its arguments' names and values."""
    known: frozenset[str]
    """Stems of everything it is called by: no value of an argument."""
    vectors: Vectors = field(repr=False)
    """Float32 [2, D]: of its name and of its description."""

    @property
    def purpose(self) -> str | None:
        """Name of what it is for; None if that is not among the known ones."""
        return self.meaning.name if self.meaning else None

    @property
    def wants_form(self) -> bool:
        """Whether it takes the size, the colour or the variant of a product."""
        return self.has(Role.SIZE, Role.COLOUR, Role.VARIANT)

    @property
    def from_place(self) -> bool:
        """Whether it takes the place that something begins at."""
        return any({"from", "origin", "departure"} & set(s.words) for s in leaves(self.root))

    def has(self, *roles: Role) -> bool:
        """Say whether one of its arguments, at any depth, is for one of `roles`."""
        return any(role_of(slot, self.purpose) in roles for slot in leaves(self.root))


def leaves(slot: Slot) -> list[Slot]:
    """Return the slots of a tree that hold values."""
    if slot.kind == "object":
        return [leaf for child in slot.children for leaf in leaves(child)]
    if slot.kind == "array" and slot.items is not None:
        return leaves(slot.items)
    return [slot]


def profile_of(tool: ClientTool, embedder: Embedder) -> Profile:
    """Read a declared function; embeds its name and description."""
    words = split_name(tool.name)
    first = _SENTENCE.split(tool.description.strip(), maxsplit=1)[0]
    root = slots_of(tool)
    below = leaves(root)
    named = tuple(w for slot in below for w in slot.words)
    values = tuple(
        w for slot in below for value in slot.enum for w in words_of(str(value).replace("_", " "))
    )
    name = " ".join(words)
    return Profile(
        tool,
        root,
        _meaning(name, first),
        words,
        telling(words),
        telling((*words_of(first), *named, *values)),
        stems((*words, *_called(words_of(first)))),
        embedder.embed([name or tool.name, first or name or tool.name]),
    )


def _called(description: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a description without its examples."""
    for mark in ("example", "eg", "e"):
        if mark in description:
            return description[: description.index(mark)]
    return description


def _meaning(name: str, description: str) -> Purpose | None:
    told = " ".join(words_of(description))
    for text in (name, told):
        for purpose in purposes():
            if purpose.tool.search(text):
                return purpose
    return None


@cache
def purposes() -> tuple[Purpose, ...]:
    """Return the purposes that come with Aisle, in the order in which names are tried."""
    text = files("agents.client_tools").joinpath("data/purposes.toml").read_text("utf-8")
    return tuple(
        Purpose(
            each["name"],
            re.compile(each["tool"]),
            frozenset(Act(act) for act in each.get("acts", ())),
            re.compile(each["said"]) if "said" in each else None,
            re.compile(each["unless"]) if "unless" in each else None,
            each.get("sure", False),
        )
        for each in tomllib.loads(text)["purpose"]
    )
