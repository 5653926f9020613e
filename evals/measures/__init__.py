"""What is measured of a trial: one measure a file, each with a version.

measure.py       what every measure is
registry.py      all of them
scored.py        the points of a trial and of a run
score_run.py     a whole run scored
verdict.py       whether one trial succeeded, and why not
turn_checks.py   what a script expects of a turn
end_checks.py    what a scenario states of the end
"""
