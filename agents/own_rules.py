"""Questions about a topic of the shop's own, which no catalog and no rule of ours knows. Pure."""

from dataclasses import replace

from agents.acts import Act
from agents.policies import Policies
from agents.reading import Reading

_COULD_BE = frozenset(
    {Act.OUT_OF_SCOPE, Act.UNCLEAR, Act.FIND, Act.REFINE, Act.ASK_PRODUCT, Act.INSPIRE}
)
"""What words that nothing here knows are read as."""


def own_rule(reading: Reading, policies: Policies) -> Reading:
    """Return the reading as a question about a topic of the policy file, if its words say so.

    A wish that names a value of the catalog stays one: "a recycled jacket".
    """
    if reading.act not in _COULD_BE or reading.edits or not policies.topics:
        return reading
    topic = policies.own_topic(reading.words)
    if topic is None:
        return reading
    return replace(reading, act=Act.ORDER_OR_POLICY, topic=topic, references=(), text="")
