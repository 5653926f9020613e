"""Reply text to clauses for synthesis, whole or while it still arrives.

A cut is made after a sentence, and at a comma, semicolon, colon or dash where both
sides are long enough to be spoken alone. Never inside a price or number ("$1,299"),
after an abbreviation ("approx."), in quotes or in brackets. The end of a line always ends a
clause: whoever writes in clauses can say so. Both entry points give the same clauses
whatever pieces the text arrives in.
"""

import re

FIRST_MIN_CHARS = 4
"""The first clause may be as short as "Yes," because the listener waits for it alone: its
first sound is there after 18 ms, that of a 12-word sentence after 52 ms, and a language
model's next twelve words take 300 to 500 ms to come."""

LATER_MIN_CHARS = 45
"""Later clauses have time. Cut shorter, every one would start with the pitch of a new breath."""

REST_MIN_CHARS = 12
"""A comma this near to the sentence's end is not worth a breath ("in black, too")."""

FIRST_ALONE_CHARS = 16
"""A first clause of so many characters is cut at its comma as soon as the next word is seen:
waiting for REST_MIN_CHARS more took 75 ms of a model's 40 tokens a second."""

MAX_CHARS = 240
"""A stretch without any mark is cut at a space, so that no quote left open holds all back;
240 characters are 15 s of speech, more than any sentence made for the ear."""

FIRST_MAX_CHARS = 120
"""The same for the first clause, since a language model that uses no marks is waited for: 120
characters are some 27 tokens, 0.5 s at 55 a second, where 240 take 1 s. No first clause of
660 template replies is longer than 60."""

_JOINTS = re.compile(
    r"\s(?=(?:and|or|but|with|which|that|who|where|because|so|for|in|on|at|from|to|of|by)\s)"
)
"""Where a stretch without marks is cut best: before a word that begins a new part."""

_JOINT_WITHIN = 0.5
"""Not in the first half of what may be taken: a rest of a few words is no clause."""

_NEVER_END = frozenset(
    ("approx", "incl", "excl", "e.g", "i.e", "vs", "avg", "dept", "mr", "mrs", "ms", "dr", "st")
)
_NOT_BEFORE_NUMBER = frozenset(("no", "nr", "max", "min", "dia", "u.s", "u.k", "a.m", "p.m"))
"""A point ends a sentence unless a small letter follows; after `_NEVER_END` it never does, and
after these not before a number ("No. 5", but "No. It is not.")."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"”'’)\]]*(?=\s)|\n")
_BREATH = re.compile(r"[,;:][\"”]?(?=\s)|\s[–—](?=\s)")
_LINE_ENDS = re.compile(r"[^\S\n]*\n")
_LAST_WORD = re.compile(r"(?:^|[\s(\"“])([\w.]*)$")
_STOP = re.compile(r"[.!?…\n](?![\d.!?…])")
_INCH = re.compile(r"\d$")
_NEXT_WORD = re.compile(r"[\w'’]*")
_TAGS = ("too", "though", "please", "instead", "thanks", "right")
"""Words that end a sentence behind a comma: not worth a breath, if nothing follows."""


def split_clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of `text`: stripped, not empty, joined by spaces they are the text."""
    splitter = ClauseSplitter()
    return (*splitter.push(text), *splitter.flush())


class ClauseSplitter:
    """Splits text that arrives in pieces; each clause is given as soon as it is certain."""

    def __init__(self) -> None:
        self._waiting = ""
        self._first = True

    def push(self, text: str) -> tuple[str, ...]:
        """Take the next piece of text and return the clauses that it completes."""
        self._waiting += text
        return self._take(ended=False)

    def flush(self) -> tuple[str, ...]:
        """Return what is left as clauses and start anew: the next one is a first clause."""
        clauses = self._take(ended=True)
        rest = " ".join(self._waiting.split())
        self._waiting, self._first = "", True
        return (*clauses, rest) if rest else clauses

    def _take(self, ended: bool) -> tuple[str, ...]:
        clauses: list[str] = []
        while True:
            self._waiting = self._waiting.lstrip()
            end = _cut(self._waiting, self._first, ended)
            if end is None:
                return tuple(clauses)
            clauses.append(" ".join(self._waiting[:end].split()))
            self._waiting, self._first = self._waiting[end:], False


def _cut(text: str, first: bool, ended: bool) -> int | None:
    """Return where the first clause of `text` ends, None if that cannot be told yet."""
    at = 0
    longest = FIRST_MAX_CHARS if first else MAX_CHARS
    while True:
        sentence = _SENTENCE_END.search(text, at)
        breath = _BREATH.search(text, at)
        found = min(filter(None, (sentence, breath)), key=lambda m: m.end(), default=None)
        if found is None or found.end() > longest:
            return _forced(text, longest)
        verdict = (
            _ends_sentence(text, found, ended)
            if found is sentence
            else _is_breath(text, found, first, ended)
        )
        if verdict is None:
            told = _LINE_ENDS.match(text, found.end()) is not None  # no need to wait for a word
            return found.end() if told else _forced(text, longest)
        if verdict:
            return found.end()
        at = found.end()


def _forced(text: str, longest: int) -> int | None:
    """Return where to cut a text that is longer than a clause may be."""
    if len(text) <= longest:
        return None
    joints = [m.start() for m in _JOINTS.finditer(text, 0, longest)]
    if joints and joints[-1] >= _JOINT_WITHIN * longest:
        return joints[-1]
    space = text.rfind(" ", 0, longest)
    return space if space > 0 else longest


def _ends_sentence(text: str, mark: re.Match[str], ended: bool) -> bool | None:
    """Return whether a sentence ends at `mark`; None if the next word must be seen first."""
    if mark.group() == "\n":
        return bool(text[: mark.start()].strip())
    if _is_open(text[: mark.end()]):
        return False
    if mark.group()[0] != "." or mark.group().startswith("..."):
        return True
    after = text[mark.end() :].lstrip()
    if not after:
        return True if ended else None
    if after[0].islower():
        return False
    last = _LAST_WORD.search(text[: mark.start()])
    word = last[1].lower() if last else ""
    if word in _NOT_BEFORE_NUMBER:
        return not after[0].isdigit()
    return word not in _NEVER_END


def _is_breath(text: str, mark: re.Match[str], first: bool, ended: bool) -> bool | None:
    """Return whether a breath fits at `mark`; None if more text must be seen first."""
    if mark.end() < (FIRST_MIN_CHARS if first else LATER_MIN_CHARS):
        return False
    if _is_open(text[: mark.end()]):
        return False
    after = text[mark.end() :].lstrip()
    if after and after[0].isdigit() and text[mark.start() - 1].isdigit():
        return False
    if first and mark.end() >= FIRST_ALONE_CHARS and _is_no_tag(after):
        return True
    if _STOP.search(after, 0, REST_MIN_CHARS + 1):
        return False
    if len(after) < REST_MIN_CHARS + 1:
        return False if ended else None
    return True


def _is_no_tag(after: str) -> bool:
    """Return whether `after` begins with a word that cannot be, or become, one of `_TAGS`."""
    found = _NEXT_WORD.match(after)
    word = found[0] if found else ""
    return bool(word) and not any(tag.startswith(word) for tag in _TAGS)


def _is_open(text: str) -> bool:
    """Return whether a quote or bracket is open at the end of `text`."""
    depth = 0
    quoted = False
    for at, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char == "“":
            quoted = True
        elif char == "”":
            quoted = False
        elif char == '"' and (quoted or not _INCH.search(text[max(0, at - 1) : at])):
            quoted = not quoted
    return quoted or depth > 0
