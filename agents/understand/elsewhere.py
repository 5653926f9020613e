"""Things that are kept somewhere else than in a shop: reminders, calendars, bank accounts, cars.

Their words look like a shop's own: a list that things are put on, something to be taken off, an
account, a total. Read before carts and boards are; goods that the catalog calls by name go first.
"""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part
from agents.understand.scope import read_out_of_scope

_KEPT_ELSEWHERE = re.compile(
    r"\b(?:to ?do list|list of (?:tasks|reminders|chores)|reminders? list|list of things to do|"
    r"(?:from|on|off|to|in|check) (?:my|this|the|our) (?:\w+ )?(?:calendar|agenda|schedule|"
    r"playlist|"
    r"reminders?)(?! (?:planner|stand|refill))|(?:my|the|a) reservations? (?:at|for|in)|"
    r"(?:doctor|dentist|dental|vet) appointment|appointment (?:i have|for|at|on)|"
    r"pin (?:number|code)|(?:checking|savings?|bank|retirement|joint|money market) accounts?|"
    r"(?:my|the) (?:mortgage|paycheck|taxes|income|insurance polic\w+|401 ?k)|401 ?k|"
    r"(?:car|gas|phone|trash|electric(?:ity)?|water|utility|cable|internet) (?:payment|bills?)|"
    r"(?:report|reporting|reported) .*\bcredit card|credit card fraud|fraud(?:ulent)? "
    r"(?:transactions?|charges?)|pto|vacation days|days off|"
    r"(?:have|did|had) i (?:spend|spent)(?! (?:here|with you|so far))|"
    r"car battery|check engine|mechanic|oil change|gas mileage|"
    r"alarm (?:set|to go off|at \d|for \d)|(?:\d+ (?:minute|hour|second) timer|timer for \d)|"
    r"coin flip|flip a coin|(?:book|purchase|buy|get|find) (?:me )?(?:a |an )?(?:round trip |"
    r"one way )?"
    r"(?:flights?|air ?fare|air tickets?|plane tickets?)|(?:nearest|closest) (?!match|thing|size|"
    r"color|one)\w+|from (?:savings?|checking|account \w) (?:in|into|to))\b"
)


def read_elsewhere(part: Part) -> Reading | None:
    """Return a refusal of what no shop keeps; None for anything else."""
    if _KEPT_ELSEWHERE.search(part.text) is None:
        return None
    named = any(f.strength >= confidence.PATTERN for f in part.of(Kind.CATEGORY))
    if named or part.of(Kind.BRAND):
        return None
    known = read_out_of_scope(part)
    topic = known.topic if known is not None else "other"
    return Reading(Act.OUT_OF_SCOPE, confidence.PATTERN, part.words, topic=topic)
