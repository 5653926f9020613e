"""Changing what is in the cart, taking the last change back, and paying.

"make it two", "change the boots to a ten", "swap it for the black one", "undo that",
"put the tent back", "I'm ready to pay". Read only against what is known of the cart
(`Shown.cart`): with nothing in it the same words are a search's. Which line is meant, and
whether it can be had so, the cart's node decides.
"""

import re

from agents.acts import Act
from agents.constraints import Kind, Undo
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.cart import CART, CART_WORDS, types_named
from agents.understand.part import Part

DOUBLE = "double"
"""`Reading.topic` of a change of number that goes by what is there."""
MORE = "more"
FEWER = "fewer"

_OPEN = (
    r"(?:(?:ok|no|oh|oops|wait|sorry|actually|and|then|please|can you|could you|would you|just|so|"
    r"yes|well|hmm|let us|i want you to|i would like you to|hey|now|also|whoops|my mistake|"
    r"that was a mistake) )*"
)
_IT = r"(?:it|that|this|them|those|these)"
_LAST = (
    r"(?:(?:the |my )?(?:last|latest|previous|most recent) (?:thing|one|change|step|action|"
    r"item|addition|removal|edit|update|move)(?:s)?|what (?:i|you|we) (?:just )?(?:did|changed))"
)
_UNDO = re.compile(
    rf"^{_OPEN}(?:undo|revert|reverse|roll back)"
    rf"(?: (?:{_IT}|{_LAST}|the cart|my cart|the removal|the change))?"
    rf"(?: (?:again|please|to {CART}|in {CART}|you did.*|i did.*|i (?:just )?made.*|one more time|"
    r"once more|too|as well|for me|thanks))*$|"
    rf"\b(?:undo|take back|reverse|revert) {_LAST}|"
    rf"^{_OPEN}(?:put|bring|get|add) (?P<back>it|that|this|them|those|these|the [\w ]{{2,30}}?|"
    rf"everything|all of it) back(?: (?:in|again|please|into|to|on|{CART}|in {CART}|there))*$|"
    rf"\bput (?:{_IT}|everything) (?:back )?(?:how|the way|as|like) (?:it|they) (?:was|were)\b|"
    r"\bi did not (?:mean|want|intend|ask you) (?:to |for )?(?:you to )?(?:\w+ ){0,2}?"
    r"(?:remove|removed|delete|deleted|add|added|change|changed|drop|dropped|take|empty|clear)\b"
    r"(?!.*\b(?:instead|but)\b)|"
    r"\bi (?:removed|deleted|added|changed|emptied) (?:it|that|them|those|the wrong \w+|"
    r"the \w+|my \w+) by (?:mistake|accident)\b|"
    r"\bi did not (?:want|ask for) (?:it|that|them|those|the \w+) (?:removed|gone|deleted|"
    r"taken out|out)\b|"
    rf"^{_OPEN}(?:that|it|this) was (?:a |my |an )?(?:mistake|accident|error|by accident)$|"
    rf"\brestore (?:{CART}|it|that|them|the last)\b|"
    rf"\bgo back to (?:what|how|the way) (?:my |the )?(?:{CART}|cart|it) (?:was|were|looked)\b|"
    rf"\bhow {CART} was before\b"
)
_CHECKOUT = re.compile(
    r"\b(?:check ?out(?! the \w| this \w| these \w| some| what| that \w)|check me out|"
    r"place (?:the|my|an|this) order|proceed to (?:check ?out|payment|pay)|"
    r"ready to (?:pay|buy|order|purchase|check out)|"
    r"(?:complete|finalize|finalise|finish|submit|confirm) (?:my|the|this) (?:order|purchase)|"
    r"pay now|ring (?:me|it|this|them|these|everything) up|"
    r"(?:want|like|need|going|have) to pay(?: now| for (?:it|this|these|them|everything|"
    r"my \w+|the \w+))?$|"
    r"(?:let (?:me|us)|can i|how (?:do|can) i|where (?:do|can) i|may i|could i) (?:just )?"
    r"pay(?: now| here| for (?:it|this|these|that|them|everything|my \w+|all (?:of )?\w+))*$|"
    r"pay for (?:it|this|these|everything|my (?:cart|stuff|things|order))(?: now)?$|"
    rf"(?:buy|order|purchase|get) (?:everything|all|it all|all of it|the lot|what is) (?:that is )?"
    rf"in {CART}|"
    rf"how (?:do|can|would) i (?:buy|order|purchase) (?:it|this|these|them|everything|"
    r"all (?:of )?(?:it|this))(?: stuff| things| now)?$|"
    r"how (?:do|can) i (?:buy|order|purchase) (?:this|these|my) (?:stuff|things|items)|"
    r"cash me out|take my (?:money|order)|(?:go|take me|get me|head|send me|bring me) to "
    r"(?:the )?(?:check ?out|register|till|payment)|"
    r"(?:help|want|need|like|how|trying) (?:\w+ )?(?:to )?(?:place|make|submit) "
    r"(?:an|my|a new|the) (?:order|purchase))\b"
)
_NOT_PAYING = re.compile(
    r"\b(?:with|using|via|by card|by check|monthly|paypal|card|cash|later|installments?|"
    r"from|possible|shipping|return\w*|show|find|looking|before|problem\w*|trouble|error|failed|"
    r"fails)\b"
)
_VERB = (
    r"(?:change|switch|swap|exchange|update|set|make|turn|bump|increase|raise|reduce|decrease|"
    r"lower|cut|modify|edit|adjust|move|replace|put|trade|upgrade|downsize)"
)
_CHANGES = re.compile(rf"^{_OPEN}{_VERB}\b(?: up| down)?(?P<rest> .+)$")
_NUMBER = re.compile(
    r"(?:\b(?:to|be|into|at|down to|up to) |^(?:it|that|this|them|those|these) |"
    r"(?<=[a-z] ))(?P<n>\d{1,5}|one|a pair)(?: (?:pairs?|pieces?|units?))?"
    r"(?: of (?:them|those|these|it|that|each))?(?: (?:please|instead|then|in total|total|now|"
    r"rather|thanks))*$"
)
_TO_NUMBER_OF = re.compile(
    r"\bto (?:just |only )?(?P<n>\d{1,5}|one) (?:of )?(?:the |my )?[a-z]+(?: please| instead)*$"
)
_OF_A_KIND = re.compile(
    r"^(?:it|that|this|them|those|these) (?P<n>\d{1,3}|one) (?:of )?(?:the |my |these |those )?"
    r"(?P<what>[a-z]+(?: [a-z]+)?)(?: (?:please|instead|then|in total|total|now|rather|thanks))*$"
)
"""Pieces of a thing that is named: "make that four mugs"."""
_SO_MANY_OF = re.compile(
    rf"^{_OPEN}(?:i )?(?:want|need|would like|meant|wanted|needed|will need) "
    r"(?P<n>\d{1,3}|one) of (?:the|my) (?P<what>[a-z]+(?: [a-z]+){0,2})$"
)
"""Pieces in all of a thing in the cart: "I need four of the mugs"."""
_A_SIZE = re.compile(
    r"\b(?:to|for|into|in|be|it|them|that|those) (?:an?|the|size|a size) (?P<s>\d{1,2}(?:\.5)?|"
    r"x*[sml]|small|medium|large|extra large)\b(?! (?:of|pairs?|one|pieces?|more))"
)
_INSTEAD = re.compile(
    r"\b(?:i )?(?:only |just )?(?:want|need|take|have|get|like)(?: just| only)? "
    rf"(?P<n>\d{{1,5}}|one) (?:of )?(?:the|my|those|these|them|that|it)\b.*"
    rf"\b(?:instead(?: of (?:\d{{1,5}}|one))?|in {CART}|now|not \d{{1,5}})\b|"
    rf"^{_OPEN}(?:i )?(?:only|just) (?:want|need|wanted|needed)(?: to (?:buy|get|order))? "
    r"(?P<m>\d{1,5}|one) (?:of )?(?:the|my|those|these|them|that|it)\b"
)
_FORM_IN_CART = re.compile(
    rf"\b(?:get|have|want|like|make|need|take|in) .*\b(?:in {CART}|instead of)\b"
)
_PUTS = re.compile(r"(?:\w+ ){0,4}?(?:put|place|throw|stick|pop|add)\b")
"""What is put into the cart is no change of it: "put the gray one in my cart"."""
_TIMES = re.compile(
    rf"^{_OPEN}(?P<verb>double|triple)\b(?! (?:bed|room|wall|door|layer|sided|decker|stroller|"
    r"breasted|burner|sleeping))"
)
_BY = re.compile(rf"^{_OPEN}(?:one|(?P<n>\d{{1,3}})) (?P<way>fewer|less)\b")
_QUANTITY_OF = re.compile(r"\b(?:quantity|number|amount|count)\b")
_SWAP = re.compile(r"\b(?:for|with|by|to) ")
_EVERYTHING_ELSE = re.compile(
    r"\b(?:cheaper|search|filter|results?|color of the|sort|order by|budget|price|brand|show|find|"
    r"room|gift|sense|sure|look)\b"
)


