"""Putting into the cart, taking out, looking at it: "add the second one, size ten".

Changing, undoing and paying are `cart_changes`, boards are `saving`.
"""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.line import Span
from agents.understand.part import Part
from agents.understand.things import is_thing
from retrieval.wordset import wordset

# Whisper hears "cart" as "card", "car", "court" and "cat" after "my".
CART = (
    r"(?:(?:my|the|our|your|shopping) ?(?:shopping )?(?:cart|card|car|basket|bag|kart|court|"
    r"trolley|order|carts|heart)|cart|basket)"
)
CART_WORDS = re.compile(rf"\b{CART}\b")
_OBJECT = r"it|that|this|them|those|these|the|my|both|one|all|everything|number|either|\d+|some|any"
_VIEW = re.compile(
    rf"\b(?:what is|what have i got|what do i have|what did i (?:put|add)|show(?: me)?|view|see|"
    rf"open|check|"
    rf"go to|review|list|read(?: me)?|display|look at|how many (?:items|things) (?:are )?|"
    rf"how much is|"
    rf"what about|take me to|is there anything|total (?:of|in|for))(?: \w+){{0,3}}? ?(?:in |of |"
    rf"inside )?{CART}(?! waterproof)\b|"
    r"^(?:my |the |shopping )*(?:cart|basket)(?: please)?$|\bwhat is (?:my|the) (?:cart )?(?:total|"
    r"subtotal)\b(?! (?:of|for|number|weight|distance|capacity)\b)|"
    r"\bhow much (?:is it|does it come to|do i owe|is that)(?: all)? (?:in total|altogether|"
    r"all together|total)\b|"
    r"\bhow much (?:is|are|does|do|for) (?:everything|all of (?:it|that|this)|it all|all (?:of )?"
    r"(?:that|this)|the whole (?:thing|lot|order))(?: cost| come to| together)*\b|"
    r"\bwhat (?:is|does) (?:everything|it all|all (?:of )?(?:that|it)) (?:cost|come to|total)\b|"
    r"^what (?:do i have|have i got)(?: now| so far| in there)*$|"
    r"^how many (?:of (?:them|those) )?(?:do i have|have i got|are in there)"
    r"(?: now| so far| in there)*$|"
    r"\bhow much do i owe(?: you)?\b|"
    r"\bwhat have i (?:added|got) so far\b|^(?:what is the |my )?total(?: please| so far)?$|"
    r"\b(?:give|tell|read) me (?:the|my) (?:sub|running |grand )?total\b|"
    r"\bhow much (?:am i|have i|will i be) (?:spending|spent|paying)\b|"
    r"\bhow much (?:would|will|is|does) (?:it|that|everything|the (?:rest|total)) "
    r"(?:be|cost|come to)? ?(?:all together )?without (?:the|it|that|them)\b|"
    rf"^(?:(?:and|so|ok|wait) )*(?:is|are|do i have|did i (?:put|add)|did you (?:put|add)|have i) "
    rf"(?:\w+ ){{1,5}}?(?:already )?in {CART}|"
    rf"^(?:(?:and|so|ok|wait) )*did (?:you|i|we) (?:already )?(?:add|put in) (?:{_OBJECT})\b"
)
_REMOVE = re.compile(
    rf"(?:^|\b(?:please|and|then|can you|could you|just|ok|now|no|also|actually|to cart) )"
    rf"(?:remove|delete|discard|drop|eliminate)\b|\b(?:remove|delete|discard|drop|eliminate) "
    rf"(?:{_OBJECT})\b|\btake (?:{_OBJECT}) (?:\w+ ){{0,4}}?(?:out|off|away)\b|"
    rf"\btake (?:out|off) (?:{_OBJECT})\b|"
    rf"\b(?:get rid of|throw out|kick out)\b|"
    rf"\b(?:kick|throw|toss|leave|keep|get) (?:{_OBJECT}) (?:\w+ ){{0,4}}?out\b(?! of stock)|"
    rf"\bleave (?:out|off) (?:{_OBJECT})\b|"
    rf"^(?:(?:ok|no|actually|and|then|please|just|let us) )*(?:lose|ditch|scrap) (?:{_OBJECT})\b|"
    rf"\b(?:empty|clear|wipe|reset|clean|dump) (?:out )?(?:the whole |all of )?{CART}|"
    rf"\bstart (?:my |the )?(?:{CART}|cart|basket|order) (?:over|again|from scratch|fresh)\b|"
    r"\bi (?:do not|no longer) (?:want|need) (?:it|that|this|them|the \w+(?: \w+)?) (?:any ?more|"
    rf"any longer|in {CART})\b|"
    r"\bchanged my mind about (?:it|that|the)\b"
)
_EMPTY = re.compile(
    rf"\b(?:empty|clear|wipe|reset|clean|dump) (?:out )?(?:the whole |all of )?{CART}|"
    rf"\bstart (?:my |the )?(?:{CART}|cart|basket|order) (?:over|again|from scratch|fresh)\b|"
    r"\b(?:remove|delete|take|drop|get rid of) (?:everything|all|it all|the lot|them all)\b"
    r"(?! (?:the|of the) \w+s\b)"
)
_INTO = re.compile(rf"\bdrop .*\b(?:in|into|to) {CART}\b")
"""Puts into the cart, for all that "drop" mostly takes out."""
_TO_CART = re.compile(
    rf"\b(?:add|put|place|throw|toss|pop|drop|stick|include|get|move|want|have|like|need|chuck|"
    rf"need|add up)\b.*?"
    rf"\b(?:to|in|into|on|onto|inside) {CART}(?: as well| too| please)?\b|"
    rf"^(?:(?:ok|yes|and|then|now|so|great|please|also) )*"
    rf"(?:the|that|this|number|both|those|these|it)\b"
    rf"(?: (?!to\b|in\b|into\b|is\b|are\b|was\b)[\w-]+){{0,5}} (?:to|into) {CART}"
    r"(?: (?:please|too|as well|then|also))*$|"
    rf"\b(?:put|throw|pop|stick|toss) (?:{_OBJECT})\b(?: \w+){{0,3}} in"
    r"(?: (?:too|instead|as well|please|then|also))*$"
)
_TAKE_FIRM = re.compile(
    r"\b(?:i will take|i will have|i will get|i will buy|we will take|buy|purchase|order|ring up|"
    r"i want to buy|i would like to buy|i am going to (?:take|buy|get)|let us (?:take|buy|get)|"
    r"get me|give me|put me down for|set me up with|i would go for|"
    r"i would like to (?:order|purchase|get)|i want to (?:order|get|purchase)|can i (?:buy|get|"
    r"order|have)|"
    r"could i (?:get|have|buy|order)|take|i am taking|i will order|throw in|sell me|let me (?:get|"
    r"have|buy|take)|grab me|bag)\b"
)
_QUANTITY = re.compile(
    r"\b(?P<n>\d{1,5}|a couple|a pair|one|two|a dozen)(?: (?:more|pairs?|pieces?|units?|copies))*"
    r"(?: (?:of (?:them|those|these|it|that|this|the)))\b|"
    r"\b(?:add|buy|order|get|take|want|make it|make that|have|need|give me|put|throw in|"
    r"i will take|get me) (?:me )?"
    r"(?P<m>\d{1,5})\b(?! (?:inch|dollar|buck|star|year|person|ounce|oz|percent|in\b))|"
    r"\b(?:quantity(?: of| is)?|x) (?P<k>\d{1,5})\b|\b(?P<t>twice|double|both)\b(?! of)"
)
MAX_QUANTITY = 99_999
"""More is a number of something else; what the stock allows is the cart's to say."""


