"""The voices of one process: which there are, and who speaks through which worker.

A voice's process starts when it is first wanted, the default one's with the program.
Voices that are speakers of one model share its process. All share one cache.
"""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from speech.errors import VoiceError, VoiceUnknown
from speech.piper.cache import DEFAULT_BYTES, SoundCache
from speech.piper.phrase_store import PhraseStore
from speech.piper.process import PiperWorker
from speech.piper.voice_files import VoiceFiles
from speech.verbaliser.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    from speech.piper.tts import PiperTTS

DEFAULT = "default"

QUIET_S = 1.0
"""How often it is looked whether sessions are open, and how long after a reply phrases wait."""

BREATH_S = 0.25
"""Between two fixed phrases: one takes 0.15 s of a core, which leaves 60 % of it to others."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice that a session may ask for."""

    files: VoiceFiles
    speed: float = 1.0
    """Unless the session asks for another."""


@dataclass(frozen=True, slots=True)
class VoiceWish:
    """What a session asks for."""

    name: str = DEFAULT
    """One of `Voices.names`."""
    speed: float | None = None
    """1.2 is a fifth faster; the voice's own setting if None."""


class Voices:
    """All voices; close it at the end.

    Args:
        voices: by name; one of them is `DEFAULT`.
        lexicon: pronunciations, the shipped ones if None.
        cache_bytes: of sound kept in memory for all voices together.
        store: folder for the sound of fixed phrases; none is kept on disk if None.
        spare: keep a second process of the default voice ready.
    """

    def __init__(
        self,
        voices: Mapping[str, Voice],
        *,
        lexicon: Lexicon | None = None,
        cache_bytes: int = DEFAULT_BYTES,
        store: Path | None = None,
        spare: bool = False,
    ) -> None:
        self._voices = dict(voices)
        self._lexicon = lexicon or load_lexicon()
        self._cache = SoundCache(cache_bytes)
        self._store = PhraseStore(store) if store else None
        default = self._voices[DEFAULT].files
        self._workers = {default.model: PiperWorker(default, spare=spare)}
        self._open = 0
        """Sessions that speak."""
        self._rehearsing: asyncio.Task[int] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What a session may ask for."""
        return tuple(self._voices)

    @property
    def worker(self) -> PiperWorker:
        """The default voice's process."""
        return self._worker(self._voices[DEFAULT].files)

    async def start(self) -> None:
        """Start the default voice's process and wait until it can speak.

        Raises:
            VoiceUnavailable: it does not start.
        """
        await self.worker.start()

    async def close(self) -> None:
        """End all processes."""
        if self._rehearsing is not None:
            self._rehearsing.cancel()
            await asyncio.gather(self._rehearsing, return_exceptions=True)
        for worker in self._workers.values():
            await worker.close()

    def speaking(self, wish: VoiceWish | None = None) -> "PiperTTS":
        """Return a session's voice; its process starts now if it does not run.

        Args:
            wish: which voice, and how fast; the default voice at its own speed if None.

        Raises:
            VoiceUnknown: there is no such voice.
        """
        name, speed = (wish.name, wish.speed) if wish else (DEFAULT, None)
        voice = self._voices.get(name)
        if voice is None:
            raise VoiceUnknown(
                f"No voice is called {name!r}; use one of {', '.join(self._voices)}, "
                "or add it to [voice.others] in the settings."
            )
        # Imports LiveKit, 3 s: the worker is started before that.
        from speech.piper.tts import PiperOptions, PiperTTS  # noqa: PLC0415

        self._open += 1
        return PiperTTS(
            voice.files,
            PiperOptions(speed=speed or voice.speed, on_failure="silence"),
            worker=self._worker(voice.files),
            lexicon=self._lexicon,
            cache=self._cache,
            on_close=self._closed,
        )

    def rehearse(self, phrases: Iterable[str]) -> "asyncio.Task[int]":
        """Put fixed phrases into the default voice's cache, in the background.

        What is on disk is read at once. The rest is made while no session is open, since
        whoever listens needs the core; a phrase under way is dropped when one opens.

        Returns:
            The work; its result is how many phrases had to be made.
        """
        self._rehearsing = asyncio.create_task(
            self._rehearse(tuple(phrases)), name="voice rehearsal"
        )
        return self._rehearsing

    async def _rehearse(self, phrases: tuple[str, ...]) -> int:
        voice = self.speaking()
        self._open -= 1  # it is no session
        lines = list(dict.fromkeys(line for phrase in phrases for line in voice.lines(phrase)))
        files = self._voices[DEFAULT].files
        missing = []
        for line in lines:
            sounds = await asyncio.to_thread(self._store.get, files, line) if self._store else None
            if sounds is None:
                missing.append(line)
            elif not voice.pin(line, sounds):
                return 0
        made = 0
        with contextlib.suppress(VoiceError):  # whoever speaks next is told of it
            for line in missing:
                sounds = None
                while sounds is None:
                    if self._open or self.worker.quiet_s < QUIET_S:
                        await asyncio.sleep(QUIET_S)
                    else:
                        sounds = await voice.make_quietly(line, lambda: bool(self._open))
                if not voice.pin(line, sounds):
                    break
                made += 1
                if self._store:
                    await asyncio.to_thread(self._store.put, files, line, sounds)
                await asyncio.sleep(BREATH_S)
        return made

    def _closed(self) -> None:
        self._open -= 1

    def _worker(self, files: VoiceFiles) -> PiperWorker:
        if files.model not in self._workers:
            self._workers[files.model] = PiperWorker(files)
        return self._workers[files.model]