def read_cart_change(part: Part) -> Reading | None:
    """Return a change of the cart, its undoing or the wish to pay; None for anything else."""
    text = part.text
    if (undo := _UNDO.search(text)) and not _searched(part):
        return _undoing(part, undo["back"])
    if _CHECKOUT.search(text) and not _NOT_PAYING.search(text):
        return Reading(Act.CHECKOUT, confidence.PATTERN, part.words)
    in_cart = CART_WORDS.search(text) is not None
    if not (part.shown.cart or part.shown.added or in_cart):
        return None
    return _change(part, in_cart)


def _searched(part: Part) -> bool:
    """Tell whether "put the price limit back" is about the search: an edit of it is in there."""
    return any(not isinstance(e.edit, Undo) for e in part.edits)


_EITHER = re.compile(r"\b(?:undo|revert|reverse|roll back|take back)\b")


def _undoing(part: Part, named: str | None) -> Reading:
    references = tuple(r for r in part.references if r.descriptors or not r.deictic)
    if named and not references and not re.fullmatch(f"{_IT}|everything|all of it", named):
        references = (Reference(named, deictic=True),)
    # "Undo that" may be about the search as well: what was changed last tells.
    either = _EITHER.search(part.text) and not (CART_WORDS.search(part.text) or references)
    edits = (Undo(part.words),) if either else ()
    return Reading(
        Act.CART_UNDO, confidence.PATTERN, part.words, references=references, edits=edits
    )


