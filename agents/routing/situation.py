"""What a routing decision may look at: no words, only what is known of them.

A situation is logged with its decision, so that the decision can be replayed and a policy
that was never used can be priced on it. It therefore holds nothing that a shopper said.
"""

from dataclasses import dataclass

from agents.acts import Act
from agents.models.call import Task
from agents.models.spec import PersonalData


@dataclass(frozen=True, slots=True)
class Situation:
    """One turn, or one other task, before anyone is chosen for it."""

    task: Task
    tenant: str
    conversation_id: str
    turn: int
    """From 0."""
    acts: tuple[Act, ...] = ()
    parts: tuple[str, ...] = ()
    """What the reply consists of, by the names of `agents.reply.plan`: "Found", "Compared"."""
    reading_confidence: float = 1.0
    """Of the least certain reading, 0..1."""
    asr_confidence: float | None = None
    """None for typed text."""
    results: int = 0
    """Products on the screen after the turn."""
    constraints: int = 0
    relaxed: int = 0
    words: int = 0
    """Of the utterance."""
    follow_up: bool = False
    """Whether the turn goes on with the wish of the one before."""
    spoken: bool = False
    fixed: bool = False
    """Whether only the templates may speak: refusals, the shop's rules, changes of the cart."""
    personal_data: PersonalData = "none"
    """What the utterance holds."""
    prompt_tokens: int = 0
    """About; of what would be sent."""
    output_tokens: int = 0
    """About; of what would come back."""
    seed: int = 0
    """Decides what chance decides: the same situation, the same decision."""
