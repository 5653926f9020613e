"""A picture becomes a search in the catalog's words."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from agents.models.spec import Protocol
from agents.tasks.errors import NobodyAsked, NothingUsable
from agents.tasks.looking import look, request_of, situation_of
from agents.tasks.picture import picture_of
from evals.doubles import Script
from retrieval.terms import Field, Term
from tests.agents.tasks.pictures import picture, with_exif
from tests.agents.tasks.products import VOCABULARY
from tests.agents.tasks.wired import PRICE, PROTOCOLS, wired

SEES = (PRICE, "images = true")
PHOTO = picture_of(with_exif(picture("mjpeg", 400, 300), b"GPS 48.8584N"))
SITUATION = situation_of("default", "look")


def seen(**more: Any) -> str:
    given = {
        "type": "Boot", "colours": ["navy", "teal"], "material": "leather",
        "pattern": "striped", "audience": "women",
    }  # fmt: skip
    return json.dumps(given | more)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_what_is_seen_is_searched_for(tmp_path: Path, protocol: Protocol) -> None:
    play = Script(text=seen())
    async with wired(tmp_path, {"qwen": play}, protocol=protocol, each=SEES) as shop:
        found = await look(shop.routing.desk, PHOTO, VOCABULARY, SITUATION)
        body = json.dumps(shop.servers["qwen"].records[0].asked.body)
    assert found is not None
    request = request_of(found)
    assert request.text == "navy teal striped leather boots"
    assert request.wanted == (
        Term(Field.CATEGORY, "boots"),
        Term(Field.COLOUR, "navy", hard=False),
        Term(Field.MATERIAL, "leather", hard=False),
        Term(Field.AUDIENCE, "women", hard=False),
    )
    assert found.unknown == ("teal",)
    assert base64.b64encode(PHOTO.data).decode() in body
    assert "GPS" not in str(PHOTO.data)


@pytest.mark.parametrize(
    "answer",
    [
        seen(person="Anna Smith, about 30"),
        seen(type="call me on 212 555 0143"),
        seen(audience="Anna"),
        seen(pattern="a portrait of a woman"),
        seen(colours=["red"] * 9),
        "A boot.",
        "{}",
        seen()[:40],
    ],
)
async def test_what_has_no_place_in_the_shape_is_dropped(tmp_path: Path, answer: str) -> None:
    async with wired(tmp_path, {"qwen": Script(text=answer)}, each=SEES) as shop:
        with pytest.raises(NothingUsable):
            await look(shop.routing.desk, PHOTO, VOCABULARY, SITUATION)


async def test_a_picture_of_nothing_to_buy_is_nothing(tmp_path: Path) -> None:
    nothing = seen(type=None, colours=[], material=None, pattern=None, audience=None)
    async with wired(tmp_path, {"qwen": Script(text=nothing)}, each=SEES) as shop:
        assert await look(shop.routing.desk, PHOTO, VOCABULARY, SITUATION) is None


async def test_without_a_model_that_sees_it_says_what_to_set(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script(text=seen())}) as shop:
        with pytest.raises(NobodyAsked, match="images = true"):
            await look(shop.routing.desk, PHOTO, VOCABULARY, SITUATION)
        assert not shop.asked


async def test_somebody_in_the_picture_is_personal_data(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script(text=seen())}, each=SEES) as shop:
        with pytest.raises(NobodyAsked, match="personal data"):
            theirs = situation_of("default", "look", shows_somebody=True)
            await look(shop.routing.desk, PHOTO, VOCABULARY, theirs)
        assert not shop.asked
