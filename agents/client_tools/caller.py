"""Which function of the client a turn calls, decided in house without a language model.

A function is called where the turn asks for what it does (`fitness`) and gives its required
arguments (`filling`); else our own reply answers. With the choice "required", the one that fits
best is called with what there is.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock

from agents.client_tools.filling import Filled, fill
from agents.client_tools.fitness import BY_WORDS, LEAST, LEAST_FILLED, Fitness, ranked
from agents.client_tools.needs import Given
from agents.client_tools.output import reply_of
from agents.client_tools.profile import Profile, profile_of
from agents.client_tools.tool import ClientTool, ToolCall, ToolChoice, ToolOutput
from agents.turn import Reply, Turn
from retrieval.embedder import Embedder, Vectors, well_formed

PROFILES_KEPT = 2_048
"""Functions read; 8 kB each. Sessions of one shop declare the same ones."""
_NEAR_TIE = 0.2
"""The next best may be called where the best lacks an argument and is better by no more."""


class ToolCaller:
    """Chooses calls. Holds no state of a conversation; safe in threads.

    Args:
        embedder: Compares an utterance with what functions are for.
        today: The shop's day, for arguments that must be calendar dates.
    """

    def __init__(self, embedder: Embedder, today: Callable[[], date] = date.today) -> None:
        self._embedder = embedder
        self._today = today

    def learn(self, tools: tuple[ClientTool, ...]) -> None:
        """Read functions when they are declared, so that `choose` is quick: 3 ms each."""
        for tool in tools:
            self._profile(tool)

    def choose(
        self, turn: Turn, tools: tuple[ClientTool, ...], choice: ToolChoice
    ) -> ToolCall | None:
        """Return the call that a planned turn asks for; None if our own reply answers it.

        With mode "required", arguments that the turn does not give are left out, required ones
        too: nothing is made up.
        """
        if not tools or choice.mode == "none":
            return None
        if choice.name is not None:
            tools = tuple(tool for tool in tools if tool.name == choice.name)
        given = Given.of(turn, self._today)
        order = ranked([self._profile(tool) for tool in tools], given, self._nearness(given))
        call = self._asked_for(order, given)
        if call is None and choice.mode == "required" and order:
            best = order[0]
            call = _call(best.profile, fill(best.profile, given))
        return call

    def _nearness(self, given: Given) -> Callable[[Profile], float]:
        """Return what compares the utterance with functions; embeds it when first asked."""
        vectors: list[Vectors] = []

        def near(profile: Profile) -> float:
            if not vectors:
                vectors.append(self._embedder.embed([well_formed(given.said.text or "nothing")])[0])
            return float(max(profile.vectors @ vectors[0]))

        return near

    def reply(self, output: ToolOutput, turn: Turn | None) -> Reply:
        """Return what is said of an output: only what is in it, in sentences."""
        return reply_of(output, turn)

    def _asked_for(self, order: list[Fitness], given: Given) -> ToolCall | None:
        """Return the best call that can be made in full; None where none is asked for."""
        if given.meant.unclear:
            order = [each for each in order if not _about_goods(each.profile)]
        best = order[0].score if order else 0.0
        for each in order:
            if each.score < max(LEAST_FILLED, best - _NEAR_TIE) or each.score < BY_WORDS <= best:
                break
            filled = fill(each.profile, given)
            if each.score < LEAST and not filled.sure:
                continue
            if filled.whole and _form_settled(each.profile, given):
                return _call(each.profile, filled)
        return None

    def _profile(self, tool: ClientTool) -> Profile:
        key = f"{self._embedder.name}\n{tool.name}\n{tool.description}\n{tool.parameters!r}"
        return _KNOWN.get(key) or _KNOWN.keep(key, profile_of(tool, self._embedder))


class _Profiles:
    """The functions that were read last, of all callers of the process. Safe in threads."""

    def __init__(self) -> None:
        self._profiles: OrderedDict[str, Profile] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Profile | None:
        """Return what is known under a key."""
        with self._lock:
            known = self._profiles.get(key)
            if known is not None:
                self._profiles.move_to_end(key)
            return known

    def keep(self, key: str, profile: Profile) -> Profile:
        """Remember a profile, and forget the one that was not asked for longest."""
        with self._lock:
            self._profiles[key] = profile
            while len(self._profiles) > PROFILES_KEPT:
                self._profiles.popitem(last=False)
        return profile


_KNOWN = _Profiles()


def _call(profile: Profile, filled: Filled) -> ToolCall:
    return ToolCall(profile.tool.name, filled.arguments)


def _about_goods(profile: Profile) -> bool:
    return profile.purpose in (
        "cart_add",
        "cart_remove",
        "save",
        "details",
        "stock",
        "compare",
        "similar",
    )


def _form_settled(profile: Profile, given: Given) -> bool:
    """Say whether the form is clear, where the function wants one and our reply asks for it."""
    if profile.purpose != "cart_add" or all(good.settled for good in given.meant.goods):
        return True
    return not profile.wants_form
