"""Every measure there is, in the order in which a turn passes the stages."""

from collections.abc import Mapping

from evals.measures.act_f1 import ActF1
from evals.measures.barge_in import BargeIn
from evals.measures.barge_in_ms import BargeInMs
from evals.measures.cart_untouched import CartUntouched
from evals.measures.clarification_yield import ClarificationYield
from evals.measures.clarifications import Clarifications
from evals.measures.constraint_f1 import ConstraintF1
from evals.measures.cost_usd import CostUsd
from evals.measures.cut_off import CutOff
from evals.measures.end_state import EndState
from evals.measures.facts.checker import Checkers
from evals.measures.facts_wrong import FactsWrong
from evals.measures.false_starts import FalseStarts
from evals.measures.first_audio_ms import FirstAudioMs
from evals.measures.first_audio_p95_ms import FirstAudioP95Ms
from evals.measures.measure import Measure
from evals.measures.ndcg_5 import Ndcg5
from evals.measures.pass_1 import Pass1
from evals.measures.pass_k import PassK
from evals.measures.recall_5 import Recall5
from evals.measures.relaxation_said import RelaxationSaid
from evals.measures.relevance import Relevance
from evals.measures.saving import Saving
from evals.measures.short_lists import ShortLists
from evals.measures.term_error import TermError
from evals.measures.tier_share import TierShare
from evals.measures.turn_ms import TurnMs
from evals.measures.turn_p95_ms import TurnP95Ms
from evals.measures.turns_to_success import TurnsToSuccess
from evals.measures.wasted_turns import WastedTurns
from evals.measures.wer import Wer
from evals.measures.wish_kept import WishKept


def measures(vetoes: Mapping[str, str] | None = None) -> tuple[Measure, ...]:
    """Return all measures.

    Args:
        vetoes: Of calibrated judges, by "scenario#trial@condition"; see `pass_1`.
    """
    relevance, checkers, pass_1 = Relevance(), Checkers(), Pass1(vetoes)
    return (
        Wer(),
        TermError(),
        CutOff(),
        FalseStarts(),
        BargeIn(),
        BargeInMs(),
        ActF1(),
        ConstraintF1(),
        WishKept(),
        Ndcg5(relevance),
        Recall5(relevance),
        FactsWrong(checkers),
        RelaxationSaid(),
        ShortLists(checkers),
        Clarifications(),
        ClarificationYield(),
        TurnMs(),
        TurnP95Ms(),
        FirstAudioMs(),
        FirstAudioP95Ms(),
        CostUsd(),
        Saving(),
        TierShare("template"),
        TierShare("open"),
        TierShare("closed"),
        pass_1,
        PassK(pass_1),
        EndState(),
        CartUntouched(),
        TurnsToSuccess(pass_1),
        WastedTurns(),
    )


ALL: tuple[Measure, ...] = measures()
"""Without a judge."""
