"""Sounds of a run: embedded in the page, beside it, or left out, each with its outline."""

import base64
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from evals.report.plain import Plain
from evals.runs.record import Sound

Keeping = Literal["embed", "beside", "none"]

EMBED_BYTES = 24_000_000
"""Of sound in one page, before base64 adds a third: two hours at 24 kbit/s. Browsers open a
page of 60 MB, mail programs and code forges refuse far smaller ones."""

STEPS = 160
"""Of an outline; a player is 320 px wide on a desk and a step needs two."""

_MEDIA = {
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".oga": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".webm": "audio/webm",
}


class Recordings:
    """Numbers the sounds of a run; `described` reads them all at once.

    Args:
        folder: Of the run.
        page: The file that will play them; its links are relative to it.
        keeping: Whether they become part of the page.
        embed_bytes: Of them that become part of it at most; those that do not fit stay beside.
    """

    def __init__(
        self, folder: Path, page: Path, keeping: Keeping, embed_bytes: int = EMBED_BYTES
    ) -> None:
        self._folder = folder.resolve()
        self._page = page.resolve()
        self._keeping = keeping
        self._embed_bytes = embed_bytes
        self._sounds: dict[str, tuple[int, Sound]] = {}
        self._first: list[int] = []

    @classmethod
    def silent(cls) -> "Recordings":
        """Return one whose sounds nobody will hear: of a baseline's turns."""
        here = Path()
        return cls(here, here / "report.html", "none")

    def number(self, sound: Sound | None) -> int | None:
        """Return the number by which the page knows a sound; None for none."""
        if sound is None:
            return None
        return self._sounds.setdefault(sound.file, (len(self._sounds), sound))[0]

    def prefer(self, numbers: Iterable[int]) -> None:
        """Embed these before others, such as those of trials that failed."""
        self._first.extend(numbers)

    def described(self) -> tuple[list[Plain], dict[str, str]]:
        """Read all sounds.

        Returns:
            One entry a sound by its number (seconds, outline, link, or why there is none), and
            the embedded ones as data URIs by their number.
        """
        sounds = [sound for _, sound in self._sounds.values()]
        with ThreadPoolExecutor() as pool:
            entries = list(pool.map(self._described, sounds))
        embedded: dict[str, str] = {}
        left = self._embed_bytes if self._keeping == "embed" else 0
        chosen = list(dict.fromkeys(self._first))
        for number in chosen + [n for n in range(len(sounds)) if n not in set(chosen)]:
            entry, path = entries[number], self._path(sounds[number])
            if "trouble" in entry or path is None or path.stat().st_size > left:
                continue
            left -= path.stat().st_size
            embedded[str(number)] = _data_uri(path)
            entry["embedded"] = True
            del entry["link"]
        return entries, embedded

    def _described(self, sound: Sound) -> Plain:
        entry: Plain = {"seconds": sound.seconds, "file": sound.file}
        path = self._path(sound)
        if path is None:
            return entry | {"trouble": "The recording is missing."}
        outline = _outline(path)
        if outline is None:
            return entry | {"trouble": "The recording cannot be read."}
        if self._keeping == "none":
            return entry | {"outline": outline, "trouble": "Left out of this page."}
        link = os.path.relpath(path, self._page.parent)
        return entry | {"outline": outline, "link": quote(Path(link).as_posix())}

    def _path(self, sound: Sound) -> Path | None:
        """Return where a sound lies; None unless it is a file within the run's folder."""
        path = (self._folder / sound.file).resolve()
        return path if path.is_relative_to(self._folder) and path.is_file() else None


def _data_uri(path: Path) -> str:
    media = _MEDIA.get(path.suffix.lower(), "application/octet-stream")
    return f"data:{media};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _outline(path: Path) -> str | None:
    """Return the loudest sample of each of `STEPS` equal parts, two hex digits each."""
    import numpy as np  # noqa: PLC0415 - only where there are sounds

    from speech.audio_file import read_audio  # noqa: PLC0415
    from speech.errors import SpeechError  # noqa: PLC0415

    try:
        samples = np.abs(read_audio(path).samples)
    except (SpeechError, OSError):
        return None
    parts = np.array_split(samples, STEPS)
    peaks = np.array([part.max() if len(part) else 0.0 for part in parts])
    scaled = peaks / max(float(peaks.max()), 1e-4)
    return bytes((scaled * 255).astype(np.uint8)).hex()
