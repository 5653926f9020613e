"""How one Realtime session is set up, and what `session.update` makes of it.

What has no effect here (instructions, thresholds, tracing) is kept and told back, as clients
expect; docs/protocol.md says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import JsonValue

from agents.client_tools.declared import choice_of, tools_of
from agents.client_tools.errors import ToolInvalid
from agents.client_tools.tool import ClientTool, ToolChoice
from assistant.http.refused import Refused
from assistant.journal.experiments import named
from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.codec import format_of
from assistant.realtime.errors import EventRefused
from assistant.realtime.session_fields import (
    AudioFields,
    Fields,
    InputFields,
    Modality,
    OutputFields,
    SessionFields,
    TurnDetectionFields,
    VoiceFields,
    read_fields,
)

OPENAI_VOICES = frozenset(
    ("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")
)
"""Clients ask for these without knowing the server: the shop's own voice speaks for them."""
SLOWEST, FASTEST = 0.25, 2.0
"""What may be asked for: OpenAI's 0.25 to 1.5, and as fast as our voices speak."""
SLOWEST_SPOKEN = 0.5
"""Slower nobody follows; asked for less, this is spoken."""

_KEPT = {"tracing", "truncation", "prompt", "reasoning", "parallel_tool_calls", "include"}
"""Fields without an effect here."""


_SERVER_VAD = TurnDetectionFields(type="server_vad")
_ANY = ToolChoice()


