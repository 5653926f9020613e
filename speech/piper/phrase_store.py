"""Sound of fixed phrases on disk, so that they are made once and not at every start.

Holds only phrases that the program was written with, never what was said to a shopper.
A file a phrase, named by a hash of voice, speed and text: another model file, another
speed or another pronunciation is another name. A file that cannot be read is made anew.
"""

import hashlib
import logging
import os
from pathlib import Path

from speech.piper.line import Line, Sound
from speech.piper.voice_files import VoiceFiles
from speech.piper.wire import PREFIX_BYTES, lengths, pack, unpack_header

_FORMAT = 1
"""One more where the voice's own treatment of sound changes (gain, trimming)."""

DEFAULT_FILES = 1_000
"""Some 60 MB; the oldest go first."""

log = logging.getLogger(__name__)


class PhraseStore:
    """Keeps phrases in a folder; a folder that cannot be written is a store that is empty."""

    def __init__(self, folder: Path, max_files: int = DEFAULT_FILES) -> None:
        """Args: folder: made when it is first needed. max_files: kept at most."""
        self._folder = folder
        self._max_files = max_files

    def get(self, files: VoiceFiles, line: Line) -> tuple[Sound, ...] | None:
        """Return the sound of `line`, None if it is not kept."""
        try:
            data = self._path(files, line).read_bytes()
            if len(data) < PREFIX_BYTES:
                return None
            header_bytes, pcm_bytes = lengths(data[:PREFIX_BYTES])
            header = unpack_header(data[PREFIX_BYTES : PREFIX_BYTES + header_bytes])
            pcm = data[PREFIX_BYTES + header_bytes :]
            words = tuple((int(a), int(b)) for a, b in header["words"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            log.warning("a kept phrase cannot be read", extra={"error": type(error).__name__})
            return None
        return (Sound(pcm, words),) if len(pcm) == pcm_bytes and pcm else None

    def put(self, files: VoiceFiles, line: Line, sounds: tuple[Sound, ...]) -> None:
        """Keep the sound of `line`; a full disk or a read-only folder is no error."""
        words = next((sound.words for sound in sounds if sound.words), ())
        frame = pack({"words": words}, b"".join(sound.pcm for sound in sounds))
        path = self._path(files, line)
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room()
            unfinished.write_bytes(frame)
            unfinished.replace(path)
        except OSError as error:
            log.warning("a phrase cannot be kept", extra={"error": type(error).__name__})

    def _make_room(self) -> None:
        kept = sorted(self._folder.glob("*.pcm"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[: max(0, len(kept) + 1 - self._max_files)]:
            path.unlink(missing_ok=True)

    def _path(self, files: VoiceFiles, line: Line) -> Path:
        stat = files.model.stat()
        identity = (_FORMAT, stat.st_size, stat.st_mtime_ns, files.rate_hz, line)
        name = hashlib.sha256(repr(identity).encode()).hexdigest()[:32]
        return self._folder / f"{name}.pcm"
