"""What is said without any product, and what is said once more."""

from dataclasses import dataclass
from enum import StrEnum


class Talk(StrEnum):
    """What is said without any product."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HOW_ARE_YOU = "how_are_you"
    IDENTITY = "identity"
    COMPLIMENT = "compliment"
    FOND = "fond"
    INSULT = "insult"
    HELP = "help"
    ORDER = "order"
    DELIVERY = "delivery"
    RETURNS = "returns"
    PAYMENT = "payment"
    ACCOUNT = "account"
    SAVE = "save"
    BUNDLE = "bundle"
    STOP = "stop"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"
    ASR_FAILURE = "asr_failure"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    LEFT_OUT = "left_out"
    """A waiting cart act was called off."""
    NOT_IN_CART = "not_in_cart"
    REMOVE_WHICH = "remove_which"
    KEPT = "kept"
    """Something that would have taken many things at once was called off."""
    CHANGE_WHICH = "change_which"
    ZERO = "zero"
    """None of something were to be added."""
    NO_CARDS = "no_cards"
    """A card number was told, which nobody asked for."""
    EXCHANGE = "exchange"
    WARRANTY = "warranty"
    DISCOUNTS = "discounts"
    GIFT_WRAP = "gift_wrap"
    STORES = "stores"
    CONTACT = "contact"
    PRIVACY = "privacy"
    ASK_WISH = "ask_wish"
    LANGUAGE = "language"
    """Another language than English."""
    CODE = "code"
    INSTRUCTIONS = "instructions"
    """An attempt to give the assistant other rules."""
    SELF_HARM = "self_harm"
    THREAT = "threat"
    SEXUAL = "sexual"
    PERSONAL = "personal"
    """Something was told that nobody should tell: a password, an address."""
    PRIVATE = "private"
    """Something was asked about other people."""
    HAGGLE = "discount"
    RESTRICTED = "restricted"
    MEDICAL = "medical"
    MEDICINE = "medicine"
    EMERGENCY = "emergency"
    TOO_MANY = "too_many"
    """Everything that the shop has was to go into the cart."""
    THINKING = "thinking"
    """The shopper wants a moment."""
    NOTHING_SAID = "nothing_said"
    """A request to repeat before anything was said."""


@dataclass(frozen=True, slots=True)
class Talked:
    """A fixed kind of sentence."""

    talk: Talk
    shown: bool = False
    """Whether products are on the screen."""
    examples: tuple[str, ...] = ()
    """Categories of this shop, to hint at what can be asked for."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The last reply, once more and whole."""

    text: str
