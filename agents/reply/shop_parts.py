"""What a reply says of boards, of the shop's rules and orders, and of the voice itself."""

from dataclasses import dataclass
from enum import StrEnum

from agents.orders import OrderStatus
from agents.pending import Slot
from agents.policies import Contact, PolicyAnswer
from retrieval.product import Product
from retrieval.query import PriceRange


class BoardDeed(StrEnum):
    """What was done with a board."""

    SAVED = "saved"
    THERE_ALREADY = "there_already"
    MADE = "made"
    TAKEN_OFF = "taken_off"
    NOT_ON_IT = "not_on_it"
    CLEARED = "cleared"
    EMPTY = "empty"
    """Nothing is on it."""
    NONE = "none"
    """There is no such board."""
    WHICH = "which"
    """It is not clear which board is meant."""


@dataclass(frozen=True, slots=True)
class BoardDone:
    """Something was done with a board, or could not be."""

    deed: BoardDeed
    board: str | None = None
    products: tuple[Product, ...] = ()
    others: tuple[str, ...] = ()
    """Names of the boards that there are."""


@dataclass(frozen=True, slots=True)
class BoardShown:
    """The products of a board are on the screen; `spoken` of them are named."""

    board: str
    products: tuple[Product, ...]
    spoken: int


@dataclass(frozen=True, slots=True)
class PolicySaid:
    """The policy file's answer, or that it has none."""

    answer: PolicyAnswer


@dataclass(frozen=True, slots=True)
class OrderSaid:
    """What is known of an order."""

    status: OrderStatus | None = None
    number: str | None = None
    """The number asked about; None where none was said."""
    visible: bool = False
    """Whether orders can be looked up here at all."""
    contact: Contact | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """How to reach a person; None where the shop names nobody."""

    contact: Contact | None


@dataclass(frozen=True, slots=True)
class PaceSet:
    """The voice speaks slower or faster from now on."""

    pace: float
    """Of the voice's own: 0.8 to 1.25."""
    topic: str
    at_limit: bool
    spoken: bool
    """Whether this conversation is spoken."""


@dataclass(frozen=True, slots=True)
class InCurrency:
    """What prices here are in, where another currency was spoken of; nothing is converted."""

    shop: str
    """The code of the shop's currency."""
    taken: PriceRange | None = None
    """The amount that was said, taken as the shop's currency; None where only asked about."""


@dataclass(frozen=True, slots=True)
class StillAsks:
    """The question that waited through a side question is put again."""

    slot: Slot
    choices: tuple[str, ...]
