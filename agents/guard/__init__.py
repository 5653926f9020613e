"""The fact guard: nothing that a model made up is ever heard.

`sheet` is what may be said in a turn, `verdict` what is found; `guard` checks a clause. Pure: no
model, no network, no event loop.
"""
