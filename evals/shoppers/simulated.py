"""A shopper with a goal: a seeded state machine, without a key and without a model.

`next` reads top to bottom as what somebody does after each reply: stop where it has what it
wants, answer a question, say it again where it was not understood, put right what went wrong,
change its mind, take what fits, tell the next wish, or ask for others. What it perceives is
`evals.shoppers.sight`, what it wants is `evals.shoppers.wanted`.
"""

from collections.abc import Sequence

from agents.acts import Act
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Wish
from evals.scenarios.scenario import Pause, Scenario
from evals.scenarios.where import Look
from evals.shoppers.adopting import adopted
from evals.shoppers.answering import Answer, Answering
from evals.shoppers.changing import Changing
from evals.shoppers.deeds import Deeds, Said
from evals.shoppers.describing import are_many, describe
from evals.shoppers.manner import hesitant
from evals.shoppers.patience import Patience
from evals.shoppers.phrases import deeds, openings, talk
from evals.shoppers.phrases.wishes import LEADS
from evals.shoppers.shopper import Meant, Move, Saying, Verdict
from evals.shoppers.sight import LOOKS_AT, OnScreen, Sight
from evals.shoppers.telling import Telling
from evals.shoppers.wanted import Want, Wanted
from evals.shoppers.wishing import fits, where_of
from evals.shoppers.wording import Wording, sentence

_TOLD_AT_ONCE = 4
"""Wishes that fit into one breath."""
_ANSWERED_MOST = 2
"""Times running that the same question is answered."""
_FIRST_LOOKED_AT = 3
"""Products by which somebody judges whether a wish was heard."""


