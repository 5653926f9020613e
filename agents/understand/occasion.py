"""Wishes without a product: a gift for somebody, a whole outfit, ideas."""

import re
from dataclasses import replace
from itertools import pairwise

from agents.acts import Act
from agents.constraints import Drop, Edit, Kind, Relative, Set, Shift
from agents.gifts import person_in
from agents.occasions import need_in, occasion_in, set_said
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.line import Span
from agents.understand.part import Part, edits_of
from agents.understand.thing_words import ASKS
from agents.understand.words import ADJECTIVES
from retrieval.wordset import wordset

_GIFT = re.compile(
    r"^(?:(?:and|ok|yes|well|it is|they are) )*for (?:my|our|his|her|a|their) (?:\w+ ){1,3}?"
    r"(?:birthday|anniversary|graduation|wedding|retirement|shower)$|"
    r"\b(?:gifts?|presents?(?! (?:a|the|me|it|you))|gifting|stocking stuffers?|something (?:nice |"
    r"special |small |cool )*for (?:my|our|his|her|their) (?:\w+ ){0,4}?(?:birthday|anniversary|"
    r"graduation|"
    r"wedding|christmas|retirement|housewarming|shower)|(?:what (?:should|can|could|do) i|"
    r"help me) (?:get|give|buy|pick) (?:(?:for )?(?:my|our|him|her)|for a))\b(?! (?:cards?|wrap\w*|"
    r"certificates?|bags?|boxes|box|baskets?|sets?|receipts?|paper)\b)"
)
_NOT_GIFT = re.compile(
    r"\b(?:good|nice|great|make|makes|as) (?:a )?(?:gift|present)\b|\bgift (?:baskets?|sets?|card|"
    r"wrap|bag|box|certificate)"
)
_BUNDLE = re.compile(
    r"\b(?:outfits?|bundles?|(?:whole|full|entire|complete) (?:look|kit|set ?up|outfit|set|"
    r"ensemble)|everything (?:i|we|you|one) (?:need|would need|will need|might need)|"
    r"all the (?:things|stuff|gear|"
    r"basics|essentials)|head to toe|starter (?:kit|pack|set)|put together|kit (?:me )?out|"
    r"ensemble|what (?:all )?do (?:i|we) need (?:for|to)|"
    r"^(?:i need |we need )?everything for (?:a|an|my|the|our)\b|gear (?:list )?for (?:a|my|the)|"
    r"essentials for|set me up (?:for|with everything))\b"
)
_INSPIRE = re.compile(
    r"\b(?:i (?:want|would like|am going|plan|have decided|decided) to (?:start|take up|get into) "
    r"(?!a |an |the |my |over|again|with)\w+(?:ing)?$|inspire me|inspiration|surprise me|"
    r"any (?:ideas|suggestions|"
    r"recommendations)(?! for (?:a )?\w+ (?:boots|shoes))|give me (?:some |an )?ideas?|"
    r"(?:some )?ideas (?:for|please)|what (?:do|would) you (?:recommend|suggest)|"
    r"what (?:\w+ )?(?:is|are) (?:popular|trending|selling well)|"
    r"(?:show me |see |any )(?:the |some |your )?(?:most )?(?:popular|trending|best ?selling) \w+$|"
    r"what is (?:new|popular|trending|hot|good|in style|in fashion|on sale)|"
    r"(?:is |do you have )?anything (?:that is )?on sale(?: today| now)?$|"
    r"what are (?:people buying|the best sellers|some good ideas)|i do not (?:really |actually |"
    r"quite |even )?know what (?:i want|"
    r"to (?:get|buy|wear|look for))|not sure what (?:i want|to (?:get|buy|wear))|"
    r"just (?:browsing|looking)|browse|show me (?:something (?:nice|cool|new|fun|interesting|"
    r"special|good|random)|what you have(?: got)?|around|anything|whatever)$|what should i (?:wear|"
    r"get|buy|bring|pack)|recommend me something|"
    r"i am bored|help me (?:decide|choose|pick)(?: something)?$|you (?:choose|pick|decide)|"
    r"whatever you (?:recommend|suggest|think|like))\b"
)


