"""What a whole conversation comes to as a search: dialogues of two people about products (PSCon).

One person looks for something, the other asks back and recommends. Whenever products were
recommended, the dialogue so far is searched for, and the share of the recommended titles
among the first ten counts. Every title recommended anywhere in the file is in the catalog,
and nothing but titles: no price or stock is there to filter by.

What was shown is told apart from what comes: titles of the turn that is measured, or of later
ones, and the keywords that people wrote are never looked at, save for the references.

Source: Zou et al. 2025, "PSCon: Product Search Through Conversations" (SIGIR), CC BY 4.0.
"""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from agents.edits import SEARCH_ACTS, apply
from agents.in_dialogue import in_dialogue
from agents.references import Scene
from agents.requests import request_of
from agents.state import DialogueState, OnScreen
from agents.understand.understander import Understander
from evals.bench.figure import Figure
from evals.relevance_data import title_only
from retrieval.embedder import Embedder
from retrieval.index import build
from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.search import CatalogSearch
from retrieval.spelling.speller import Speller

FILE = "conversation_en.json"
RECALL = "PSCon recall at 10, from the dialogue"
REFERENCES = {
    "last": "PSCon recall at 10, last utterance (reference)",
    "three": "PSCon recall at 10, last three joined (reference)",
    "all": "PSCon recall at 10, all utterances joined (reference)",
    "keywords": "PSCon recall at 10, human keywords (reference)",
}
REACH = 0.75

_DEPTH = 10
_RESAMPLES = 1_000
_DICE = 20_261_122
_SLOTS = {
    "brand": "brand",
    "colour": "color",
    "color": "color",
    "size": "size",
    "price": "price",
    "budget": "price",
    "material": "material",
}
"""Words of a question, and the slot that it asks for."""
_NO_VALUES = frozenset({"price", "reviews", "prime", "delivery", "departments"})
"""Attributes whose values are no words of a title."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the shopper said, and the keywords that a person wrote for it."""

    text: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the other one asked back."""

    text: str
    values: tuple[str, ...]
    """What the question offers: "Logitech"."""

    @property
    def slot(self) -> str | None:
        words = self.text.lower()
        return next((slot for word, slot in _SLOTS.items() if word in words), None)


@dataclass(frozen=True, slots=True)
class Recommended:
    """Titles that the other one recommended."""

    titles: tuple[str, ...]


Event = Heard | Asked | Recommended


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One recommendation, and what each way to search found of it."""

    dialogue: str
    text: str
    """What our own search looked for."""
    titles: tuple[str, ...]
    recall: dict[str, float]
    """By the name of the reference; "ours" is the dialogue understood."""


def pscon_figures(folder: Path | None, embedder: Embedder) -> tuple[Figure, ...]:
    """Return recall at 10 of the recommended titles, with the references beside it.

    Args:
        folder: with the file of conversations; None where there is none.
        embedder: to index and to search with.

    Returns:
        Means over the turns with recommended titles; intervals draw dialogues anew.
    """
    names = {"ours": RECALL, **REFERENCES}
    path = None if folder is None else folder / FILE
    measured = [] if path is None or not path.is_file() else measure(read(path), embedder)
    return tuple(_figure(name, key, measured) for key, name in names.items())


