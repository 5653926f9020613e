"""What remains of recognised words when the reply's own are taken out.

Without echo cancellation the microphone hears the loudspeaker, and the recogniser
writes down the reply. Letters are compared, not words: it hears "trail head" where
"Trailhead" was spoken. Numbers are left out on both sides, as "$130" may come back as
"one thirty". Does not touch audio.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from speech.backchannel import Kind, kind_of, words_of

OWN_SHARE = 0.65
"""Share of the letters found, in order, in what was just played, from which on all of it
is echo. Of 29 echoes of 12 spoken replies (a room, noise at 10 dB) 22 were found; of 714
requests laid over stretches of the same replies 6 were lost, all of them words that the
reply had just said ("the green one"). At .5: 26 and 17, at .7: 20 and 6."""

_WORD_SHARE = 0.7
"""Share of a word's letters from which on it counts as the reply's."""

_RUN = 3
"""Letters in a row that count as found; two letters are in any text."""

_NUMBER = re.compile(
    r".*\d.*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dollars?|cents?|and"
)


def without_echo(heard: str, played: Sequence[str]) -> str:
    """Return `heard` without the words that are the reply's own.

    Args:
        heard: A transcript.
        played: Words of the reply that sounded while it was spoken, in order.

    Returns:
        Empty if all of it is echo; the end of it if it begins with at least two words of
        the reply and goes on with others; else `heard` as it is.
    """
    own_words = [word for text in played for word in words_of(text)]
    if kind_of(heard) is Kind.COMMAND and not set(words_of(heard)) <= set(own_words):
        return heard
    numbers = any(_is_number(word) for word in own_words)
    own = "".join(word for word in own_words if not _is_number(word))
    words = heard.split()
    letters = [
        "".join(w for w in words_of(word) if not (numbers and _is_number(w))) for word in words
    ]
    said = "".join(letters)
    if not own or not said:
        return heard
    found, share = _found(said, own)
    at = begun = 0
    for count, word in enumerate(letters, start=1):
        if sum(found[at : at + len(word)]) < _WORD_SHARE * len(word):
            break
        at += len(word)
        begun = count
    rest = " ".join(words[begun:])
    if begun >= 2 and kind_of(rest) is Kind.COMMAND:
        return rest
    if share >= OWN_SHARE:
        return ""
    return rest if begun >= 2 else heard


def _found(said: str, own: str) -> tuple[list[bool], float]:
    """Say which letters lie in runs that both texts have in the same order, and their share.

    The share is of the longer of the two stretches, so that words picked from here and
    there in the reply ("not ... leather") are no echo.
    """
    found = [False] * len(said)
    matcher = SequenceMatcher(None, said, own, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size >= min(_RUN, len(said))]
    for block in blocks:
        found[block.a : block.a + block.size] = [True] * block.size
    if not blocks:
        return found, 0.0
    stretch = blocks[-1].b + blocks[-1].size - blocks[0].b
    return found, sum(found) / max(len(said), stretch)


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None
