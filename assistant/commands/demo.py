"""`aisle demo`: spoken or typed questions through the whole path, with the times."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import typer

from agents.acts import Act
from agents.turn import Turn
from assistant.clips import conversations
from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.errors import DemoFailed, UsageError
from assistant.parts import text_parts, voice_parts
from assistant.presentation import turn_json, turn_text
from speech.audio_file import Samples, read_audio, write_wav

if TYPE_CHECKING:
    from assistant.clip_conversation import HeardTurn


def run(
    settings: Settings,
    audio: Sequence[str],
    text: Sequence[str],
    out: str | None,
    as_json: bool,
) -> None:
    """Play the questions as one conversation and print each turn."""
    if audio and text:
        raise UsageError("Give either --audio or --text, not both.")
    if out is not None:
        _check_out(Path(out))
    if text:
        asyncio.run(_type(settings, text, as_json))
        return
    if audio:
        names = list(audio)
        clips = [_read(name) for name in audio]
    else:
        shipped = conversations()[0].clips[0]
        names, clips = [shipped.file], [shipped.samples()]
    asyncio.run(_speak(settings, names, clips, out, as_json))


async def _type(settings: Settings, texts: Sequence[str], as_json: bool) -> None:
    async with text_parts(settings) as parts:
        conversation = Conversation(parts, str(uuid4()))
        failed: list[str] = []
        for text in texts:
            turn, timings = await conversation.answer(text, "cli")
            if _not_understood(turn):
                failed.append("There were no words in what was typed.")
            typer.echo(
                json.dumps(turn_json(turn, timings)) if as_json else turn_text(turn, timings)
            )
    if failed:
        raise DemoFailed(" ".join(failed))


async def _speak(
    settings: Settings,
    names: Sequence[str],
    clips: Sequence[Samples],
    out: str | None,
    as_json: bool,
) -> None:
    async with voice_parts(settings) as parts:
        from assistant.clip_conversation import ClipConversation  # noqa: PLC0415  # see parts.py

        conversation = ClipConversation(parts, str(uuid4()))
        if not as_json:
            typer.echo("Listening.")
        failed: list[str] = []
        count = 0
        async with aclosing(conversation.run(clips)) as turns:
            async for heard in turns:
                written = _write(heard, _numbered(out, count, len(clips)))
                count += 1
                _print(heard, names[heard.clip], written, as_json)
                if _not_understood(heard.turn):
                    failed.append(f"{names[heard.clip]}: no words were heard in it.")
        failed += conversation.troubles
    if failed:
        raise DemoFailed(" ".join(failed))


def _print(heard: "HeardTurn", name: str, written: str | None, as_json: bool) -> None:
    seconds = None
    if heard.audio is not None:
        seconds = round(len(heard.audio.samples) / heard.audio.rate_hz, 3)
    if as_json:
        data = turn_json(heard.turn, heard.timings)
        data |= {"question": name, "outcome": heard.outcome}
        data |= {"reply_duration_s": seconds, "reply_audio": written}
        typer.echo(json.dumps(data))
        return
    typer.echo("")
    typer.echo(turn_text(heard.turn, heard.timings))
    if written:
        typer.echo(f"Reply    {seconds:.1f} s of speech in {written}")


def _write(heard: "HeardTurn", path: Path | None) -> str | None:
    if path is None or heard.audio is None:
        return None
    write_wav(path, heard.audio.samples, heard.audio.rate_hz)
    return str(path)


def _not_understood(turn: Turn) -> bool:
    return any(reading.act is Act.ASR_FAILURE for reading in turn.readings)


def _check_out(path: Path) -> None:
    """Find out now, not after the conversation, that the reply cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
    except OSError as error:
        raise UsageError(f"The reply cannot be written to {path} ({error.strerror}).") from error


def _numbered(out: str | None, number: int, questions: int) -> Path | None:
    """Return reply.wav for one question, reply-1.wav, reply-2.wav, ... for several."""
    if out is None:
        return None
    path = Path(out)
    if questions == 1 and number == 0:
        return path
    return path.with_stem(f"{path.stem}-{number + 1}")


def _read(name: str) -> Samples:
    audio = read_audio(name)
    if audio.truncated:
        typer.echo(
            f"{name} breaks off; using the {audio.duration_s:.1f} s that are there.", err=True
        )
    return audio.samples
