"""The template tier: a reply plan in words, without a model.

One to three short sentences and at most three products, whatever the number
of acts; the first clause is short, since the voice starts with it.
"""

from agents.reply.answers import say_answered
from agents.reply.availability import say_priced, say_stocked, say_stocked_several
from agents.reply.bundles import say_set, say_set_impossible
from agents.reply.cart_parts import (
    AsksConsent,
    CartAdded,
    CartAddedSeveral,
    CartAsks,
    CartChanged,
    CartHolds,
    CartRemoved,
    CartShown,
    CartTotalWithout,
    CartUndone,
    CheckedOut,
    FewLeft,
)
from agents.reply.cart_said import (
    say_asks_consent,
    say_checked_out,
    say_holds,
    say_total_without,
    say_undone,
)
from agents.reply.carts import (
    say_added,
    say_added_several,
    say_asks,
    say_cart,
    say_changed,
    say_few_left,
    say_removed,
)
from agents.reply.choices import say_chosen, say_compared
from agents.reply.clarify import (
    say_asks_back,
    say_clarifies,
    say_did_you_mean,
    say_left_open,
)
from agents.reply.compared import say_preferred
from agents.reply.ear import ear_words
from agents.reply.found import say_found
from agents.reply.gifts import say_ideas
from agents.reply.ideas_parts import IdeasShown, Preferred, SetImpossible, SetShown
from agents.reply.missing import say_beyond, say_nothing_found
from agents.reply.phrasing import Phrasing
from agents.reply.plan import (
    SENTENCES,
    Answered,
    BeyondPrice,
    Chosen,
    Compared,
    Found,
    NothingFound,
    Part,
    Priced,
    ReplyPlan,
    Stocked,
    StockedSeveral,
    Unresolved,
)
from agents.reply.question_parts import AsksBack, Clarifies, DidYouMean, LeftOpen
from agents.reply.sentences import clauses
from agents.reply.shop_parts import (
    BoardDone,
    BoardShown,
    InCurrency,
    OrderSaid,
    PaceSet,
    PolicySaid,
    Reached,
    StillAsks,
)
from agents.reply.shop_said import (
    say_board_done,
    say_board_shown,
    say_in_currency,
    say_order,
    say_pace,
    say_policy,
    say_reached,
    say_still_asks,
)
from agents.reply.talk import say_repeated, say_talked, say_unresolved
from agents.reply.talk_parts import Repeated, Talked
from agents.turn import Reply


def compose(plan: ReplyPlan) -> Reply:
    """Return the plan's parts in words, in the order in which they were asked for."""
    parts = plan.parts[:SENTENCES]
    said: list[str] = []
    for place, part in enumerate(parts):
        still_to_come = len(parts) - place - 1
        room = SENTENCES - len(said) - still_to_come
        if isinstance(part, Talked) and len(parts) > 1:
            room = 1
        if isinstance(part, Found | BeyondPrice) and any(
            isinstance(p, InCurrency) for p in parts[:place]
        ):
            room = 1  # what the prices are in takes the lead's place
        own = say(part, Phrasing(plan.seed, room, plan.before))[:room]
        if isinstance(part, Found) and still_to_come and _long_with(own, parts[place + 1], plan):
            own = say(part, Phrasing(plan.seed, 1, plan.before))[:1]
        said.extend(sentence for sentence in own if sentence not in said)
    return Reply(clauses(_one_question(said)), tier="template")


def _one_question(said: list[str]) -> list[str]:
    """Leave out all questions but the last: an answer can only be to one."""
    asked = [sentence for sentence in said if sentence.endswith("?")]
    return [s for s in said if s not in asked[:-1]]


QUESTION_EAR_WORDS = 30
"""Of a list with the question after it; a longer list goes without its lead."""


def _long_with(own: list[str], then: Part, plan: ReplyPlan) -> bool:
    """Tell whether a list and the question that follows it take too long to say."""
    if not isinstance(then, Clarifies | DidYouMean) or len(own) < 2:
        return False
    asked = say(then, Phrasing(plan.seed, 1, plan.before))
    return ear_words(" ".join([*own, *asked])) > QUESTION_EAR_WORDS


def say(part: Part, phrasing: Phrasing) -> list[str]:  # noqa: PLR0912  one branch a part
    """Return the sentences of one part, the most needed first."""
    match part:
        case Found():
            return say_found(part, phrasing)
        case NothingFound():
            return say_nothing_found(part, phrasing)
        case BeyondPrice():
            return say_beyond(part, phrasing)
        case Chosen():
            return say_chosen(part, phrasing)
        case Answered():
            return say_answered(part, phrasing)
        case Stocked():
            return say_stocked(part)
        case StockedSeveral():
            return say_stocked_several(part)
        case Priced():
            return say_priced(part)
        case Compared():
            return say_compared(part)
        case Unresolved():
            return say_unresolved(part)
        case CartAdded():
            return say_added(part, phrasing)
        case CartAddedSeveral():
            return say_added_several(part, phrasing)
        case CartChanged():
            return say_changed(part, phrasing)
        case CartAsks():
            return say_asks(part, phrasing)
        case FewLeft():
            return say_few_left(part)
        case CartRemoved():
            return say_removed(part, phrasing)
        case CartShown():
            return say_cart(part, phrasing)
        case SetShown():
            return say_set(part, phrasing)
        case SetImpossible():
            return say_set_impossible(part)
        case Preferred():
            return say_preferred(part)
        case IdeasShown():
            return say_ideas(part, phrasing)
        case CartUndone():
            return say_undone(part, phrasing)
        case CartHolds():
            return say_holds(part)
        case CartTotalWithout():
            return say_total_without(part)
        case CheckedOut():
            return say_checked_out(part, phrasing)
        case AsksConsent():
            return say_asks_consent(part)
        case BoardDone():
            return say_board_done(part, phrasing)
        case BoardShown():
            return say_board_shown(part)
        case PolicySaid():
            return say_policy(part)
        case OrderSaid():
            return say_order(part)
        case Reached():
            return say_reached(part)
        case PaceSet():
            return say_pace(part, phrasing)
        case InCurrency():
            return say_in_currency(part)
        case StillAsks():
            return say_still_asks(part)
        case Clarifies():
            return say_clarifies(part, phrasing)
        case LeftOpen():
            return say_left_open(part, phrasing)
        case AsksBack():
            return say_asks_back(part, phrasing)
        case DidYouMean():
            return say_did_you_mean(part)
        case Talked():
            return say_talked(part, phrasing)
        case Repeated():
            return say_repeated(part)
