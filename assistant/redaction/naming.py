"""What is read as a name where something announces one, and how far it goes."""

from collections.abc import Iterator

from assistant.redaction.common_words import COMMON, MONTHS_AND_DAYS, PLACES
from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.first_names import BRANDS, FIRST_NAMES
from assistant.redaction.gazetteer import LISTED, english_words, kinds
from assistant.redaction.known_words import has_ending, is_strange
from assistant.redaction.tokens import Tokens, word_set

PARTICLES = word_set(
    """
    van von de der den da di la le del della dos du el al bin ibn st mc mac ten ter
    """
)


COPULAS = frozenset(("is", "iz", "'s", "was", ":", "are"))


SKIPPED = frozenset(("iz", "uh", "um", "er", ",", "it", "'s", "actually", "well", "is", ":"))


GREETINGS = word_set("hi hello hey yes yeah morning afternoon evening so okay ok")


CONFIRMS = word_set(
    """
    speaking calling here again phoning writing from with ringing
    """
)


ENDS = word_set(
    """
    . , ! ? ; and - at i not please in on who that for so but he she his her with by
    """
) | {""}
"""What may follow a name."""
_BEFORE_NAMES = frozenset(("grandma", "grandpa", "aunt", "uncle", "my"))
LONGEST = 3
SPELLED_LEAST = 3


Spans = Iterator[tuple[int, int]]


def strong(tokens: Tokens, place: int) -> Spans:
    """What follows an announcement that nothing else follows."""
    while tokens.at(place) in SKIPPED and tokens.at(place) != "":
        place += 1
    if tokens.at(place) in ("spelled", "spelt", "spelling"):
        return
    if tokens.at(place) in _BEFORE_NAMES and known(tokens, place + 1):
        place += 1
    after = name_after(tokens, place, is_sure=True)
    if after is not None:
        yield place, after
        yield from _again(tokens, place, after)
    else:
        yield from letters(tokens, place)


def _again(tokens: Tokens, first: int, after: int) -> Spans:
    """What is said of a name behind it: "Bond. James Bond", "Kolb, K O L B"."""
    if tokens.at(after) not in (",", ".", "!", "-"):
        return
    on = after + 1
    again = name_after(tokens, on, is_sure=True)
    if again is not None:
        said = {word for word in tokens.low[first:after] if len(word) > 1}
        is_same = not said.isdisjoint(tokens.low[on:again])
        if is_same:
            yield on, again
            return
    if tokens.at(after) == "," and known(tokens, on):  # "Bond, James Bond"
        again = name_after(tokens, on, is_sure=False)
        if again is not None:
            yield on, again
        return
    while tokens.at(on) in ("that", "'s", "is", "it", "its", "thats", "spelled"):
        on += 1
    yield from letters(tokens, on)


def name_after(tokens: Tokens, first: int, *, is_sure: bool) -> int | None:
    """Return the place behind a name that begins at `first`; None where none does."""
    place, words = first, 0
    if tokens.at(first) in ("mr", "mrs", "ms", "miss", "dr", "doctor", "mister"):
        place += 1 + (tokens.at(first + 1) == ".")
    while words < LONGEST and place < len(tokens):
        word = tokens.low[place]
        if not tokens.is_word(place):
            is_joined = word in ("-", ".", "'") and words > 0 and tokens.is_word(place + 1)
            if not is_joined or not (
                (word == "-" and tokens.is_glued(place) and tokens.is_glued(place + 1))
                or (word == "." and len(tokens.at(place - 1)) == 1)
            ):
                break
            place += 1
            continue
        if word in PARTICLES and words > 0 and tokens.is_word(place + 1):
            place += 1
            continue
        if (
            word in PARTICLES - {"st", "la", "le"}
            and tokens.at(place + 1) not in COMMON
            and (words == 0 and tokens.is_word(place + 1))
        ):
            place += 1
            continue
        if not may_be_name(tokens, place, is_first=words == 0, is_sure=is_sure):
            break
        place += 1
        words += len(word) > 1 or words == 0
        if words >= 2 and not tokens.is_capital(place) and tokens.at(place) not in PARTICLES:
            break
    if words == 0:
        return None
    while place > first and not tokens.low[place - 1][-1].isalpha():
        place -= 1
    return place


def may_be_name(tokens: Tokens, place: int, *, is_first: bool, is_sure: bool) -> bool:
    word = tokens.low[place]
    if len(word) == 1:
        behind = tokens.at(place + 1)
        return word not in "ai" and not (is_first and (len(behind) == 1 and behind.isalpha()))
    if not is_first and word in ALSO_NAMES and tokens.at(place - 1) in FIRST_NAMES:
        return True
    if word in COMMON or word in FIGURE_WORDS:
        return tokens.is_capital(place) and is_sure and word in ALSO_NAMES
    if word in FIRST_NAMES:
        return True
    if word in PLACES or word in MONTHS_AND_DAYS:
        return is_sure and is_first and word in ALSO_NAMES
    return not has_ending(word) or (is_sure and tokens.is_capital(place))


ALSO_NAMES = word_set(
    """
    christian may june april august green brown black white young long best price love small page
    austin dallas paris florence levi brooks gray grey gold short little
    """
)


def known(tokens: Tokens, place: int) -> bool:
    """Say whether a first name stands here that is no beginning of a brand."""
    word = tokens.at(place)
    if word not in FIRST_NAMES or tokens.at(place + 1) in ("'s", "&"):
        return False
    return tokens.at(place + 1) not in BRANDS.get(word, ())


def capital(tokens: Tokens, place: int) -> bool:
    """Say whether an unknown word with a capital stands here, where others have none."""
    word = tokens.at(place)
    return (
        tokens.is_capital(place)
        and len(word) > 1
        and word not in COMMON
        and word not in PLACES
        and word not in MONTHS_AND_DAYS
        and not has_ending(word)
    )


def is_english(tokens: Tokens, place: int) -> bool:
    """Say whether an English word that is no name stands here in small letters."""
    word = tokens.at(place)
    is_plain = word in english_words() and not kinds(word) & LISTED
    return is_plain and not tokens.is_capital(place)


def strange(tokens: Tokens, place: int) -> bool:
    """Say whether a word stands here that is in no shop's vocabulary, or a first name."""
    return known(tokens, place) or (
        is_strange(tokens.at(place).replace("'", "")) and tokens.at(place + 1) not in ("'s", "&")
    )


def is_mixed(tokens: Tokens, place: int) -> bool:
    """Say whether two capitals follow one another, as a first and a last name do."""
    return capital(tokens, place) and (
        capital(tokens, place + 1)
        or (len(tokens.at(place + 1)) == 1 and tokens.is_capital(place + 1))
    )


def letters(tokens: Tokens, first: int) -> Spans:
    """Single letters that follow one another."""
    place, after, letters = first, first, 0
    while place < len(tokens):
        word = tokens.low[place]
        if len(word) == 1 and word.isalpha():
            letters += 1
            place = after = place + 1
        elif word == "double" and len(tokens.at(place + 1)) == 1:
            letters += 1
            place += 1
        elif word in ("-", ",", ".", "uh", "um", "dash") and letters:
            place += 1
        elif word == "as" and tokens.at(place + 1) == "in" and letters:
            place = after = place + 3
        else:
            break
    after = min(after, len(tokens))
    if letters >= SPELLED_LEAST:
        yield first, after
