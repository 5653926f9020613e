"""From a planned reply to the situation that is decided on. Pure."""

from agents.acts import Act
from agents.models.call import Task
from agents.models.count import tokens_upwards
from agents.reply.ideas_parts import IdeasShown, Preferred, SetShown
from agents.reply.mentions import mentioned
from agents.reply.plan import (
    Answered,
    Chosen,
    Compared,
    Found,
    Part,
    Priced,
    ReplyPlan,
    Stocked,
    StockedSeveral,
)
from agents.reply.question_parts import Clarifies, LeftOpen
from agents.routing.personal_data import class_of
from agents.routing.situation import Situation
from agents.state import DialogueState
from agents.turn import Utterance

_PHRASED = (
    *(Found, Chosen, Answered, Stocked, StockedSeveral, Priced, Compared),
    *(SetShown, IdeasShown, Preferred, LeftOpen),
)
"""Parts that a model may put into words: talk about products, with facts to hold it to."""
_ASKED_BY_CODE = (Clarifies,)
"""Parts beside them that are said in the templates' words, behind the model's."""
FIXED_TOKENS = 600
"""Of every prompt: the rules, and what stands around the facts."""
PRODUCT_TOKENS = 90
"""Of one product's facts."""
TEXT_SHARE = 0.7
"""Of the tokens of utterance and reply: names stand as placeholders in the draft. These three
fit 279 turns of the scenario mix with a standard deviation of 44 tokens, about a mean of 830."""
_NEW = frozenset({Act.FIND, Act.GIFT, Act.BUNDLE, Act.INSPIRE})


def situation_of(
    plan: ReplyPlan,
    dialogue: DialogueState,
    utterance: Utterance,
    conversation_id: str,
    tenant: str,
    reply: str,
) -> Situation:
    """Return what a decision on the reply to `plan` may look at.

    Args:
        plan: The reply.
        dialogue: As it is after the turn, its number not yet counted up.
        utterance: What was said.
        conversation_id: Whose turn it is.
        tenant: Whose shop it is.
        reply: As the templates say it.
    """
    told = {product.id for part in plan.parts for product in mentioned(part)}
    reply_tokens = tokens_upwards(reply)
    texts = tokens_upwards(utterance.text) + reply_tokens
    return Situation(
        task=Task.REPLY,
        tenant=tenant,
        conversation_id=conversation_id,
        turn=dialogue.turn,
        acts=plan.acts,
        parts=tuple(type(part).__name__ for part in plan.parts),
        reading_confidence=plan.confidence,
        asr_confidence=utterance.confidence,
        results=len(plan.products),
        constraints=len(dialogue.constraints),
        relaxed=sum(len(part.relaxed) for part in plan.parts if isinstance(part, Found)),
        words=len(utterance.text.split()),
        follow_up=dialogue.turn > 0 and not _NEW.intersection(plan.acts),
        spoken=utterance.spoken,
        fixed=not phrased_by_models(plan.parts),
        personal_data=class_of(
            utterance.text, utterance.raw_text, *(wish.words for wish in dialogue.constraints)
        ),
        prompt_tokens=FIXED_TOKENS + PRODUCT_TOKENS * len(told) + round(TEXT_SHARE * texts),
        output_tokens=reply_tokens,
        seed=plan.seed,
    )


def phrased_by_models(parts: tuple[Part, ...]) -> bool:
    """Say whether a model may phrase these parts.

    Refusals, the shop's rules, orders, changes of the cart and open questions may not be
    phrased by anyone but the templates: there, one word more or less is a promise.
    """
    told = [part for part in parts if not isinstance(part, _ASKED_BY_CODE)]
    return bool(told) and all(isinstance(part, _PHRASED) for part in told)
