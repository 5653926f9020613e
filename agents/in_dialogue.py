"""Readings in the light of the dialogue: an answer is no new wish, and "not that" is one. Pure.

Understanding reads one utterance. Whether "Huawei" is a new wish or more of the one for
a phone, whether "I'm not fond of it" asks for others, and what a "yes" to "a t-shirt,
perhaps?" wants, only the wish so far and the catalog's use of words can tell.
"""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Edit, Kind, Relative, Same, Set, Shift
from agents.reading import Reading
from agents.search_text import content_of, stems_of
from agents.state import DialogueState
from agents.understand.confidence import GUESS_BELOW, LIKELY, PATTERN
from agents.understand.things import is_thing
from agents.understand.tokens import norms
from agents.understand.words import ADJECTIVES
from retrieval.english import whole_words
from retrieval.lexicon import Lexicon
from retrieval.word_forms import stem
from retrieval.wordset import wordset

NAMES_FROM = 0.25
"""Share of its uses in which a word is what a title is about, from which it names a thing: in
the sample catalog tent .79, wallet .68, but glass .21, laptop .04, camping .04, leather 0. A word
of one title that ends in it has .25."""
ANSWER_WORDS = 8
"""Words that tell something in an answer; more of them are a new story."""
GOODS_WORDS = 4
"""Words that name goods: "best value cat food". More of them ask about something else."""
OFFERED_MOST = 2
"""Values that a "yes" can agree to at once: "glass or plastic?"."""

_SWITCH = re.compile(
    r"\b(?:instead|start over|new search|something (?:completely |totally )?different|"
    r"changed my mind|let us look (?:at|for)|moving on|switch to|next (?:i|up)|now (?:show|find|i)|"
    r"(?:i )?also (?:need|want|looking)|another thing|forget (?:that|it|everything|about))\b"
)
_ASKS_FOR_A_THING = re.compile(
    r"\b(?:looking (?:to buy |to get )?for|look for|find(?: me)?|search(?:ing)?(?: for)?|need|want|"
    r"buy|purchase|get(?: me)?|shopping for|show me|do you (?:have|sell|carry|stock)|"
    r"have you got|in the market for|would like|what about|how about|interested in|"
    r"recommend(?: me)?|suggest(?: me)?)(?: to (?:buy|get|see|find|purchase|order))?"
    r"(?: (?:me|you|us))?"
    r"(?: (?:an?|some|any|new|another|a (?:pair|set|box|couple|few) of|few|\d+|one|two|three))*"
    r" (?!(?:it|this|that|them|these|those|one|ones|something|anything|more|to|the|only|my)\b)"
    r"[a-z]"
)
_CARRIES_ON = re.compile(
    r"^(?:(?:and|but|so|well|ok|yes|no|maybe|oh|also|just|sure|please|it is|they are|it should be|"
    r"i would like it|i want it|it must be|it has to be|mostly|mainly) )*"
    r"(?:for|with|in|on|from|of|by|made|preferably|prefer|i prefer|i (?:really )?like|i love|only|"
    r"ideally|at least|at most|either|any|my|i own|i have|it|they|should|must|has to|about|"
    r"around)\b|\buse (?:it|them|this) (?:for|as|in|on|at|to)\b|"
    r"\b(?:ones?|it|them|brand|those|these)\b"
)
"""It speaks of the wish that there is."""
_DISLIKES = re.compile(
    r"\b(?:not|never|dony|hate|dislike)(?: (?:really|quite|so|too|very|that|all|much|exactly|a))*"
    r"(?: (?:like|love|want|fond|fan|satisfied|happy|pleased|into|keen|interested|convinced|right|"
    r"my (?:taste|style|thing)|suitable|what i|for me|impressed|sold))\b|"
    r"\b(?:change|replace|swap) (?:it|this|that|them|these|those)\b|\bmake a change\b|"
    r"\b(?:i )?(?:dislike|hate) (?:it|this|that|them|these|those)\b"
)
_MORE = re.compile(
    r"\b(?:show|give|recommend|try)(?: me)? (?:something|anything|some|a few|a couple|others?|"
    r"another)(?: of)?(?: else| others?| more| another)\b"
)
_SHOWS = wordset(
    "picture pictures photo photos image images show see view look product products goods "
    "option options results"
)
"""Asks to see what there is, whatever else the sentence says."""
_PICTURES = wordset("picture pictures photo photos image images")
_PRAISED = re.compile(r"\b(?:best|good|top|cheap|cheapest|great|recommended|affordable|quality)\b")
_EITHER = re.compile(r"\bor\b")
_OF_BRAND = re.compile(r"\b(?:of|from|by) (?:this|that|the same|their) (?:brand|make|maker)\b")
_DEMANDS = re.compile(
    r"\b(?:hope|want|need|prefer|should|must|has to|have to|at least|at most|would like)\b"
)
_MEANT_BY_ALL = re.compile(r"\b(?:both|either|all|this one|these two|that one|this|that|these)\b")
_POINTS_ONLY = (Act.SELECT, Act.ASK_PRODUCT, Act.PRICE_OR_STOCK)
_TAKEN_FOR_TALK = (Act.OUT_OF_SCOPE, Act.UNCLEAR, Act.INSPIRE)


