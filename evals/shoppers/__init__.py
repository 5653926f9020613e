"""Who says what next: a script, a simulated shopper with a goal, or a model that plays one.

shopper.py       what every shopper does; build.py makes one
scripted.py      says the lines of a script
simulated.py     plays a goal, without a model: read this first
                   sight, wanted            what it perceives, what it wants
                   answering, deeds, changing, patience
                   telling, describing, pointing, manner, amounts, wording, phrases/
modelled.py      lets a model play a goal (model_prompt, adopting)
validity.py      whether a simulation is a valid one (content_checks, conduct_checks, held,
                 heard_values): knows nothing of simulated.py
version.py       stamped into every run
"""