def read_cart(part: Part) -> Reading | None:
    """Return an addition, a removal or a look at the cart; None if `part` is none of them."""
    text = part.text
    if _removes(part):
        return _removal(part)
    of_cart = any(r.in_cart for r in part.references)
    views = None if of_cart else _VIEW.search(text)
    if views and re.search(r"\bof my car\b", text):
        views = None
    if (
        _TO_CART.search(text)
        and not of_cart
        and not (views and re.match(r"(?:\w+ )?(?:what|how|which)\b", text))
    ):
        return cart_act(part, Act.CART_ADD, confidence.WHOLE, products=True)
    if views:
        return Reading(Act.CART_VIEW, confidence.PATTERN, part.words)
    return _addition(part)


def _removes(part: Part) -> bool:
    if _REMOVE.search(part.text) is None or _INTO.search(part.text):
        return False
    # "remove the brand filter", "drop the price limit" are edits of the search.
    return not part.edits or "cart" in part.text


def _removal(part: Part) -> Reading:
    if _EMPTY.search(part.text):
        every = (Reference(part.words, every=True),)
        return Reading(Act.CART_REMOVE, confidence.PATTERN, part.words, references=every)
    return cart_act(part, Act.CART_REMOVE, confidence.PATTERN, products=True)


def _addition(part: Part) -> Reading | None:
    text = part.text
    if _MORE_OF.match(text) and (part.shown.titles or part.shown.cart):
        return cart_act(part, Act.CART_ADD, confidence.PATTERN, products=True)
    if re.match(r"(?:(?:and|yes|ok|please|can you|could you|also|then|let us|so|now|go ahead and|"
        r"just|i want to|i would like to|well|great|perfect) )*"
                r"add\b", text):  # fmt: skip
        known = bool(part.references) or _QUANTITY.search(text) is not None
        if known:
            return cart_act(part, Act.CART_ADD, confidence.PATTERN)
        if part.of(Kind.CATEGORY):
            return cart_act(part, Act.CART_ADD, confidence.LIKELY, products=True)
        bare = not part.content() and not part.edits
        sizes = {f.kind for f in part.found} <= {Kind.SIZE, Kind.COLOUR}
        if bare and sizes:
            return cart_act(part, Act.CART_ADD, confidence.LIKELY)
        return None
    if not part.shown.titles and _BUYS_WISH.search(text) and part.value(Kind.SIZE):
        return None
    if part.shown.titles and _TAKES_SOME.match(text):
        return cart_act(part, Act.CART_ADD, confidence.LIKELY)
    if not part.references or not _takes(part):
        return None
    if re.search(
        r"\b(?:(?<!would )like|similar|instead of|show|see|about|look|(?<!the )cheaper|other|"
        r"more)\b",
        text,
    ):
        return None
    if part.edits_outside_references:
        return None
    # "the black ones" with nothing on the screen is a wish, not a product.
    if not part.shown.titles and any(r.descriptors for r in part.references):
        return None
    gives = re.search(r"\b(?:give me|get me|can i have|could i have|can i get|could i get)\b", text)
    return cart_act(part, Act.CART_ADD, confidence.LIKELY if gives else confidence.PATTERN)


