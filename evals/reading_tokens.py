"""What an utterance is expected to mean, in tokens, and what of it a reading has.

A token is one thing an act needs, in a line that a person can check:

    category=sofas   -material=leather   ~price=85..115   %feature=lightweight
    drop:price  shift:cheaper  shift:more:formal  exclude:brand  same:brand  order:cheapest  undo
    @2   @it   @colour=blue   @earlier   qty:2

`-` is unwanted, `~` soft, `%` either soft or hard. `a|b` accepts either, `(a)` is accepted and
not asked for, `material=wool*` also takes what is called so ("merino wool"), and
`category=boots*` is a word that names several categories. `!` marks a value that the catalog
lacks. A size or a colour that belongs to a cart act or a question is written as a constraint too.
"""

from dataclasses import dataclass
from enum import StrEnum

from agents.constraints import Kind


class Family(StrEnum):
    """What a token is about; each family is scored by itself."""

    CONSTRAINT = "constraint"
    EDIT = "edit"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class WordFamily:
    """A word that names several categories: those it surely names, and those it may."""

    core: frozenset[str]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Option:
    """One accepted form of a token."""

    family: Family
    name: str
    """The kind of a constraint; all of an edit or of a reference."""
    value: str = ""
    wanted: bool = True
    hard: bool | None = True
    """None: either."""
    known: bool = True
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that a reading is expected to hold."""

    text: str
    options: tuple[Option, ...]
    optional: bool = False


def token(text: str) -> Token:
    """Read a token's notation.

    Raises:
        ValueError: It is in no form that the module's description names.
    """
    optional = text.startswith("(") and text.endswith(")")
    options = tuple(_option(part) for part in text.strip("()").split("|"))
    return Token(text, options, optional)


def _option(text: str) -> Option:
    if text.startswith("@"):
        return Option(Family.REFERENCE, text)
    if text.startswith(("drop:", "shift:", "exclude:", "same:", "order:", "qty:", "undo")):
        return Option(Family.EDIT, text)
    sign, body = (text[0], text[1:]) if text[:1] in "-~%" else ("", text)
    kind, equals, value = body.partition("=")
    if not equals or kind not in set(Kind):
        raise ValueError(f"{text!r} is no token; write KIND=VALUE, EDIT:NAME or @REFERENCE.")
    unknown = value.startswith("!") or kind == Kind.TYPE
    starred = value.endswith("*")
    return Option(
        Family.CONSTRAINT,
        kind,
        value.removeprefix("!").removesuffix("*"),
        wanted=sign != "-",
        hard={"": True, "-": None, "~": False, "%": None}[sign],
        known=not unknown,
        starred=starred,
    )