def _change(part: Part, in_cart: bool) -> Reading | None:
    text = part.text
    if _EVERYTHING_ELSE.search(text) or (in_cart and _PUTS.match(text)):
        return None
    if _TIMES.match(text) and (part.references or types_named(part)):
        return _read(part, topic=DOUBLE if "double" in text else "triple")
    if (by := _BY.match(text)) is not None:
        return _read(part, quantity=int(by["n"] or 1), topic=FEWER)
    if (only := _INSTEAD.search(text)) is not None and (part.shown.cart or part.shown.added):
        return _read(part, quantity=_number(only["n"] or only["m"]))
    if (many := how_many(part)) is not None:
        return _read(part, quantity=many)
    if in_cart and _FORM_IN_CART.search(text) and (form := _form(part)) != (None, None):
        if part.references or types_named(part):
            return _read(part, size=form[0], colour=form[1])
        return None
    changes = _CHANGES.match(text)
    if changes is None:
        return None
    if len(part.references) > 1 and _SWAP.search(text):
        # "swap the boots for the second one": another product in its place.
        return Reading(Act.CART_CHANGE, confidence.LIKELY, part.words, references=part.references)
    size, colour = _form(part)
    quantity = _quantity(changes["rest"].strip(), text, part)
    if size and quantity and not _QUANTITY_OF.search(text) and _A_SIZE.search(text):
        quantity = None
    if not (size or colour or quantity is not None):
        return None
    if not (in_cart or _names_line(part)):
        return None
    return _read(part, size=size, colour=colour, quantity=quantity)