_BUYS_WISH = re.compile(r"^(?:please )?(?:buy|order|get) (?:it|them)\b")
"""With nothing shown it goes on with the wish: "get me sandals. Buy them in size seven"."""
_TAKES_SOME = re.compile(
    r"^(?:(?:ok|great|yes|well|perfect|so|then|alright) )*(?:i will take|i will have|i will buy|"
    r"give me|let me (?:get|have|take)|i want to buy) (?:\d{1,2}|another|another \d)"
    r"(?: (?:pairs?|please|then|thanks|thank you))*$"
)
_MORE_OF = re.compile(
    r"^(?:(?:and|ok|yes|please|actually|can you|could you|i want|i need|i will take|add|get|"
    r"give me|also) )*(?:another|(?:one|\d{1,3}|a couple) (?:more|extra))"
    r"(?: (?:pairs?|pieces?))? of (?:the|those|these|my|them|that)\b"
)
"""More of what is there already: "one more of the socks"."""
_WORDS_BETWEEN = 4
"""Words that may stand between "take" and what is taken: "get me three of them"."""


def _takes(part: Part) -> bool:
    """Tell whether a verb of buying has a product shown as its object."""
    outside = [f for f in part.of(Kind.CATEGORY)
               if not any(f.span.overlaps(s) for s in part.reference_spans)]  # fmt: skip
    if outside:
        return False
    return any(
        0 <= reference.start - verb.stop <= _WORDS_BETWEEN
        for _, verb in part.line.find(_TAKE_FIRM)
        for reference in part.reference_spans
    )


def cart_act(part: Part, act: Act, sure: float, products: bool = False) -> Reading:
    """Return a reading with the references, size, colour and quantity of `part`."""
    references = _with_properties(part) if act is Act.CART_ADD else part.references
    references, size, colour = _apposed(part, references)
    if products and not references:
        references = types_named(part)
    if not references and act is Act.CART_ADD and (name := _strange_name(part)):
        references = (Reference(part.words, mentions=name),)
    if not references:
        references = (Reference("", deictic=True),)
        sure = min(sure, confidence.LIKELY) if act is not Act.CART_ADD else sure
    return Reading(
        act,
        sure,
        part.words,
        references=references,
        size=part.value(Kind.SIZE) or size,
        colour=part.value(Kind.COLOUR) or colour,
        quantity=quantity_of(part),
    )


