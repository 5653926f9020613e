"""What models answer in a storm: true words, false ones, nonsense, and every fault there is."""

import random
from dataclasses import replace

from evals.doubles.cases import ALL, cases
from evals.doubles.faults import Cut, DropsKept, IgnoresStream, Redirect, Stall
from evals.doubles.script import Script

SENTENCES = (
    "The {1.name} is {1.price}.",
    "The {1.name} is {1.price}, and the {2.name} {2.price}.",
    "For that, the {1.name} is {1.price}, which is the cheapest of these.",
    "The {2.name} costs {2.price}, with {2.rating} stars.",
    "There's also the {3.name} at {3.price}.",
    "The {1.name} is 70% off today.",
    "The {1.name} is $3.",
    "It's waterproof, vegan, and delivered tomorrow.",
    "{9.name} is a placeholder of nothing.",
    "What size do you wear?",
    "**Bold** claims;",
    "and then some, which goes on, and on, without any end",
    "Here are some great options.",
    "Ünïcode – «quotes» “here” 🥾…",
    "<think>hm</think>",
    "\n- a list\n- of things\n",
)
_STALL_S = 1.5
PACE_TOKENS_A_S = 100.0
"""The fastest answers of which a client that goes away can say upwards what they cost. A server
without a pace bills all of its answer in the moment in which it is asked."""
_CASES = tuple(case for case in cases(_STALL_S) if case.protocols == ALL)
_OWN = (
    Script(faults=(DropsKept(),)),
    Script(faults=(Redirect("http://127.0.0.1:1/v1"),)),
    Script(faults=(Stall(7, None),)),
    Script(faults=(Stall("headers", None),)),
    Script(faults=(Cut(11, "mid_line"),)),
)
_TOLD = {case.script.faults: case.told for case in _CASES}


def any_script(dice: random.Random) -> Script:
    """Return one answer by chance; two of five go well."""
    text = " ".join(dice.choice(SENTENCES) for _ in range(dice.randint(0, 4)))
    if dice.random() < 0.5:
        text = " ".join((SENTENCES[0], SENTENCES[3], SENTENCES[4])[: dice.randint(1, 3)])
    script = Script(
        first_content_s=dice.choice((0.0, 0.0, 0.05, 0.15, 0.35, 0.7)),
        tokens_per_s=dice.choice((None, 40.0, 70.0, PACE_TOKENS_A_S)),
    )
    chance = dice.random()
    if chance < 0.5:
        case = dice.choice(_CASES).script
        script = replace(
            case,
            first_content_s=case.first_content_s or script.first_content_s,
            tokens_per_s=script.tokens_per_s,
        )
    elif chance < 0.6:
        script = replace(dice.choice(_OWN), tokens_per_s=script.tokens_per_s)
    return replace(script, text=text)


def told_of(script: Script) -> str:
    """Return what a client hears of the bill, as `evals.doubles.cases` has it."""
    return _TOLD.get(script.faults, "some" if script.faults else "all")


def is_paced(script: Script) -> bool:
    """Say whether a server generates at a speed at which models do."""
    at_once = script.fault(IgnoresStream) is not None
    return script.tokens_per_s is not None and not at_once
