"""The scenario mix: dialogues of own writing, held with the agent over the sample catalog.

Nothing here asks a model. What each turn would send to one is built by `agents.phrasing.prompt`
whoever phrases it, so that the baselines are priced on the same prompts.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.agent import PlannedTurn, ShoppingAgent
from agents.phrasing.brief import brief_of
from agents.phrasing.prompt import RULES, user_text
from agents.routing.situation import Situation
from agents.turn import Utterance
from evals.routing.token_count import tokens_of

FILE = Path(__file__).parents[1] / "data" / "routing" / "mix.toml"
HEARD_WELL = 0.92
"""Confidence of the recogniser where a line states none."""

Kind = Literal["search", "purchase", "compare", "ideas", "service", "odd"]


class Heard(BaseModel):
    """A turn that was not heard well."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heard: str
    asr: float = Field(ge=0, le=1)


class Dialogue(BaseModel):
    """What one shopper says, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    turns: tuple[str | Heard, ...] = Field(min_length=5, max_length=8)

    def utterances(self) -> tuple[Utterance, ...]:
        """Return the turns as the agent hears them."""
        return tuple(
            Utterance(turn, spoken=True, confidence=HEARD_WELL)
            if isinstance(turn, str)
            else Utterance(turn.heard, spoken=True, confidence=turn.asr)
            for turn in self.turns
        )


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    dialogue: tuple[Dialogue, ...]


@dataclass(frozen=True, slots=True)
class MixTurn:
    """One turn of the mix as the agent planned it."""

    dialogue: int
    kind: Kind
    acts: tuple[str, ...]
    situation: Situation
    """With the tokens of the prompt and of the reply."""
    prompt: str
    reply: str
    """As the templates say it."""


def dialogues() -> tuple[Dialogue, ...]:
    """Return the dialogues of the mix, as they stand in the file."""
    with FILE.open("rb") as file:
        return _File.model_validate(tomllib.load(file)).dialogue


async def held(agent: ShoppingAgent, which: tuple[Dialogue, ...]) -> tuple[MixTurn, ...]:
    """Hold dialogues with the agent, each in a conversation of its own.

    Args:
        agent: Over the sample catalog.
        which: From `dialogues`.
    """
    turns = []
    for number, dialogue in enumerate(which):
        name = f"mix-{number}"
        for utterance in dialogue.utterances():
            turn = await agent.plan(name, utterance)
            await agent.commit(turn)
            if isinstance(turn, PlannedTurn) and turn.situation is not None:
                turns.append(_mix_turn(number, dialogue.kind, turn, turn.situation))
    return tuple(turns)


def prompt_of(turn: PlannedTurn) -> str:
    """Return the message that a model would be sent for a turn, behind the rules."""
    return user_text(brief_of(turn))


def _mix_turn(number: int, kind: Kind, turn: PlannedTurn, situation: Situation) -> MixTurn:
    prompt, reply = prompt_of(turn), turn.reply.text
    return MixTurn(
        dialogue=number,
        kind=kind,
        acts=tuple(act.value for act in turn.plan.acts),
        situation=replace(
            situation,
            prompt_tokens=tokens_of(RULES, "rules") + tokens_of(prompt, "message"),
            output_tokens=tokens_of(reply, "reply"),
        ),
        prompt=prompt,
        reply=reply,
    )