def how_many(part: Part) -> int | None:
    """Return how many are wanted in all of a thing that is only in the cart; None if not said."""
    many = _SO_MANY_OF.match(part.text)
    return _number(many["n"]) if many and _held_alone(part, many["what"]) else None


def _held_alone(part: Part, what: str) -> bool:
    """Tell whether a thing is in the cart and not also on the screen."""
    said = _named(what)
    on_screen = any(said & _named(title) for title in part.shown.titles)
    return not on_screen and any(said & _named(title) for title in part.shown.cart)


def _names_line(part: Part) -> bool:
    """Tell whether a line of the cart is pointed at or named."""
    references = tuple(r for r in part.references if not _only_form(r)) or types_named(part)
    if not references:
        return bool(part.references) or bool(_QUANTITY_OF.search(part.text))
    if part.shown.added or all(r.deictic and not _named(r.words) for r in references):
        return True
    held = _named(" ".join(part.shown.cart))
    return any(_named(r.words) & held or r.ordinal for r in references)


def _named(words: str) -> set[str]:
    """Return the words that may name a product, without the endings of plurals."""
    norm = re.findall(r"[a-z0-9]{3,}", words.lower())
    return {w.rstrip("s").removesuffix("e") for w in norm} - _POINTING


_POINTING = frozenset(
    {"it", "that", "thi", "them", "thos", "thes", "the", "on", "one", "pair", "item", "last", "for"}
)


def _quantity(rest: str, text: str, part: Part) -> int | None:
    if (found := _TO_NUMBER_OF.search(text)) or (found := _NUMBER.search(rest)):
        return _number(found["n"])
    of_kind = _OF_A_KIND.match(rest)
    if of_kind and _named(of_kind["what"]) & _named(" ".join(part.shown.cart)):
        return _number(of_kind["n"])
    return None


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isdigit() else 1 if said in ("one", "a pair") else None


def _form(part: Part) -> tuple[str | None, str | None]:
    """Return the size and the colour that the line is to have."""
    spoken = _A_SIZE.search(part.text)
    size = next((str(f.values[0]) for f in part.of(Kind.SIZE)), None)
    colour = next((str(f.values[0]) for f in part.of(Kind.COLOUR)), None)
    return size or (spoken["s"] if spoken else None), colour


def _read(
    part: Part,
    size: str | None = None,
    colour: str | None = None,
    quantity: int | None = None,
    topic: str | None = None,
) -> Reading:
    references = tuple(r for r in part.references if not _only_form(r)) or types_named(part)
    only_it = all(r.deictic and not r.descriptors for r in references)
    if quantity is not None and only_it and part.of(Kind.CATEGORY):
        references = types_named(part)  # "change it to four mugs": the mugs
    return Reading(
        Act.CART_CHANGE,
        confidence.PATTERN,
        part.words,
        references=references or (Reference("", deictic=True),),
        size=size,
        colour=colour,
        quantity=quantity,
        topic=topic,
    )


def _only_form(reference: Reference) -> bool:
    """Tell whether "the black one" is what the line is to become, rather than the line."""
    kinds = {kind for kind, _ in reference.descriptors}
    return bool(kinds) and kinds <= {Kind.SIZE, Kind.COLOUR}
