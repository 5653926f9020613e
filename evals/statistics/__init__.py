"""What the points of a run come to, and whether two runs differ.

figure.py        one figure with its interval
verdict.py       one measure of two runs: better, worse, or cannot tell
"""
