"""Cart acts, saving and comparing: "add the second one, size ten", "what's in my cart"."""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Question, Reading, Reference
from agents.understand import confidence
from agents.understand.part import Part

# Whisper hears "cart" as "card", "car", "court" and "cat" after "my".
_CART = (
    r"(?:(?:my|the|our|your|shopping) ?(?:shopping )?(?:cart|card|car|basket|bag|kart|court|"
    r"trolley|order|carts|heart)|cart|basket)"
)
_CART_WORDS = re.compile(rf"\b{_CART}\b")
_VIEW = re.compile(
    rf"\b(?:what is|what have i got|what do i have|what did i (?:put|add)|show(?: me)?|view|see|"
    rf"open|check|"
    rf"go to|review|list|read(?: me)?|display|look at|how many (?:items|things) (?:are )?|"
    rf"how much is|"
    rf"what about|take me to|is there anything|total (?:of|in|for))(?: \w+){{0,3}}? ?(?:in |of |"
    rf"inside )?{_CART}(?! waterproof)\b|"
    r"\b(?:check ?out|check me out|place (?:the|my|an) order|proceed to (?:checkout|payment)|"
    r"ready to (?:pay|buy|order)|"
    r"complete (?:my|the) (?:order|purchase)|finish (?:my|the) order|pay now|let me pay|"
    r"pay for (?:it|this|these|everything))\b|"
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
    r"\bwhat have i (?:added|got) so far\b|^(?:what is the |my )?total(?: please| so far)?$"
)
_CHECKOUT = re.compile(
    r"\bcheck ?out|check me out|\bpay\b|place .* order|\bpurchase\b|proceed|finish"
)
_OBJECT = r"it|that|this|them|those|these|the|my|both|one|all|everything|number|either|\d+|some|any"
_REMOVE = re.compile(
    rf"(?:^|\b(?:please|and|then|can you|could you|just|ok|now|no|also|actually|to cart) )"
    rf"(?:remove|delete|discard|drop|eliminate)\b|\b(?:remove|delete|discard|drop|eliminate) "
    rf"(?:{_OBJECT})\b|\btake (?:{_OBJECT}) (?:\w+ ){{0,4}}?(?:out|off|away)\b|"
    rf"\btake (?:out|off) (?:{_OBJECT})\b|"
    rf"\b(?:get rid of|throw out|kick out)\b|\bput (?:\w+ ){{1,4}}?back\b|\b(?:empty|"
    rf"clear) (?:out )?{_CART}|"
    r"\bi (?:do not|no longer) want (?:it|that|this|them|the \w+(?: one)?) (?:anymore|any more|"
    r"any longer|in)\b|"
    r"\bundo (?:that|it|the last)\b|\bchanged my mind about (?:it|that|the)\b"
)
_EMPTY = re.compile(
    rf"\b(?:empty|clear) (?:out )?{_CART}|\b(?:remove|delete|take) (?:everything|all|it all)\b"
)
_TO_CART = re.compile(
    rf"\b(?:add|put|place|throw|toss|pop|drop|stick|include|get|move|want|have|like|need|chuck|"
    rf"need|add up)\b.*?"
    rf"\b(?:to|in|into|on|onto|inside) {_CART}(?: as well| too| please)?\b"
)
_TAKE_FIRM = re.compile(
    r"\b(?:i will take|i will have|i will get|i will buy|we will take|buy|purchase|order|ring up|"
    r"i want to buy|i would like to buy|i am going to (?:take|buy|get)|let us (?:take|buy|get)|"
    r"get me|give me|"
    r"i would like to (?:order|purchase|get)|i want to (?:order|get|purchase)|can i (?:buy|get|"
    r"order|have)|"
    r"could i (?:get|have|buy|order)|take|i am taking|i will order|throw in|sell me|let me (?:get|"
    r"have|buy|take)|grab me)\b"
)
_SAVE = re.compile(
    r"\b(?:wishlist|wish list)\b|\b(?:save|bookmark|favorite|pin|heart|star) (?:it|this|that|these|"
    r"those|them|both|the|number|all)\b(?! (?:number|account|password|card|restaurant))|"
    r"^(?:please )?(?:save|bookmark)(?: please)?$|\b(?:add|put|"
    r"move) .*\b(?:wish ?list|favorites|"
    r"list|board|saved|wish list|collection|for later)\b|\bkeep (?:\w+ ){1,3}?for later\b|"
    r"\bremember (?:this|that|it|"
    r"the \w+)(?: one)?\b(?! me)|\bfor later\b"
)
_NOT_SAVE = re.compile(r"\bsave (?:me |some |my |us )*(?:money|time|space|up|\d)|\bspace sav|"
    r"\bsave (?:on|energy|water)\b|"
                       r"\b(?:star|stars) (?:rating|or)|\b\d(?:\.\d)? star")  # fmt: skip
