"""Sound of phrases said before, in memory, bounded by bytes."""

from collections import OrderedDict
from dataclasses import dataclass

from speech.piper.line import Line, Sound

DEFAULT_BYTES = 16 * 1024 * 1024
"""380 s of 22,050 Hz speech: some 200 sentences."""

_PINNED_SHARE = 2
"""Fixed phrases may take up to one part in so many of the whole; the rest is for what recurs."""


@dataclass(frozen=True, slots=True)
class _Key:
    voice: str
    line: Line


class SoundCache:
    """Least recently used first out; a line longer than a quarter of the whole is not kept."""

    def __init__(self, max_bytes: int = DEFAULT_BYTES) -> None:
        """Args: max_bytes: of PCM in total; 0 keeps nothing."""
        self._max_bytes = max_bytes
        self._bytes = 0
        self._pinned_bytes = 0
        self._kept: OrderedDict[_Key, tuple[Sound, ...]] = OrderedDict()
        self._pinned: dict[_Key, tuple[Sound, ...]] = {}

    @property
    def size_bytes(self) -> int:
        """PCM bytes held."""
        return self._bytes + self._pinned_bytes

    def __len__(self) -> int:
        return len(self._kept) + len(self._pinned)

    def get(self, voice: str, line: Line) -> tuple[Sound, ...] | None:
        """Return the whole sound of `line` in `voice`, None if it is not held."""
        key = _Key(voice, line)
        pinned = self._pinned.get(key)
        if pinned is not None:
            return pinned
        sounds = self._kept.get(key)
        if sounds is not None:
            self._kept.move_to_end(key)
        return sounds

    def put(self, voice: str, line: Line, sounds: tuple[Sound, ...]) -> None:
        """Hold the whole sound of `line`, and let go of the oldest where there is no room."""
        size = _size(sounds)
        key = _Key(voice, line)
        if size > self._max_bytes // 4 or key in self._pinned:
            return
        self._forget(key)
        self._kept[key] = sounds
        self._bytes += size
        self._make_room()

    def pin(self, voice: str, line: Line, sounds: tuple[Sound, ...]) -> bool:
        """Hold the whole sound of a fixed phrase for good.

        Returns:
            False if half of the cache is pinned already: it is not held then.
        """
        size = _size(sounds)
        key = _Key(voice, line)
        if key in self._pinned:
            return True
        if self._pinned_bytes + size > self._max_bytes // _PINNED_SHARE:
            return False
        self._forget(key)
        self._pinned[key] = sounds
        self._pinned_bytes += size
        self._make_room()
        return True

    def _forget(self, key: _Key) -> None:
        if key in self._kept:
            self._bytes -= _size(self._kept.pop(key))

    def _make_room(self) -> None:
        while self._kept and self._bytes + self._pinned_bytes > self._max_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= _size(dropped)


def _size(sounds: tuple[Sound, ...]) -> int:
    return sum(len(sound.pcm) for sound in sounds)
