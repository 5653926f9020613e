"""Optional judges: language models that read a conversation and may veto a pass, never rescue one.

rubric.py       what a judge is asked
judgment.py     what it answered, as kept beside a run
judge.py        asking one model about one conversation
panel.py        asking it about a run, and booking the cost
labels.py       what people say of the same conversations
agreement.py    how far a judge and people agree
calibration.py  which of a judge's questions count
kept.py         judgments beside a run, and the vetoes that follow
"""
