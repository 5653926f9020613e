"""Who says what next: a script, a simulated shopper with a goal, or a model that plays one.

shopper.py       what every shopper does
scripted.py      says the lines of a script
"""
