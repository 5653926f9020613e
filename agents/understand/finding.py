"""Finding and refining, and picking a product of those shown."""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Drop, Edit, Kind, Relative, Set, Shift
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.found import Found
from agents.understand.line import Span
from agents.understand.part import Part, edits_of, has_values
from agents.understand.places import read_place
from agents.understand.words import ADJECTIVES
from retrieval.wordset import wordset

_RESTART = re.compile(
    r"\b(?:instead|start over|new search|forget (?:that|everything|it|about)|now (?:show|find|i)|"
    r"something completely different|changed my mind|let us look (?:at|for)|moving on|switch to|"
    r"next i)\b"
)
_FIND = re.compile(
    r"\b(?:looking|look|find|search|searching|need|want|show|get|buy|buying|purchase|shopping|shop|"
    r"see|recommend|suggest|sell|carry|hunting|after|"
    r"do you have|have you got|got any|in the market|would like|could use|interested in|browse|"
    r"give me|order|pull up|bring up|stock)\b"
)
_SHOW_ONE = re.compile(
    r"^(?:(?:ok|so|well|and|yes|no|actually|then|maybe|hmm|now|please|i think|let us|can you|"
    r"could you|can i|could i|i would like to|i want to|"
    r"i am interested in|go|back|to) )*(?:show(?: me)?|see|look at|open|pick|choose|select|"
    r"go (?:with|back to|for|to)|take a look at|pull up|i (?:like|love|prefer|want|would like|"
    r"choose|pick|am interested in)|"
    r"what about|how about|let us see|have a look at|give me|the|zoom in on|view|"
    r"i would like to see|bring up)\b"
)
_PICKS = re.compile(
    r"^(?:(?:ok|yes|no|so|well|i want|i would like|i like|i prefer|let us go with|go with|"
    r"what about|"
    r"how about) )*the (?:cheaper|cheapest|pricier|dearer|(?:less|more|most|least) expensive|"
    r"(?:better|best|higher|highest|top) rated) (?:one|option|pair|product)(?: please| then)*$|"
    r"^(?:(?:show me|i will take|i want|i like|the|what about|how about) )*one with (?:the )?"
    r"(?:best|better|highest|higher|most) (?:ratings?|reviews?|stars)(?: please| then)*$"
)
"""With "one" a superlative picks of those shown; "the cheapest" alone sorts all."""
_LIKED = re.compile(
    r"\b(?:i (?:really |do |quite )?(?:like|love|prefer|choose|pick|want|would like|am (?:happy|"
    r"satisfied|pleased|good) with|will go with)|is (?:so |really |very |just |super |quite |"
    r"pretty |kind of )*(?:great|good|perfect|fine|nice|"
    r"lovely|cute|pretty|gorgeous|beautiful|amazing|cool|awesome|adorable|sick|fire|suitable|"
    r"the (?:best|one))|"
    r"looks? (?:good|great|ok|nice|perfect|fine)|works(?: for me)?|suits (?:me|my)|interests me|"
    r"sounds (?:good|great)|seems (?:good|fine|nice|great))\b"
)
_ANY = re.compile(
    r"^(?:(?:any|anything|either|whatever|whichever|all|none|no preference|surprise me|"
    r"you (?:choose|pick|decide)|does not matter|it does not matter|i do not (?:care|mind)|"
    r"do not (?:care|mind)|any of them|"
    r"no particular|not really|no idea|i am (?:open|easy|flexible)|not picky|both|is|are|one|fine|"
    r"ok|will do|works|good|with me|for me|really|do|you (?:like|want|think|recommend)|is fine|"
    r"anyone|which|it|that) ?)+$|"
    r"^(?:(?:no|um|well|there is|i|really|we) )*(?:have not got|do not have|have|have no|no|"
    r"have got "
    r"no|not got)(?: (?:an?|any|no|real|particular|set|fixed|strict|specific))* (?:limit|budget|"
    r"preference|maximum|idea|favorites?|range|requirements?)(?: (?:really|at all|yet|in mind))*$"
)
_BARE_COUNT = re.compile(
    r"^(?:just |only |then |ok |make it |i will take |i need |i want |oh |um |the |"
    r"add )*(?P<n>\d{1,2}|one|a pair|a couple|a dozen|half a dozen)"
    r"(?: please| then| of (?:them|those|these)| will do| is (?:fine|enough)| only| thanks)*$"
)
_SPOKEN_COUNTS = {"one": 1, "a pair": 2, "a couple": 2, "a dozen": 12, "half a dozen": 6}
_SLOTS = {
    "size": Kind.SIZE, "colour": Kind.COLOUR, "color": Kind.COLOUR, "category": Kind.CATEGORY,
    "brand": Kind.BRAND, "price": Kind.PRICE, "budget": Kind.PRICE, "material": Kind.MATERIAL,
    "audience": Kind.AUDIENCE, "feature": Kind.FEATURE, "rating": Kind.RATING,
}  # fmt: skip
_CONTEXT = re.compile(
    r"\b(?:i am|we are|i have|my|our|it is|i was|i will|going|planning|trip|party|wedding|camping|"
    r"moving|new (?:house|home|apartment|job|baby|puppy|kitten)|broke|broken|next (?:week|month)|"
    r"summer|winter)\b"
)
_PRODUCT_WORD = re.compile(
    r"\b(?:something|anything|stuff|things|gear|items|products?|clothes|clothing)\b"
)


