"""One spoken conversation: audio, utterance, transcript, intent, products, reply, audio.

`VoiceSession` assembles livekit-agents' AgentSession from our recogniser,
voice activity detector and voice, with the graph behind `llm_node`. It is the
same for every front door: a front door brings an `AudioInput` and an
`AudioOutput` and reads the events.

The life of a turn:

    microphone ─▶ WhisperSTT: the pause is plausible ─▶ llm_node: plan (speculative)
                                                        ─▶ PiperTTS speaks ahead, unheard
               ─▶ WhisperSTT: the pause is the end   ─▶ the plan is committed:
                                                        products on the screen, audio out
               ─▶ the reply ends, or is cut off      ─▶ one record in the intent log

Nothing is stored, shown or heard before the commit; a transcript that changes
throws the plan away.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from livekit.agents import (
    AgentSession,
    ConversationItemAddedEvent,
    ErrorEvent,
    UserInputTranscribedEvent,
)
from livekit.agents.llm import ChatMessage
from livekit.agents.voice.io import AudioInput, AudioOutput, PlaybackStartedEvent

from agents.turn import Reply, Turn, Utterance
from assistant.errors import LogUnwritable
from assistant.parts import VoiceParts
from assistant.session_events import Hearing, SessionEvent, Trouble, TurnCommitted, TurnEnded
from assistant.shop_agent import GraphModel, ShopAgent
from assistant.turn_clock import TurnClock
from assistant.turn_record import Outcome, record_of

logger = logging.getLogger("aisle.session")

MAX_SPECULATIONS = 8
"""A shopper who pauses often may start this many plans a turn; a plan costs ~20 ms."""

MIN_INTERRUPTION_S = 0.4
"""Speech over the reply shorter than this is a cough or a yes, not an interruption."""

FALSE_INTERRUPTION_S = 1.0
"""Silence after which a reply that was stopped for nothing goes on."""
