"""Which tier and model phrases a turn: by a policy file, a breaker, a budget and a score.

`situation` is what a decision may look at, `decision` what comes of it; `agents.tier.Router` is
the seam. Nothing here calls a model.
"""