_SHOPS = re.compile(
    r"\b(?:looking for|look for|find|search for|searching for|show me|buy|buying|shop|shopping|"
    r"purchase|sell|carry|stock|recommend|suggest|"
    r"do you have|have you got|in the market|i (?:need|want|would like) (?:an?|some|new|the|\d)\b|"
    r"get me (?:an?|some)|something|anything)\b"
)
"""Without a word of the catalog these make a wish probable; "get" or "need" alone do not."""

_TASK = re.compile(
    r"^(?:(?:please|hey|ok|so|and|hi|hello|well) )*(?:(?:can|could|would|will) (?:you|i|"
    r"we) (?:please )?(?!please|show|find|recommend|suggest|help me (?:find|choose|pick)|"
    r"get me (?:an?|some|the)|search|look (?:for|up)|see|have|get|buy|order|sell)\w+|(?:how|where|"
    r"why|when|who)\b(?! (?:about|are your))|"
    r"what (?!do you (?:have|sell|recommend|suggest)|about|kind|sort|type|other|else|"
    r"\w+ do you (?:have|sell|recommend))\w+|"
    r"(?:is|are|was|were|does|did|should|am|has|had) (?!there|any|anything)\w+|do (?:i|we|they|"
    r"people)\b|"
    r"i (?:need|want|would like|have|am trying) (?:you )?to (?!buy|find|get|see|look|shop|order|"
    r"purchase|replace|browse|search|pick|give|try|wear)\w+|"
    r"(?:tell|remind|call|let|set|turn|check|cancel|transfer|pay|put|make|change|roll|flip|text|"
    r"send|block|freeze|report|schedule|update|delete|read|start|help me (?:with|to|understand))\b)"
)
"""Asks for a service or for knowledge; with no word of the catalog it is not for this shop."""


def asked_kind(part: Part) -> Kind | None:
    """Return the kind of constraint that the last reply asked for."""
    return _SLOTS.get(part.shown.asked or "")


def read_answer(part: Part) -> Reading | None:
    """Return the answer to a question for a slot: "ten", "black", "any", "the second"."""
    if part.shown.asked == "quantity" and (many := _BARE_COUNT.match(part.text)):
        it = (Reference("", deictic=True),)
        quantity = _SPOKEN_COUNTS.get(many["n"]) or int(many["n"]) or None
        return Reading(
            Act.CART_ADD, confidence.PATTERN, part.words, references=it, quantity=quantity
        )
    if picked := read_place(part):
        return picked
    kind = asked_kind(part)
    if kind is None or (part.of(Kind.CATEGORY) and kind is not Kind.CATEGORY):
        return None
    if _ANY.match(part.text):
        drop = Drop(kind, part.words)
        return Reading(Act.REFINE, confidence.PATTERN, part.words, edits=(drop,))
    answers = part.of(kind)
    if not answers or len(part.content(part.reference_spans)) > 2 or part.edits:
        return None
    edits = part.sets()
    sure = min(confidence.WHOLE, max(f.strength for f in answers))
    act = Act.FIND if kind is Kind.CATEGORY and not part.anything_shown else Act.REFINE
    size = next((str(f.values[0]) for f in part.of(Kind.SIZE)), None)
    colour = next((str(f.values[0]) for f in part.of(Kind.COLOUR)), None)
    return Reading(act, sure, part.words, edits=edits, size=size, colour=colour)