_COMPARE = re.compile(
    r"\bcompar(?:e|ison|ing|ed)\b(?! to (?:other|most))|\bdifferences?\b|\bversus\b|\bvs\b|"
    r"\bside by side\b|"
    r"\bhow (?:do|are|does) (?:they|these|those|the \w+|both|it) (?:and the \w+ )?(?:differ|"
    r"different|stack up)\b|"
    r"\b(?:which|what) (?:one |of (?:them |these |those |the \w+ )(?:\w+ )?|ones? )?(?:is|are|has|"
    r"would|do|should|will|looks|lasts|costs|weighs) "
    r"(?:the |a )?(?:you |i )?(?:better|best|cheapest|cheaper|cheap|most|more|less|least|warmer|"
    r"warmest|lighter|lightest|"
    r"heavier|heaviest|larger|largest|bigger|biggest|smaller|smallest|longer|longest|sturdier|"
    r"recommend|choose|pick|"
    r"get|buy|highest|higher|lowest|lower|softer|softest|stronger|strongest|quieter|quietest|nicer|"
    r"nicest|faster|fastest|"
    r"\w+est\b)"
)
_WHICH = re.compile(r"\bwhich\b")
_WHICH_ATTRIBUTE: tuple[tuple[str, str], ...] = (
    ("cheap|expensive|cost", "price"), ("rated|rating|review|stars|popular", "rating"),
    ("light|heav|weigh", "weight"), ("warm", "temperature_rating"),
    ("big|large|small", "dimensions"),
    ("batter|lasts", "battery_life"),
)  # fmt: skip
_QUANTITY = re.compile(
    r"\b(?P<n>\d{1,3}|a couple|a pair|one|two|a dozen)(?: (?:more|pairs?|pieces?|units?|copies))*"
    r"(?: (?:of (?:them|those|these|it|that|this|the)))\b|"
    r"\b(?:add|buy|order|get|take|want|make it|make that|have|need|give me|put|throw in|"
    r"i will take|get me) (?:me )?"
    r"(?P<m>\d{1,3})\b(?! (?:inch|dollar|buck|star|year|person|ounce|oz|percent|in\b))|"
    r"\b(?:quantity(?: of| is)?|x) (?P<k>\d{1,3})\b|\b(?P<t>twice|double|both)\b(?! of)"
)
MAX_QUANTITY = 99


def read_cart(part: Part) -> Reading | None:
    """Return a cart, save or compare reading, None if `part` is none of them."""
    text = part.text
    if _SAVE.search(text) and not _NOT_SAVE.search(text) and not _TO_CART.search(text):
        return _act(part, Act.SAVE, confidence.PATTERN)
    if _removes(part):
        return _removal(part)
    views = _VIEW.search(text)
    if views and re.search(r"\bof my car\b", text):
        views = None
    if _TO_CART.search(text) and not (views and re.match(r"(?:\w+ )?(?:what|how|which)\b", text)):
        return _act(part, Act.CART_ADD, confidence.WHOLE, products=True)
    if views:
        topic = "checkout" if _CHECKOUT.search(views.group()) else None
        return Reading(Act.CART_VIEW, confidence.PATTERN, part.words, topic=topic)
    if part.anything_shown and (most := _MOST.match(text)):
        return _most(part, most.group())
    if part.anything_shown and (asked := _WHICH_IS_MOST.match(text)):
        return _which_is_most(part, asked)
    if _COMPARE.search(text) and (part.anything_shown or len(part.references) > 1):
        return _comparison(part)
    return _addition(part)


def _removes(part: Part) -> bool:
    if _REMOVE.search(part.text) is None:
        return False
    # "remove the brand filter", "drop the price limit" are edits of the search.
    return not part.edits or "cart" in part.text


def _removal(part: Part) -> Reading:
    if _EMPTY.search(part.text):
        every = (Reference(part.words, every=True),)
        return Reading(Act.CART_REMOVE, confidence.PATTERN, part.words, references=every)
    return _act(part, Act.CART_REMOVE, confidence.PATTERN, products=True)


def _addition(part: Part) -> Reading | None:
    text = part.text
    if re.match(r"(?:(?:and|yes|ok|please|can you|could you|also|then|let us|so|now|go ahead and|"
        r"just|i want to|i would like to|well|great|perfect) )*"
                r"add\b", text):  # fmt: skip
        known = bool(part.references) or _QUANTITY.search(text) is not None
        if known:
            return _act(part, Act.CART_ADD, confidence.PATTERN)
        if part.of(Kind.CATEGORY):
            return _act(part, Act.CART_ADD, confidence.LIKELY, products=True)
        bare = not part.content() and not part.edits
        sizes = {f.kind for f in part.found} <= {Kind.SIZE, Kind.COLOUR}
        if bare and sizes:
            return _act(part, Act.CART_ADD, confidence.LIKELY)
        return None
    if not part.shown.titles and _BUYS_WISH.search(text) and part.value(Kind.SIZE):
        return None
    if part.shown.titles and _TAKES_SOME.match(text):
        return _act(part, Act.CART_ADD, confidence.LIKELY)
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
    return _act(part, Act.CART_ADD, confidence.LIKELY if gives else confidence.PATTERN)