def _strange_name(part: Part) -> str | None:
    """Return a name after "the" that is on nothing shown: "add the Nettle" adds no other pot."""
    rest = set(part.content())
    for i, token in enumerate(part.line.tokens[1:], start=1):
        named = token.capital and part.line.norm(i - 1) == "the" and token.norm in rest
        if named and not is_thing(token.norm) and token.value is None:
            return token.norm
    return None


_Form = str | None


def _apposed(
    part: Part, references: tuple[Reference, ...]
) -> tuple[tuple[Reference, ...], _Form, _Form]:
    """Return what is named, with the size and color it is wanted in: "the lamp, the red one"."""
    if len(references) != 2 or _only_form(references[0]) or not _only_form(references[1]):
        return references, None, None
    first, last = part.reference_spans[:2]
    between = part.line.text_of(Span(min(first.stop, last.start), last.start)).split()
    if first.start > last.start or _ALSO & {*between}:
        return references, None, None
    told = dict(references[1].descriptors)
    return references[:1], told.get(Kind.SIZE), told.get(Kind.COLOUR)


_ALSO = wordset("and or plus also with then")


def _only_form(reference: Reference) -> bool:
    kinds = {kind for kind, _ in reference.descriptors}
    placed = reference.ordinal is not None or reference.every or reference.in_cart
    return bool(kinds) and kinds <= {Kind.SIZE, Kind.COLOUR} and not placed


def _with_properties(part: Part) -> tuple[Reference, ...]:
    """Return the references, "the cheapest one with wheels" of those that have them."""
    references = []
    for reference, span in zip(part.references, part.reference_spans, strict=True):
        most = reference.cheapest or reference.dearest or reference.best_rated or reference.quality
        behind = _behind(part, span) if most and not reference.descriptors else ()
        references.append(replace(reference, descriptors=behind) if behind else reference)
    return tuple(references)


def _behind(part: Part, span: Span) -> tuple[tuple[Kind, str], ...]:
    """Return the properties that follow at once: "with wheels", "made of oak"."""
    told: list[tuple[Kind, str]] = []
    at = span.stop
    for each in sorted(part.found, key=lambda f: f.span.start):
        gap = {part.line.norm(i) for i in range(at, each.span.start)}
        if each.span.start < at:
            continue
        inside = part.line.norm(each.span.start)
        before_one = part.line.norm(each.span.stop) in _THINGS
        linked = bool(gap or told or inside in _LINKS or before_one)
        of_it = each.kind in _PROPERTIES or (each.kind is Kind.COLOUR and before_one and not gap)
        if not of_it or not each.wanted or not gap <= _LINKS or not linked:
            break
        told.append((each.kind, str(each.values[0])))
        at = each.span.stop
    return tuple(told)


_THINGS = wordset("one ones pair pairs option options product item")
_PROPERTIES = frozenset({Kind.FEATURE, Kind.MATERIAL})
"""Not sizes and colors: "the cheapest one in blue" may be the cheapest one, in blue."""
_LINKS = wordset("with that has have which is are made of from and a an")


def types_named(part: Part) -> tuple[Reference, ...]:
    """Return a reference by what is named: "add the tent", "take the socks out"."""
    kinds = (Kind.BRAND, Kind.CATEGORY, Kind.MATERIAL)
    cart = [s for _, s in part.line.find(CART_WORDS)]
    named = tuple(
        (f.kind, str(f.values[0]))
        for f in part.found
        if f.kind in kinds and f.wanted and not any(f.span.overlaps(s) for s in cart)
    )
    return (Reference(part.words, descriptors=named),) if named else ()


def quantity_of(part: Part) -> int | None:
    """Return how many are asked for: "two of those", "add three"; None if it is not said."""
    for match, span in part.line.find(_QUANTITY):
        said = match["n"] or match["m"] or match["k"] or match["t"]
        if said is None or said == "both":
            continue
        if any(
            f.kind in (Kind.SIZE, Kind.PRICE, Kind.RATING) and f.span.overlaps(span)
            for f in part.found
        ):
            continue
        words = {
            "a couple": 2,
            "a pair": 1,
            "one": 1,
            "two": 2,
            "a dozen": 12,
            "twice": 2,
            "double": 2,
        }
        amount = words.get(said) or (int(said) if said.isdigit() else None)
        if amount is not None and amount <= MAX_QUANTITY:
            return amount
    return None