def in_dialogue(
    readings: tuple[Reading, ...],
    dialogue: DialogueState,
    lexicon: Lexicon,
    offered: tuple[str, ...] = (),
    asked: bool = False,
) -> tuple[Reading, ...]:
    """Return `readings` as the wish so far lets them be meant.

    Args:
        readings: Of one utterance, each by itself.
        dialogue: The state before it.
        lexicon: How the catalog uses words.
        offered: Values that the last reply asked about: a "yes" means them.
        asked: Whether the last reply asked what is wanted: words that tell something answer it.
    """
    readings = tuple(_of_things(reading, lexicon) for reading in readings)
    if offered and len(offered) <= OFFERED_MOST:
        readings = tuple(_agreed(reading, offered) for reading in readings)
    readings = tuple(_shopped_for(reading, lexicon) for reading in readings)
    if any(r.act in (Act.FIND, Act.REFINE, Act.GIFT) and (r.text or r.edits) for r in readings):
        # "I'm after baby bottles. What do you recommend?": of those, not of anything.
        readings = tuple(r for r in readings if not _asks_for_any(r))
    if not _anything_wanted(dialogue):
        return readings
    if asked:
        readings = tuple(_answering(reading) for reading in readings)
    seen = tuple(_in_wish(reading, dialogue, lexicon) for reading in readings)
    if any(r.act is Act.REFINE and _has_others(r) for r in seen):
        # "I'm not fond of it. Change it": one wish for others, and none of them singled out.
        seen = tuple(r for r in seen if r.act is not Act.SELECT)
    return seen


def _of_things(reading: Reading, lexicon: Lexicon) -> Reading:
    """Leave out kinds of things that are words of the talk, or no words: "a specific picture"."""
    edits = tuple(e for e in reading.edits if not _is_type(e) or _can_be(_value(e), lexicon))
    return reading if len(edits) == len(reading.edits) else replace(reading, edits=edits)


def _can_be(thing: str, lexicon: Lexicon) -> bool:
    """Tell whether a word of `thing` tells something, to the catalog or in English."""
    words = content_of(thing).split()
    return any(stem(w) in lexicon.uses or w in whole_words() or not w.isalpha() for w in words)


def _is_type(edit: Edit) -> bool:
    return isinstance(edit, Set) and edit.constraint.kind is Kind.TYPE


def _value(edit: Edit) -> str:
    return str(edit.constraint.value) if isinstance(edit, Set) else ""


def _shopped_for(reading: Reading, lexicon: Lexicon) -> Reading:
    """Return a guess that it is no business of the shop's as a wish, where it names its goods."""
    if reading.act is not Act.OUT_OF_SCOPE or reading.topic not in (None, "other"):
        return reading
    words = " ".join(norms(reading.words))
    text = content_of(words)
    named = bool(text) and is_thing(text.split()[-1])
    goods = _all_known(text, lexicon) and (named or _names_thing(text, lexicon, unknown=False))
    if not (goods and _PRAISED.search(words) and len(text.split()) <= GOODS_WORDS):
        return reading
    return replace(reading, act=Act.FIND, text=text, topic=None)


def _anything_wanted(dialogue: DialogueState) -> bool:
    return bool(dialogue.said) or any(c.wanted for c in dialogue.constraints)


def _agreed(reading: Reading, offered: tuple[str, ...]) -> Reading:
    """Return a "yes" as the wish for what was offered."""
    words = " ".join(norms(reading.words))
    agrees = reading.act is Act.CONFIRM or (
        (reading.act is Act.UNCLEAR or (reading.act is Act.SELECT and not _singles_out(reading)))
        and bool(_MEANT_BY_ALL.search(words))
        and not _DISLIKES.search(words)
    )
    if not agrees:
        return reading
    return replace(
        reading, act=Act.REFINE, references=(), text=" ".join(offered), confidence=PATTERN
    )


