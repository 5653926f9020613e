"""What the points of a run come to, and whether two runs differ.

figure.py        one figure with its interval
figures.py       all figures of a run; figures_file.py writes them
sample.py        points of one measure, gathered by scenario
resampling.py    scenarios drawn again
intervals.py     95 % intervals
verdict.py       one measure of two runs: better, worse, or cannot tell
comparison.py    two runs side by side
compare.py       makes a comparison
pairs.py         what two runs have in common
paired.py        tests of paired differences
tested.py        one measure of two runs, tested; called.py calls it
visible.py       the smallest difference that would have been seen
musts.py         what must never be
machines.py      what of a difference in time is the machines' own
turned.py        trials that one run lost, and where they came apart
causes.py        where a difference began
rules.py         what a team demands; gate.py judges it, gate_junit.py writes it
"""
