"""What words spoken over a reply are: a hum, assent, a command, or something to answer.

People say "mm-hm", "okay" and "right" while they listen, and mean "go on". Does not
decide what follows from that: it depends on what was asked (`assistant.overlap`).

Source: the term and the short list of forms follow V. Yngve, On getting a word in
edgewise (1970); the words are our own.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of words is."""

    NOTHING = "nothing"
    """No words: a cough, a door, music."""
    HUM = "hum"
    """A sound of listening or laughing: "mm-hm", "uh-huh", "haha"."""
    ASSENT = "assent"
    """Words of listening that can also be an answer: "okay", "yes", "right"."""
    MANNERS = "manners"
    """Words of listening that answer nothing: "wow", "thanks", "I see"."""
    COMMAND = "command"
    """"Stop", "wait", "hold on": to be obeyed before anything else is known."""
    WORDS = "words"
    """Anything else."""


_NOTE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]")
"""How Whisper writes down sounds: "[Music]", "(coughs)", "*laughs*"."""
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words_of(text: str) -> list[str]:
    """Return the words of `text`, lower case, without punctuation and notes; "Mm-hmm" is two."""
    return [word.replace("’", "'") for word in _TOKEN.findall(_NOTE.sub(" ", text.casefold()))]


_HUM = re.compile(
    r"(?:m+(?:h+[ma]*h*)?|h+m*|h+u+h+|u+h+|u+m+|e+r+m?|a+h+|o+h+|e+h+|a+w+|"
    r"u+h+ ?h+u+h+|m+ ?h+m+|m+ ?m+|a+h+ ?h+a+h*|ha+h?|(?:h[aei]h?){2,}|(?:ah?ha)+h?|uhhuh|mhm|phew|"
    r"tsk|psst|achoo|ahem|cough|coughs|laughs|laughter|sighs?)"
)
"""Of one word, or of "mm hm" and "uh huh" as two."""

_ASSENT = frozenset(
    words_of(
        "yes yeah yep yup ya ok okay kay k sure right alright exactly absolutely definitely "
        "correct true indeed"
    )
)
_ASSENT_PHRASES = ("all right", "of course", "go ahead", "go on", "sounds good", "sounds great")

_MANNERS = frozenset(
    words_of(
        "great good nice cool wow fine perfect lovely awesome amazing interesting really thanks "
        "excellent wonderful gosh fantastic super brilliant neat sweet you bye amen"
    )
)
"""The last three are what Whisper writes for a breath, a thump or an "mm-hm" in noise."""
_MANNERS_PHRASES = (
    "thank you", "got it", "i see", "oh my", "very much", "so much", "very good", "very nice",
    "good to know", "makes sense", "fair enough", "that is good", "that's good", "that's great",
    "that's nice", "thanks for watching", "thank you for watching",
)  # fmt: skip
_FILLERS = frozenset(words_of("well so and oh ah just"))
"""Change nothing in front of the others: "oh okay"."""

_COMMAND = re.compile(
    r"(?:(?:ok|okay|no|oh|please|hey|aisle|sorry|just|um|uh) )*"
    r"(?:stop|wait|hold on|hang on|hold it|pause|quiet|be quiet|shut up|enough|that's enough|"
    r"cancel|excuse me|one moment|one second|just a (?:second|moment|minute|sec)|"
    r"never ?mind|no no)\b.*"
)


def kind_of(text: str) -> Kind:
    """Return what `text` is if it is spoken over a reply.

    Args:
        text: A partial or final transcript; may be empty.
    """
    words = words_of(text)
    if not words:
        return Kind.NOTHING
    joined = " ".join(words)
    if _COMMAND.fullmatch(joined):
        return Kind.COMMAND
    no_assent = _without(joined, _ASSENT_PHRASES)
    rest = _without(no_assent, _MANNERS_PHRASES)
    other = [w for w in rest.split() if not _HUM.fullmatch(w) and w not in _FILLERS]
    if any(w not in _ASSENT and w not in _MANNERS for w in other):
        return Kind.WORDS
    if no_assent != joined or any(w in _ASSENT for w in other):
        return Kind.ASSENT
    if other or rest != no_assent:
        return Kind.MANNERS
    return Kind.HUM if any(_HUM.fullmatch(w) for w in words) else Kind.MANNERS


def _without(joined: str, phrases: tuple[str, ...]) -> str:
    padded = f" {joined} "
    for phrase in phrases:
        padded = padded.replace(f" {phrase} ", "  ")
    return " ".join(padded.split())
