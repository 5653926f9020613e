"""Wishes without a product: a gift for somebody, a whole outfit, ideas."""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part, edits_of
from agents.understand.wordset import wordset

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
    r"\b(?:inspire me|inspiration|surprise me|any (?:ideas|suggestions|"
    r"recommendations)(?! for (?:a )?\w+ (?:boots|shoes))|give me (?:some |an )?ideas?|"
    r"(?:some )?ideas (?:for|please)|what (?:do|would) you (?:recommend|suggest)|"
    r"what is (?:new|popular|trending|hot|good|in style|in fashion|on sale)|"
    r"(?:is |do you have )?anything (?:that is )?on sale(?: today| now)?$|"
    r"what are (?:people buying|the best sellers|some good ideas)|i do not know what (?:i want|"
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
    if _GIFT.search(text) and not _NOT_GIFT.search(text):
        return _wish(part, Act.GIFT, confidence.PATTERN, _GIFT)
    if _BUNDLE.search(text) and not part.of(Kind.CATEGORY):
        return _wish(part, Act.BUNDLE, confidence.PATTERN, _BUNDLE)
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