def read_selection(part: Part) -> Reading | None:
    """Return "show me the second one", "the blue one", "I like this one"."""
    if not part.references or part.edits_outside_references or _ONLY_ONES.search(part.text):
        return None
    if len(part.references) == 1 and _NOT_ONE_SHOWN.match(part.text) and part.shown.titles:
        if _names_instead(part):
            return None
        others = Shift(Relative.OTHERS, part.words)
        return Reading(Act.REFINE, confidence.LIKELY, part.words, edits=(others,))
    if part.edits and not _PICKS.match(part.text):
        return None
    if _names_another_type(part):
        return None
    strong = [r for r in part.references if not _only_points(r)]
    if not strong and not part.shown.titles:
        return None
    rest = part.content(part.reference_spans)
    outside = [f for f in part.found if not any(f.span.overlaps(s) for s in part.reference_spans)]
    # "No, not the brown one, the black one": what is denied narrows nothing.
    outside = [f for f in outside if f.wanted or not _NOT_THAT_ONE.search(part.text)]
    if strong and (_SHOW_ONE.search(part.text) or len(rest) <= 1 or _LIKED.search(part.text)):
        if outside and not _SHOW_ONE.search(part.text):
            return None
        if any(f.kind is Kind.CATEGORY for f in outside):
            return None
        sure = confidence.WHOLE if len(rest) == 0 else confidence.LIKELY
        return _selected(part, sure)
    if not strong and not outside and not rest:
        liked = _LIKED.search(part.text) or re.search(r"\b(?:one|that|this)\b", part.text)
        return _selected(part, confidence.LIKELY if liked else confidence.GUESS)
    if _LIKED.search(part.text) and not outside and len(rest) <= 3:
        return _selected(part, confidence.LIKELY)
    return None


_NOT_THAT_ONE = re.compile(r"\bnot (?:the|that) (?:\w+ ){1,2}ones?\b.*\bthe\b")
_NOT_ONE_SHOWN = re.compile(
    r"(?:(?:no|um|uh|well|ok|oh|please) )*not "
    r"(?:the|that|this|those|these)\b(?!.* (?:the|but|rather|instead)\b)"
)
"""Turns down what is shown without a word of what is wanted."""


def _names_instead(part: Part) -> bool:
    """Tell whether what is wanted instead follows a comma: "not that, the wool"."""
    return any(
        f.wanted and f.known and "," in part.line.tokens[f.span.start].before
        for f in part.found
        if not any(f.span.overlaps(s) for s in part.reference_spans)
    )


_ONLY_ONES = re.compile(r"\b(?:only|just)\b.*\bthe .*\bones\b")
"""Asks for more of the kind, not for one of those shown: "only the waterproof ones"."""


def _names_another_type(part: Part) -> bool:
    """Tell whether only a type is named and it is not the one shown: "show me the tents again"."""
    named = [v for r in part.references for k, v in r.descriptors if k is Kind.CATEGORY]
    every = bool(named) and len(named) == len(part.references)
    return every and part.shown.category is not None and part.shown.category not in named


def _selected(part: Part, sure: float) -> Reading:
    return Reading(
        Act.SELECT,
        sure,
        part.words,
        references=part.references,
        size=part.value(Kind.SIZE),
        colour=part.value(Kind.COLOUR),
    )


def _only_points(reference: Reference) -> bool:
    return (reference.deictic and not reference.earlier) or (reference.ordinal is None and not (
        reference.every or reference.descriptors or reference.cheapest or reference.dearest
        or reference.best_rated or reference.earlier or reference.in_cart or reference.middle
        or reference.step or reference.price or reference.mentions or reference.quality
    ))  # fmt: skip


def read_find(part: Part) -> Reading | None:
    """Return FIND or REFINE, None when no wish can be told."""
    reading = _read_find(part)
    return None if reading is None else _with_free(part, reading)


