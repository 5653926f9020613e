"""A reading in one short line, so that tables of utterances stay legible.

`find category=tents price=..150 -material=leather ~colour=blue @2 ?weight size:10 #greeting`
"""

from agents.constraints import Drop, Edit, Exclude, Order, Same, Set, Shift, Undo
from agents.reading import Reading, Reference, Shown
from retrieval.query import PriceRange

TITLES = (
    "Tarnholm Ridgeline Hiking Boots",
    "Ostravel Fjord Hiking Boots",
    "Summit Pinnacle Hiking Boots",
)

CONTEXTS: dict[str, Shown] = {
    "-": Shown(),
    "B": Shown(titles=TITLES, category="hiking boots", turn=2),
    "S": Shown(titles=TITLES, category="hiking boots", asked="size",
               choices=("8", "9", "10", "10.5"), turn=2),
    "M": Shown(titles=("Mirelle Dress A", "Mirelle Dress B"), category="dresses", asked="size",
               choices=("S", "M", "L"), turn=2),
    "C": Shown(titles=TITLES, category="hiking boots", asked="colour",
               choices=("brown", "black"), turn=2),
    "W": Shown(titles=TITLES, category="hiking boots", asked="which", turn=2),
    "P": Shown(titles=TITLES, category="hiking boots", asked="price", turn=2),
    "K": Shown(asked="category", turn=1),
}  # fmt: skip


def summary(readings: tuple[Reading, ...]) -> str:
    return " ; ".join(_one(r) for r in readings)


def canonical(expected: str) -> str:
    """Return an expected line with the words of each reading sorted as `summary` does."""
    parts = [part.split("|") for part in expected.split(";")]
    lines = []
    for part in parts:
        act, *rest = _split("|".join(part).strip())
        lines.append(" ".join([act, *sorted(rest)]))
    return " ; ".join(lines)


def _split(line: str) -> list[str]:
    """Split at spaces; an underscore stands for a space within a value."""
    return line.split()


def _one(reading: Reading) -> str:
    words = [_edit(e) for e in reading.edits]
    words += [_reference(r) for r in reading.references]
    if (q := reading.question) is not None:
        value = f"={q.value}" if q.value else ""
        words.append(f"?{q.attribute}{value}")
    if reading.size:
        words.append(f"size:{reading.size}")
    if reading.colour:
        words.append(f"colour:{reading.colour}")
    if reading.quantity:
        words.append(f"qty:{reading.quantity}")
    if reading.topic:
        words.append(f"#{reading.topic}")
    return " ".join([reading.act.value, *sorted(w.replace(" ", "_") for w in words)])


def _edit(edit: Edit) -> str:
    match edit:
        case Set(constraint):
            sign = ("" if constraint.hard else "~") if constraint.wanted else "-"
            return f"{sign}{constraint.kind.value}={_value(constraint.value)}"
        case Drop(kind):
            return f"drop:{kind.value if kind else 'all'}"
        case Shift(relative, _, quality):
            return f"shift:{relative.value}" + (f"={quality}" if quality else "")
        case Exclude(kind):
            return f"exclude:{kind.value}"
        case Order(sort):
            return f"order:{sort.value}"
        case Same(kind):
            return f"same:{kind.value}"
        case Undo():
            return "undo"


def _value(value: object) -> str:
    if isinstance(value, PriceRange):
        low = "" if value.low is None else f"{value.low.normalize():f}"
        high = "" if value.high is None else f"{value.high.normalize():f}"
        return f"{low}..{high}"
    return str(value)


def _reference(r: Reference) -> str:
    described = "+".join(f"{k.value}={v}" for k, v in r.descriptors)
    if described:
        return f"@{described}"
    if r.ordinal is not None:
        return f"@{r.ordinal}" + ("!" if r.earlier else "")
    for flag, name in ((r.every, "all"), (r.cheapest, "cheapest"), (r.dearest, "dearest"),
                       (r.best_rated, "best"), (r.in_cart, "cart"), (r.middle, "middle"),
                       (r.step, f"step{r.step}"), (r.mentions, f"says={r.mentions}"),
                       (r.price, "price"), (r.quality, f"most={r.quality}"),
                       (r.earlier, "before"), (r.deictic, "it")):  # fmt: skip
        if flag:
            return f"@{name}"
    return "@?"
