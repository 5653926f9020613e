"""What a reply says that the assistant did or will do: only talk, since only code acts. Pure."""

from collections.abc import Collection, Sequence

from retrieval.wordset import wordset

_PAST = wordset(
    "found got seen picked looked checked narrowed compared listed chosen selected gathered "
    "pulled put-together shown told mentioned included been noticed named read understood "
    "heard spotted rounded weighed reviewed sorted ranked highlighted identified located "
    "shortlisted matched considered described explained covered answered asked searched tried "
    "focused listened"
)
"""What "I have" or "I" may be followed by: nothing that changes anything."""
_FUTURE = wordset(
    "keep leave skip stay stick remember focus filter drop switch try search hold avoid ask show "
    "tell be help find look compare read start give list pull walk let say go "
    "stick pick point describe explain see mention narrow need check suggest recommend share "
    "try run take"
)
_BETWEEN = wordset("just also already gladly happily then now only have quickly not really")
_OFFERING = frozenset(
    {"if", "want", "would", "shall", "should", "know", "word", "say", "ready", "tell"}
)


def undone(lows: Sequence[str], allowed: Collection[str] = ()) -> int | None:
    """Return where a sentence claims a deed; None if it claims none.

    Args:
        lows: Its words, lower case.
        allowed: Verbs for what code really did in this turn.
    """
    for i, low in enumerate(lows):
        if low not in ("i", "we"):
            continue
        at = i + 1
        if at >= len(lows):
            return None
        verb = lows[at]
        if verb in ("have", "will") or lows[at : at + 3] in (
            ["am", "going", "to"],
            ["going", "to"],
        ):
            k = at + (3 if verb == "am" else 1)
            while k < len(lows) and lows[k] in _BETWEEN:
                k += 1
            if k >= len(lows):
                continue
            done = lows[k]
            if verb == "have":
                if (
                    (done.endswith("ed") or done in _IRREGULAR)
                    and done not in _PAST
                    and done not in allowed
                ):
                    return k
            elif done not in _FUTURE and not (done == "add" and _OFFERING & {*lows}):
                return k
        elif verb in _SIMPLE and verb not in allowed:
            return at
    return None


_IRREGULAR = wordset("put set sent made kept held let given taken bought begun done")
_SIMPLE = wordset(
    "added put reserved ordered saved sent booked placed emailed applied set kept held made "
    "took bought noted updated changed removed let"
)
