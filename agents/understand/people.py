"""Who a thing is for, from ages: "my five year old nephew" is for kids.

Words for people ("my wife", "ladies") are the lexicon's; this adds ages.
"""

import re

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span

BABY_UNDER = 2
KIDS_UNDER = 13
TEENS_UNDER = 18

_AGE = re.compile(
    r"\b(?P<n>\d{1,2})(?: and (?P<m>\d{1,2}))? (?:year|yr|years|yrs)(?: |-)?olds?\b|"
    r"\b(?:aged|age|ages|turning|turns|who is|is turning|turned) (?P<k>\d{1,2})\b(?! dollars)|"
    r"\b(?P<w>\d{1,2}) (?P<u>month|months|week|weeks) olds?\b|"
    r"\b(?P<b>\d{1,2})(?:st|nd|rd|th) birthday\b|"
    r"\b(?:he|she|they) (?:is|are|will be|has|have|just turned|turned) (?P<i>\d{1,2})"
    r"(?= years?\b|$| (?:and|now|so|but|in|he|she|they|next|this|today|soon|with|who|please)\b)"
    r"(?: years?)?"
)


_SELF = re.compile(
    r"\bi am (?:an? )?(?:\w+ )?(?:(?P<men>guy|man|dude|gentleman|male|bloke)|"
    r"(?P<women>woman|lady|girl|gal|female))\b(?! s\b|'s|s\b)"
)


def find_self(line: Line, audiences: tuple[str, ...]) -> list[Found]:
    """Return who a thing is for where the shopper says who they are: "I'm a guy"."""
    by_name = {name.lower(): name for name in audiences}
    found = [(by_name.get("men" if m["men"] else "women"), span) for m, span in line.find(_SELF)]
    return [Found(Kind.AUDIENCE, (value,), span) for value, span in found if value]


_COMPANY = re.compile(
    r"\b(?:with|bring(?:ing)?|taking)(?: me and)?(?: \d+| both| all| a couple of| some| a few)?"
    r"(?: of)?(?: (?:my|our|his|her|their|the))?(?: (?:\d+|little|small|young|big|old|own|wild))*"
    r" (?P<who>wife|husband|girlfriend|boyfriend|mom|mother|dad|father|sister|brother|daughters?|"
    r"sons?|kids?|child|children|toddlers?|teens?|teenagers?|bab(?:y|ies)|boys?|girls?|men|women|"
    r"dogs?|cats?|pupp(?:y|ies)|family|infants?|newborns?)\b"
    r"(?! (?:in mind|sizes?|sized|feet|prints?|patterns?|pictures?|faces?|on|motifs?|designs?))"
)
"""Who comes along: "a tent for camping with three kids" is no kids' tent."""


def without_company(line: Line, found: list[Found]) -> tuple[list[Found], list[Span]]:
    """Return `found` without the audiences that only come along, and the words that say so."""
    spans = [span for _, span in line.find(_COMPANY)]
    kept = [
        f for f in found if f.kind is not Kind.AUDIENCE or not any(f.span.within(s) for s in spans)
    ]
    return kept, spans if len(kept) < len(found) else []


def find_ages(
    line: Line, audiences: tuple[str, ...], found: list[Found]
) -> tuple[list[Found], list[Span]]:
    """Return audiences that ages tell, and "I'm a guy", and the words of both.

    Args:
        line: The utterance.
        audiences: Those of the catalog.
        found: Values found already; an age overrules "son" or "girl" as baby, kid or teen.
    """
    by_name = {name.lower(): name for name in audiences}
    own = find_self(line, audiences)
    spans: list[Span] = [each.span for each in own]
    found = sorted([*found, *own], key=lambda f: f.span.start) if own else found
    added: list[Found] = []
    for match, span in line.find(_AGE):
        spans.append(span)
        age = 0 if match["w"] else int(match["n"] or match["k"] or match["b"] or match["i"])
        if match["u"] in ("month", "months") and int(match["w"]) >= 24:
            age = 2
        value = next((by_name[n] for n in _names(age) if n in by_name), None)
        if value is not None:
            added.append(Found(Kind.AUDIENCE, (value,), span))
    if not added:
        return found, spans
    person = [f for f in found if f.kind is not Kind.AUDIENCE or not _childish(f)]
    return sorted([*person, *added[:1]], key=lambda f: f.span.start), spans


def _names(age: int) -> tuple[str, ...]:
    if age < BABY_UNDER:
        return ("baby", "kids")
    if age < KIDS_UNDER:
        return ("kids",)
    if age < TEENS_UNDER:
        return ("teens",)
    return ()


def _childish(found: Found) -> bool:
    return str(found.values[0]).lower() in ("kids", "baby", "teens", "girls", "boys", "toddlers")