def _with_free(part: Part, reading: Reading) -> Reading:
    """Add what the catalog has no words for: the thing to a new wish, properties to any."""
    if reading.act not in (Act.FIND, Act.REFINE):
        return reading
    typed = any(
        isinstance(e, Set) and e.constraint.wanted and e.constraint.kind is Kind.CATEGORY
        for e in reading.edits
    )
    names = reading.act is Act.FIND and not typed
    edits = part.free_sets(typed=names)
    sure = reading.confidence
    if names and part.things:
        # "Do you sell ukuleles" is a wish whatever the shop has.
        most = confidence.LIKELY if _FIND.search(part.text) else confidence.WISH
        sure = max(sure, min(most, part.things[0].strength))
    return replace(reading, edits=(*reading.edits, *edits), confidence=sure)


def _read_find(part: Part) -> Reading | None:
    types = part.of(Kind.CATEGORY) or tuple(f for f in part.of(Kind.DEPARTMENT) if f.hard)
    edits = edits_of(part)
    shift = next((e.edit for e in part.edits if isinstance(e.edit, Shift)), None)
    if types:
        return _typed(part, types, edits)
    rest = part.content()
    references: tuple[Reference, ...] = ()
    if shift is not None and any(r.descriptors for r in part.references):
        # "Cheaper than the Echolark one": the brand only says which is meant.
        edits = edits_of(part, _spans_of_described(part))
    if shift is not None and shift.relative is Relative.LIKE_THAT:
        references = part.references
    elif shift is not None:
        references = tuple(r for r in part.references if not _only_points(r) and not r.every)
    if part.anything_shown:
        if edits and not (_new_wish(part) and not part.edits):
            sure = _sureness(part)
            text = part.leftover(part.reference_spans)
            return Reading(
                Act.REFINE, sure, part.words, edits=edits, references=references, text=text
            )
    elif edits and len(rest) >= 1 and _of_the_world(part):
        return Reading(Act.OUT_OF_SCOPE, confidence.GUESS, part.words, topic="other")
    elif edits:
        sure = _sureness(part) if has_values(edits) else confidence.LIKELY
        act = Act.FIND if has_values(edits) or _FIND.search(part.text) or rest else Act.REFINE
        return Reading(
            act, sure, part.words, edits=edits, references=references, text=part.leftover()
        )
    if part.anything_shown and _COMPARATIVE.match(part.text):
        sure = confidence.LIKELY
        return Reading(Act.REFINE, sure, part.words, text=part.leftover())
    if part.anything_shown and rest and not part.found and _PURPOSE.match(part.text):
        return Reading(Act.REFINE, confidence.WISH, part.words, text=part.leftover())
    if rest and not part.found and _TASK.search(part.text):
        return Reading(Act.OUT_OF_SCOPE, confidence.GUESS, part.words, topic="other")
    if rest and (_FIND.search(part.text) or _PRODUCT_WORD.search(part.text)):
        act = Act.FIND if _new_wish(part) or not part.anything_shown else Act.REFINE
        sure = confidence.WISH if _SHOPS.search(part.text) else confidence.GUESS
        return Reading(act, sure, part.words, edits=edits, text=part.leftover())
    return None


def _spans_of_described(part: Part) -> tuple[Span, ...]:
    pairs = zip(part.references, part.reference_spans, strict=False)
    return tuple(span for reference, span in pairs if reference.descriptors)


_PURPOSE = re.compile(
    r"^(?:(?:ok|and|but|so|then|maybe|something|any|anything|ones?|it is|they are|mostly|mainly) )*"
    r"(?:for|with)\b|^(?:(?:ok|and|hmm|well) )*(?:what|how) about (?:an? )?\w+er \w+$"
)
_COMPARATIVE = re.compile(
    r"^(?:(?:ok|um|hmm|so|and|but|maybe|please|got|have|do you have|you got|i want|i need|"
    r"i would like|show me|anything|something|any|some|a|an|the|slightly|bit|little|much|even|"
    r"way|lot|with|is there|are there|can i see|make it|could you show me|can you show me) )*"
    r"(?:(?:long|short|thick|thin|light|heavi|warm|soft|firm|wid|narrow|tall|bright|dark|quiet|"
    r"strong|sturdi|simpl|loos|tight|hard|sharp|fast|slow|loud|smooth|comfi|cozi|fanci|plain|"
    r"cut|prett|new|old|high|low|deep|flat|round|cool|hot|fresh|safe|rich|stiff|stretchi|"
    r"stylish|young)(?:er|ier|ter)|(?:more|less) [a-z]+)(?: (?:ones?|pairs?|options?|kind|"
    r"version|model|material|please|than (?:that|this|these|those|them)|for me))*$"
)


