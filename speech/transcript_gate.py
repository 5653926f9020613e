"""Whether a decoded text is speech at all, and whether to decode it again.

Pure rules over the text and Whisper's scores. Set on 120 recordings of people
ordering (median average log-probability -0.17, 95 % above -0.45 with the short
context) and on silence, white noise, tones, a barking dog, a ringing phone and a
crowd (-0.66 to -3.3).
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

RETRY_LOGPROB = -0.60
"""Below this the short context is not trusted and the full one is tried: "for an iced
mocha" became "Prince East Mochao" at -1.03, and came right at -0.40."""
REFUSE_LOGPROB = -0.85
NO_SPEECH_PROB = 0.60
NO_SPEECH_LOGPROB = -0.45
"""With a no-speech probability over NO_SPEECH_PROB the words must score better than this."""
STOCK_LOGPROB = -0.45
STOCK_NO_SPEECH_PROB = 0.35

_STOCK = frozenset(
    {"you", "thank you", "thanks", "thanks for watching", "thank you for watching", "bye", "oh"}
    | {"the", "so", "i", "okay", "hmm", "mm", "uh", "ah", "huh", "i'm sorry", "bye bye", "no"}
    | {"please subscribe", "subtitles by the amaraorg community", "music", "applause", "yeah"}
    | {"silence", "thank you very much", "see you next time", "we'll be right back", "right"}
)
"""What Whisper writes for noise; real when it scores well."""

_ALIKE = 80.0
"""Percent. "creme" for "cream" is 80, "boots" for "socks" 40, "$150" for "$100" 75."""
_STOPS = frozenset({".", "?", "!", "..."})
_WORD = re.compile(r"[\w'$]+")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the decoder says of a text."""

    avg_logprob: float
    no_speech_prob: float


def refusal(text: str, scores: Scores) -> str | None:
    """Return why the text is not to be believed, or None if it is.

    Args:
        text: As decoded.
        scores: Of the better of the decodings that ran.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return "no words"
    if scores.avg_logprob < REFUSE_LOGPROB:
        return "improbable words"
    if scores.no_speech_prob > NO_SPEECH_PROB and scores.avg_logprob < NO_SPEECH_LOGPROB:
        return "probably no speech"
    # "Oh! Oh! Oh!" for a barking dog: a stock word stays one when repeated.
    stock = " ".join(words) in _STOCK or set(words) <= _STOCK
    if stock and (
        scores.avg_logprob < STOCK_LOGPROB or scores.no_speech_prob > STOCK_NO_SPEECH_PROB
    ):
        return "stock phrase of noise"
    return None


def needs_full_context(text: str, scores: Scores) -> bool:
    """Whether to decode again with the full 30 s context, which costs four times as much.

    Clear non-speech is not worth it.
    """
    if not _WORD.search(text):
        return False
    if scores.no_speech_prob > NO_SPEECH_PROB and scores.avg_logprob < REFUSE_LOGPROB:
        return False
    return scores.avg_logprob < RETRY_LOGPROB or _stutters(text)


def cut_repeat(text: str) -> str:
    """Drop a second copy of the text's own beginning.

    With little silence after the speech Whisper may start over ("Make me a
    cappuccino. Make me a ca"): 2 of 120 recordings. A repetition carries nothing new,
    so that cutting it is safe for a shopper who does repeat themselves; one that
    differs by more than an ending ("Show me boots. Show me socks.") is kept.
    """
    spans = list(_WORD.finditer(text))
    words = [span.group().lower() for span in spans]
    for start in range(1, len(words)):
        if not _again(words[start:], words[:start]):
            continue
        stopped = text[spans[start - 1].end() : spans[start].start()].strip() in _STOPS
        capital = spans[start].group()[0].isupper() and start > 3
        whole = (len(words) - start) % start == 0 and words[-1] == words[start - 1]
        more_than_a_word = len(words) - start > 1 or start > 3
        if (stopped and (whole or (more_than_a_word and start > 1))) or (
            capital and more_than_a_word
        ):
            return text[: spans[start].start()].rstrip()
    return text


def _again(rest: list[str], first: list[str]) -> bool:
    """Whether `rest` says `first` again, once or more often, up to spelling.

    The last word may be broken off.
    """
    if rest[0] != first[0]:
        return False
    pairs = [(word, first[index % len(first)]) for index, word in enumerate(rest)]
    same = all(a == b or (min(len(a), len(b)) > 2 and _alike(a, b)) for a, b in pairs[:-1])
    last, original = pairs[-1]
    return same and (original.startswith(last) or _alike(last, original))


def _alike(a: str, b: str) -> bool:
    """ "roast" and "roasted", "triple" and "tripple"; not "10" and "12"."""
    return a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) >= _ALIKE


def _stutters(text: str) -> bool:
    """Whether one word makes up more than half of a text of at least six."""
    words = [word.lower() for word in _WORD.findall(text)]
    return len(words) >= 6 and max(words.count(word) for word in set(words)) * 2 > len(words)