def read_occasion(part: Part) -> Reading | None:
    """Return gift, bundle or inspire."""
    text = part.text
    if (_GIFT.search(text) or _TURNS.search(text) or _likes_told(part)) and not _NOT_GIFT.search(
        text
    ):
        return replace(_wish(part, Act.GIFT, confidence.PATTERN, _GIFT), recipient=person_in(text))
    if _tells_trouble(part):
        # Surer than what the heads make of it: its nouns are of the trouble, not of a wish.
        return replace(_wish(part, Act.INSPIRE, confidence.WHOLE), edits=_loose(part))
    if _asks_for_set(part):
        worn = bool(_WORN.search(text))
        named = set_said(text, worn)
        bundle = _with_things(part, _wish(part, Act.BUNDLE, confidence.PATTERN, _BUNDLE))
        return replace(bundle, occasion=named[1] if named else None)
    if _PEOPLE_BUY.search(text):
        return _wish(part, Act.INSPIRE, confidence.PATTERN)
    if _for_an_occasion(part):
        return replace(_wish(part, Act.INSPIRE, confidence.PATTERN), edits=_loose(part))
    if _INSPIRE.search(text) and not part.of(Kind.CATEGORY) and not part.references:
        return _wish(part, Act.INSPIRE, confidence.PATTERN, _INSPIRE)
    return None


def _wish(part: Part, act: Act, sure: float, pattern: re.Pattern[str] | None = None) -> Reading:
    spans = tuple(s for _, s in part.line.find(pattern)) if pattern else ()
    keep = spans if act is Act.GIFT else ()
    text = part.leftover(keep)
    if act is Act.GIFT:
        text = " ".join(w for w in text.split() if w not in _ABOUT_PERSON)
    return Reading(act, sure, part.words, edits=edits_of(part), text=text)


_ABOUT_PERSON = wordset(
    "who likes like loves love enjoys enjoy into really is she he they turns turning has "
    "everything my her his their our that for the a an"
)
"""Words about the person of a gift that no product has."""


_WORN = re.compile(r"\b(?:outfits?|look|ensemble|wear|clothes|clothing|dress(?:ed)?|attire)\b")
_TURNS = re.compile(
    r"\bmy (?:little |big |older |younger |best )?\w+(?: in law)? (?:is turning|turns|will be|"
    r"will turn|is) \d{1,2}\b|\bmy \w+(?:'s| s)? (?:\w+ )?(?:birthday|graduation|retirement|"
    r"anniversary|baby shower|wedding|housewarming) is\b"
)
_SET = re.compile(
    r"\b(?:(?:starter |complete |whole |full |basic |essential |emergency )?(?:kit|set ?up|routine|"
    r"essentials|gear|equipment|supplies|basics|ensemble|outfit|wardrobe|necessities|setup))\b"
)
"""After an occasion ("a desk setup", "camping gear") these ask for all that it takes."""
_EVERYTHING = re.compile(
    r"\b(?:everything (?:for|to|i|we|you|one|that|needed)|all (?:that )?(?:i|we) need|"
    r"all the (?:things|stuff|gear|basics|essentials)|"
    r"what (?:all )?do (?:i|we) need|what (?:should|do) (?:i|we) (?:bring|pack|take|wear)|"
    r"kit (?:me|us|him|her) out|set (?:me|us) up|get (?:me|us) (?:ready|started)|equip (?:me|us)|"
    r"outfit|dress me|(?:starting|start|begin|get) (?:with|into)|"
    r"head to toe|put together|bundle|starter (?:kit|pack|set)|(?:complete|whole|full|"
    r"entire) (?:look|"
    r"kit|set ?up|outfit|set|ensemble|package|collection))\b"
)
_TOGETHER = re.compile(
    r"\b(?:together|altogether|in total|in all|for (?:all|everything|the lot|both|"
    r"all of (?:it|them))|"
    r"all in|combined|as a set|matching|that (?:match|go together)|total)\b"
)
_MATCHES = re.compile(
    r"\b(?:(?:what|anything|something|things) (?:else )?(?:that )?(?:would |could |will |to )?"
    r"(?:go(?:es)?|match(?:es)?|pairs?|fits?|suits?|wear|look(?:s)? good) (?:well |nicely |good )?"
    r"with|to go with|(?:something|anything) (?:that )?match(?:es|ing)|pair (?:it|them|this|these|"
    r"that|those) with|accessor(?:y|ies) for (?:it|them|this|these|that|those)|goes with (?:it|"
    r"them|this|these|that|those))\b"
)
_PEOPLE_BUY = re.compile(
    r"\bwhat (?:do|would|does|should) (?:most |other )?(?:people|folks|others|everyone|customers|"
    r"everybody|beginners|one) (?:usually |normally |often )?(?:buy|get|use|take|bring|need|wear)\b"
)
_TROUBLE = re.compile(
    r"\b(?:my|our|i|we|it is|it s|it gets|his|her|there is|they|the|always|keeps?|too|is|are|so|"
    r"someone)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:show me|looking for|look for|find me|do you (?:have|sell|carry|keep|stock)|"
    r"(?:should|could|want to|going to|need to) (?:get|buy|try)|so (?:an?|some|the) \w+ \w+|"
    r"i (?:want|"
    r"would like|need)"
    r" (?:an?|some|the|new|to buy))\b"
)
MATCH = "match"
"""`Reading.topic` of an INSPIRE for what goes with a product."""


