"""Of the conversation itself: how fast the voice speaks, and wanting a person instead."""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part

SLOWER, FASTER, NORMAL = "slower", "faster", "normal"
"""`Reading.topic` of PACE."""

_OPEN = (
    r"(?:(?:ok|no|oh|wait|sorry|actually|and|please|can you|could you|would you|will you|just|so|"
    r"well|hey|hmm|but|now|i need you to|i want you to|i would like you to|try to|whoa|aisle|"
    r"maybe|if you could|it would help if you|do you mind|you can|you could|the voice) )*"
)
_CLOSE = (
    r"(?: (?:please|a bit|a little|a little bit|a lot|a touch|slightly|then|thanks|thank you|now|"
    r"for me|down|up|there|than that|i am \w+|i can not \w+.*|i could not \w+.*|so i can \w+.*|"
    r"i need to .*|buddy|man|to me|way|next time|from now on|it is hard .*|ok))*$"
)
_TALK = (
    r"(?:talk|talking|speak|speaking|read|reading|say|saying|go|going|talked|spoke|speech|voice)"
)
_BY = r"(?:(?:a bit|a little|a little bit|a lot|much|slightly|way|even|it|that|this|them|to me) )*"
_SLOWER = re.compile(
    rf"^{_OPEN}(?:slower|more slowly|slowly|slow(?: it| things| that| your \w+)? down|not so fast|"
    rf"slow up|less fast|not (?:so|that|as) (?:quick(?:ly)?|fast)|too (?:fast|quick|quickly)|"
    rf"take it slow(?:er|ly)?|easy there|"
    rf"(?:be|make it|make that|a bit|a little|much) slower|"
    rf"{_TALK} {_BY}(?:slower|more slowly|slowly|less (?:fast|quickly)|not so fast)|"
    rf"do not {_TALK} (?:so|that|too) (?:fast|quick(?:ly)?)|"
    rf"(?:decrease|lower|reduce|turn down|cut) (?:the |your )?(?:\w+ )?(?:speed|pace))"
    rf"(?: {_TALK}| when you \w+)*{_CLOSE}|"
    rf"\b(?:you are|you re|you|that is|that was|this is|it is|your voice is|it) (?:{_TALK} )?"
    r"(?:way |much |a bit |a little |still |just |going |far )*too (?:fast|quick(?:ly)?)"
    rf"(?: for me)?{_CLOSE}|"
    rf"\b{_TALK} (?:way |much |a bit )?too (?:fast|quick(?:ly)?)\b|"
    r"\bcan not (?:keep up|follow you)\b|"
    rf"\b(?:can|could|would|will) you (?:please )?{_TALK} {_BY}(?:slower|more slowly|slowly)\b|"
    r"^(?:repeat|say|read) (?:\w+ ){1,4}(?:slower|more slowly|slowly)$"
)
_FASTER = re.compile(
    rf"^{_OPEN}(?:faster|quicker|speed (?:it |things |that )?up|hurry(?: it)? up|pick up the pace|"
    rf"(?:be|make it|make that|a bit|a little|much) (?:faster|quicker)|"
    rf"{_TALK} {_BY}(?:faster|quicker|more quickly|less slowly|quickly)|"
    rf"(?:increase|raise|turn up) (?:the |your )?(?:\w+ )?(?:speed|pace)|"
    rf"do not {_TALK} (?:so|that|too) slow(?:ly)?|not so slow(?:ly)?|too slow(?:ly)?)"
    rf"(?: {_TALK}| when you \w+)*{_CLOSE}|"
    rf"\b(?:you are|you re|you|that is|that was|this is|your voice is) (?:{_TALK} )?"
    r"(?:way |much |a bit |a little |still |just |going |far )*too slow(?:ly)?(?: for me)?"
    rf"{_CLOSE}|\b{_TALK} (?:way |much |a bit )?too slow(?:ly)?\b"
)
_NORMAL = re.compile(
    rf"^{_OPEN}(?:(?:{_TALK} )?{_BY}(?:at )?(?:a |your |the )?(?:normal(?:ly)?|regular|usual|"
    rf"default|"
    rf"standard|original) (?:speed|pace|voice|tempo)|{_TALK} normal(?:ly)?|"
    rf"(?:go )?back to (?:a |your |the )?(?:normal|regular|usual) (?:speed|pace)|"
    rf"reset (?:the |your )?(?:speed|pace))(?: again)?{_CLOSE}"
)

_WHOM = (
    r"(?:(?:a|an|the|your|some|one of your|any|another|actual|real|live|human|actually|you) )*"
    r"(?:somebody|someone|anyone|anybody|persons?|agents?|humans?|assistants?|operators?|"
    r"representatives?|reps?|people|staff(?: member)?|support(?: team| agent)?|team|manager|"
    r"supervisor|employee|(?:sales )?(?:associate|clerk|person|rep|assistant)|salesperson|"
    r"customer (?:service|support|care)(?: \w+)?|service desk|help ?desk|human being)"
)
_HUMAN = re.compile(
    r"\b(?<!do you )(?:talk|speak|talking|speaking|speak directly|chat|chatting|call|calling|"
    r"contact|"
    rf"contacting|communicat\w+|reach|phone|deal|interact\w*)(?: (?:to|with))? {_WHOM}\b"
    r"(?! (?:who|that) (?:has|likes|loves|needs))|"
    r"\b(?:connect|transfer|put|pass|switch|escalate|forward|hand|get|give|patch|redirect)"
    rf"(?: me| us| this)?(?: (?:to|with|through to|through|over to|on to|on with))? {_WHOM}"
    r"(?: please| now| on the (?:phone|line))*$|"
    r"^(?:(?:please|ok|no|just|hey|hello) )*(?:i (?:want|need|would like|prefer|demand)|"
    r"let me (?:have|get)|get me|give me|"
    r"can i (?:get|have)|is there|are there|do you have|where is|where can i find|i would rather "
    rf"have|any) {_WHOM}(?: (?:please|now|available|there|here|instead|around|i can \w+.*|to \w+ "
    r"(?:to|with).*|who can .*|on the (?:phone|line)|not a (?:bot|robot|machine)))*$|"
    r"\b(?:real|live|actual) (?:human|person|agent|people)(?: please)?$|"
    r"^(?:(?:please|a|an|the|real|live) )*(?:human|agent|representative|operator|customer service|"
    r"real person|live agent|human agent|customer support)(?: please| now)*$|"
    r"\bhuman (?:agent|assistant|operator|being|support)\b|"
    r"\bis there (?:anybody|anyone|someone|somebody|a person|a human) (?:else )?(?:i (?:can|could|"
    r"might|may)|there|"
    r"who|to|here|that)\b"
)
_THINGS = frozenset({Kind.CATEGORY, Kind.BRAND})
_ASKS_WHAT_WE_ARE = re.compile(
    r"\b(?:are you|is this|am i|is that|you are)\b(?!.*\b(?:able|connect|transfer)\b)"
)


def read_controls(part: Part) -> Reading | None:
    """Return a wish for another pace or for a person; None for anything else."""
    text = part.text
    if not any(f.kind in _THINGS for f in part.found):
        for topic, pattern in ((NORMAL, _NORMAL), (SLOWER, _SLOWER), (FASTER, _FASTER)):
            if pattern.search(text):
                return Reading(Act.PACE, confidence.PATTERN, part.words, topic=topic)
    if _HUMAN.search(text) and not _ASKS_WHAT_WE_ARE.search(text):
        return Reading(Act.HUMAN, confidence.PATTERN, part.words)
    return None
