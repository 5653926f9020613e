"""What a shop says of itself in its replies: its own phone, e-mail and addresses are nobody's.

They stand in its policy file (docs/policies.md): as its contact, or in an answer.
"""

from collections.abc import Iterator
from typing import Final

from agents.policies import Policies
from assistant.redaction.redact import redact

_SHORTEST: Final = 6
"""Characters below which a contact is no number or address that would be taken out."""


def own_words(policies: Policies) -> tuple[str, ...]:
    """Return what redaction would take out of a shop's own words; reads each of them, some ms.

    Args:
        policies: The shop's file.

    Returns:
        Stretches as the file writes them, each once.
    """
    found: dict[str, None] = {}
    for text in _said(policies):
        for one in redact(text).found:
            found[text[one.start : one.end].strip(" .,;:")] = None
    contact = policies.contact
    if contact is not None:
        found.update(dict.fromkeys(t.strip() for t in (contact.phone, contact.email) if t))
    return tuple(one for one in found if len(one) >= _SHORTEST)


def _said(policies: Policies) -> Iterator[str]:
    contact = policies.contact
    if contact is not None:
        # As a reply has them: by itself a number may be found where it ends elsewhere, or not.
        hours = f", {contact.hours}" if contact.hours else ""
        if contact.phone:
            yield f"You can call {contact.phone}{hours}."
        if contact.email:
            yield f"You can write to {contact.email}."
    for topic in policies.topics.values():
        yield topic.answer
        yield from (fact.answer for fact in topic.facts)
