"""Words that the catalog lacks and that may be meant as others: worth one question."""

import re

from agents.nodes.turn_state import DidYouMeanOffer
from retrieval.query import SearchResult


def did_you_mean(result: SearchResult, utterance: str) -> DidYouMeanOffer | None:
    """Return the first uncertain correction of a search, if the utterance holds its word."""
    for correction in result.corrections:
        word = re.compile(rf"\b{re.escape(correction.written)}\b", re.IGNORECASE)
        if not correction.certain and word.search(utterance):
            instead = word.sub(correction.read.replace("\\", ""), utterance)
            return DidYouMeanOffer(correction.written, correction.read, instead)
    return None
