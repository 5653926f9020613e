"""Conversations that are spoken: a shopper's voice through the real pipeline, in virtual time.

clock.py         a clock that can be moved on, and what of the process reads it
loop.py          an event loop that moves it on when nothing is at work
virtually.py     runs a whole process that way, and knows what work there is
conditions.py    "crowd 10 dB", "telephone", ...: under what somebody speaks
surroundings.py  does it to one conversation: the words, and what lies between them
level.py, noise.py, crowd.py, telephone.py, loss.py, far.py, pauses.py   what each does to the sound
spoken.py        the shopper's lines as sound
microphone.py    takes them, with what is heard around them
talk.py          one spoken conversation
driver.py        opens them
sounds.py        keeps what was said and heard
causes.py        why a spoken trial failed where the typed one succeeded
explain.py       plays it again with the true words
"""
