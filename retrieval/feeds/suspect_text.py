"""Text that addresses a language model instead of a shopper: kept as data, and flagged.

Looks for an order to a model ("ignore all previous instructions", "you are now ...",
a chat's role marks), not for single words: "ignore the noise with these headphones"
is a product text.
"""

import re
import unicodedata
from typing import Final

_MODEL = r"(?:ai|llm|language model|chat ?bot|gpt|chatgpt|claude|gemini)"
_EARLIER = r"(?:all|any|previous|prior|above|earlier|preceding|foregoing|existing|other|your)"
_TOLD = (
    r"(?:instructions?|prompts?|messages?|guidelines|directives?|directions|guardrails|rules|"
    r"commands|orders|programming|training|context|constraints)"
)

_ORDERS: Final = (
    (
        ("ignor", "disregard", "forget", "overrid", "bypass", "discard"),
        # "Never ignore your washing instructions" speaks to a person.
        rf"(?<!not )(?<!n't )(?<!n’t )(?<!never )\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|"
        rf"overrid(?:e|ing)|bypass(?:ing)?|discard)\W+(?:(?:of|the|these|those|my|about|with)\W+)*"
        rf"{_EARLIER}\W+(?:\w+\W+){{0,3}}?{_TOLD}\b",
    ),
    (
        ("ignor", "disregard", "forget"),
        r"\b(?:ignore|disregard|forget) (?:everything|anything|all)(?: of)?(?: that| which)? "
        r"(?:(?:you (?:were|have been|are|'ve been) |was |is )(?:told|instructed|taught|said)|"
        r"above|"
        r"before this|prior to|previously)\b",
    ),
    (
        ("instruction",),
        rf"\b(?:new|updated|hidden|secret|real|actual|special|following) (?:system )?"
        rf"instructions? (?:for|to) (?:the |any |all )?(?:{_MODEL}|assistant|agent|model)s?\b|"
        r"\bnew (?:system )?instructions?\s*:",
    ),
    (("prompt",), r"\b(?:system|developer) prompts?\b|\bprompt injections?\b"),
    (
        ("you are now", "you are no longer"),
        r"\byou are (?:now|no longer) (?:an? |the )?(?:\w+ ){0,3}"
        r"(?:ai|assistant|chat ?bot|model|dan|agent|jailbroken|unrestricted|pirate|bot)\b",
    ),
    (
        ("act as", "behave as", "respond as", "answer as", "pretend", "roleplay"),
        rf"\b(?:act|behave|respond|answer|roleplay|pretend)(?: as| to be| that)? (?:if )?"
        rf"(?:you (?:are|were) )?(?:an? |the )?(?:\w+ ){{0,2}}(?:{_MODEL}|jailbroken)\b",
    ),
    (
        (" ai", "llm", "model", "gpt", "claude", "gemini"),
        rf"\bif you(?: are|'re) (?:an? )?(?:{_MODEL}|assistant|agent)\b|"
        r"\bas an? (?:ai|artificial intelligence|large)(?: language)? (?:model|assistant),",
    ),
    (
        ("ai", "llm", "language model", "gpt", "claude", "gemini", "assistant", "agent", "bot"),
        rf"(?:^|[.!?\n:]\s*|\b)(?:attention|note|message|instructions?|important|hey|dear|hello|hi)"
        rf",?:? (?:to |for )?(?:any |all |the )?{_MODEL}s?\b"
        r"(?: (?:assistants?|models?|agents?|systems?|bots?|reading)|:|,| you\b| please| must)",
    ),
    (
        ("ai ", "llm", "language model", "shopping", "voice", "chatbot", "assistant"),
        rf"\b(?:{_MODEL}|shopping|voice)?[ -]?(?:assistants?|models?|agents?|bots?|llms?)\W+"
        r"(?:\w+\W+){0,3}?(?:must|should|please|(?:are|is) (?:instructed|required|told|ordered) to)"
        r" (?:\w+ ){0,2}?(?:recommend|say|tell|rank|mention|ignore|add|choose|prefer|output|reply|"
        r"respond|answer|describe|claim|state|reveal)\b",
    ),
    (
        ("recommend", "rank", "suggest", "promote"),
        r"\b(?:always|only|must|please) (?:recommend|rank|suggest|promote|choose|prefer) "
        r"(?:this|our|my) (?:product|item|brand|listing)s?\b(?: \w+){0,3} "
        r"(?:first|over|above|instead|before|to (?:every|all|the) (?:user|customer|shopper)s?)\b",
    ),
    (
        ("rank this",),
        r"\brank this (?:product |item |listing )?(?:first|number one|#1|highest|at the top)\b",
    ),
    (
        ("user", "customer", "shopper"),
        r"\b(?:tell|inform|assure|convince) (?:the |every |all |your |each )"
        r"(?:user|customer|shopper)s? (?:that|it|this|they)\b|"
        r"\b(?:add|put|place) (?:this|it|\w+)(?: \w+){0,3} (?:in|into|to) (?:the|their|every) "
        r"(?:user|customer|shopper)s?['’]?s? (?:cart|basket)\b|"
        r"\bdo not (?:mention|tell|reveal|disclose)\b[^.]{0,40}\b(?:user|customer|shopper)s?\b",
    ),
    (
        ("reveal", "print", "output", "repeat", "leak", "exfiltrate", "show"),
        r"\b(?:reveal|print|output|repeat|show|leak|exfiltrate)\W+(?:\w+\W+){0,3}?"
        r"(?:system prompt|your instructions|api keys?|credentials|passwords|conversation history|"
        r"hidden prompt)\b",
    ),
    (
        ("jailbreak", "developer mode", "do anything now"),
        r"\bjailbreak(?:ing)? (?:the|this|your)|\bdeveloper mode (?:enabled|on|activated)|"
        r"\bdo anything now\b",
    ),
    (
        ("system", "assistant", "user", "human", "developer"),
        r"(?:^|[\s.;>\"'])(?:system|assistant|user|human|developer)\s*[:,]\s*"
        r"(?:you (?:are|must|will|should)|ignore|disregard|forget|new instructions?|override)\b",
    ),
    (
        ("<|", "<system", "<assistant", "[/", "[inst", "[sys", "<<sys", "##"),
        r"<\|(?:im_start|im_end|endoftext|system|assistant|user|begin_of_text|"
        r"start_header_id)\|>|</?(?:system|assistant)>|\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>|"
        r"#{2,}\s*(?:system|new instructions?)\b\s*:?\s*(?:\n|you|ignore)",
    ),
    (
        ("anweisung", "befehle", "instruktion"),
        r"\b(?:ignorier\w*|vergiss|missachte)\W+(?:\w+\W+){0,4}?(?:anweisung|befehl|instruktion)",
    ),
    (
        ("ignore", "ignora", "olvida", "oubli"),
        r"\b(?:ignor\w+|oubli\w+|olvida)\W+(?:\w+\W+){0,3}?(?:instructions|consignes|instrucciones|"
        r"istruzioni|instruções) (?:pré|ant|prec|prev)",
    ),
)
"""What an order says, and words of which one is in every such order: a first, quick look."""

_BY_HINT: Final = tuple(
    (hint, order)
    for hints, order in ((hints, re.compile(order, re.I)) for hints, order in _ORDERS)
    for hint in hints
)


def is_suspect(*texts: str) -> bool:
    """Say whether one of `texts`, plain or with markup, addresses a model."""
    whole = "\n".join(texts)
    if not whole.isascii():
        # Full-width letters and letters parted by zero-width signs are read by models as well.
        whole = unicodedata.normalize("NFKC", whole)
        whole = _INVISIBLE.sub("", whole)
    low = whole.lower()
    for hint, order in _BY_HINT:  # noqa: SIM110 - a generator costs three times as much
        if hint in low and order.search(low):
            return True
    return False


_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters that a reader does not see and a filter trips over."""
