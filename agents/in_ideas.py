"""What an utterance says more of a gift: "she loves gardening", "he has a grill already". Pure."""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.occasions import likes_in
from agents.reading import Reading
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
    giving = dialogue.giving
    if giving is None or not giving.gift:
        return readings
    return tuple(_one(reading, dialogue) for reading in readings)


def _one(reading: Reading, dialogue: DialogueState) -> Reading:
    if reading.act not in _PLAIN:
        return reading
    words = " ".join(norms(reading.words))
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


def asks_for_ideas(reading: Reading, wish: Wish) -> bool:
    """Say whether a wish is answered by different things rather than by one kind of thing."""
    if wish.returned or any(
        c.kind in (Kind.CATEGORY, Kind.TYPE) and c.wanted for c in wish.state.constraints
    ):
        return False
    return reading.act in (Act.GIFT, Act.INSPIRE) or wish.state.giving is not None
