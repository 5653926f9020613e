"""Recordings of utterances: one folder a session, one FLAC file a turn, readable by nobody else.

A session's folder is there while its shopper consents, and holds a file that says since when.
Taking consent back removes all of it. Recordings have a retention clock of their own (`expire`).
"""

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import uuid4

from assistant.errors import AssistantError
from assistant.recordings.sound import RATE_HZ, Sound

_PRIVATE_FOLDER: Final = 0o700
_PRIVATE: Final = 0o600
_CONSENT: Final = "consent"
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,99}")


class RecordingsUnusable(AssistantError):
    """Recordings cannot be written or erased."""


class Recordings:
    """The recordings of one shop.

    Args:
        folder: Made when first written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, session_id: str, turn: int) -> Path:
        """Return where the recording of a turn is, if there is one."""
        return self._session(session_id) / f"{turn}.flac"

    def name_of(self, session_id: str, turn: int) -> str:
        """Return what a record calls it: the path below the folder."""
        return self.path_of(session_id, turn).relative_to(self.folder).as_posix()

    def found(self, name: str) -> Path | None:
        """Return the recording that a record names, if it is still there."""
        path = self.folder / name
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return path if inside and path.suffix == ".flac" and path.is_file() else None

    # --- consent --------------------------------------------------------------------------

    def consented(self, session_id: str) -> bool:
        """Say whether a session's shopper agrees to be recorded."""
        return (self._session(session_id) / _CONSENT).is_file()

    def consent(self, session_id: str) -> None:
        """Note that they agree, from now on.

        Raises:
            RecordingsUnusable: It cannot be written.
        """
        folder = self._session(session_id)
        try:
            self.folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
            _write(folder / _CONSENT, datetime.now(UTC).isoformat().encode())
        except OSError as error:
            raise self._unusable(error) from error

    # --- recordings -----------------------------------------------------------------------

    def keep(self, session_id: str, turn: int, sound: Sound) -> str | None:
        """Keep the sound of a turn, if its shopper agrees; return what the record calls it.

        Raises:
            RecordingsUnusable: It cannot be written.
        """
        if not self.consented(session_id):
            return None
        path = self.path_of(session_id, turn)
        try:
            _write(path, encoded(sound))
        except FileNotFoundError:  # consent was taken back meanwhile
            return None
        except OSError as error:
            raise self._unusable(error) from error
        return self.name_of(session_id, turn)

    def erase(self, session_ids: Iterable[str]) -> int:
        """Remove all of these sessions, their consent too; return how many recordings there were.

        Raises:
            RecordingsUnusable: Something could not be removed; may be tried again.
        """
        erased = 0
        for session_id in session_ids:
            folder = self._session(session_id)
            gone = self.folder / f".gone-{uuid4().hex}"
            try:
                folder.rename(gone)  # at once: what is being written now has no folder any more
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._unusable(error) from error
            erased += self._remove(gone)
        for left in self.folder.glob(".gone-*"):  # of a process that was killed
            self._remove(left)
        return erased

    def expire(self, before: date) -> int:
        """Remove what was recorded before a day (UTC); return how many recordings there were.

        Raises:
            RecordingsUnusable: Something could not be removed; may be tried again.
        """
        first = datetime(before.year, before.month, before.day, tzinfo=UTC).timestamp()
        expired = 0
        try:
            for path in self.folder.glob("*/*.flac"):
                if path.stat().st_mtime < first:
                    path.unlink(missing_ok=True)
                    expired += 1
            for consent in self.folder.glob(f"*/{_CONSENT}"):
                others = [path for path in consent.parent.iterdir() if path != consent]
                if not others and consent.stat().st_mtime < first:
                    shutil.rmtree(consent.parent, ignore_errors=True)
        except OSError as error:
            raise self._unusable(error) from error
        return expired

    # --- inside ---------------------------------------------------------------------------

    def _session(self, session_id: str) -> Path:
        """Return a session's folder: by its name, or by its hash where that is no folder's name."""
        if _PLAIN.fullmatch(session_id):
            return self.folder / session_id
        return self.folder / f"h-{sha256(session_id.encode()).hexdigest()}"

    def _remove(self, folder: Path) -> int:
        recordings = sum(1 for _ in folder.glob("*.flac"))
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise self._unusable(error) from error
        return recordings

    def _unusable(self, error: OSError) -> RecordingsUnusable:
        reason = error.strerror or type(error).__name__
        return RecordingsUnusable(
            f"Recordings in {self.folder} cannot be changed ({reason}); free space or mend its "
            "permissions."
        )


def encoded(sound: Sound) -> bytes:
    """Return a sound as FLAC, which loses nothing and takes about half of a WAV."""
    import io  # noqa: PLC0415 - see below

    import av  # noqa: PLC0415 - loads FFmpeg, which a server without recordings never needs

    target = io.BytesIO()
    with av.open(target, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE_HZ, layout="mono")
        stream.codec_context.format = "s16"
        frame = av.AudioFrame.from_ndarray(sound.samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        frame.time_base = Fraction(1, RATE_HZ)
        frame.pts = 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return target.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all."""
    new = path.with_name(f".new-{uuid4().hex}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            file.write(content)
        new.rename(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