@dataclass(frozen=True, slots=True)
class SessionConfig:
    """One session's settings; the voice's name is one that may speak here."""

    voice: str
    voices: tuple[str, ...] = ()
    """Names of the shop's own voices."""
    output_modalities: tuple[Modality, ...] = ("audio",)
    instructions: str = ""
    input_format: AudioFormat = AudioFormat.PCM
    output_format: AudioFormat = AudioFormat.PCM
    turn_detection: TurnDetectionFields | None = _SERVER_VAD
    transcription: JsonValue = None
    noise_reduction: JsonValue = None
    speed: float = 1.0
    tools: tuple[ClientTool, ...] = ()
    tools_json: JsonValue = None
    choice: ToolChoice = _ANY
    choice_json: JsonValue = "auto"
    max_output_tokens: JsonValue = "inf"
    kept: tuple[tuple[str, JsonValue], ...] = ()
    events: bool = True
    """Whether Aisle's own events are sent."""
    can_pause: bool = False
    shopper_id: str | None = None
    experiments: tuple[tuple[str, str], ...] = ()
    """Arms of the client's own experiments."""

    @property
    def speaks(self) -> bool:
        return self.output_modalities == ("audio",)

    @property
    def answers_by_itself(self) -> bool:
        """Whether a response follows each utterance without being asked for."""
        detection = self.turn_detection
        return detection is not None and detection.create_response is not False

    @property
    def speech_interrupts(self) -> bool:
        detection = self.turn_detection
        return detection is None or detection.interrupt_response is not False

    @property
    def spoken_speed(self) -> float:
        return max(self.speed, SLOWEST_SPOKEN)

    def updated(self, given: dict[str, JsonValue], *, has_spoken: bool) -> "SessionConfig":
        """Return the settings after a `session.update`; all of it holds, or nothing.

        Args:
            given: The event's session.
            has_spoken: Whether the session's voice was heard already: it cannot be changed.

        Raises:
            EventRefused: A field cannot be set to that.
        """
        fields = read_fields(SessionFields, given, "session")
        told = fields.model_fields_set
        config = self
        if "instructions" in told:
            config = replace(config, instructions=fields.instructions or "")
        if fields.output_modalities:
            config = replace(config, output_modalities=modalities_of(fields.output_modalities))
        if fields.audio is not None:
            config = config._with_audio(fields.audio, has_spoken)
        if told & {"tools", "tool_choice"}:
            config = config._with_tools(fields, told)
        if "max_output_tokens" in told:
            config = replace(config, max_output_tokens=fields.max_output_tokens or "inf")
        told_back = fields.model_dump(include=told & _KEPT, exclude_unset=True)
        kept = {**dict(config.kept), **told_back}
        config = replace(config, kept=tuple(kept.items()))
        if (own := fields.aisle) is not None:
            config = replace(
                config,
                events=config.events if own.events is None else own.events,
                can_pause=config.can_pause if own.can_pause is None else own.can_pause,
                shopper_id=own.shopper_id or config.shopper_id,
                experiments=_arms(own.experiments) or config.experiments,
            )
        return config

    def _with_audio(self, audio: AudioFields, has_spoken: bool) -> "SessionConfig":
        config = self
        if audio.input is not None:
            config = config._with_input(audio.input)
        if audio.output is not None:
            config = config._with_output(audio.output, has_spoken)
        return config

    def _with_input(self, given: InputFields) -> "SessionConfig":
        told = given.model_fields_set
        config = self
        if given.format is not None:
            kind = format_of(given.format, "session.audio.input.format")
            config = replace(config, input_format=kind)
        if "transcription" in told:
            config = replace(config, transcription=_told(given.transcription))
        if "noise_reduction" in told:
            config = replace(config, noise_reduction=_told(given.noise_reduction))
        if "turn_detection" in told:
            config = replace(config, turn_detection=given.turn_detection)
        return config

    def _with_output(self, given: OutputFields, has_spoken: bool) -> "SessionConfig":
        config = self
        if given.format is not None:
            kind = format_of(given.format, "session.audio.output.format")
            config = replace(config, output_format=kind)
        if given.speed is not None:
            if not SLOWEST <= given.speed <= FASTEST:
                raise EventRefused(
                    f"The speed must be from {SLOWEST} to {FASTEST}.",
                    code="invalid_value",
                    param="session.audio.output.speed",
                )
            config = replace(config, speed=given.speed)
        if given.voice is not None:
            name = given.voice.id if isinstance(given.voice, VoiceFields) else given.voice
            self._check_voice(name, has_spoken)
            config = replace(config, voice=name)
        return config

    def _check_voice(self, name: str, has_spoken: bool) -> None:
        param = "session.audio.output.voice"
        if name not in OPENAI_VOICES and name not in self.voices:
            known = ", ".join(self.voices)
            raise EventRefused(
                f"There is no such voice; there is {known}.", code="invalid_value", param=param
            )
        if has_spoken and name != self.voice:
            raise EventRefused(
                "The voice cannot be changed once the session has spoken; open a new session.",
                code="cannot_update_voice",
                param=param,
            )

    def _with_tools(self, fields: SessionFields, told: set[str]) -> "SessionConfig":
        tools, tools_json = self.tools, self.tools_json
        choice_json = self.choice_json
        if "tools" in told:
            tools = read_tools(fields.tools, "session.tools")
            tools_json = [{**tool, "type": "function"} for tool in fields.tools or ()]
            choice_json = "auto" if "tool_choice" not in told else choice_json
        if "tool_choice" in told:
            choice_json = fields.tool_choice or "auto"
        choice = read_choice(choice_json, tools, "session.tool_choice")
        return replace(
            self, tools=tools, tools_json=tools_json, choice=choice, choice_json=choice_json
        )


def _arms(given: dict[str, str] | None) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(named(given or {}, "session.aisle.experiments").items())
    except Refused as error:
        raise EventRefused(str(error), code=error.code, param=error.param) from None


def _told(fields: Fields | None) -> JsonValue:
    """Return fields as they are told back."""
    if fields is None:
        return None
    told: dict[str, JsonValue] = fields.model_dump(exclude_unset=True)
    return told


def modalities_of(asked: Sequence[Modality]) -> tuple[Modality, ...]:
    """Return what a response is made of: sound always brings its words along."""
    return ("audio",) if "audio" in asked else ("text",)


def read_tools(declared: object, at: str) -> tuple[ClientTool, ...]:
    """Return the tools that a client declares.

    Raises:
        EventRefused: One cannot be used.
    """
    try:
        return tools_of(declared)
    except ToolInvalid as error:
        param = f"{at}{error.param}" if error.param else at
        raise EventRefused(str(error), code="invalid_tool", param=param) from None


def read_choice(declared: object, tools: Sequence[ClientTool], at: str) -> ToolChoice:
    """Return which of the tools may be called.

    Raises:
        EventRefused: It names none of them, or is no choice.
    """
    try:
        return choice_of(declared, tools)
    except ToolInvalid as error:
        raise EventRefused(str(error), code="invalid_tool_choice", param=at) from None
