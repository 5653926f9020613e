"""A second reading by a language model, where the rules and heads are unsure.

`prompt` says what is asked, `schema` what an answer looks like, `readings` makes readings of
one, or drops it. No provider is known here: `agents.tier.SecondReader` is the seam.
"""