def _singles_out(reading: Reading) -> bool:
    return any(not (r.deictic or r.every) for r in reading.references)


_NO_ANSWER = re.compile(
    r"\b(?:thanks?|thank|hello|hi|bye|goodbye|sorry|joke|poem|weather|you)\b|"
    r"^(?:what|who|why|how|when|where|is|are|do|does|did|can|could|will|would|should|tell)\b"
)


def _answering(reading: Reading) -> Reading:
    """Return what tells something after a question as its answer: "I own a Playstation 4"."""
    words = " ".join(norms(reading.words))
    talk = (*_TAKEN_FOR_TALK, Act.SMALLTALK)
    if reading.act not in talk or reading.topic not in (None, "other"):
        return reading
    text = content_of(words)
    if not text or len(text.split()) > ANSWER_WORDS or _NO_ANSWER.search(words):
        return reading
    return replace(reading, act=Act.REFINE, references=(), topic=None, text=text, confidence=LIKELY)


def _asks_for_any(reading: Reading) -> bool:
    return reading.act is Act.INSPIRE and not reading.edits and not content_of(reading.text)


def _has_others(reading: Reading) -> bool:
    return any(isinstance(e, Shift) and e.relative is Relative.OTHERS for e in reading.edits)


def _in_wish(reading: Reading, dialogue: DialogueState, lexicon: Lexicon) -> Reading:
    words = " ".join(norms(reading.words))
    turned_down = bool(_DISLIKES.search(words) or _MORE.search(words))
    if reading.act in _POINTS_ONLY and not _singles_out(reading) and turned_down:
        others = Shift(Relative.OTHERS, reading.words)
        return replace(reading, act=Act.REFINE, references=(), edits=(others,), text="")
    if reading.act is Act.REFINE and (changed := _misread_like(reading, words)):
        return changed
    more = _has_others(reading) or any(isinstance(e, Same) for e in reading.edits)
    if reading.act is Act.REFINE and more and not reading.text:
        # "Acanva's works better for me, recommend a few more": of those, please.
        text = "" if _DISLIKES.search(words) else content_of(reading.words)
        return replace(reading, text=text) if _all_known(text, lexicon) else reading
    if reading.act is Act.SELECT and reading.confidence < GUESS_BELOW and _EITHER.search(words):
        # "Adidas, Nike or Puma" picks nothing, though one on the screen is a Nike.
        return replace(reading, act=Act.REFINE, references=(), text=content_of(reading.words))
    if reading.act is Act.FIND:
        carries_on = not _names_known_kind(reading) and _continues(
            reading, words, dialogue, lexicon
        )
        return _carried_on(reading, dialogue) if carries_on else reading
    if reading.confidence < GUESS_BELOW and reading.act in _TAKEN_FOR_TALK:
        return _rescued(reading, words, dialogue, lexicon)
    pictures = bool(_PICTURES & set(words.split())) and not content_of(reading.text)
    if reading.act is Act.INSPIRE and not reading.edits and (pictures or not dialogue.screen):
        # "Show me a picture, to help me choose": of what is wanted, not of anything.
        return replace(reading, act=Act.REFINE, text=content_of(reading.text))
    asks = reading.question is not None and reading.question.attribute is not None
    demands = reading.confidence < GUESS_BELOW and bool(_DEMANDS.search(words))
    if reading.act in _POINTS_ONLY and not asks and (not dialogue.screen or demands):
        return reading if _singles_out(reading) else _rescued(reading, words, dialogue, lexicon)
    return reading


def _misread_like(reading: Reading, words: str) -> Reading | None:
    """Return "don't like this" and "more of this brand" as what they ask for."""
    like = next(
        (e for e in reading.edits if isinstance(e, Shift) and e.relative is Relative.LIKE_THAT),
        None,
    )
    if like is None:
        return None
    others = Shift(Relative.OTHERS, like.words)
    rest = tuple(e for e in reading.edits if e is not like)
    if _DISLIKES.search(words):
        return replace(reading, references=(), edits=(*rest, others), text="")
    if _OF_BRAND.search(words):
        brand = () if any(_is_of(e, Kind.BRAND) for e in rest) else (Same(Kind.BRAND, like.words),)
        text = content_of(words)
        return replace(reading, edits=(*rest, *brand, others), text=text)
    return None