_BUYS_WISH = re.compile(r"^(?:please )?(?:buy|order|get) (?:it|them)\b")
"""With nothing shown it goes on with the wish: "get me sandals. Buy them in size seven"."""
_TAKES_SOME = re.compile(
    r"^(?:(?:ok|great|yes|well|perfect|so|then|alright) )*(?:i will take|i will have|i will buy|"
    r"give me|let me (?:get|have|take)|i want to buy) (?:\d{1,2}|another|another \d)"
    r"(?: (?:pairs?|please|then|thanks|thank you))*$"
)
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


def _act(part: Part, act: Act, sure: float, products: bool = False) -> Reading:
    """Return a reading with the references, size, colour and quantity of `part`."""
    references = part.references
    if products and not references:
        references = _types_named(part)
    if not references:
        references = (Reference("", deictic=True),)
        sure = min(sure, confidence.LIKELY) if act is not Act.CART_ADD else sure
    return Reading(
        act,
        sure,
        part.words,
        references=references,
        size=part.value(Kind.SIZE),
        colour=part.value(Kind.COLOUR),
        quantity=quantity_of(part),
    )


def _types_named(part: Part) -> tuple[Reference, ...]:
    """Return a reference by what is named: "add the tent", "take the socks out"."""
    kinds = (Kind.BRAND, Kind.CATEGORY, Kind.MATERIAL)
    cart = [s for _, s in part.line.find(_CART_WORDS)]
    named = tuple(
        (f.kind, str(f.values[0]))
        for f in part.found
        if f.kind in kinds and f.wanted and not any(f.span.overlaps(s) for s in cart)
    )
    return (Reference(part.words, descriptors=named),) if named else ()


def _comparison(part: Part) -> Reading:
    references = part.references
    if not references or all(r.deictic for r in references):
        words = references[0].words if references else ""
        references = (Reference(words, every=True),)
    question = None
    if _WHICH.search(part.text):
        attribute = next((a for p, a in _WHICH_ATTRIBUTE if re.search(p, part.text)), None)
        question = Question(part.words, attribute)
        references = tuple(r for r in references if not _superlative(r)) or (
            Reference("", every=True),
        )
    return Reading(
        Act.COMPARE, confidence.PATTERN, part.words, references=references, question=question
    )


_MOST = re.compile(
    r"^(?:(?:ok|um|so|and|show me|which is|which one is|what is|let me see|i want|give me|please|"
    r"maybe|hmm|i would like|i will take) )*the (?!best|cheapest|dearest|latest|newest|nearest|"
    r"closest|highest rated|lowest price|priciest|least|rest|west|test|guest|interest|request)"
    r"(?:\w{2,}est|(?:light|heavi|warm|thick|thin|long|short|soft|small|bigg|larg|tall|wid)er)"
    r"(?: (?:one|of (?:them|these|those)|pair|option|please))*$"
)


def _most(part: Part, words: str) -> Reading:
    """Read "the lightest one": which of those shown that is has to be compared."""
    attribute = next((a for p, a in _WHICH_ATTRIBUTE if re.search(p, words)), None)
    every = (Reference("", every=True),)
    question = Question(part.words, attribute)
    return Reading(Act.COMPARE, confidence.LIKELY, part.words, references=every, question=question)


_WHICH_IS_MOST = re.compile(
    r"^(?:(?:ok|um|so|and|well) )*(?:which|what)(?: one| ones| of (?:them|these|those))?"
    r"(?: is|'s| has)?(?: the)? (?:(?P<cheapest>cheapest|least expensive|lowest priced?)"
    r"|(?P<dearest>most expensive|priciest|dearest)"
    r"|(?P<best_rated>best rated|top rated|highest rated|best ratings?|best reviews"
    r"|highest rating))"
    r"(?: (?:one|of (?:them|these|those)|option|pair|please))*$"
)


def _which_is_most(part: Part, asked: re.Match[str]) -> Reading:
    """Read "which is the cheapest?": the one product that is asked for, not a comparison."""
    kind = asked.lastgroup
    reference = Reference(
        part.words,
        cheapest=kind == "cheapest",
        dearest=kind == "dearest",
        best_rated=kind == "best_rated",
    )
    return Reading(Act.SELECT, confidence.PATTERN, part.words, references=(reference,))


def _superlative(reference: Reference) -> bool:
    return reference.cheapest or reference.dearest or reference.best_rated


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
        if amount and amount <= MAX_QUANTITY:
            return amount
    return None
