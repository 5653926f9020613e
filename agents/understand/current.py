"""Reads utterances in the words of a catalog that is replaced while it is talked about."""

from agents.reading import Reading, Shown
from agents.understand.understander import Understander
from retrieval.embedder import Embedder
from retrieval.vocabulary import Vocabulary


class CurrentUnderstander:
    """The `Understander` of the vocabulary that it was given last. Safe to share."""

    def __init__(self, vocabulary: Vocabulary, embedder: Embedder | None = None) -> None:
        self._embedder = embedder
        self._now = Understander(vocabulary, embedder)

    def renew(self, vocabulary: Vocabulary) -> None:
        """Read in the words of `vocabulary` from now on."""
        self._now = Understander(vocabulary, self._embedder)

    def read(self, text: str, shown: Shown = Shown()) -> tuple[Reading, ...]:  # noqa: B008 - frozen
        """Return what `text` asks for, in order; as `Understander.read`."""
        return self._now.read(text, shown)
