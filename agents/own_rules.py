"""Questions about a topic of the shop's own, which no catalog and no rule of ours knows. Pure."""

from collections.abc import Collection
from dataclasses import replace

from agents.acts import Act
from agents.policies import Policies
from agents.reading import Reading

_COULD_BE = frozenset(
    {Act.OUT_OF_SCOPE, Act.UNCLEAR, Act.FIND, Act.REFINE, Act.ASK_PRODUCT, Act.INSPIRE}
)
"""What words that nothing here knows are read as."""


def own_rule(reading: Reading, policies: Policies, attributes: Collection[str]) -> Reading:
    """Return the reading as a question about a topic of the policy file, if its words say so.

    A wish that names a value of the catalog stays one: "a recycled jacket".

    Args:
        reading: What understanding made of the words.
        policies: The shop's file.
        attributes: What the catalog's listings tell: a warranty that none of them tells is
            the shop's.
    """
    asked = reading.question.attribute if reading.question else None
    if asked == "warranty" and asked in policies.topics and asked not in attributes:
        return replace(reading, act=Act.ORDER_OR_POLICY, topic=asked, references=(), question=None)
    if reading.act not in _COULD_BE or reading.edits or not policies.topics:
        return reading
    topic = policies.own_topic(reading.words)
    if topic is None:
        return reading
    return replace(reading, act=Act.ORDER_OR_POLICY, topic=topic, references=(), text="")
