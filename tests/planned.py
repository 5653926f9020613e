"""A planned turn without an agent behind it."""

from agents.acts import Act
from agents.agent import PlannedTurn
from agents.reading import Reading
from agents.reply.plan import ReplyPlan
from agents.state import DialogueState
from agents.turn import Reply, Utterance


def planned_turn(
    utterance: Utterance, *clauses: str, index: int = 0, conversation_id: str = "c"
) -> PlannedTurn:
    """Return a turn that found nothing and says `clauses`."""
    plan = ReplyPlan((), (Act.FIND,), (), (), utterance.text, 1.0, 0)
    return PlannedTurn(
        conversation_id=conversation_id,
        index=index,
        utterance=utterance,
        readings=(Reading(Act.FIND, 1.0, utterance.text),),
        constraints=(),
        products=(),
        focus=None,
        relaxed=(),
        cart=(),
        reply=Reply(clauses or ("Here are boots.",), "template"),
        plan=plan,
        after=DialogueState(turn=index + 1),
    )