def read(path: Path) -> tuple[Dialogue, ...]:
    """Return the conversations of a PSCon file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Dialogue(str(each["conv_id"]), tuple(_events(each["conversation"]))) for each in data
    )


def _events(messages: Sequence[dict[str, object]]) -> Iterator[Event]:
    for message in messages:
        text = str(message["content"])
        if message["role"] == "user":
            yield Heard(text, tuple(map(str, _listed(message.get("keywords")))))
        elif products := _listed(message.get("recommended_products")):
            titles = (str(p["product_title"]).strip() for p in products if isinstance(p, dict))
            yield Recommended(tuple(dict.fromkeys(titles)))
        elif attributes := _listed(message.get("clarifying_attribute")):
            yield Asked(text, tuple(_values(map(str, attributes))))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _values(attributes: Iterator[str]) -> Iterator[str]:
    for attribute in attributes:
        name, _, value = attribute.partition(": ")
        if value.strip() and name.strip().lower() not in _NO_VALUES:
            yield value.strip()


def measure(
    dialogues: Sequence[Dialogue], embedder: Embedder, others: Sequence[str] = ()
) -> list[Measured]:
    """Index every recommended title, and search for what each dialogue comes to.

    Args:
        dialogues: at least one with recommended titles.
        embedder: to index and to search with.
        others: titles that were never recommended, in the same catalog.
    """
    recommended = (e.titles for d in dialogues for e in d.events if isinstance(e, Recommended))
    titles = dict.fromkeys([*(t for each in recommended for t in each), *others])
    with TemporaryDirectory() as home:
        build([title_only(title) for title in titles], Path(home), embedder)
        with closing(CatalogSearch.open(Path(home), embedder, Speller)) as search:
            return measure_in(search, dialogues)


def measure_in(search: CatalogSearch, dialogues: Sequence[Dialogue]) -> list[Measured]:
    """Measure `dialogues` in a catalog that is there already."""
    understander = Understander(search.vocabulary, search.embedder)
    return [m for each in dialogues for m in _measured(search, understander, each)]


def _measured(
    search: CatalogSearch, understander: Understander, dialogue: Dialogue
) -> Iterator[Measured]:
    listener = Listener(search, understander)
    said: list[str] = []
    keywords: tuple[str, ...] = ()
    for event in dialogue.events:
        match event:
            case Heard(text, written):
                said.append(text)
                keywords = written or keywords
                listener.hear(text)
            case Asked():
                listener.asked = event
            case Recommended(titles):
                request = listener.request()
                texts = {
                    "last": said[-1] if said else "",
                    "three": " ".join(said[-3:]),
                    "all": " ".join(said),
                    "keywords": " ".join(keywords),
                }
                requests = {name: SearchRequest(text, limit=_DEPTH) for name, text in texts.items()}
                recall = {
                    name: _recall(search, each, titles)
                    for name, each in {"ours": request, **requests}.items()
                }
                yield Measured(dialogue.name, request.text, titles, recall)
                listener.show(titles)


def _recall(search: CatalogSearch, request: SearchRequest, titles: Sequence[str]) -> float:
    found = {each.product.title for each in search.search(request).candidates}
    return len(found & set(titles)) / len(titles)


class Listener:
    """Our understanding and state in the place of the one who recommends."""

    def __init__(self, search: CatalogSearch, understander: Understander) -> None:
        self._search = search
        self._understander = understander
        self._screen: tuple[Product, ...] = ()
        self._exclude: frozenset[str] = frozenset()
        self._shown: frozenset[str] = frozenset()
        self.state = DialogueState()
        self.asked: Asked | None = None
        """The question that the next utterance answers."""

    def hear(self, text: str) -> None:
        """Take one utterance into the wish."""
        asked = self.asked
        shown = replace(
            self.state.for_understanding(tuple(p.title for p in self._screen)),
            asked=asked.slot if asked else None,
            choices=asked.values if asked else (),
        )
        readings = self._understander.read(text, shown)
        offered = asked.values if asked else ()
        lexicon = self._search.vocabulary.lexicon
        for reading in in_dialogue(readings, self.state, lexicon, offered, bool(asked)):
            if reading.act not in SEARCH_ACTS:
                continue
            wish = apply(reading, self.state, Scene(self._screen, spoken=len(self._screen)))
            self.state = wish.state
            self._exclude |= wish.exclude_ids
            self._shown |= wish.shown_ids
        self.state = replace(self.state, turn=self.state.turn + 1)
        self.asked = None

    def request(self) -> SearchRequest:
        """Return the search for the wish, without what titles do not tell."""
        request = request_of(self.state, self._exclude, self._shown)
        return replace(
            request,
            price=PriceRange(),
            min_rating=None,
            in_stock_only=False,
            sort=Sort.RELEVANCE,
            limit=_DEPTH,
        )

    def show(self, titles: Sequence[str]) -> None:
        """Put what was recommended on the screen."""
        products = (self._search.product(title) for title in titles)
        self._screen = tuple(p for p in products if p is not None)
        cards = tuple(OnScreen(p.id) for p in self._screen)
        self.state = self.state.showing(cards, len(cards))
        self._exclude = self._shown = frozenset()
        self.asked = None


def _figure(name: str, key: str, measured: Sequence[Measured]) -> Figure:
    reach = REACH if key == "ours" else None
    if not measured:
        return Figure(name, None, "", 0, reach=reach, smaller_is_better=False)
    by_dialogue: dict[str, list[float]] = {}
    for each in measured:
        by_dialogue.setdefault(each.dialogue, []).append(each.recall[key])
    dice, groups = random.Random(_DICE), list(by_dialogue.values())
    drawn = sorted(
        mean(value for group in dice.choices(groups, k=len(groups)) for value in group)
        for _ in range(_RESAMPLES)
    )
    value = mean(each.recall[key] for each in measured)
    low, high = drawn[int(0.025 * _RESAMPLES)], drawn[int(0.975 * _RESAMPLES) - 1]
    return Figure(name, value, "", len(measured), low, high, reach, smaller_is_better=False)
