"""Conversations in a real Postgres; AISLE_TEST_POSTGRES_URL names one."""

from uuid import uuid4

import pytest

from agents.agent import ShoppingAgent
from agents.checkpoints import Postgres, open_checkpoints
from agents.errors import CheckpointsFailed, StalePlan
from agents.turn import Utterance
from agents.understand import Understander
from tests.agents.shop import SHOP, ListSearch
from tests.postgres import database_url

pytestmark = pytest.mark.postgres


@pytest.fixture
def database() -> Postgres:
    return Postgres(database_url())


def _shop() -> tuple[ListSearch, Understander]:
    search = ListSearch(SHOP)
    return search, Understander(search.vocabulary)


async def test_a_conversation_goes_on_in_another_process_by_its_id(database: Postgres) -> None:
    conversation = str(uuid4())
    async with open_checkpoints(database) as saver:
        before = ShoppingAgent(*_shop(), saver)
        await before.commit(await before.plan(conversation, Utterance("hiking boots under 150")))
    async with open_checkpoints(database) as saver:
        after = ShoppingAgent(*_shop(), saver)
        turn = await after.plan(conversation, Utterance("how much is the second one"))
        await after.commit(turn)
    assert turn.index == 1
    assert turn.focus is not None
    assert turn.focus.id == turn.products[1].product.id


async def test_two_servers_cannot_commit_the_same_turn(database: Postgres) -> None:
    conversation = str(uuid4())
    async with open_checkpoints(database) as one, open_checkpoints(database) as other:
        first, second = ShoppingAgent(*_shop(), one), ShoppingAgent(*_shop(), other)
        planned = await first.plan(conversation, Utterance("hiking boots"))
        late = await second.plan(conversation, Utterance("mugs"))
        await first.commit(planned)
        with pytest.raises(StalePlan):
            await second.commit(late)


async def test_a_server_that_is_gone_is_one_clear_error(
    database: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    del database
    monkeypatch.setattr("agents.postgres_checkpoints.OPEN_WITHIN_S", 0.5)
    with pytest.raises(CheckpointsFailed, match=r"conversations\.url"):
        async with open_checkpoints(Postgres("postgresql://aisle@127.0.0.1:9/none")):
            pass
