"""How an attribute of any catalog is said: "is waterproof", "has pockets", "weighs 450 g".

Known names have their own words; others follow from how the name is built, so
that a catalog that nobody here has seen is still spoken of in sentences.
"""

from dataclasses import dataclass

from agents.reply.names import is_many
from retrieval.product import Product

_ARE_NOT, _IS_NOT = "aren't", "isn't"
_DO_NOT, _DOES_NOT = "don't", "doesn't"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a sentence is about, and how its verbs end."""

    words: str
    """ "it", "they", "the Ridge Mid"."""
    many: bool

    @classmethod
    def of(cls, product: Product, name: str | None = None) -> "Subject":
        """Return "it" or "they", or the product's name."""
        many = is_many(product)
        if name is None:
            return cls("they" if many else "it", many)
        # A name without its noun is singular: "the Motif Over-Ear runs for 52 hours".
        return cls(name, many and name.split()[-1] == product.title.split()[-1])

    @property
    def is_(self) -> str:
        """Return "it's", "they're", "the Ridge Mid is"."""
        if self.words in ("it", "they"):
            return "they're" if self.many else "it's"
        return f"{self.words} {'are' if self.many else 'is'}"

    @property
    def is_not(self) -> str:
        return f"{self.words} {_ARE_NOT if self.many else _IS_NOT}"

    @property
    def does_not(self) -> str:
        return f"{self.words} {_DO_NOT if self.many else _DOES_NOT}"

    def verb(self, plain: str) -> str:
        """Return "it weighs", "they weigh"."""
        if plain == "have":
            return f"{self.words} {'have' if self.many else 'has'}"
        ending = "" if self.many else ("es" if plain.endswith(("ch", "sh", "s")) else "s")
        return f"{self.words} {plain}{ending}"

    @property
    def its(self) -> str:
        return "their" if self.many else "its"


_VERBS = {
    "assembly_required": ("need", "assembly"),
    "auto_shutoff": ("switch", "off automatically"),
    "blackout": ("block", "out the light"),
    "gift_boxed": ("come", "in a gift box"),
    "induction_compatible": ("work", "on induction"),
    "usb_charging": ("charge", "over USB"),
    "solar_powered": ("charge", "in the sun"),
    "milk_frother": ("froth", "milk"),
    "uv_protection": ("protect", "from UV"),
    "tsa_lock": ("have", "a TSA lock"),
    "noise_cancelling": ("have", "noise cancelling"),
    "grinder": ("have", "a built-in grinder"),
    "hooded": ("have", "a hood"),
    "microphone": ("have", "a microphone"),
    "touchscreen": ("have", "a touchscreen"),
    "removable_cover": ("have", "a removable cover"),
    "stretch": ("have", "some stretch"),
    "usb_c": ("have", "USB-C"),
    "screen": ("have", "a screen"),
    "foldable": ("fold", "flat"),
    "stackable": ("stack", ""),
    "ankle_support": ("have", "ankle support"),
    "recycled": ("use", "recycled material"),
    "refillable": ("take", "refills"),
}
_ADJECTIVE_ENDINGS = (
    *("able", "ible", "proof", "free", "safe", "resistant", "ed", "less", "friendly"),
    *("ic", "ous", "ful", "lit", "al", "tight", "ive", "compatible", "cancelling", "drying"),
    *("absorbing", "saving", "hydrating", "brightening", "lengthening", "self-watering"),
)
_ADJECTIVES = frozenset(
    {"nonstick", "vegan", "recycled", "non slip", "compact", "lightweight", "heavyweight", "soft"}
    | {"light", "warm", "thick", "thin", "quiet", "sturdy"}
)
_INITIALS = frozenset({"bpa", "usb", "tsa", "uv", "led", "spf", "hdmi", "gps", "stem"})
_MEASURES = {
    "weight": ("weigh", ""),
    "capacity": ("hold", ""),
    "volume": ("hold", ""),
    "weight_limit": ("carry", "up to"),
    "battery_life": ("run", "for up to"),
    "sleeps": ("sleep", ""),
    "seats": ("seat", ""),
    "range": ("reach", ""),
    "dimensions": ("measure", ""),
    "piece_count": ("have", ""),
}


def spaced(attribute: str) -> str:
    """Return an attribute's name as words."""
    words = attribute.replace("_", " ").split()
    return " ".join(w.upper() if w in _INITIALS else w for w in words)


def stated(subject: Subject, attribute: str, yes: bool) -> str:
    """Return "it's waterproof", "it isn't waterproof", "it doesn't have pockets"."""
    verb, rest = _said_with(attribute)
    if verb == "be":
        return f"{subject.is_ if yes else subject.is_not} {rest}"
    said = subject.verb(verb) if yes else f"{subject.does_not} {verb}"
    return f"{said} {rest}".rstrip()


def that_has(feature: str) -> str:
    """Return "that's waterproof", "that has a TSA lock", "with pockets"."""
    key = feature.lower().replace(" ", "_").replace("-", "_")
    if key in _VERBS:
        return stated(Subject("that", many=False), key, yes=True)
    if feature.startswith(("for ", "with ", "in ")):
        return feature
    return f"that's {feature}" if is_adjective(feature) else f"with {feature}"


def not_so(subject: Subject, attribute: str) -> str:
    """Return "the second isn't", where the property itself was just said."""
    return subject.is_not if _said_with(attribute)[0] == "be" else subject.does_not


def so(subject: Subject, attribute: str) -> str:
    """Return "the second is", "the second does", after another one was said not to."""
    be = attribute in ("material", "brand", "audience") or _said_with(attribute)[0] == "be"
    if be:
        return f"{subject.words} {'are' if subject.many else 'is'}"
    return f"{subject.words} {'do' if subject.many else 'does'}"


def _said_with(attribute: str) -> tuple[str, str]:
    """Return the verb of a property, and what follows it."""
    words = spaced(attribute)
    if attribute in _VERBS:
        return _VERBS[attribute]
    if attribute.endswith("_included"):
        thing = words.removesuffix(" included")
        return "come", f"with {'an' if thing[0] in 'aeiou' else 'a'} {thing}"
    return ("be", words) if is_adjective(words) else ("have", words)


def is_property(attribute: str) -> bool:
    """Say whether an attribute is had or not, rather than measured."""
    if attribute in _MEASURES:
        return False
    return _said_with(attribute)[0] != "have" or attribute in _VERBS


def is_measure(attribute: str) -> bool:
    """Say whether a measured fact has a verb of its own: "weighs", "holds"."""
    return attribute in _MEASURES


def is_adjective(words: str) -> bool:
    """Say whether a property goes after "is" rather than after "has"."""
    low = words.casefold().replace("-", " ")
    last = low.split()[-1] if low.split() else ""
    return low in _ADJECTIVES or last.endswith(_ADJECTIVE_ENDINGS)


def measured(subject: Subject, attribute: str, value: str) -> str:
    """Return "it weighs 450 g", "its fit is slim"."""
    if attribute in _MEASURES:
        verb, rest = _MEASURES[attribute]
        if verb == "carry" and not subject.many:
            return f"{subject.words} carries {rest} {value}"
        return " ".join(f"{subject.verb(verb)} {rest} {value}".split())
    if subject.words in ("it", "they"):
        return f"{subject.its} {spaced(attribute)} is {value}"
    return f"the {spaced(attribute)} of {subject.words} is {value}"
