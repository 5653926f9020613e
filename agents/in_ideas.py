"""What an utterance says more of a gift: "she loves gardening", "he has a grill already". Pure."""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.gifts import giving_of
from agents.occasions import likes_in
from agents.reading import Reading, Reference
from agents.state import DialogueState
from agents.understand.tokens import norms
from agents.wishes import Wish

MORE = "more"
"""`Reading.topic` of a REFINE that says more of the person whom ideas are for."""
_ABOUT = re.compile(
    r"^(?:(?:and|but|well|oh|so|actually|also|because|um) )*(?:she|he|they|it is for|"
    r"(?:my|his|her|our) \w+) (?:(?:really|also|already|just|is|are|has|have|does|do|not|loves?|"
    r"likes?|enjoys?|plays?|collects?|hates?|turns?|will|owns?|lives?|works?|wants?|needs?|s) ?)+"
)
_HAS = re.compile(
    r"\b(?:has|have|owns?|got)\b.*\b(?:already|enough|plenty|lots|too many)\b|\balready\b"
)
"""What the person has is no set that is asked for."""
_PICKS = re.compile(
    r"^(?:(?:ok|okay|yes|alright|fine|hmm|well|then|i will take|let us take|i like|maybe) )*"
    r"the (?P<what>[a-z]+) (?:thing|one|idea)(?: then| please| sounds \w+| is \w+)?$"
)
"""One of the ideas by what it is for: "the tea thing"."""
_TOPIC = re.compile(r"\b(?:likes?|loves?|into|enjoys?|collects?|hobby|hobbies|interested in|fan)\b")
_ANSWER_WORDS = 6
_PLAIN = frozenset(
    {
        *(Act.FIND, Act.REFINE, Act.UNCLEAR, Act.OUT_OF_SCOPE, Act.INSPIRE, Act.GIFT, Act.SELECT),
        *(Act.SMALLTALK, Act.ASK_PRODUCT, Act.DENY),
    }
)


def in_ideas(readings: tuple[Reading, ...], dialogue: DialogueState) -> tuple[Reading, ...]:
    """Return `readings` with those that speak of the person whom ideas were shown for."""
    readings = _one_wish(readings)
    giving = dialogue.giving
    if giving is None or not giving.gift:
        return readings
    return tuple(_one(reading, dialogue) for reading in readings)


def _one_wish(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave out "what do you recommend?" beside what it is to be recommended for."""
    kept: list[Reading] = []
    for reading in readings:
        asks = reading.act is Act.INSPIRE and reading.topic is None and not reading.edits
        known = giving_of(" ".join(norms(reading.words))) if asks else None
        told = not asks or (known is not None and bool(known.likes or known.person))
        beside = any(r.act in (Act.INSPIRE, Act.GIFT) for r in readings if r is not reading)
        if told or not beside or (reading is readings[-1] and not kept):
            kept.append(reading)
    return tuple(kept)


def _one(reading: Reading, dialogue: DialogueState) -> Reading:
    words = " ".join(norms(reading.words))
    owns = reading.act is Act.BUNDLE and _HAS.search(words)
    if reading.act not in _PLAIN and not owns:
        return reading
    picks = _PICKS.match(words)
    if picks and (it := _for_what(reading.words, picks["what"], dialogue)):
        return replace(reading, act=Act.SELECT, edits=(), text="", references=(it,))
    about = _ABOUT.match(words)
    answers = (
        dialogue.giving is not None
        and dialogue.giving.asked
        and len(words.split()) <= _ANSWER_WORDS
        and bool(likes_in(words))
        and (reading.act is not Act.GIFT)
    )
    if not (about or answers or (_TOPIC.search(words) and reading.act is not Act.GIFT)):
        return reading
    edits = tuple(
        e
        for e in reading.edits
        if isinstance(e, Set) and e.constraint.kind in (Kind.PRICE, Kind.RATING)
    )
    return replace(reading, act=Act.REFINE, topic=MORE, edits=edits, text="", references=())


def _for_what(words: str, what: str, dialogue: DialogueState) -> Reference | None:
    """Return the idea that was said to be for `what`; None where none or several were."""
    told = dialogue.giving.reasons if dialogue.giving else ()
    places = [place for place, reason in enumerate(told, 1) if what in reason.split()]
    heard = [place for place in places if place <= dialogue.spoken] or places
    if len(told) == len(dialogue.screen) and len(heard) == 1:
        return Reference(words, ordinal=heard[0])
    return None


def asks_for_ideas(reading: Reading, wish: Wish) -> bool:
    """Say whether a wish is answered by different things rather than by one kind of thing."""
    if wish.returned or any(
        c.kind in (Kind.CATEGORY, Kind.TYPE) and c.wanted for c in wish.state.constraints
    ):
        return False
    return reading.act in (Act.GIFT, Act.INSPIRE) or wish.state.giving is not None
