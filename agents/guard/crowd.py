"""What a sentence says that others think, buy or say: no fact of a listing holds it. Pure."""

from agents.guard.asserted import Said
from agents.guard.item import Kind
from agents.guard.verdict import Fault, Refusal
from retrieval.wordset import wordset

_PEOPLE = wordset(
    "shopper shoppers reviewer reviewers customer customers people folk folks voter voters rater "
    "raters buyer buyers user users owner owners fan fans friends parents dads moms mums guys men "
    "women kids families couples team crowd world public critics experts others everyone everybody "
    "anyone anybody someone somebody nobody consensus most runners hikers campers readers cooks"
)
_NUMBERS = wordset("many most few some lots plenty tons")
"""These are people only where a verb follows at once: "many like it"."""
_LIKES = wordset(
    "love loves loved loving like likes liked enjoy enjoys enjoyed choose chooses chose "
    "chosen pick picks picked prefer prefers preferred buy buys "
    "bought buying want wants wanted adore adores "
    "recommend recommends recommended rave raves praise praises regret regrets regretted agree "
    "agrees say says said mention mentions mentioned talk talks talking keep keeps take takes took "
    "go goes went find finds found favor favors appreciate appreciates trust trusts rate rates "
    "rated select selects selected opt opts is tend tends come comes think thinks get gets "
    "use uses swear turn reach grab grabs seek snag ask asks"
)
_WEAK = wordset(
    "is go goes went get gets come comes use uses ask asks keep keeps take takes find finds found "
    "turn reach want wants need say says think thinks tend tends"
)
"""Verbs that "most" and "others", which may be products, may have."""
_LISTENERS = wordset("i you we your me us")
_RATES = wordset("rate rates rated give gives gave say says")
_OFFERED = wordset("choice pick favorite option hit winner selection love")
_REACH = 5
_LOTS = wordset("lot lots tons plenty many loads bunch hundreds thousands ton")
_MANY_REVIEWS = 200
"""Reviews from which on "lots of reviews" is no invention."""


def check_crowd(said: Said) -> None:
    """Refuse "folks love it", "picked by many", "the first choice of shoppers"."""
    lows = said.lows
    counted = any(i.kind is Kind.FIGURE for i in said.items)
    for n, low in enumerate(lows):
        if low in _PEOPLE | _NUMBERS and (_does(lows, n, counted) or _is_object(lows, n, counted)):
            said.found.append(Refusal(Fault.UNKNOWN, said.tokens[n].text))
            return
        if low == "love" and lows[n - 1 : n] == ["of"] and lows[n - 2 : n - 1] != ["label"]:
            said.found.append(Refusal(Fault.UNKNOWN, said.tokens[n].text))
            return
        if low == "reviews" and _LOTS & {*lows[max(0, n - 3) : n]} and not counted:
            places = {p for i in said.items if i.kind is Kind.NAME for p in i.places}
            for place in places or {*said.index.spoken}:
                if said.index.known[place].product.rating_count < _MANY_REVIEWS:
                    said.found.append(Refusal(Fault.NUMBER, said.tokens[n].text))
                    return


_TRADES = wordset(
    "see say tell choose pick compare recommend find like love narrow decide answer match fall get "
    "go show suggest consider confirm check help like understand follow follow-up miss overlook "
    "like spot live sum talk give picture imagine do make"
)


def check_ease(said: Said) -> None:
    """Refuse "easy to clean", "simple to use", which no harmless word of it states alone."""
    lows = said.lows
    for n, low in enumerate(lows[:-2]):
        if low in ("easy", "simple", "easier", "ready", "quick") and lows[n + 1] == "to":
            start = n + 2
            cued = any(i.kind is Kind.CLAIM and i.start <= start < i.stop for i in said.items)
            if low == "ready" and lows[start] in ("buy", "help", "order", "add"):
                continue
            if lows[start] not in _TRADES and not cued:
                said.found.append(Refusal(Fault.UNKNOWN, said.tokens[start].text))
                return


def _does(lows: list[str], n: int, counted: bool) -> bool:
    """Say whether the people at word `n` do, say or like something."""
    low, before = lows[n], lows[max(0, n - 2) : n]
    after = lows[n + 1 : n + 1 + _REACH]
    if "," in after:
        after = after[: after.index(",")]
    if not after or {"your", "how", "as", "whose"} & {*before}:
        return False
    if _gifted(lows, n, after):
        return False
    if low in _NUMBERS or low == "others":
        after = [w for w in after if w not in ("have", "also", "still", "often", "really")][:1]
        if low in ("most", "few", "some", "others") and after and after[0] in _WEAK:
            return False
    for w in after:
        if w in _LISTENERS and not (w in ("you", "me", "us") and after[0] == "like"):
            return False
        if w in _LIKES:
            return not (counted and w in _RATES) and (w != "is" or low in ("everyone", "consensus"))
    return False


def check_all_of(said: Said) -> None:
    """Refuse "it has everything the A has": nobody compares all of two products."""
    for item in said.items:
        start = item.start - (said.lows[item.start - 1 : item.start] == ["the"])
        led = said.lows[max(0, start - 2) : start]
        then = said.lows[item.stop : item.stop + 1]
        if item.kind is not Kind.NAME or then not in (
            ["has"],
            ["does"],
            ["offers"],
            ["is"],
            ["have"],
        ):
            continue
        if led[-1:] == ["everything"] or led in (["all", "that"], ["everything", "that"]):
            said.found.append(Refusal(Fault.COMPARISON, item.low))
            return


def _gifted(lows: list[str], n: int, after: list[str]) -> bool:
    """Tell "for someone who loves camping", whom it is for, from people who love it."""
    led = {"for", "if", "to"} & {*lows[max(0, n - 4) : n]}
    return bool(led) and after[0] in ("who", "that", "with", "looking", "wants", "after", "likes",
                                      "loves", "needs", "in")  # fmt: skip


def _is_object(lows: list[str], n: int, counted: bool) -> bool:
    """Say whether it goes "liked by many", "the favorite of shoppers"."""
    before = lows[max(0, n - 5) : n]
    if lows[n] == "most" or not before or lows[n] in ("men", "women", "kids", "few", "some"):
        return False
    last = [
        w for w in before if w not in ("the", "all", "our", "so", "a", "lot", "other", "other's")
    ]
    if not last or (counted and {"rated", "reviewed", "score"} & {*before}):
        return False
    if last[-1] == "by":
        return bool((_LIKES | {"reviewed"}) & {*last[-3:]})
    if last[-1] in ("of", "among", "with"):
        return bool(_OFFERED & {*last[-4:]})
    return False