_PERSON_LIKES = re.compile(
    r"\b(?:give|get|buy|surprise) (?:him|her|them|my \w+)(?: with)? (?:something|"
    r"a little something|"
    r"an? (?:nice|small|little|special|surprise))\b|"
    r"\bfor (?:a|an|my|his|her|our) (?:\w+ ){1,3}(?:who|that) (?:has|have) (?:everything|it all)\b|"
    r"^(?:(?:ok|so|well|it is|this is|something|anything) )*for my \w+ (?:he|she) is \d+ .*"
    r"\b(?:likes?|loves?|enjoys?|into)\b|"
    r"\bmy (?:\w+ ){0,2}?(?:mom|mother|dad|father|wife|husband|girlfriend|boyfriend|sister|brother|"
    r"daughter|son|niece|nephew|aunt|uncle|grandma|grandmother|grandpa|grandfather|friend|boss|"
    r"coworker|colleague|partner|kids?|teenager|parents|neighbor|roommate|cousin|teacher)\b.*?\b"
    r"(?:likes?|loves?|enjoys?|plays|collects|is into|is crazy about|s into|is a (?:big )?fan of|"
    r"is obsessed with|is (?:an? )?(?:\w+ )?(?:lover|enthusiast|fan|nerd))\b(?! (?:it|this|that|"
    r"them|these|those|the)\b)|"
    r"^(?:i (?:need|want|am looking for|would like) )?(?:something|anything) (?:nice |"
    r"special |small "
    r"|cool )?for my (?:\w+ )?(?:mom|mother|dad|father|wife|husband|girlfriend|boyfriend|sister|"
    r"brother|friend|boss|coworker|colleague|grandma|grandmother|grandpa|grandfather|parents|"
    r"niece|nephew|neighbor|teacher)\b"
)


def _likes_told(part: Part) -> bool:
    """Tell whether it is told what somebody likes, and no thing is asked for."""
    if any(f.strength >= confidence.PATTERN for f in part.of(Kind.CATEGORY)):
        return False
    return bool(_PERSON_LIKES.search(part.text)) and not _ASKED_FOR.search(part.text)


def read_matching(part: Part) -> Reading | None:
    """Return what goes with a product: "something to go with it"."""
    if _MATCHES.search(part.text) and part.anything_shown and not _names_another(part):
        return _matching(part)
    return None


def _names_another(part: Part) -> bool:
    """Tell whether what is to go with it is named: "a jacket to go with it" is a search."""
    kinds = (*part.of(Kind.CATEGORY), *part.of(Kind.DEPARTMENT))
    return any(
        part.shown.category not in f.values
        and not any(f.span.overlaps(span) for span in part.reference_spans)
        for f in kinds
        if f.kind is Kind.CATEGORY
    )


_SOMETHING = re.compile(
    r"\b(?:something|anything|some ideas?|ideas?|stuff|things|suggestions?|recommendations?)"
    r"(?: (?:nice|fun|cool|good|useful|special|small|to do|to wear))?(?: to help)?"
    r" (?:for|to|against|on|during|with|about)\b"
)


def _for_an_occasion(part: Part) -> bool:
    """Tell whether only an occasion is named: "something for a rainy weekend"."""
    text = part.text
    if not _SOMETHING.search(text) or part.of(Kind.CATEGORY) or part.references:
        return False
    if any(f.kind is not Kind.PRICE for f in part.found):
        return False
    return bool(occasion_in(text) or need_in(text) or set_said(text, worn=False))


def _asks_for_set(part: Part) -> bool:
    """Tell whether several things are asked for as one: by an occasion, or by name."""
    text = part.text
    kinds = (*part.of(Kind.CATEGORY), *part.of(Kind.DEPARTMENT))
    names = {f.span for f in kinds} | {t.span for t in part.things}
    total = any(f.total for f in part.of(Kind.PRICE))
    if len(names) > 1 and (total or _TOGETHER.search(text)) and not part.references:
        return True
    known = set_said(text, bool(_WORN.search(text))) is not None
    if known and _listed_pieces(part, names):
        return True
    if part.references and part.anything_shown:
        return False
    named = any(f.strength >= confidence.PATTERN for f in part.of(Kind.CATEGORY))
    if _EVERYTHING.search(text) and (known or (_BUNDLE.search(text) and not named)):
        return True
    if known and _SET.search(text):
        # "A camping set" is all that it takes; "a science kit" is one thing of the shop's.
        return not any(_SET.search(part.line.text_of(f.span)) for f in part.of(Kind.CATEGORY))
    return bool(_BUNDLE.search(text)) and not part.of(Kind.CATEGORY)


