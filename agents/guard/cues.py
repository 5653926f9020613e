"""Which attribute a number is about, from the words beside it: "45 cm wide", "weighs 450 g"."""

from collections.abc import Sequence

from agents.guard.text import root
from retrieval.wordset import wordset

_ABOUT = """
width: wide width across
length: long length lengthwise
height: tall height high
depth: deep depth
thickness thick: thick thickness
diameter: diameter across
weight: weigh weighing weight scale
capacity volume: capacity hold liter gallon volume fit
limit load: hold carry
sleep seat person: room
limit load capacity support weight-limit: limit support rated-for
battery: battery charge charging playback playtime runtime
life time burn run battery: last run lasting runtime
burn: burn burning
screen display: screen display
blade: blade
heel: heel
drop: drop
case: case
sleep person people: sleep sleeper
seat: seat seater seating
player: player
sleep seat person people player capacity: person people adult
page: page
piece count: piece
port: port
power wattage: power watt wattage
brightness lumen: bright brightness lumen light
range reach: range reach away
pressure bar: pressure
refresh rate: refresh
temperature rating: temperature degree comfort comfortable
age: age old aged
warranty: warranty guarantee
spf: spf
gear speed: gear speed
burner: burner
slot: slot
shelf shelve: shelf tier
area: area space
thread count: thread
resolution: resolution
storage memory: storage memory ram
cable cord: cable cord
cutting: cutting cut
"""
_VERBS = wordset("weigh hold last run burn sleep seat reach support fit charge")
STRICT_FREE = wordset(
    "screen case battery burn run piece storage item product total overall net max maximum "
    "recommended comfort refresh cooking thread display playback print page approximate fluid "
    "capacity volume hdmi water frame lens weight length width height depth thickness "
    "diameter life time temperature area count rate size rating age power level"
)
"""Words of an attribute's name that need not be said: any other must be."""
_STOPS = wordset(
    "that which with at for from by is are it and but so or has have this who while the"
)


def _table() -> dict[str, frozenset[str]]:
    cues: dict[str, set[str]] = {}
    for line in _ABOUT.strip().splitlines():
        targets, _, words = line.partition(": ")
        for word in words.split():
            cues.setdefault(word, set()).update(targets.split())
    return {word: frozenset(targets) for word, targets in cues.items()}


CUES = _table()


def cues_after(words: Sequence[str], attributes: frozenset[str]) -> list[frozenset[str]]:
    """Return what the words after a number and its unit say that it is about."""
    found: list[frozenset[str]] = []
    for word in words[:5]:
        if word in _STOPS or (found and word in _VERBS):
            break
        if word in ("weigh", "cost", "come", "run", "sleep", "last"):
            break
        cue = _cue(word, attributes)
        if cue:
            found.append(cue)
    return found


def cues_before(words: Sequence[str], attributes: frozenset[str]) -> list[frozenset[str]]:
    """Return what the words before a number say, the nearest group of them."""
    found: list[frozenset[str]] = []
    for word in reversed(words):
        cue = _cue(word, attributes)
        if cue:
            found.append(cue)
        elif found and word not in ("of", "the", "a", "an", "its", "is"):
            break
    return found


def _cue(word: str, attributes: frozenset[str]) -> frozenset[str] | None:
    word = root(word)
    known = CUES.get(word)
    if known is not None:
        return known | {word} if word in attributes else known
    return frozenset({word}) if word in attributes else None
