"""Whether speech without recognised words deserves "I did not catch that".

Somebody spoke to the shop and was not understood: long enough and clearly louder than
the room. A crowd, a ringing phone or a door is not answered. Pure, in wall-clock time.
"""

import math
from collections import deque

import numpy as np
from livekit import rtc

VOICED_S = 0.6
"""Shorter sounds without words are coughs and hums."""

ABOVE_ROOM_DB = 10.0
"""Median level over the room's: a crowd or a ringing phone is the room."""

LOUD_DB = -45.0
"""Of full scale. Speech into a phone is at -35 to -15."""

FALLS_DB = 6.0
"""Who has spoken is quiet afterwards; a crowd of which a voice was heard goes on. In the
recording of people talking a voice was found for 1 s, with the crowd behind it."""
_DECAY_S = 0.1

_REMEMBERED_S = 20.0
_ROOM_SHARE = 0.2
"""The room's level is the one that a fifth of the time before was below."""
_ROOM_AT_LEAST = 25


class Levels:
    """The microphone's level over the last seconds."""

    def __init__(self) -> None:
        self._levels: deque[tuple[float, float]] = deque()

    def push(self, frame: rtc.AudioFrame, now: float) -> None:
        """Note a frame that arrived at `now`."""
        samples = np.frombuffer(frame.data, np.int16).astype(np.float32) / 32768.0
        if not len(samples):
            return
        power = float(np.mean(np.square(samples)))
        self._levels.append((now, 10.0 * math.log10(power + 1e-10)))
        while self._levels[0][0] < now - _REMEMBERED_S:
            self._levels.popleft()

    def deserves_answer(self, begin: float, end: float) -> bool:
        """Say whether sound from `begin` to `end` (wall clock) was speech to the shop."""
        if end - begin < VOICED_S:
            return False
        during = [db for at, db in self._levels if begin <= at <= end]
        before = sorted(db for at, db in self._levels if at < begin)
        if not during or len(before) < _ROOM_AT_LEAST:
            return False
        level = sorted(during)[len(during) // 2]
        after = sorted(db for at, db in self._levels if at > end + _DECAY_S)
        if after and after[len(after) // 2] > level - FALLS_DB:
            return False
        room = before[int(_ROOM_SHARE * len(before))]
        return level >= LOUD_DB and level >= room + ABOVE_ROOM_DB
