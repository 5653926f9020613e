"""How sure a rule is of its reading, in steps.

Monotone: a reading that a stricter rule made never has less than one that a looser rule made.
With an embedder at hand the steps are only evidence: `heads` turn them, with what the trained
heads say, into how often such a reading was right. Below `GUESS_BELOW` the agent should ask
back or ask an LLM.
"""

WHOLE = 0.97
"""A pattern that covers the whole part: "the second one", "add it to my cart"."""
PATTERN = 0.92
"""An unmistakable phrase with all that it needs, or a product type of the catalog."""
VALUES = 0.87
"""Values of the catalog with no phrase that says what to do with them."""
LIKELY = 0.75
"""A phrase that has another reading, or one that lacks what it refers to."""
WISH = 0.65
"""Asks for something that the catalog's words do not name."""
GUESS_BELOW = 0.5
"""Asking back costs a turn, a wrong act two (its reply, and the shopper's correction): asking
pays where an act is right less than half the time. Calibrated, 2 % of readings are below."""
NOISE_BELOW = 0.1
"""Calibrated: so unsure a reading is right once in ten times."""
GUESS = 0.45
"""Only the shape of the words speaks for it."""
NOTHING = 0.2
"""No reading; a placeholder."""