def _is_of(edit: Edit, kind: Kind) -> bool:
    return isinstance(edit, Set) and edit.constraint.kind is kind


def _carried_on(reading: Reading, dialogue: DialogueState) -> Reading:
    """Return a wish as more of the one that there is: it keeps its kind of thing."""
    held = stems_of(_types(dialogue.constraints))
    edits = tuple(
        e for e in reading.edits if not (_is_type(e) and held and not held & stems_of(_value(e)))
    )
    return replace(reading, act=Act.REFINE, edits=edits)


def _names_known_kind(reading: Reading) -> bool:
    return any(
        isinstance(e, Set)
        and e.constraint.wanted
        and (
            e.constraint.kind is Kind.CATEGORY
            or (e.constraint.kind is Kind.DEPARTMENT and e.constraint.hard)
        )
        for e in reading.edits
    )


def _types(constraints: tuple[Constraint, ...]) -> str:
    kinds = (Kind.TYPE, Kind.CATEGORY, Kind.DEPARTMENT)
    return " ".join(str(c.value) for c in constraints if c.kind in kinds and c.wanted)


def _wish_stems(dialogue: DialogueState) -> frozenset[str]:
    return stems_of(f"{dialogue.query} {_types(dialogue.constraints)}")


_SELLS = re.compile(r"\b(?:do you (?:also )?(?:sell|carry|stock)|have you got|got any)\b")
"""Before the name of a thing they ask whether the shop has it, whatever was wanted before."""


def _continues(reading: Reading, words: str, dialogue: DialogueState, lexicon: Lexicon) -> bool:
    """Tell whether a wish without a known type says more of the one that there is."""
    if _SWITCH.search(words):
        return False
    if _SELLS.search(words) and any(_is_type(e) for e in reading.edits):
        return False
    sets = tuple(e.constraint for e in reading.edits if isinstance(e, Set))
    text = f"{content_of(reading.text)} {_types(sets)}".strip()
    if not text or stems_of(text) & _wish_stems(dialogue):
        return True
    if _only_goods(sets, words) and dialogue.screen:
        return False
    if _ASKS_FOR_A_THING.search(words):
        return not _names_thing(text, lexicon, unknown=True)
    if _CARRIES_ON.search(words) or not dialogue.screen:
        return True
    return not _names_thing(text, lexicon, unknown=False)


def _only_goods(sets: tuple[Constraint, ...], words: str) -> bool:
    """Tell whether a line is hardly more than the name of goods: "an umbrella"."""
    things = [str(c.value) for c in sets if c.kind is Kind.TYPE and c.wanted]
    if not things or _CARRIES_ON.search(words):
        return False
    name = norms(things[0])
    return is_thing(name[-1]) and len(content_of(words).split()) <= len(name)


def _names_thing(text: str, lexicon: Lexicon, unknown: bool) -> bool:
    """Tell whether the catalog uses the last word of `text` for a thing.

    Args:
        text: Words that tell something.
        lexicon: How the catalog uses them.
        unknown: What is said of a word that the catalog does not use at all.
    """
    words = [w for w in text.split() if w.isalpha() and w not in ADJECTIVES]
    if not words:
        return False
    last = stem(words[-1])
    if last not in lexicon.uses:
        return unknown
    return lexicon.headness(last) >= NAMES_FROM


def _all_known(text: str, lexicon: Lexicon) -> bool:
    words = text.split()
    return bool(words) and all(stem(w) in lexicon.uses or not w.isalpha() for w in words)


def _rescued(reading: Reading, words: str, dialogue: DialogueState, lexicon: Lexicon) -> Reading:
    """Return what was taken for talk as more of the wish, where its words speak for that."""
    text = content_of(reading.text or reading.words)
    said = stems_of(text)
    asks_to_see = not said and (reading.act is Act.INSPIRE or bool(_SHOWS & set(words.split())))
    known = _all_known(text, lexicon)
    answers = (
        known
        and len(said) <= ANSWER_WORDS
        and (reading.act in (Act.UNCLEAR, Act.SELECT) or bool(_CARRIES_ON.search(words)))
    )
    if not (asks_to_see or said & _wish_stems(dialogue) or answers):
        return reading
    return replace(reading, act=Act.REFINE, references=(), topic=None, question=None, text=text)
