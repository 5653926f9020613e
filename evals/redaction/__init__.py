"""How much of what tells who somebody is the redactor finds, and what it takes that it should not.

case.py          a text, and what in it is somebody's
frames.py        reads frames: lines with places for values
values.py        values for the frames that the redactor was tuned on
exam_values.py   values for the frames that it was not, made in other ways
shopping.py      what shoppers say in which nobody is told of
counted.py       what was found of a set, counted
alignment.py     which words of a transcript are which of what was said
spoken.py        the same through the voice and the recogniser
speed.py         how long it takes
"""