PIECES_LISTED = 3
"""From so many things in a row beside an occasion, each is wanted: "desk, chair and lamp"."""


def _listed_pieces(part: Part, names: set[Span]) -> bool:
    """Tell whether pieces of a set are listed: "a home office: desk, chair and lamp"."""
    spans = sorted(names, key=lambda s: s.start)
    run = 1
    for one, other in pairwise(spans):
        gap = set(part.line.text_of(Span(min(one.stop, other.start), other.start)).split())
        run = run + 1 if gap <= _BETWEEN_PIECES else 1
        if run >= PIECES_LISTED:
            return not part.references
    return False


_BETWEEN_PIECES = wordset("and a an some the plus new")


def _with_things(part: Part, reading: Reading) -> Reading:
    """Add the pieces that no category of the shop is called after."""
    things = tuple(
        e
        for e in part.free_sets(typed=True)
        if not (
            isinstance(e, Set)
            and (
                _OF_SETS.search(e.constraint.words.casefold())
                or set_said(e.constraint.words, False)
            )
        )
    )
    return replace(reading, edits=(*reading.edits, *things))


_OF_SETS = re.compile(
    r"\b(?:outfits?|kits?|sets?|set ?ups?|setup|routine|essentials|gear|equipment|supplies|basics|"
    r"ensemble|wardrobe|bundle|look|everything|stuff|things?)\b"
)
"""Words for a set itself, which is no piece of it."""


def _matching(part: Part) -> Reading:
    edits = tuple(
        e
        for e in edits_of(part, part.reference_spans, frozenset({Kind.CATEGORY, Kind.DEPARTMENT}))
        if not (isinstance(e, Shift) and e.relative is Relative.LIKE_THAT)
    )
    return Reading(
        Act.INSPIRE,
        confidence.PATTERN,
        part.words,
        edits=edits,
        references=part.references,
        topic=MATCH,
    )


def _tells_trouble(part: Part) -> bool:
    """Tell whether a trouble is told rather than a thing asked for: "my dog chews everything"."""
    text = part.text
    if need_in(text) is None or not _TROUBLE.search(text) or _ASKED_FOR.search(text):
        return False
    if (part.things or part.of(Kind.CATEGORY)) and ASKS.search(text):
        return False  # "can you get me a whitening toothpaste for sensitive teeth"
    if _opens_with_thing(part) or any(isinstance(e.edit, Drop) for e in part.edits):
        return False  # "forget the noise cancelling" tells of no noise
    asked = any(
        part.line.norm(f.span.start - 1) in ("a", "an", "some", "new")
        for f in part.of(Kind.CATEGORY)
    )
    return not asked and (not part.references or not part.shown.titles)


_ANNOUNCES = wordset("a an some any new ok so well um hey hi hello please just and then now the")
_SAYS_WHICH = wordset("for with without that which in under below to from of by made size sized")


def _opens_with_thing(part: Part) -> bool:
    """Tell whether the first words name a thing: "men's running shoes, I run in the dark".

    "My boots leak" tells of one that is owned, and "dog beds smell" of all of them.
    """
    line = part.line
    thing = next((f for f in part.of(Kind.CATEGORY) if f.strength >= confidence.LIKELY), None)
    if thing is None:
        return False
    held = {k for f in part.found for k in range(f.span.start, f.span.stop)}
    before = [line.norm(k) for k in range(thing.span.start) if k not in held]
    if not all(w in _ANNOUNCES or w in ADJECTIVES for w in before) or before[-1:] == ["the"]:
        return False
    stop = thing.span.stop
    ends = stop >= len(line.tokens) or bool(line.tokens[stop].before.strip("-"))
    return ends or stop in held or line.norm(stop) in _SAYS_WHICH


def _loose(part: Part) -> tuple[Edit, ...]:
    """Return what holds for any answer to a trouble: its words for things tell of the trouble."""
    kinds = (Kind.PRICE, Kind.RATING, Kind.AVAILABILITY)
    return tuple(e for e in edits_of(part) if isinstance(e, Set) and e.constraint.kind in kinds)
