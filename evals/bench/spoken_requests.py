"""What is said to Aisle and to the frameworks that it is measured beside: texts of our own.

Requests of several acts, 2 to 8 s long, six of them with a comma inside, spoken by the
project's voice, and the conversations that ship with Aisle. Grouped as they are asked:
later ones of a group may refer to earlier ones.
"""

from dataclasses import dataclass

from assistant.clips import conversations
from assistant.config import Settings
from evals.spoken_set import speak
from speech.audio_file import Samples

GROUPS = (
    (
        "Show me waterproof hiking boots for women.",
        "Do you have them in brown, in size eight?",
        "Which of these is the lightest?",
        "Please put the first one in my cart.",
    ),
    (
        "I need a birthday present for my sister, something for under sixty dollars.",
        "What else would you suggest for someone who likes running?",
        "Compare the first two for me.",
        "Does it come with a warranty?",
    ),
    (
        "I'm looking for wireless earbuds, but not the very small ones.",
        "Is there anything cheaper with the same battery life?",
        "How much is the second one?",
        "What is your return policy?",
    ),
    (
        "Can you find me a rain jacket, preferably a green one, in medium?",
        "Actually, forget the color.",
        "Show me the best rated one.",
        "A desk lamp with a warm light, please.",
    ),
)

WARM_UP = "Hello there, what do you sell?"


@dataclass(frozen=True, slots=True)
class Request:
    """One spoken request."""

    name: str
    text: str
    samples: Samples
    """float32 [T], mono, 16 kHz, -1..1; quiet before and after the words."""


def spoken_groups(settings: Settings, *, shipped: bool = True) -> list[list[Request]]:
    """Return the requests in the groups in which they are asked; spoken on the first call.

    Args:
        settings: The voice, and where clips are kept.
        shipped: The clips that ship with Aisle besides.

    Raises:
        SpeechError: The voice cannot speak them.
    """
    spoken = iter(speak([text for group in GROUPS for text in group], settings))
    groups = [
        [
            Request(f"request-{number}-{index}", clip.text, clip.samples())
            for index, clip in enumerate((next(spoken) for _ in group), 1)
        ]
        for number, group in enumerate(GROUPS, 1)
    ]
    for conversation in conversations() if shipped else ():
        clips = conversation.clips
        groups.append([Request(clip.file, clip.text, clip.samples()) for clip in clips])
    return groups


def warm_up(settings: Settings) -> Request:
    """Return a request that is asked before anything is measured."""
    [clip] = speak([WARM_UP], settings)
    return Request("warm-up", clip.text, clip.samples())
