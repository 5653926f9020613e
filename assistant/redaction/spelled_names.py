"""Names that are spelled: "Kolb, K O L B", "O as in Oscar, K, A", "kilo oscar lima bravo"."""

from collections.abc import Iterator

from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import LISTED, STRANGE, kinds
from assistant.redaction.tokens import Tokens, word_set

_NATO = word_set(
    """
    alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike
    november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu
    """
)
_NAMED = dict(
    pair.split("=")
    for pair in """
    ay=a bee=b cee=c dee=d ee=e eff=f gee=g aitch=h haitch=h eye=i jay=j kay=k ell=l em=m en=n
    cue=q ar=r ess=s tee=t vee=v ex=x why=y zed=z zee=z
    """.split()  # noqa: SIM905
)
"""Letters as they are called."""
PAUSES = word_set(
    "uh um er then and dash hyphen period apostrophe - , . … ' capital big small letter"
)
_PAUSES_MOST = 3
_LEAST = 3
_SPOKEN_LEAST = 2
"""Words for letters in what is spelled: "double L, E"."""
_FOR = word_set("as for like is")
_ABBREVIATIONS = word_set(
    """
    dni nif nie nhs bsb upi tfn pps otp gst vat abn bsn ein iban cpf
    abc abcd xyz usa usb led lcd dvd gps bpa xxl xxxl diy rgb hdmi hdtv asap msrp uk us eu ups usps
    dhl hsbc bmw ddr ssd hdd ram cpu gpu faq vip rsvp fyi dlsr spf uv pvc mdf nfl nba mlb nhl kfc tv
    pc ac dc ipa xs xl xxs qled oled atm pin cvv cvc ssn zip pdf jpg png mp cd aaa ceo hr it
    """
)
_NOT_BEFORE = word_set("order tracking code coupon promo email e-mail mail model part sku plate id")
_LINKS = word_set("with a an , . - : that 's thats is its it spelled spelt uh um so")
_LOOK_BACK = 6
SPOKEN_LETTERS = _NATO | _NAMED.keys() | frozenset("abcdefghijklmnopqrstuvwxyz")
"""Words that stand for a letter."""


def spelled_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the letters of names, and the name that stands right before them."""
    if sum(map(SPOKEN_LETTERS.__contains__, tokens.low)) < _SPOKEN_LEAST:
        return
    place = 0
    while place < len(tokens):
        if tokens.low[place] == "a" and tokens.at(place - 1) == "with":
            place += 2  # "Kate with a K, K A T E"
            continue
        run = _run(tokens, place)
        if run is None:
            place += 1
            continue
        after, said, is_told = run
        if is_told or _is_name(tokens, place, after, said):
            yield Found(tokens.starts[place], tokens.ends[after - 1], Personal.NAME)
            at = _before(tokens, place, said)
            if at is None and said in tokens.low:
                at = tokens.low.index(said)
            if at is not None:
                yield Found(tokens.starts[at], tokens.ends[at], Personal.NAME)
        place = after


def _run(tokens: Tokens, first: int) -> tuple[int, str, bool] | None:
    """Return letters that follow one another: the place behind them, they, and whether words tell
    of two of them, "K as in king"."""
    place, after, said, told = first, first, "", 0
    while place < len(tokens):
        letter, on, is_told = _letter(tokens, place)
        if letter:
            said, told = said + letter, told + is_told
            place = after = on
            continue
        pauses = 0
        while said and tokens.at(place) in PAUSES and pauses < _PAUSES_MOST:
            place, pauses = place + 1, pauses + 1
        if not pauses or not _letter(tokens, place)[0]:
            break
    if len(said) < _LEAST and not (told and len(said) > 1):
        return None
    if tokens.is_figures(after) or tokens.at(after) in ("at", "@", "dot", "underscore"):
        return None
    return after, said, told > 1 and not _is_code(tokens, first)


def _letter(tokens: Tokens, place: int) -> tuple[str, int, bool]:
    """Return the letter at a place, the place behind it, and whether a word tells of it."""
    word = tokens.at(place)
    if word == "double" and len(tokens.at(place + 1)) == 1 and tokens.is_word(place + 1):
        return tokens.at(place + 1) * 2, place + 2, False
    if len(word) == 1 and tokens.is_word(place):
        on = place + 1
        if tokens.at(on) in _FOR:
            on += 1 + (tokens.at(on + 1) == "in")
            if tokens.at(on)[:1] == word and len(tokens.at(on)) > 1:
                return word, on + 1, True
        return word, place + 1, False
    if word in _NAMED:
        return _NAMED[word], place + 1, False
    if word in _NATO:
        return word[0], place + 1, False
    return "", place, False


def _is_code(tokens: Tokens, first: int) -> bool:
    near = tokens.low[max(0, first - _LOOK_BACK) : first]
    return not _NOT_BEFORE.isdisjoint(near) or any(word.isdigit() for word in near[-2:])


def _is_name(tokens: Tokens, first: int, after: int, said: str) -> bool:
    if said in _ABBREVIATIONS or _is_code(tokens, first):
        return False
    if _before(tokens, first, said) is not None or said in tokens.low:
        return True
    is_alphabet = any(len(word) > 1 for word in tokens.low[first:after])
    if is_alphabet and len(said) <= _LEAST:
        return False
    bits = kinds(said)
    is_alone = first == 0 and (after == len(tokens) or tokens.at(after) in (".", "!"))
    return bool(bits & LISTED) or (is_alone and bool(bits & STRANGE))


def _before(tokens: Tokens, first: int, said: str) -> int | None:
    """Return the place of the word that letters spell, or that is a name and begins the text."""
    at = first - 1
    while (
        at >= 0
        and first - at < _LOOK_BACK
        and (tokens.low[at] in _LINKS or (len(tokens.low[at]) == 1 and tokens.at(at - 1) == "a"))
    ):
        at -= 1
    if at < 0 or not tokens.is_word(at):
        return None
    word = tokens.low[at].replace("'", "")
    is_name = len(word) > 1 and at == 0 and bool(kinds(word) & LISTED)
    return at if word == said or is_name else None
