"""Packets that do not arrive: frames of 20 ms, lost in bursts.

Two states (Gilbert, Elliott): in the good one every frame arrives, in the bad one none. A receiver
repeats the last frame, fading, and is silent after 60 ms, as simple concealments are.
Source: E. N. Gilbert, Capacity of a Burst-Noise Channel, Bell System Technical Journal 39 (1960).
"""

import numpy as np
from numpy.typing import NDArray

from speech.audio_file import RATE_HZ, Samples

FRAME_S = 0.02
BURST_FRAMES = 2.5
"""Mean length of a burst: assumed, not measured on a network."""

_FRAME = round(RATE_HZ * FRAME_S)
_FADES = (1.0, 0.5, 0.25)


def lost_frames(count: int, share: float, dice: np.random.Generator) -> NDArray[np.bool_]:
    """Draw which frames are lost.

    Args:
        count: Frames.
        share: Of all, 0..0.9, in the long run.
        dice: Chance.

    Returns:
        bool [count].
    """
    recovers = 1.0 / BURST_FRAMES
    fails = recovers * share / (1.0 - share)
    lost = np.zeros(count, bool)
    bad = bool(dice.random() < share)
    for index in range(count):
        lost[index] = bad
        bad = bool(dice.random() < (1.0 - recovers if bad else fails))
    return lost


def with_loss(samples: Samples, share: float, dice: np.random.Generator) -> Samples:
    """Return sound that went through a network.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.
        share: Of the frames that are lost, 0..0.9.
        dice: Chance.

    Returns:
        float32 [T].
    """
    heard = samples.astype(np.float32, copy=True)
    lost = lost_frames(-(-len(samples) // _FRAME), share, dice)
    last = np.zeros(_FRAME, np.float32)
    run = 0
    for index, is_lost in enumerate(lost):
        frame = heard[index * _FRAME : (index + 1) * _FRAME]
        if is_lost:
            fade = _FADES[run] if run < len(_FADES) else 0.0
            frame[:] = fade * last[: len(frame)]
            run += 1
        else:
            last[: len(frame)] = frame
            run = 0
    return heard
