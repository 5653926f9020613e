"""`aisle replay` of what was just logged: nothing changed, so nothing comes out otherwise."""

import asyncio
import json
from pathlib import Path

import pytest

from assistant.commands import replay
from assistant.config import Settings
from assistant.config_tables import ShopSettings
from assistant.conversation import Conversation
from assistant.parts import text_parts

LINES = (
    "what is your return policy",
    "an outfit for a beach wedding under 200",
    "show me hiking boots for women, size 9",
    "add the first one",
    "I'm ready to pay",
    "can I talk to somebody",
)


@pytest.mark.model
def test_a_conversation_comes_out_as_it_was(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shop's rules, its checkout and the trained heads take part as in the conversation."""
    (tmp_path / "index").symlink_to(sample_home / "index")
    shop = ShopSettings(policies=Path("sample"), checkout_url="https://shop.example/c/{lines}")
    settings = Settings(home=tmp_path, shop=shop)

    async def talk() -> None:
        async with text_parts(settings) as parts:
            conversation = Conversation(parts, "a")
            for line in LINES:
                await conversation.answer(line)

    asyncio.run(talk())
    replay.run(settings, [], None, as_json=True, fail_on_change=True)
    told = json.loads(capsys.readouterr().out)
    assert told["turns"] == len(LINES)
    assert not told["changed"]
