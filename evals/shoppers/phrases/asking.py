"""What is asked about a product, by what of it: {it} is one on the screen."""

from collections.abc import Mapping

from evals.shoppers.phrases import Styled

ASKS: Mapping[str, Styled] = {
    "price": {
        "plain": ("how much is {it}?", "what does {it} cost?", "what's the price of {it}?"),
        "terse": ("price of {it}?", "how much is {it}?"),
        "polite": ("could you tell me how much {it} is, please?",),
    },
    "stock": {
        "plain": ("is {it} in stock{form}?", "do you have {it} in stock{form}?",
                  "is {it} available{form}?"),
        "terse": ("{it} in stock{form}?",),
        "polite": ("could you check if {it} is in stock{form}, please?",),
    },
    "sizes": {
        "plain": ("what sizes does {it} come in?", "which sizes do you have for {it}?"),
        "terse": ("sizes of {it}?",),
        "polite": ("could you tell me what sizes {it} comes in?",),
    },
    "colours": {
        "plain": ("what colors does {it} come in?", "which colors do you have for {it}?"),
        "terse": ("colors of {it}?",),
        "polite": ("could you tell me what colors {it} comes in?",),
    },
    "material": {
        "plain": ("what is {it} made of?", "what material is {it}?"),
        "terse": ("material of {it}?",),
        "polite": ("could you tell me what {it} is made of?",),
    },
    "rating": {
        "plain": ("how is {it} rated?", "what's the rating of {it}?",
                  "does {it} have good reviews?"),
        "terse": ("rating of {it}?",),
        "polite": ("could you tell me how {it} is rated?",),
    },
}  # fmt: skip
LEADS: Styled = {
    "plain": ("", "", "and "),
    "terse": ("",),
    "chatty": ("oh, just curious, ", "okay so ", "before I decide, "),
    "hesitant": ("um, ", "hmm, so, ", "uh, "),
    "polite": ("",),
}