_ASKS = re.compile(r"^(?:what|are|is|why|how|do|does|did|who|where|when|can|was|were|my)\b")


def _of_the_world(part: Part) -> bool:
    """Tell whether a question only shares a color or a word with the shop: "black holes"."""
    named = part.of(Kind.BRAND) or part.of(Kind.CATEGORY) or part.of(Kind.PRICE)
    shops = _SHOPS.search(part.text) or _PRODUCT_WORD.search(part.text) or _FIND.search(part.text)
    return bool(_ASKS.search(part.text)) and not named and not shops


def _new_wish(part: Part) -> bool:
    """Tell whether words that the catalog does not know name a new kind of thing."""
    words = part.text
    if re.search(
        r"\b(?:ones?|them|they|these|those|it|something|anything|that|more|else|other)\b", words
    ):
        return False
    return bool(_FIND.search(words)) and _names_thing(part)


def _names_thing(part: Part) -> bool:
    return any(w not in ADJECTIVES and not w.isdigit() for w in part.content())


def _sureness(part: Part) -> float:
    strengths = [f.strength for f in part.found] or [confidence.PATTERN]
    named = bool(_FIND.search(part.text)) or bool(part.edits)
    return min(confidence.PATTERN if named else confidence.VALUES, *strengths)


_BACK = re.compile(r"\b(?:go |going |get |take me |let us go |switch |return )?back to\b|"
                   r"\breturn to (?:the|those)\b|\bthe \w+(?: \w+)? again\b")  # fmt: skip
BACK = "back"
"""`Reading.topic` of a wish that returns to an earlier one: "go back to the tents"."""


def _typed(part: Part, types: tuple[Found, ...], edits: tuple[Edit, ...]) -> Reading:
    """Return FIND for a new type, REFINE where it is the one already shown."""
    current = part.shown.category
    named = [str(v) for f in types for v in f.values]
    restart = bool(_RESTART.search(part.text))
    same = current is not None and current in named and not restart
    if same:
        edits = edits_of(part, skip=frozenset({Kind.CATEGORY}))
        sure = confidence.PATTERN if edits else confidence.LIKELY
        return Reading(Act.REFINE, sure, part.words, edits=edits, text=part.leftover())
    sure = min(confidence.PATTERN, max(f.strength for f in types))
    topic = BACK if _BACK.search(part.text) else None
    return Reading(Act.FIND, sure, part.words, edits=edits, topic=topic, text=part.leftover())


_NO_WORDS = wordset(
    "meh blah bleh ugh argh bet oops whoops lol lmao bruh yo eh ew yuck ok so um uh hmm hm no yes "
    "oh dear well erm er wow gosh bla"
)


def read_fragment(part: Part) -> Reading:
    """Return the last resort: a short unknown noun is a wish, the rest is unclear."""
    rest = part.content()
    names = bool(rest) and _names_thing(part)
    if set(part.text.split()) <= _NO_WORDS:
        return Reading(Act.UNCLEAR, confidence.NOTHING, part.words)
    if part.references and part.shown.titles:
        return Reading(Act.SELECT, confidence.GUESS, part.words, references=part.references)
    if names and len(rest) <= 4 and len(part.line.tokens) <= 6 and all(w.isalpha() for w in rest):
        reading = Reading(Act.FIND, confidence.GUESS, part.words, text=part.leftover())
        return _with_free(part, reading)
    if names and _CONTEXT.search(part.text):
        return Reading(Act.INSPIRE, confidence.GUESS, part.words, text=part.leftover())
    return Reading(Act.UNCLEAR, confidence.NOTHING, part.words, text=part.leftover())
