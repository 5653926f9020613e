"""The relevance score and what it is made of: word forms, lexicon, centre, probability."""

import numpy as np
import pytest

from evals.relevance_data import title_only
from retrieval.centre import centre_of, without_centre
from retrieval.embedder import Vectors, unit
from retrieval.lexicon import EMPTY, UNREADABLE, Lexicon, wording_of
from retrieval.query import SearchRequest
from retrieval.relevance import QueryWords, RelevanceModel, features, without_names
from retrieval.word_forms import head_of, stem
from tests.retrieval.catalog import boots
from tests.retrieval.conftest import OpenSearch

MODEL = RelevanceModel.shipped()


def lexicon_of(*titles: str) -> Lexicon:
    return Lexicon.of(title_only(title) for title in titles)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("table", "tables"),
        ("bench", "benches"),
        ("shelf", "shelves"),
        ("glove", "gloves"),
        ("dress", "dresses"),
        ("vase", "vases"),
        ("size", "sizes"),
        ("box", "boxes"),
        ("berry", "berries"),
        ("shoe", "shoes"),
        ("knife", "knives"),
    ],
)
def test_a_plural_is_the_same_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["glass", "bus", "canvas", "4k", "x2s", "gas", "tennis"])
def test_what_only_ends_like_a_plural_stays_apart(word: str) -> None:
    assert stem(word) != stem(word[:-1]) or word == "canvas"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Oak Side Table with 2 Drawers", "table"),
        ("table lamps", "lamp"),
        ("Sofa, blue", "sofa"),
        ("For kids: desk chair", "chair"),
        ("under desk heater", "heater"),
        ("Hat for winter", "hat"),
        ("Tent 4", "tent"),
        ("1234", None),
        ("", None),
    ],
)
def test_the_head_says_what_a_thing_is(title: str, head: str | None) -> None:
    assert head_of(title) == head


def test_a_lexicon_knows_what_names_and_what_describes() -> None:
    lexicon = lexicon_of("white table", "white lamp", "oak table with lamp", "white chairs")
    assert lexicon.headness("table") > lexicon.headness("white")
    assert lexicon.rarity("oak") > lexicon.rarity("white")
    assert lexicon.knows("chair")
    assert not lexicon.knows("sofa")
    assert lexicon.rarity("sofa") >= lexicon.rarity("oak")


def test_a_lexicon_survives_being_written() -> None:
    lexicon = lexicon_of("white table", "Café chair")
    again = Lexicon.from_json(lexicon.to_json())
    assert again == lexicon
    for broken in (b"", b"[]", b"{}", b'{"products": 1, "complete": true, "uses": 3}'):
        with pytest.raises(UNREADABLE):
            Lexicon.from_json(broken)


def test_names_go_and_what_is_not_sold_stays() -> None:
    lexicon = lexicon_of("end table", "welding gloves", "brankston sofa")
    assert without_names("zorbleford end tables", lexicon) == "end tables"
    assert without_names("brankston end tables", lexicon) == "brankston end tables"
    assert without_names("purple helmet", lexicon) == "purple helmet"
    assert without_names("zorbleford", lexicon) == "zorbleford"
    assert without_names("zorbleford table", EMPTY) == "zorbleford table"


def test_what_all_have_in_common_is_taken_out() -> None:
    rng = np.random.default_rng(1)
    common = 2 * np.ones(16)
    vectors: Vectors = unit((rng.normal(size=(400, 16)) + common).astype(np.float32))
    centre = centre_of(vectors)
    moved = without_centre(vectors, centre)
    assert np.allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-5)
    assert float((vectors @ vectors.T).mean()) > 0.6
    assert abs(float((moved @ moved.T).mean())) < 0.2
    assert without_centre(vectors, None) is vectors
    assert without_centre(vectors, centre[:3]) is vectors


def test_few_products_have_little_in_common() -> None:
    one = unit(np.ones((1, 8), dtype=np.float32))
    assert float(without_centre(one, centre_of(one))[0] @ one[0]) > 0.99
    assert np.allclose(without_centre(one, one[0]), one)


def chance(query: str, title: str, cosine: float, lexicon: Lexicon) -> float:
    rows = features(QueryWords.of(query, lexicon), [wording_of(title_only(title))], [cosine])
    return float(MODEL.probabilities(rows)[0])


def test_the_probability_rises_with_everything_that_speaks_for_it() -> None:
    lexicon = lexicon_of("white table", "white lamp", "oak table", "oak chair", "blue chair")
    chances = [chance("white table", "oak chair", cosine, lexicon) for cosine in (-1, 0, 0.4, 1)]
    assert chances == sorted(chances)
    assert 0 <= chances[0] < 0.1
    assert 0.9 < chances[-1] <= 1
    same_nearness = [
        chance("white table", title, 0.3, lexicon)
        for title in ("blue chair", "white lamp", "oak table", "white table")
    ]
    assert same_nearness == sorted(same_nearness)
    assert len(set(same_nearness)) == 4


@pytest.mark.parametrize("query", ["", "the", "?!", "word " * 5_000, "\x00"])
def test_any_query_has_a_probability(query: str) -> None:
    lexicon = lexicon_of("white table")
    assert 0 <= chance(query, "white table", 0.5, lexicon) <= 1


def test_a_search_says_how_likely_its_answer_is(open_search: OpenSearch) -> None:
    search = open_search(
        boots("A", title="Blue hiking boots"),
        boots("B", title="Desk lamp", category="lamps", department="Home"),
    )
    result = search.search(SearchRequest("blue hiking boots"))
    first, second = result.candidates
    assert first.relevance is not None and second.relevance is not None
    assert first.relevance > MODEL.answers_from > second.relevance
    assert result.relevance == first.relevance
    assert search.search(SearchRequest("")).relevance is None
    stated = search.relevance("blue hiking boots", ["B", "A", "nobody's"])
    assert stated == pytest.approx({"A": first.relevance, "B": second.relevance}, abs=1e-3)
    assert search.relevance("", ["A"]) == {}
