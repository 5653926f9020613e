"""Typed conversations that go on until they are killed: `python -m ... HOME`.

Prints "ready", and then the turn's id of the log whenever `Conversation.answer` came back.
"""

import asyncio
import os
import random
import sys
from pathlib import Path
from typing import Final
from uuid import uuid4

from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.parts import Parts, text_parts

AT_ONCE: Final = 3
LINES: Final = (
    "show me waterproof hiking boots under $150",
    "the second one in brown please",
    "add it to my cart",
    "anything cheaper?",
    "do you have rain jackets for kids",
    "not that brand",
)


async def _converse(settings: Settings) -> None:
    async with text_parts(settings) as parts:
        os.write(1, b"ready\n")
        await asyncio.gather(*(_one(parts, seed) for seed in range(AT_ONCE)))


async def _one(parts: Parts, seed: int) -> None:
    dice = random.Random(seed)
    while True:
        conversation = Conversation(parts, str(uuid4()))
        for _ in range(4):
            turn, _timings = await conversation.answer(dice.choice(LINES))
            os.write(1, f"{conversation.id}/{turn.index}\n".encode())


if __name__ == "__main__":
    asyncio.run(_converse(Settings(home=Path(sys.argv[1]))))