class SimulatedShopper:
    """Plays the goal of a scenario.

    Args:
        scenario: One with a `goal`.
        trial: From 0; each says it in other words.
        seed: The same seed says the same to the same replies.
        look: Opens the page of a product that is on the screen.
    """

    def __init__(self, scenario: Scenario, trial: int, seed: int, look: Look) -> None:
        if scenario.goal is None:
            raise ValueError(f"scenario {scenario.id} has no goal to play")
        self._scenario = scenario
        self._persona = scenario.persona
        self._look = look
        self._wanted = Wanted(scenario.goal)
        self._wording = Wording(seed, scenario.id, trial, scenario.persona.style)
        self._telling = Telling(self._wording, are_many(self._wanted.things[0]))
        refers = self._persona.refers
        volunteers = self._persona.tells != "when_asked"
        self._answering = Answering(self._wanted, self._telling, self._wording, refers, volunteers)
        self._deeds = Deeds(self._wanted, self._telling, self._wording, refers)
        self._changing = Changing(self._wanted, self._telling, self._wording)
        self._patience = Patience(self._wanted, self._persona)
        self._finished = False
        self._chatted = False
        self._last = ""
        self.verdict: Verdict = "gave_up"

    async def next(self, seen: Sequence[TurnSeen]) -> Saying | None:
        """Say the next thing; see `evals.shoppers.shopper.Shopper`."""
        if self._finished:
            return None
        if not seen:
            return self._open()
        sight = Sight(seen, self._look)
        if self._deeds.done(sight) and not self._wanted.changes and self._told_enough:
            return self._leave("satisfied")
        self._deeds.see(sight)
        self._patience.note(sight, self._target(sight))
        if self._patience.is_over:
            return self._leave("gave_up")
        return self._go_on(sight)

    def has_it(self, seen: Sequence[TurnSeen]) -> bool:
        """Say whether the goal is reached, as far as the shopper sees."""
        return self._deeds.done(Sight(seen, self._look)) and not self._wanted.changes

    def is_over(self, seen: Sequence[TurnSeen]) -> bool:
        """Note the last turn, and say whether the shopper would leave now, with it or without.

        For what speaks in this shopper's place; `next` notes it itself.
        """
        sight = Sight(seen, self._look)
        if self.has_it(seen):
            return True
        self._patience.note(sight, self._target(sight))
        return self._patience.is_over

    def adopt(self, text: str, seen: Sequence[TurnSeen]) -> Saying:
        """Take over what was said in this shopper's place, so that it can go on from there."""
        move, gives = adopted(text, seen, self._wanted)
        self._deeds.note(text, move, Sight(seen, self._look) if seen else None)
        return Saying(text=text, move=move, gives=gives)

    def _go_on(self, sight: Sight) -> Saying:
        target = self._target(sight)
        due = any(change.after <= sight.lists for change in self._wanted.changes)
        if due and sight.refused:
            return self._said(self._changing.next())  # rather than say no to something dearer
        answer = self._answering.answer(
            sight, self._deeds.target(sight) or target, self._deeds.under_way
        )
        if answer is not None and sight.asked_times <= _ANSWERED_MOST:
            return self._answered(answer)
        if (mended := self._deeds.mend(sight)) is not None:
            return self._said(mended)
        if sight.not_understood and sight.last.move not in ("chat", "repeat"):
            return self._repeat()
        if self._chats(sight):
            return self._say(self._wording.pick(talk.SMALL_TALK), "chat", (Act.SMALLTALK,))
        if due and not self._wanted.untold:
            return self._said(self._changing.next())
        if target is not None and self._ready:
            return self._said(self._deeds.next(sight, target))
        if self._wanted.untold and not (self._persona.tells == "when_asked" and target):
            return self._tell()
        if self._wanted.changes:
            return self._said(self._changing.next())
        return self._not_it(sight)

    @property
    def _ready(self) -> bool:
        told = self._persona.tells == "when_asked" or not self._wanted.untold
        return told and not self._wanted.changes

    @property
    def _told_enough(self) -> bool:
        return self._ready or self._deeds.under_way

    def _target(self, sight: Sight) -> OnScreen | None:
        """Return the first product on the screen that is what is wanted."""
        for one in sight.screen[:LOOKS_AT]:
            passed = one.seen.id in self._deeds.passed_over
            if one.product is not None and not passed and self._wanted.fits(one.product):
                return one
        return None

    def _open(self) -> Saying:
        untold = [want for want in self._wanted.untold if not want.own_words]
        count = {"at_once": _TOLD_AT_ONCE, "bit_by_bit": self._wording.choice(2)}
        told = untold[: count.get(self._persona.tells, 0)]
        thing = self._wording.pick(self._wanted.things)
        what = describe(thing, told, self._telling, self._wording)
        for want, words in what.told:
            self._wanted.tell(want, words.wish)
        text = self._wording.styled(openings.OPENINGS).format(what=what.text)
        return self._say(text, "open", (Act.FIND,), what.gives)

    def _tell(self) -> Saying:
        want = self._wanted.untold[0]
        words = self._telling.words(want, "own")
        if words is None:  # nobody can say it: it is only looked for
            self._wanted.tell(want, want.wish)
            return self._others()
        self._wanted.tell(want, words.wish)
        text = self._wording.lead(LEADS) + words.text
        return self._say(text, "tell", (Act.REFINE,), {want.name: words.surface})

    def _not_it(self, sight: Sight) -> Saying:
        """Put right what was misheard, or ask for others, or say all of it anew."""
        unheard = self._unheard(sight)
        lost = sight.screen and not any(
            one.product and self._wanted.is_thing(one.product)
            for one in sight.screen[:_FIRST_LOOKED_AT]
        )
        if lost:
            return self._start_over()
        if unheard is not None and unheard.times == 1 and sight.last.move != "correct":
            words = self._telling.words(unheard, "bare")
            if words is not None:
                self._wanted.tell(unheard, words.wish)
                text = self._wording.styled(deeds.CORRECTS).format(w=words.text)
                return self._say(text, "correct", None, {unheard.name: words.surface})
        if not sight.screen:
            return self._start_over()
        if unheard is None and sight.last.move != "refer":
            return self._others()
        return self._start_over()

    def _unheard(self, sight: Sight) -> Want | None:
        """Return a wish that was told, yet most products shown first do not fulfil."""
        shown = [one.product for one in sight.screen[:_FIRST_LOOKED_AT] if one.product]
        if not shown:
            return None
        wrong: list[tuple[int, Want]] = []
        for want in self._wanted.wants:
            if want.told is None or want.wish.soft or want.part.kind in ("category", "type"):
                continue
            wheres = where_of([want.told])
            missing = sum(1 for product in shown if not fits(product, wheres))
            if missing * 2 > len(shown):
                wrong.append((want.times, want))
        return min(wrong, key=lambda pair: pair[0])[1] if wrong else None

    def _others(self) -> Saying:
        return self._say(self._wording.styled(deeds.OTHERS), "refer", None)

    def _start_over(self) -> Saying:
        told = [w for w in self._wanted.wants if w.told is not None]
        what = describe(self._wording.pick(self._wanted.things), told, self._telling, self._wording)
        for want, words in what.told:
            self._wanted.tell(want, words.wish)
        text = self._wording.pick(openings.STARTS_OVER).format(what=what.text)
        return self._say(text, "repeat", None, what.gives)

    def _repeat(self) -> Saying:
        return self._start_over()

    def _answered(self, answer: Answer) -> Saying:
        for want, wish in answer.tells:
            self._wanted.tell(want, wish)
        if answer.drops_target:
            self._deeds.pass_over()
        return self._say(answer.text, "answer", answer.acts, answer.gives)

    def _chats(self, sight: Sight) -> bool:
        if self._chatted or sight.last.move == "chat":
            self._chatted = False
            return False
        self._chatted = self._wording.chance(self._persona.chats)
        return self._chatted

    def _leave(self, verdict: Verdict) -> Saying | None:
        self.verdict = verdict
        self._finished = True
        if not self._wording.chance(_SAYS_BYE[self._persona.style]):
            return None
        table = talk.THANKS if verdict == "satisfied" else talk.GIVES_UP
        return self._say(self._wording.styled(table), "leave", None)

    def _said(self, said: Said) -> Saying:
        return self._say(said.text, said.move, said.acts, said.gives)

    def _say(
        self,
        text: str,
        move: Move,
        acts: tuple[Act, ...] | None,
        gives: dict[str, str] | None = None,
    ) -> Saying:
        gives = dict(gives or {})
        pauses: tuple[Pause, ...] = ()
        if self._persona.style == "hesitant" and move in ("open", "tell", "answer", "change"):
            text, pauses = hesitant(text, gives, self._wording)
        if sentence(text) == self._last:
            text = self._wording.pick(talk.ADDRESSED_AGAIN).format(w=text)
        self._last = sentence(text)
        wishes: tuple[Wish, ...] = self._wanted.truth
        return Saying(
            text=sentence(text),
            move=move,
            meant=Meant(acts=acts, wishes=wishes),
            gives=gives,
            pauses=tuple(p.model_copy(update={"after": sentence(p.after)}) for p in pauses),
        )


_SAYS_BYE = {"plain": 0.3, "terse": 0.15, "chatty": 0.9, "hesitant": 0.4, "polite": 0.9}
"""How often somebody says goodbye to a machine, by style."""
