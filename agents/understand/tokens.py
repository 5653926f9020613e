"""An utterance as tokens that remember where in the original words they stood.

Contractions are expanded ("don't" is "do not") and possessives cut, so that the
parsers see one spelling. Does not read numbers (`numbers`) or meaning.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.wordset import wordset

MAX_TOKENS = 300
"""Tokens read of one utterance. A spoken turn of 60 s holds about 180 words; a longer text is
read at its beginning and, more of it, at its end, where the request usually stands."""
HEAD_TOKENS = 100

_PIECE = re.compile(
    r"""(?P<ordinal>\d+(?:st|nd|rd|th)\b)
      | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+)
      | (?P<sign>[$€£¥%½¼¾#&+"″])
      | (?P<word>[^\W\d_]+(?:['’‘`][^\W\d_]+)*)""",
    re.VERBOSE | re.IGNORECASE,
)

_WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
    "ain't": "is not", "let's": "let us", "gimme": "give me", "lemme": "let me",
    "wanna": "want to", "gonna": "going to", "gotta": "have to", "kinda": "kind of",
    "sorta": "sort of", "dunno": "do not know", "y'all": "you", "im": "i am", "ive": "i have",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not",
    "arent": "are not", "cant": "can not", "whats": "what is", "wheres": "where is",
    "thats": "that is", "hows": "how is", "lets": "let us", "youre": "you are",
    "theyre": "they are", "wouldnt": "would not", "couldnt": "could not", "wasnt": "was not",
    "havent": "have not", "whos": "who is", "theres": "there is", "okay": "ok", "okey": "ok",
    "favourite": "favorite", "favourites": "favorites", "grey": "gray", "coloured": "colored",
    "colour": "color", "colours": "colors", "jewellery": "jewelry", "pls": "please",
    "plz": "please", "thx": "thanks", "ya": "yes", "yep": "yes", "yup": "yes", "yeah": "yes",
    "nope": "no", "nah": "no", "hundert": "hundred", "mic": "microphone",
    "mum": "mom", "mummy": "mom", "thousend": "thousand", "tousand": "thousand", "halve": "half",
    "r": "are", "aluminium": "aluminum", "pyjamas": "pajamas", "u": "you",
}  # fmt: skip
"""Spellings with one expansion; British spellings fold to American, also in the catalog's words."""

_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_IS_AFTER = wordset("it that what who where how there here he she when this which everything")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SIGN_WORDS = {"&": "and", "″": "inch", "€": "euros", "£": "pounds", "¥": "yen", "%": "percent"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign."""

    norm: str
    """Lower case, American spelling, no contraction; a number as plain digits."""
    start: int
    """First character in the utterance."""
    end: int
    """One past the last character."""
    before: str = ""
    """Punctuation between the previous token and this one."""
    joined: bool = False
    """True when no space stands before it: the "inch" of "13inch" or "13-inch"."""
    value: Decimal | None = None
    """What a number means."""
    other: Decimal | None = None
    """A second possible value: "four ninety nine" is 499 and 4.99."""
    scale: int = 1
    """100 or 1000 when the number ended in that word: "two hundred"."""
    approx: bool = False
    """"a few hundred"."""
    capital: bool = False
    """Written with a capital first letter."""


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut `text` into tokens.

    Args:
        text: Any text, spoken or typed.

    Returns:
        At most `MAX_TOKENS` tokens, of a longer text its first and last ones.
    """
    tokens: list[Token] = []
    end = 0
    for match in _PIECE.finditer(text):
        gap = text[end : match.start()]
        tokens.extend(_tokens_of(match, "".join(c for c in gap if not c.isspace()), gap))
        end = match.end()
    if len(tokens) > MAX_TOKENS:
        tokens = tokens[:HEAD_TOKENS] + tokens[HEAD_TOKENS - MAX_TOKENS :]
    return tuple(tokens)


def _tokens_of(match: re.Match[str], before: str, gap: str) -> list[Token]:
    """Return the one or more tokens of a piece; those of a contraction share its place."""
    raw = match.group()
    first = Token(
        norm=raw.lower(),
        start=match.start(),
        end=match.end(),
        before=before,
        joined=match.start() > 0 and gap in ("", "-"),
        capital=raw[0].isupper(),
    )
    if match.lastgroup == "number":
        value = Decimal(raw.replace(",", ""))
        return [replace(first, norm=plain(value), value=value)]
    if match.lastgroup == "sign":
        if raw == '"':
            # Inches only right after a digit; elsewhere a quotation mark.
            return [replace(first, norm="inch")] if not gap and match.start() > 0 else []
        value_of = _FRACTIONS.get(raw)
        norm = _SIGN_WORDS.get(raw, raw) if value_of is None else plain(value_of)
        return [replace(first, norm=norm, value=value_of)]
    words = expand(raw)
    return [
        replace(first, norm=word, before=before if i == 0 else "", joined=first.joined and i == 0)
        for i, word in enumerate(words)
    ]


def expand(word: str) -> tuple[str, ...]:
    """Return the plain words of `word`: ("do", "not") for "don't", ("woman",) stays as it is."""
    norm = word.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    if whole := _WHOLE.get(norm):
        return tuple(whole.split())
    for ending, meaning in _ENDINGS.items():
        if norm.endswith(ending) and len(norm) > len(ending):
            return (norm[: -len(ending)], meaning)
    if norm.endswith("'s"):
        stem = norm[:-2]
        return (stem, "is") if stem in _IS_AFTER else (stem,)
    return (norm.replace("'", ""),)


def plain(value: Decimal) -> str:
    """Return digits without exponent or trailing zeros: "150", "9.5", "19.99"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def norms(text: str) -> tuple[str, ...]:
    """Return the words of a catalog value as an utterance would hold them."""
    return tuple(token.norm for token in tokenise(text))


_ALWAYS_FILLER = wordset("um uh er erm ehm uhm umm uhh hmm hm mm ah eh")
_FILLER_PAIRS = frozenset({("you", "know"), ("i", "guess"), ("i", "suppose"), ("i", "think")})
_PAIR_NEEDS_COMMA = frozenset({("you", "know")})
_KEEPS_LIKE = wordset(
    "i we you they would do does not something anything more one ones look looks just feel feels "
    "really also to much stuff things is that's exactly what did still actually"
)


def drop_disfluencies(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out fillers ("um", "you know", "like") and words said twice ("the the")."""
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        width = _filler_width(tokens, i, kept[-1] if kept else None)
        if width == 0 and kept and _repeats(kept[-1], token):
            width = 1
        if width == 0:
            kept.append(token)
            i += 1
            continue
        i += width
        if i < len(tokens) and token.before and not tokens[i].before:
            # The filler's comma still parts what stands around it.
            tokens = (*tokens[:i], replace(tokens[i], before=token.before), *tokens[i + 1 :])
    return tuple(kept)


def _filler_width(tokens: tuple[Token, ...], i: int, previous: Token | None) -> int:
    token = tokens[i]
    measured = token.norm == "mm" and previous is not None and previous.value is not None
    if token.norm in _ALWAYS_FILLER and len(tokens) > 1 and not measured:
        return 1
    pair = (token.norm, tokens[i + 1].norm) if i + 1 < len(tokens) else ("", "")
    if pair in _FILLER_PAIRS:
        after = tokens[i + 2] if i + 2 < len(tokens) else None
        open_end = after is None or bool(after.before)
        asks = previous is not None and previous.norm in ("do", "if", "did")
        if not asks and (pair not in _PAIR_NEEDS_COMMA or open_end or bool(token.before)):
            return 2
    if token.norm == "like" and i + 1 < len(tokens):
        between_commas = "," in token.before and "," in tokens[i + 1].before
        loose = previous is not None and previous.norm not in _KEEPS_LIKE
        determiner = previous is not None and previous.norm in _BEFORE_LOOSE_LIKE
        if between_commas or determiner or (loose and tokens[i + 1].value is not None):
            return 1
    return 0


_BEFORE_LOOSE_LIKE = wordset(
    "a the for in with under over maybe of and or about around below than have need want"
)
_MAY_REPEAT = wordset(
    "no very bye that ha so really $ # zero one two three four five six seven eight nine ten "
    "eleven "
    "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
    "fifty "
    "sixty seventy eighty ninety hundred"
)


def _repeats(last: Token, token: Token) -> bool:
    return (
        last.norm == token.norm
        and last.value is None
        and token.norm not in _MAY_REPEAT
        and not any(mark in token.before for mark in ".?!")
        and last.start != token.start
    )
